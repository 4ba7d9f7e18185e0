//! The weights of the pairs of points: a table of all pairs, or lists of neighbours where few pairs have an edge.

use super::edges::MISSING;
use std::ops::Range;

/// A table is taken unless it has at least this many entries for each edge.
const SPARSE: u64 = 16;

/// Entries of a row of the table that are looked at together.
const BLOCK: usize = 64;

/// The weights of all edges.
pub enum Weights {
    /// One entry for each pair of points, [`MISSING`] where there is no edge: `[count, count]`.
    Table {
        /// Number of points.
        count: usize,
        /// The entries.
        entries: Vec<u32>,
    },
    /// The neighbours of each point, ascending, with the weights.
    Lists {
        /// Where the neighbours of each point start, and where the last end.
        starts: Vec<usize>,
        /// Neighbour and weight.
        neighbours: Vec<[u32; 2]>,
    },
}

impl Default for Weights {
    /// Those between no points.
    fn default() -> Self {
        Weights::Table { count: 0, entries: Vec::new() }
    }
}

impl Weights {
    /// Bytes of the weights of this many edges between `count` points.
    pub fn bytes(count: usize, edges: usize) -> u64 {
        let (count, edges) = (count as u64, edges as u64);
        if is_sparse(count, edges) { 8 * (count + 1) + 16 * edges } else { 4 * count * count }
    }

    /// Becomes the weights of the edges between `count` points, whose ends are given by weight.
    pub fn refill(&mut self, count: usize, ends: impl ExactSizeIterator<Item = [u32; 2]> + Clone) {
        let entries = match self {
            Weights::Table { entries, .. } => std::mem::take(entries),
            Weights::Lists { .. } => Vec::new(),
        };
        *self = if is_sparse(count as u64, ends.len() as u64) {
            Self::lists(count, ends)
        } else {
            Self::table(count, ends, entries)
        };
    }

    /// Bytes held.
    pub fn bytes_held(&self) -> u64 {
        let bytes = match self {
            Weights::Table { entries, .. } => entries.capacity() * size_of::<u32>(),
            Weights::Lists { starts, neighbours } => {
                starts.capacity() * size_of::<usize>() + neighbours.capacity() * size_of::<[u32; 2]>()
            }
        };
        bytes as u64
    }

    /// The table in the memory of `entries`.
    fn table(count: usize, ends: impl Iterator<Item = [u32; 2]>, mut entries: Vec<u32>) -> Self {
        entries.clear();
        entries.resize(count * count, MISSING);
        for (weight, [u, v]) in ends.enumerate() {
            entries[u as usize * count + v as usize] = weight as u32;
            entries[v as usize * count + u as usize] = weight as u32;
        }
        Weights::Table { count, entries }
    }

    fn lists(count: usize, ends: impl Iterator<Item = [u32; 2]> + Clone) -> Self {
        let both = || ends.clone().enumerate().flat_map(|(weight, [u, v])| [(u, v, weight), (v, u, weight)]);
        let mut starts = vec![0; count + 1];
        both().for_each(|(u, ..)| starts[u as usize + 1] += 1);
        for point in 0..count {
            starts[point + 1] += starts[point];
        }
        let mut neighbours = vec![[0; 2]; starts[count]];
        let mut next = starts.clone();
        for (u, v, weight) in both() {
            neighbours[next[u as usize]] = [v, weight as u32];
            next[u as usize] += 1;
        }
        starts.windows(2).for_each(|list| neighbours[list[0]..list[1]].sort_unstable());
        Weights::Lists { starts, neighbours }
    }

    /// Weight of the pair `u`, `v`, or [`MISSING`].
    #[inline]
    pub fn of(&self, u: u32, v: u32) -> u32 {
        match self {
            Weights::Table { count, entries } => entries[u as usize * count + v as usize],
            Weights::Lists { .. } => {
                let list = self.list(u);
                list.binary_search_by_key(&v, |&[other, _]| other).map_or(MISSING, |place| list[place][1])
            }
        }
    }

    /// Visits the points linked to all of `cell` by edges of weight less than `below`, ascending, each with the greatest of
    /// these weights.
    #[inline]
    pub fn common(&self, cell: &[u32], below: u32, mut visit: impl FnMut(u32, u32)) {
        match self {
            Weights::Table { count, .. } => {
                for start in (0..*count).step_by(BLOCK) {
                    let points = start..(start + BLOCK).min(*count);
                    let reach = self.reach(cell, points.clone());
                    for (w, &weight) in points.zip(&reach) {
                        if weight < below {
                            visit(w as u32, weight);
                        }
                    }
                }
            }
            Weights::Lists { .. } => {
                for &[w, weight] in self.shortest(cell) {
                    if weight < below {
                        let weight = self.greatest(cell, w);
                        if weight < below {
                            visit(w, weight);
                        }
                    }
                }
            }
        }
    }

