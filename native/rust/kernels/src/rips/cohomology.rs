//! Dimensions 2 and up: reduction of the coboundary matrix, of which no column is stored.
//!
//! The columns are the cells of dimension d, latest first; the rows are their cofacets; the pivot of a column is the earliest
//! cofacet in it. Left out are cells of quiet edges, which pair among themselves; cells that kill in dimension d − 1 (their
//! column would become zero); and cells of apparent pairs: σ with earliest cofacet τ whose latest facet is σ. Such a column is
//! its own reduction, and both cells have the same value. For the others the cells whose coboundaries add up to the reduced
//! column are kept.

use super::coboundary::Coboundary;
use super::column::Column;
use super::cones::NONE;
use super::edges::Edges;
use super::expansion::expand;
use super::order::{Number, Order};
use crate::hash::{CellMap, CellSet};
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::ops::Range;

/// The columns to reduce, and what it takes to reduce them; buffers that serve again.
pub struct Reduction<N> {
    /// Ascending.
    columns: Vec<N>,
    /// The column at work, empty between two of them.
    column: Column<N>,
    /// The cells whose coboundaries add up to it.
    added: Vec<N>,
    store: Store<N>,
}

impl<N: Number> Default for Reduction<N> {
    fn default() -> Self {
        Reduction {
            columns: Vec::new(),
            column: Column::default(),
            added: Vec::new(),
            store: Store::default(),
        }
    }
}

impl<N: Number> Reduction<N> {
    /// The pairs that are not apparent, as (birth, death) of dimensions `dim ≥ 2` and `dim + 1`; cells of quiet edges have
    /// none.
    ///
    /// `apexes` are those of quiet edges; `cleared` are the cells of dimension `dim` that kill, where those of apparent pairs
    /// and of quiet edges may be missing.
    pub fn pairs(
        &mut self,
        order: Order,
        apexes: &[u32],
        dim: usize,
        cleared: &CellSet<N>,
        limits: &Limits,
    ) -> Result<Vec<(N, N)>, Stop> {
        self.columns.clear();
        fill(&mut self.columns, order, apexes, dim, cleared, &limits.stage(0.0, 0.3))?;
        self.reduce(order, apexes, dim, &limits.stage(0.3, 1.0))
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let lists = (self.columns.capacity() + self.added.capacity()) * size_of::<N>();
        lists as u64 + self.column.bytes() + self.store.bytes()
    }

    fn reduce(
        &mut self,
        order: Order,
        apexes: &[u32],
        dim: usize,
        limits: &Limits,
    ) -> Result<Vec<(N, N)>, Stop> {
        let Reduction { columns, column, added, store } = self;
        let coboundary = Coboundary::new(order, apexes);
        column.resize(order.bits(dim + 1));
        store.clear();
        let mut pairs = Vec::new();
        let fill = |column: &mut Column<N>, cells: &[N], weights: Range<u32>| {
            for &cell in cells {
                let cell = coboundary.cell(cell, dim).0;
                coboundary.cofacets(&cell, weights.clone(), |cofacet| column.toggle(cofacet));
            }
        };
        for (done, &cell) in columns.iter().rev().enumerate() {
            added.clear();
            added.push(cell);
            let mut start = 0;
            let mut horizon = Horizon::new(order.edges, order.rank(cell, dim));
            loop {
                limits.at(done as f64 / columns.len() as f64)?;
                fill(column, &added[start..], 0..horizon.end);
                let mut least = column.least();
                while least.is_none() && horizon.end < order.edges.len() as u32 {
                    fill(column, added, horizon.advance());
                    least = column.least();
                }
                let bytes = column.bytes() + store.bytes() + (added.capacity() * size_of::<N>()) as u64;
                room_for(bytes, dim, limits)?;
                let Some(death) = least else { break };
                start = added.len();
                store.extend_by(death, added);
                if added.len() == start {
                    added.extend(coboundary.paired_facet(death, dim + 1));
                }
                if added.len() == start {
                    store.keep(death, added);
                    pairs.push((cell, death));
                    break;
                }
            }
            column.clear();
        }
        Ok(pairs)
    }
}

