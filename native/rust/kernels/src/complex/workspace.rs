//! What survives a computation: its buffers, and the killers that it found with the facets that they follow from.
//!
//! Places count cells in the filtration order, so the facets of all cells, as places, say all that pairs of cells depend on.
//! In a descent they are often the same again although values are not: then the killers are too, and comparing two lists is
//! all that is left to do.

use super::block::Block;
use super::ends::End;
use super::{ADVICE, Complex};
use crate::limits::{Limits, Stop};
use crate::threads::join;
use std::mem::swap;

/// Nothing is kept of complexes whose copy takes more bytes: of so many cells the order hardly ever stays, and making room for
/// them anew takes far less time than pairing them, while nobody else could have the memory.
const MOST_COPIED: u64 = 6 << 20;

/// Buffers, and what was found last.
#[derive(Default)]
pub struct Workspace {
    listing: Listing,
    /// The killers of the cells of each dimension of the complex of `listing`.
    killers: Vec<Vec<u32>>,
    ends: [End; 2],
    block: Block,
}

impl Workspace {
    /// The killers of the cells of the first `wanted` dimensions, at least one, of a complex of dimension `top`; some more may
    /// follow.
    pub fn killers(
        &mut self,
        complex: Complex,
        top: usize,
        wanted: usize,
        limits: &Limits,
    ) -> Result<&[Vec<u32>], Stop> {
        let (cells, bytes) = (complex.values.len(), bytes_for(complex, top, wanted));
        limits.room_for(bytes, format_args!("the pairs of {cells} cells"), ADVICE)?;
        limits.check()?;
        if self.killers.len() < wanted || !self.listing.is_of(complex) {
            self.find(complex, top, wanted, limits)?;
            self.listing.clear();
            let copied = Listing::bytes_for(complex);
            if is_small(complex) && bytes + copied <= limits.memory {
                self.listing.copy(complex);
            }
        }
        Ok(&self.killers)
    }

    /// Classes of the lowest and, if the complex is like a manifold, of the highest dimension are found by joining components,
    /// side by side. What is between is reduced upwards, without the cells that are paired already.
    fn find(&mut self, complex: Complex, top: usize, wanted: usize, limits: &Limits) -> Result<(), Stop> {
        let Workspace { killers, ends: [low, high], block, .. } = self;
        killers.resize_with(wanted, Vec::new);
        // The highest classes help with those below them, even if they are not wanted themselves.
        let is_near_top = top >= 2 && wanted + 1 >= top;
        low.make_room(complex.cells(0).len(), 0);
        if is_near_top {
            high.make_room(1 + complex.cells(top).len(), complex.cells(top - 1).len());
        }
        let stage = limits.stage(0.0, 0.3);
        let (lowest, highest) = join(
            limits.threads,
            || low.merged(complex, &stage),
            || if is_near_top { high.separated(complex, top, &stage) } else { Ok(None) },
        );
        swap(lowest?, &mut killers[0]);
        let mut highest = highest?;
        for dimension in 1..wanted {
            let part = |done: usize| 0.3 + 0.7 * done as f64 / (wanted - 1) as f64;
            let stage = limits.stage(part(dimension - 1), part(dimension));
            let (below, own) = killers.split_at_mut(dimension);
            match highest.take_if(|_| dimension + 1 == top) {
                Some(killers) => swap(killers, &mut own[0]),
                None => {
                    let above = highest.as_deref().filter(|_| dimension + 2 == top).map(Vec::as_slice);
                    let beside = [below.last().map(Vec::as_slice), above];
                    block.find_killers(complex, dimension, beside, &mut own[0], &stage)?;
                }
            }
        }
        Ok(())
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let killers: usize = self.killers.iter().map(Vec::capacity).sum();
        let ends: u64 = self.ends.iter().map(End::bytes).sum();
        self.listing.bytes() + (killers * size_of::<u32>()) as u64 + ends + self.block.bytes()
    }
}

/// Whether a complex is small enough that what was found of it is kept.
pub fn is_small(complex: Complex) -> bool {
    Listing::bytes_for(complex) <= MOST_COPIED
}

/// About the most bytes that are held before any column is changed.
fn bytes_for(complex: Complex, top: usize, wanted: usize) -> u64 {
    let block = |dimension: usize| {
        let [rows, columns] = [dimension, dimension + 1].map(|d| complex.cells(d));
        let entries = complex.starts[columns.end] - complex.starts[columns.start];
        4 * (6 * (rows.len() + columns.len()) as u64 + u64::from(entries))
    };
    (0..top).take(wanted + 1).map(block).max().unwrap_or(0)
}

/// A copy of all of a complex but its values.
#[derive(Default)]
struct Listing {
    dim_offsets: Vec<usize>,
    starts: Vec<u32>,
    facets: Vec<u32>,
}

impl Listing {
    fn is_of(&self, complex: Complex) -> bool {
        self.dim_offsets == complex.dim_offsets
            && self.starts == complex.starts
            && self.facets == complex.facets
    }

    /// Is no complex any more, not even one without cells.
    fn clear(&mut self) {
        self.dim_offsets.clear();
        self.starts.clear();
        self.facets.clear();
    }

    /// Copies a complex into the empty listing.
    fn copy(&mut self, complex: Complex) {
        self.dim_offsets.extend_from_slice(complex.dim_offsets);
        self.starts.extend_from_slice(complex.starts);
        self.facets.extend_from_slice(complex.facets);
    }

    fn bytes(&self) -> u64 {
        let numbers = self.starts.capacity() + self.facets.capacity();
        (numbers * size_of::<u32>()) as u64
    }

    fn bytes_for(complex: Complex) -> u64 {
        ((complex.starts.len() + complex.facets.len()) * size_of::<u32>()) as u64
    }
}

#[cfg(test)]
mod tests;
