//! Points in a binary tree of boxes, for exact searches by squared distance.
//!
//! Every node holds the points of a range of places and the smallest box around them; its two children hold the halves below
//! and above the median along the longest side. Bounds from boxes are exact in floating point: a bound is summed like a
//! squared distance, from differences that are not greater (or not smaller) than those of any two points in the boxes, and
//! rounding keeps that order at every step. So pruning never needs a tolerance.

use super::Edge;
use crate::distances::squared;

/// Points in a leaf, at most.
const LEAF: usize = 8;

/// With more coordinates boxes prune too little to beat comparing all pairs.
pub const MOST_COORDINATES: usize = 6;

/// Calls a function that is generic in the number of coordinates, or evaluates what follows `else`.
macro_rules! by_dimension {
    ($dimension:expr, $function:ident($($argument:expr),*) else $otherwise:expr) => {
        match $dimension {
            1 => $function::<1>($($argument),*),
            2 => $function::<2>($($argument),*),
            3 => $function::<3>($($argument),*),
            4 => $function::<4>($($argument),*),
            5 => $function::<5>($($argument),*),
            6 => $function::<6>($($argument),*),
            _ => $otherwise,
        }
    };
}
pub(crate) use by_dimension;

/// A box around the points at some places.
#[derive(Clone)]
pub struct Node<const D: usize> {
    /// Least coordinates.
    pub low: [f64; D],
    /// Greatest coordinates.
    pub high: [f64; D],
    /// The first place.
    pub first: u32,
    /// One more than the last place.
    pub end: u32,
    /// The smallest index of a point.
    pub least: u32,
    /// The second child; the first is the next node. 0 for a leaf.
    second: u32,
}

/// Some points of `D` coordinates; they stand at places, so that close points have close places.
#[derive(Default)]
pub struct KdTree<const D: usize> {
    /// Points by place.
    pub points: Vec<[f64; D]>,
    /// Indices of the points, by place.
    pub indices: Vec<u32>,
    /// Places of the points, by index.
    pub places: Vec<u32>,
    /// The root comes first, every node before its children.
    pub nodes: Vec<Node<D>>,
    /// Points and their indices while they are brought to their places.
    rows: Vec<([f64; D], u32)>,
}

impl<const D: usize> KdTree<D> {
    /// Becomes a tree of at least one point; `coordinates` are `[count, D]`.
    pub fn refill(&mut self, coordinates: &[f64]) {
        let KdTree { points, indices, places, nodes, rows } = self;
        rows.clear();
        rows.extend(coordinates.as_chunks().0.iter().copied().zip(0..));
        nodes.clear();
        nodes.reserve(4 * rows.len() / LEAF + 1);
        grow(nodes, rows, 0);
        points.clear();
        points.extend(rows.iter().map(|&(point, _)| point));
        indices.clear();
        indices.extend(rows.iter().map(|&(_, index)| index));
        places.resize(indices.len(), 0);
        indices.iter().zip(0..).for_each(|(&index, place)| places[index as usize] = place);
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let points = self.points.capacity() * size_of::<[f64; D]>();
        let rows = self.rows.capacity() * size_of::<([f64; D], u32)>();
        let numbers = (self.indices.capacity() + self.places.capacity()) * size_of::<u32>();
        (points + rows + numbers + self.nodes.capacity() * size_of::<Node<D>>()) as u64
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// The children of a node, unless it is a leaf.
    #[inline]
    pub fn children(&self, node: usize) -> Option<[usize; 2]> {
        let second = self.nodes[node].second as usize;
        (second != 0).then_some([node + 1, second])
    }

    /// The edge between the points at two places.
    #[inline]
    pub fn edge(&self, p: usize, q: usize) -> Edge {
        let (a, b) = (self.indices[p], self.indices[q]);
        (self.key(p, q).to_bits(), a.min(b), a.max(b))
    }

    /// The key of the edge between the points at two places.
    #[inline]
    pub fn key(&self, p: usize, q: usize) -> f64 {
        squared(&self.points[p], &self.points[q]) + 0.0
    }
}

impl<const D: usize> Node<D> {
    /// The places.
    pub fn places(&self) -> std::ops::Range<usize> {
        self.first as usize..self.end as usize
    }

    /// No point in the box has a smaller squared distance to `point`.
    #[inline]
    pub fn nearest(&self, point: &[f64; D]) -> f64 {
        let closest: [f64; D] = std::array::from_fn(|c| point[c].max(self.low[c]).min(self.high[c]));
        squared(point, &closest)
    }