/// Parts of the edges for each thread: enough to share evenly, though the last edges have most of the cells.
const PARTS: usize = 16;

/// Appends the columns to reduce, ascending.
fn fill<N: Number>(
    columns: &mut Vec<N>,
    order: Order,
    apexes: &[u32],
    dim: usize,
    cleared: &CellSet<N>,
    limits: &Limits,
) -> Result<(), Stop> {
    let ranks: Vec<u32> =
        (0..order.edges.len() as u32).filter(|&rank| apexes[rank as usize] == NONE).collect();
    let parts = PARTS * limits.threads;
    let found = map_parts(limits.threads, parts, |part| -> Result<Vec<N>, Stop> {
        let coboundary = Coboundary::new(order, apexes);
        let mut found = Vec::new();
        let own = ranks[ranks.len() * part / parts..ranks.len() * (part + 1) / parts].iter().copied();
        expand(order, dim, own, &mut |d, number: N, cell, rank| {
            if d == dim
                && !cleared.contains(&number)
                && coboundary.apparent_facet::<N>(cell, rank).is_none()
                && coboundary.apparent_cofacet::<N>(cell, rank).is_none()
            {
                found.push(number);
                room_for((found.len() * limits.threads * size_of::<N>()) as u64, dim, limits)?;
            }
            limits.check()
        })?;
        Ok(found)
    });
    for part in found {
        columns.append(&mut part?);
    }
    Ok(())
}

/// How far cofacets are looked for: most columns are done long before the last edges, which have the most of them.
struct Horizon<'a> {
    edges: &'a Edges,
    /// Edges of this weight and more are beyond it; it lies between edges of different length.
    end: u32,
    step: u32,
}

impl<'a> Horizon<'a> {
    /// Behind the edges as long as that of rank `rank`.
    fn new(edges: &'a Edges, rank: u32) -> Self {
        Horizon { edges, end: edges.end_of_ties(rank), step: 64 }
    }

    /// Moves on, each time twice as far as before; the weights that are no longer beyond.
    fn advance(&mut self) -> Range<u32> {
        let (start, last) = (self.end, self.edges.len() as u32 - 1);
        self.end = self.edges.end_of_ties(start.saturating_add(self.step).min(last));
        self.step = self.step.saturating_mul(2);
        start..self.end
    }
}

fn room_for(bytes: u64, dim: usize, limits: &Limits) -> Result<(), Stop> {
    let what = format_args!("the columns of dimension {dim} so far");
    limits.room_for(bytes, what, "lower maxDiameter or raise maxMemory")
}

/// The cells whose coboundaries add up to each reduced column, by its pivot.
struct Store<N> {
    cells: Vec<N>,
    /// Where the cells of a pivot are.
    places: CellMap<N, Range<usize>>,
}

impl<N> Default for Store<N> {
    fn default() -> Self {
        Store { cells: Vec::new(), places: CellMap::default() }
    }
}

impl<N: Number> Store<N> {
    fn clear(&mut self) {
        self.cells.clear();
        self.places.clear();
    }

    fn bytes(&self) -> u64 {
        let place = size_of::<(N, Range<usize>)>() + 1;
        (self.cells.capacity() * size_of::<N>() + self.places.capacity() * place) as u64
    }

    /// Appends the cells of this pivot to `list`, if there are any.
    fn extend_by(&self, pivot: N, list: &mut Vec<N>) {
        if let Some(place) = self.places.get(&pivot) {
            list.extend_from_slice(&self.cells[place.clone()]);
        }
    }

    /// Keeps those of `added` that occur in it an odd number of times.
    fn keep(&mut self, pivot: N, added: &mut [N]) {
        let start = self.cells.len();
        added.sort_unstable();
        for equal in added.chunk_by(|a, b| a == b) {
            if equal.len() % 2 == 1 {
                self.cells.push(equal[0]);
            }
        }
        self.places.insert(pivot, start..self.cells.len());
    }
}