    /// The first point in `range` that is linked to all of `cell` by edges of weight less than `below`.
    #[inline]
    pub fn first_common(&self, cell: &[u32], below: u32, range: Range<u32>) -> Option<u32> {
        match self {
            Weights::Table { .. } => range.clone().step_by(BLOCK).find_map(|start| {
                let points = start as usize..(start as usize + BLOCK).min(range.end as usize);
                let reach = &self.reach(cell, points.clone())[..points.len()];
                reach.iter().position(|&weight| weight < below).map(|place| start + place as u32)
            }),
            Weights::Lists { .. } => {
                let list = self.shortest(cell);
                let from = list.partition_point(|&[w, _]| w < range.start);
                let points = list[from..].iter().map(|&[w, _]| w).take_while(|&w| w < range.end);
                points.into_iter().find(|&w| self.greatest(cell, w) < below)
            }
        }
    }

    /// The greatest weight of the pairs of each of `points`, at most [`BLOCK`] in a row, with the points of `cell`.
    #[inline]
    fn reach(&self, cell: &[u32], points: Range<usize>) -> [u32; BLOCK] {
        let mut reach = [0; BLOCK];
        if let Weights::Table { count, entries } = self {
            for &x in cell {
                let row = &entries[x as usize * count..][points.clone()];
                for (reach, &weight) in reach.iter_mut().zip(row) {
                    *reach = weight.max(*reach);
                }
            }
        }
        reach
    }

    /// The greatest weight of the pairs of `w` with the points of `cell`.
    #[inline]
    fn greatest(&self, cell: &[u32], w: u32) -> u32 {
        cell.iter().map(|&x| self.of(x, w)).max().unwrap_or(MISSING)
    }

    /// The shortest of the lists of the points of `cell`.
    #[inline]
    fn shortest(&self, cell: &[u32]) -> &[[u32; 2]] {
        cell.iter().map(|&x| self.list(x)).min_by_key(|list| list.len()).unwrap_or(&[])
    }

    /// Neighbours and weights of a point, if there are lists.
    #[inline]
    fn list(&self, point: u32) -> &[[u32; 2]] {
        match self {
            Weights::Table { .. } => &[],
            Weights::Lists { starts, neighbours } => {
                &neighbours[starts[point as usize]..starts[point as usize + 1]]
            }
        }
    }
}

fn is_sparse(count: u64, edges: u64) -> bool {
    SPARSE * edges < count * count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tables_and_lists_agree(
            count in 2..150u32,
            draw in prop::collection::vec((0..150u32, 0..150u32), 0..300),
            (below, from, to) in (0..300u32, 0..150u32, 0..150u32),
        ) {
            let mut ends: Vec<[u32; 2]> = Vec::new();
            for (u, v) in draw {
                let (u, v) = (u.min(v) % count, u.max(v) % count);
                let edge = [u.min(v), u.max(v)];
                if u != v && !ends.contains(&edge) {
                    ends.push(edge);
                }
            }
            let table = Weights::table(count as usize, ends.iter().copied(), vec![3; 2]);
            let lists = Weights::lists(count as usize, ends.iter().copied());
            let range = from.min(to).min(count)..from.max(to).min(count);
            for (weight, &cell) in ends.iter().enumerate() {
                prop_assert_eq!(table.of(cell[0], cell[1]), weight as u32);
                for below in [below, MISSING] {
                    let common = |weights: &Weights| {
                        let mut found = Vec::new();
                        weights.common(&cell, below, |w, weight| found.push((w, weight)));
                        found
                    };
                    let of_all = |w: u32| (w, table.of(w, cell[0]).max(table.of(w, cell[1])));
                    let expected: Vec<(u32, u32)> = (0..count).map(of_all).filter(|&(_, weight)| weight < below).collect();
                    prop_assert_eq!(common(&table), &expected[..]);
                    prop_assert_eq!(common(&lists), &expected[..]);
                    let first = expected.iter().map(|&(w, _)| w).find(|w| range.contains(w));
                    prop_assert_eq!(table.first_common(&cell, below, range.clone()), first);
                    prop_assert_eq!(lists.first_common(&cell, below, range.clone()), first);
                }
            }
            for (u, v) in (0..count).flat_map(|u| (0..count).map(move |v| (u, v))) {
                prop_assert_eq!(table.of(u, v), lists.of(u, v));
            }
        }
    }
}
