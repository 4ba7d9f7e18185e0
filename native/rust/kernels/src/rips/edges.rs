//! The edges of a Vietoris–Rips filtration in their order, and the lookup of the critical edge of any cell.

use super::sparse::{Edge, short_edges};
use super::weights::Weights;
use crate::distances::squared;
use crate::limits::{Limits, Stop};

/// A finite metric, or any symmetric dissimilarity, on `count` points.
#[derive(Clone, Copy)]
pub enum Input<'a> {
    /// Rows of coordinates.
    Points {
        /// Coordinates `[count, dimension]`.
        coordinates: &'a [f64],
        /// Number of points.
        count: usize,
    },
    /// All distances.
    Distances {
        /// Symmetric, non-negative, with a zero diagonal: `[count, count]`.
        matrix: &'a [f64],
        /// Number of points.
        count: usize,
    },
}

impl Input<'_> {
    pub(super) fn count(&self) -> usize {
        match *self {
            Input::Points { count, .. } | Input::Distances { count, .. } => count,
        }
    }

    /// What edges are compared by: the squared length for points, the distance itself otherwise. Never −0.
    #[inline]
    pub(super) fn key(&self, i: usize, j: usize) -> f64 {
        match *self {
            Input::Points { coordinates, count } => {
                let d = coordinates.len() / count;
                squared(&coordinates[i * d..(i + 1) * d], &coordinates[j * d..(j + 1) * d]) + 0.0
            }
            Input::Distances { matrix, count } => matrix[i * count + j] + 0.0,
        }
    }

    /// The length of an edge with this key.
    pub(super) fn value(&self, key: f64) -> f64 {
        match self {
            Input::Points { .. } => key.sqrt(),
            Input::Distances { .. } => key,
        }
    }

    /// The smallest radius of a ball around a point that holds all points.
    fn enclosing_radius(&self, limits: &Limits) -> Result<f64, Stop> {
        let n = self.count();
        let mut farthest = vec![0.0f64; n];
        for i in 0..n {
            limits.check()?;
            for j in i + 1..n {
                let key = self.key(i, j);
                farthest[i] = farthest[i].max(key);
                farthest[j] = farthest[j].max(key);
            }
        }
        Ok(self.value(farthest.into_iter().fold(f64::INFINITY, f64::min)))
    }
}

/// The weight of a pair of points without an edge.
pub const MISSING: u32 = u32::MAX;

/// The edges not longer than the cut-off.
///
/// An edge has a *rank*, its place in the order by (length, u, v), u < v. Cells are ordered by their critical edge: the
/// longest, and among those of equal length the first. To find it without looking at lengths, an edge also has a *weight*,
/// its place in the order by (length, then (u, v) descending): the critical edge is the one of greatest weight.
#[derive(Default)]
pub struct Edges {
    /// Number of points.
    pub count: usize,
    /// End points `u < v`, by rank.
    ends: Vec<[u32; 2]>,
    /// Length, by rank.
    values: Vec<f64>,
    /// Rank, by weight; the two differ only among edges of equal length.
    ranks: Vec<u32>,
    /// Weights of the pairs of points.
    pub weights: Weights,
}

impl Edges {
    /// The edges up to `max_diameter`, by default 1.00001 times the enclosing radius.
    pub fn new(input: Input, max_diameter: Option<f64>, limits: &Limits) -> Result<Self, Stop> {
        let mut edges = Edges::default();
        edges.update(input, &sorted(input, max_diameter, limits)?, limits)?;
        Ok(edges)
    }

    /// Becomes the edges of `input`, which are `sorted`; whether they are the same in the same order as before, and the same
    /// of them are equally long. Then all but their lengths stays.
    pub fn update(&mut self, input: Input, sorted: &[Edge], limits: &Limits) -> Result<bool, Stop> {
        let (count, number) = (input.count(), sorted.len());
        if number >= MISSING as usize {
            return Err(format!(
                "fewer than 2^32 - 1 edges were expected, but there are {number}; lower maxDiameter"
            )
            .into());
        }
        // Beside the sorted edges: ends, length and rank of each, and the weights.
        let bytes = (16 + 20) * number as u64 + Weights::bytes(count, number);
        limits.room_for(
            bytes,
            format_args!("{number} edges of {count} points"),
            "lower maxDiameter or raise maxMemory",
        )?;
        let is_same = self.count == count && self.have_order_of(sorted);
        self.values.clear();
        self.values.extend(sorted.iter().map(|&(bits, ..)| input.value(f64::from_bits(bits))));
        if !is_same {
            self.count = count;
            self.ends.clear();
            self.ends.extend(sorted.iter().map(|&(_, u, v)| [u, v]));
            self.ranks.clear();
            self.ranks.extend(0..number as u32);
            let mut first = 0;
            for group in sorted.chunk_by(|a, b| a.0 == b.0) {
                self.ranks[first..first + group.len()].reverse();
                first += group.len();
            }
            let ends = &self.ends;
            self.weights.refill(count, self.ranks.iter().map(|&rank| ends[rank as usize]));
        }
        Ok(is_same)
    }

