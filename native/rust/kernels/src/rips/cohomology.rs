//! Dimensions 2 and up: reduction of the coboundary matrix, of which no column is stored.
//!
//! The columns are the cells of dimension d, latest first; the rows are their cofacets; the pivot of a column is the earliest
//! cofacet in it. Left out are cells that kill in dimension d − 1 (their column would become zero) and cells of apparent
//! pairs: σ with earliest cofacet τ whose latest facet is σ. Such a column is its own reduction, and both cells have the same
//! value. For the others the cells whose coboundaries add up to the reduced column are kept.

use super::coboundary::Coboundary;
use super::column::Column;
use super::expansion::expand;
use super::order::{Number, Order};
use crate::hash::{CellMap, CellSet};
use crate::threads::in_parts;
use std::convert::Infallible;

/// The pairs that are not apparent, as (birth, death) of dimensions `dim ≥ 2` and `dim + 1`.
///
/// `cleared` are the cells of dimension `dim` that kill; those of apparent pairs may be missing.
pub fn pairs<N: Number>(order: Order, dim: usize, cleared: &CellSet<N>, threads: usize) -> Vec<(N, N)> {
    reduce(order, dim, &columns(order, dim, cleared, threads))
}

/// Parts of the edges for each thread: enough to share evenly, though the last edges have most of the cells.
const PARTS: usize = 16;

/// The columns to reduce, ascending.
fn columns<N: Number>(order: Order, dim: usize, cleared: &CellSet<N>, threads: usize) -> Vec<N> {
    let parts = PARTS * threads;
    let start = |part: usize| (order.edges.len() * part / parts) as u32;
    in_parts(threads, parts, |part| {
        let mut coboundary = Coboundary::new(order);
        let mut found = Vec::new();
        let walk: Result<(), Infallible> =
            expand(order, dim, start(part)..start(part + 1), &mut |d, number: N, cell, rank| {
                if d == dim
                    && !cleared.contains(&number)
                    && coboundary.apparent_facet::<N>(cell, rank).is_none()
                    && coboundary.apparent_cofacet::<N>(cell, rank).is_none()
                {
                    found.push(number);
                }
                Ok(())
            });
        walk.unwrap_or_else(|never| match never {});
        found
    })
}

fn reduce<N: Number>(order: Order, dim: usize, columns: &[N]) -> Vec<(N, N)> {
    let mut coboundary = Coboundary::new(order);
    let mut column = Column::new();
    let mut store = Store::default();
    let mut pairs = Vec::new();
    for &cell in columns.iter().rev() {
        // Mostly the first pivot is new: the column is filled only if it is not.
        let mut pivot = coboundary.earliest_cofacet(&order.vertices(cell, dim), order.rank(cell, dim));
        let mut added = Vec::new();
        while let Some(death) = pivot {
            let start = added.len();
            store.extend_by(death, &mut added);
            if added.len() == start {
                let vertices = order.vertices(death, dim + 1);
                added.extend(coboundary.apparent_facet::<N>(&vertices, order.rank(death, dim + 1)));
            }
            if added.len() == start {
                store.keep(cell, death, &mut added);
                pairs.push((cell, death));
                break;
            }
            let first = (start == 0).then_some(&cell);
            for &other in first.into_iter().chain(&added[start..]) {
                coboundary.cofacets(other, dim, |cofacet| column.toggle(cofacet));
            }
            pivot = column.least();
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
    /// Appends the cells of this pivot to `list`, if there are any.
    fn extend_by(&self, pivot: N, list: &mut Vec<N>) {
        if let Some(place) = self.places.get(&pivot) {
            list.extend_from_slice(&self.cells[place.clone()]);
        }
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