    /// No point in the box has a greater squared distance to `point`.
    #[inline]
    pub fn farthest(&self, point: &[f64; D]) -> f64 {
        let gaps: [f64; D] = std::array::from_fn(|c| (point[c] - self.low[c]).max(self.high[c] - point[c]));
        squared(&gaps, &[0.0; D])
    }

    /// No two points in the boxes have a smaller squared distance.
    #[inline]
    pub fn nearest_of(&self, other: &Self) -> f64 {
        let gaps: [f64; D] =
            std::array::from_fn(|c| (other.low[c] - self.high[c]).max(self.low[c] - other.high[c]).max(0.0));
        squared(&gaps, &[0.0; D])
    }

    /// No two points in the boxes have a greater squared distance.
    #[inline]
    pub fn farthest_of(&self, other: &Self) -> f64 {
        let gaps: [f64; D] =
            std::array::from_fn(|c| (other.high[c] - self.low[c]).max(self.high[c] - other.low[c]));
        squared(&gaps, &[0.0; D])
    }
}

/// Appends the node of some rows, whose places start at `first`, and all below it.
fn grow<const D: usize>(nodes: &mut Vec<Node<D>>, rows: &mut [([f64; D], u32)], first: usize) {
    let (mut low, mut high) = ([f64::INFINITY; D], [f64::NEG_INFINITY; D]);
    for (point, _) in rows.iter() {
        for c in 0..D {
            low[c] = low[c].min(point[c]);
            high[c] = high[c].max(point[c]);
        }
    }
    let least = rows.iter().map(|&(_, index)| index).min().expect("a node has a point");
    let own = nodes.len();
    nodes.push(Node { low, high, first: first as u32, end: (first + rows.len()) as u32, least, second: 0 });
    if rows.len() <= LEAF {
        return;
    }
    let side =
        (0..D).max_by(|&a, &b| (high[a] - low[a]).total_cmp(&(high[b] - low[b]))).expect("a coordinate");
    let middle = rows.len() / 2;
    rows.select_nth_unstable_by(middle, |a, b| a.0[side].total_cmp(&b.0[side]).then(a.1.cmp(&b.1)));
    let (below, above) = rows.split_at_mut(middle);
    grow(nodes, below, first);
    nodes[own].second = nodes.len() as u32;
    grow(nodes, above, first + middle);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bounds_hold_to_the_last_bit(x in prop::collection::vec(-1.0..1.0f64, 3 * 12..=3 * 60)) {
            let coordinates = &x[..x.len() / 3 * 3];
            let mut tree = KdTree::<3>::default();
            tree.refill(coordinates);
            for (a, node) in tree.nodes.iter().enumerate() {
                for (p, point) in tree.points.iter().enumerate() {
                    let keys = node.places().map(|q| tree.key(p, q));
                    prop_assert!(keys.clone().all(|key| node.nearest(point) <= key && key <= node.farthest(point)));
                }
                for other in &tree.nodes[..a] {
                    let mut keys = node.places().flat_map(|p| other.places().map(move |q| (p, q)));
                    let within = |key| node.nearest_of(other) <= key && key <= node.farthest_of(other);
                    prop_assert!(keys.all(|(p, q)| within(tree.key(p, q))));
                }
            }
        }

        #[test]
        fn every_point_has_one_place(
            x in prop::collection::vec((-3..=3i32).prop_map(f64::from), 2..200),
            before in prop::collection::vec(-1.0..1.0f64, 2..200),
        ) {
            let coordinates = &x[..x.len() / 2 * 2];
            let mut tree = KdTree::<2>::default();
            tree.refill(&before);
            tree.refill(coordinates);
            let mut seen: Vec<u32> = tree.indices.clone();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..coordinates.len() as u32 / 2).collect::<Vec<_>>());
            for (node, own) in tree.nodes.iter().enumerate() {
                if let Some([a, b]) = tree.children(node) {
                    prop_assert_eq!(tree.nodes[a].end, tree.nodes[b].first);
                    prop_assert_eq!((tree.nodes[a].first, tree.nodes[b].end), (own.first, own.end));
                    prop_assert_eq!(tree.nodes[a].least.min(tree.nodes[b].least), own.least);
                }
            }
            for (place, &index) in tree.indices.iter().enumerate() {
                prop_assert_eq!(&tree.points[place][..], &coordinates[2 * index as usize..][..2]);
                prop_assert_eq!(tree.places[index as usize] as usize, place);
            }
        }
    }
}