    /// Whether these edges are `sorted` in the same way, with the same ones of equal length.
    fn have_order_of(&self, sorted: &[Edge]) -> bool {
        self.len() == sorted.len()
            && self.ends.iter().zip(sorted).all(|(&ends, &(_, u, v))| ends == [u, v])
            && sorted
                .chunk_by(|a, b| a.0 == b.0)
                .try_fold(0, |first, group| {
                    // Ranks descend from the last of a group to its first, by weight.
                    let last = first + group.len() - 1;
                    (self.ranks[first] as usize == last && self.ranks[last] as usize == first)
                        .then_some(last + 1)
                })
                .is_some()
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        (20 * self.ends.capacity()) as u64 + self.weights.bytes_held()
    }

    /// Number of edges.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// End points `u < v` of the edge of rank `rank`.
    #[inline]
    pub fn ends(&self, rank: u32) -> [u32; 2] {
        self.ends[rank as usize]
    }

    /// Length of the edge of rank `rank`.
    #[inline]
    pub fn value(&self, rank: u32) -> f64 {
        self.values[rank as usize]
    }

    /// Rank of the edge of weight `weight`.
    #[inline]
    pub fn rank(&self, weight: u32) -> u32 {
        self.ranks[weight as usize]
    }

    /// Weight of the pair of points `u`, `v`.
    #[inline]
    pub fn weight(&self, u: u32, v: u32) -> u32 {
        self.weights.of(u, v)
    }

    /// The greatest weight among the edges of a cell of at least two vertices: that of its critical edge.
    #[inline]
    pub fn critical_weight(&self, vertices: &[u32]) -> u32 {
        let mut greatest = 0;
        for (place, &v) in vertices.iter().enumerate() {
            for &u in &vertices[..place] {
                greatest = greatest.max(self.weight(u, v));
            }
        }
        greatest
    }

    /// Whether another edge is as long as the edge of rank `rank`.
    #[inline]
    pub fn is_tied(&self, rank: u32) -> bool {
        let value = self.value(rank);
        let same = |other: usize| self.values.get(other).is_some_and(|&neighbour| neighbour == value);
        same((rank as usize).wrapping_sub(1)) || same(rank as usize + 1)
    }

    /// One more than the last rank of the edges as long as the edge of rank `first`.
    pub fn end_of_ties(&self, first: u32) -> u32 {
        let value = self.value(first);
        let longer = self.values[first as usize..].iter().position(|&other| other != value);
        longer.map_or(self.len() as u32, |places| first + places as u32)
    }
}

/// The edges up to `max_diameter`, by default 1.00001 times the enclosing radius, in their order.
pub fn sorted(input: Input, max_diameter: Option<f64>, limits: &Limits) -> Result<Vec<Edge>, Stop> {
    short_edges(input, cutoff(input, max_diameter, limits)?, limits)
}

/// The length of the longest edge allowed: `max_diameter`, by default 1.00001 times the enclosing radius.
pub fn cutoff(input: Input, max_diameter: Option<f64>, limits: &Limits) -> Result<f64, Stop> {
    match max_diameter {
        Some(cutoff) => Ok(cutoff),
        None => Ok(1.00001 * input.enclosing_radius(limits)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square with sides of 1 and two diagonals of 2, and its center.
    const DISTANCES: [f64; 25] = [
        0.0, 1.0, 2.0, 1.0, 1.0, //
        1.0, 0.0, 1.0, 2.0, 1.0, //
        2.0, 1.0, 0.0, 1.0, 1.0, //
        1.0, 2.0, 1.0, 0.0, 1.0, //
        1.0, 1.0, 1.0, 1.0, 0.0,
    ];

    fn edges(max_diameter: Option<f64>) -> Edges {
        Edges::new(Input::Distances { matrix: &DISTANCES, count: 5 }, max_diameter, &Limits::default())
            .unwrap()
    }

    #[test]
    fn ranks_go_by_length_then_vertices() {
        let edges = edges(Some(2.0));
        let ends: Vec<[u32; 2]> = (0..edges.len() as u32).map(|rank| edges.ends(rank)).collect();
        assert_eq!(ends[..4], [[0, 1], [0, 3], [0, 4], [1, 2]]);
        assert_eq!(ends[8..], [[0, 2], [1, 3]]);
        assert_eq!((edges.end_of_ties(0), edges.end_of_ties(8)), (8, 10));
        assert!((0..10).all(|rank| edges.is_tied(rank)));
    }

    #[test]
    fn the_critical_edge_is_the_first_of_the_longest() {
        let edges = edges(Some(2.0));
        let critical = |cell: &[u32]| edges.ends(edges.rank(edges.critical_weight(cell)));
        assert_eq!(critical(&[0, 1, 2, 3]), [0, 2]);
        assert_eq!(critical(&[1, 2, 3]), [1, 3]);
        assert_eq!(critical(&[1, 2, 4]), [1, 2]);
    }

    #[test]
    fn the_default_cut_off_is_the_enclosing_radius() {
        let edges = edges(None);
        assert_eq!((edges.len(), edges.weight(0, 2)), (8, MISSING));
    }

    #[test]
    fn more_edges_than_memory_allows_are_refused() {
        let limits = Limits::new(1, 420, None);
        let stop = Edges::new(Input::Distances { matrix: &DISTANCES, count: 5 }, Some(2.0), &limits).err();
        let text = "at most 420 bytes of memory (maxMemory) were expected, but 10 edges of 5 points would need about \
                    460 bytes; lower maxDiameter or raise maxMemory";
        assert_eq!(stop, Some(Stop::TooLarge(text.to_owned())));
    }
}
