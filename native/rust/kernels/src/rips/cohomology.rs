//! Dimensions 2 and up: reduction of the coboundary matrix, of which no column is stored.
//!
//! The columns are the cells of dimension d, latest first; the rows are their cofacets; the pivot of a column is the earliest
//! cofacet in it. Left out are cells that kill in dimension d − 1 (their column would become zero) and cells of apparent
//! pairs: σ with earliest cofacet τ whose latest facet is σ. Such a column is its own reduction, and both cells have the same
//! value. For the others the cells whose coboundaries add up to the reduced column are kept.

use super::coboundary::Coboundary;
use super::column::{BitTree, Column, Heap};
use super::expansion::expand;
use super::hash::{CellMap, CellSet};
use super::order::{Number, Order};
use std::convert::Infallible;

/// The pairs that are not apparent, as (birth, death) of dimensions `dim ≥ 2` and `dim + 1`.
///
/// `cleared` are the cells of dimension `dim` that kill; those of apparent pairs may be missing.
pub fn pairs<N: Number>(order: Order, dim: usize, cleared: &CellSet<N>, threads: usize) -> Vec<(N, N)> {
    let columns = columns(order, dim, cleared, threads);
    match order.end(dim + 1) {
        Some(end) if end <= MAX_TREE => reduce(order, dim, &columns, BitTree::new(end as usize)),
        _ => reduce(order, dim, &columns, Heap::new()),
    }
}

/// Bits of the largest tree worth having: 128 MiB, of which only what columns touch becomes resident.
const MAX_TREE: u64 = 1 << 30;

/// The columns to reduce, ascending.
fn columns<N: Number>(order: Order, dim: usize, cleared: &CellSet<N>, threads: usize) -> Vec<N> {
    let edges = order.edges.len() as u32;
    let collect = |ranks| {
        let mut coboundary = Coboundary::new(order);
        let mut found = Vec::new();
        let walk: Result<(), Infallible> = expand(order, dim, ranks, &mut |d, number: N, _, _| {
            if d == dim
                && !cleared.contains(&number)
                && coboundary.apparent_facet(number, dim).is_none()
                && coboundary.apparent_cofacet(number, dim).is_none()
            {
                found.push(number);
            }
            Ok(())
        });
        walk.unwrap_or_else(|never| match never {});
        found
    };
    if threads == 1 {
        return collect(0..edges);
    }
    let starts: Vec<u32> =
        (0..=threads).map(|part| (edges as u64 * part as u64 / threads as u64) as u32).collect();
    let collect = &collect;
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            starts.windows(2).map(|ends| scope.spawn(move || collect(ends[0]..ends[1]))).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn reduce<N: Number>(order: Order, dim: usize, columns: &[N], mut column: impl Column<N>) -> Vec<(N, N)> {
    let mut coboundary = Coboundary::new(order);
    let mut store = Store::default();
    let mut pairs = Vec::new();
    for &cell in columns.iter().rev() {
        let Some(earliest) = coboundary.earliest_cofacet(cell, dim) else { continue };
        if !store.has(earliest) && coboundary.apparent_facet(earliest, dim + 1).is_none() {
            store.keep(cell, earliest, &mut []);
            pairs.push((cell, earliest));
            continue;
        }
        let mut added = Vec::new();
        coboundary.cofacets(cell, dim, |cofacet| column.toggle(cofacet));
        while let Some(pivot) = column.least() {
            if let Some(cells) = store.get(pivot) {
                for &other in cells {
                    coboundary.cofacets(other, dim, |cofacet| column.toggle(cofacet));
                }
                added.extend_from_slice(cells);
            } else if let Some(facet) = coboundary.apparent_facet(pivot, dim + 1) {
                coboundary.cofacets(facet, dim, |cofacet| column.toggle(cofacet));
                added.push(facet);
            } else {
                store.keep(cell, pivot, &mut added);
                pairs.push((cell, pivot));
                break;
            }
        }
        column.clear();
    }
    pairs
}

/// The cells whose coboundaries add up to each reduced column, by its pivot.
struct Store<N> {
    cells: Vec<N>,
    /// Where the cells of a pivot are.
    places: CellMap<N, std::ops::Range<usize>>,
}

impl<N> Default for Store<N> {
    fn default() -> Self {
        Store { cells: Vec::new(), places: CellMap::default() }
    }
}

impl<N: Number> Store<N> {
    fn has(&self, pivot: N) -> bool {
        self.places.contains_key(&pivot)
    }

    fn get(&self, pivot: N) -> Option<&[N]> {
        self.places.get(&pivot).map(|place| &self.cells[place.clone()])
    }

    /// Keeps `cell` and those of `added` that occur in it an odd number of times.
    fn keep(&mut self, cell: N, pivot: N, added: &mut [N]) {
        let start = self.cells.len();
        self.cells.push(cell);
        added.sort_unstable();
        for equal in added.chunk_by(|a, b| a == b) {
            if equal.len() % 2 == 1 {
                self.cells.push(equal[0]);
            }
        }
        self.places.insert(pivot, start..self.cells.len());
    }
}
