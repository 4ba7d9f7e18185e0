//! The decomposition R = D·V of a boundary or coboundary matrix D over Z/2: V upper triangular with ones on the diagonal, R
//! *reduced*, which means that no two columns have the same last row.
//!
//! V is in the canonical form of Edelsbrunner, Letscher and Zomorodian: besides its diagonal, column i of V only has columns j
//! of R that are not zero and, if R_i is not, have a later pivot than it. There is only one such V. For two of them differ, in
//! column i, by a combination of such columns of D, which is one of such columns of R; its last row would be the pivot of one
//! of them, but D·V_i is R_i in both cases, whose last row comes before. So V depends neither on the number of threads nor
//! on which columns are cleared.

mod chains;
mod column_of_v;
mod columns;
mod cuts;
mod forest;
mod matrix;
mod paths;
mod reduction;
mod rows_of_u;
mod sanity;
mod vanishing;

pub use chains::Chains;

use crate::limits::{Limits, Stop};
use chains::chains;
use columns::Room;
use matrix::Matrix;
use reduction::{NONE, Reduction};
use rows_of_u::Rows;
use std::ops::Range;
use std::sync::OnceLock;

/// What is decomposed, and what of it is wanted.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The places of the first cells of each dimension, then the number of cells.
    pub dim_offsets: &'a [usize],
    /// Where the facets of each cell begin in `facets`, then the length of `facets`.
    pub starts: &'a [u32],
    /// Places of facets, ascending in each cell.
    pub facets: &'a [u32],
    /// Whether D is the coboundary.
    pub dualize: bool,
    /// Whether columns of V are wanted.
    pub v: bool,
    /// Whether rows of U = V⁻¹ are wanted.
    pub u: bool,
    /// The lowest dimension of cells that kill of which anything is wanted: columns of a boundary from this dimension on, of a
    /// coboundary from the one below on. Others are not reduced unless they serve to clear these.
    pub lowest: usize,
}

/// R, V and U of a complex. Everything is indexed by places of cells in the filtration order, also for the coboundary, whose
/// columns are reduced from the last cell to the first.
pub struct Decomposition {
    dualize: bool,
    reduction: Reduction,
    /// By block, made when they are first asked for; `None` if rows of U are not wanted.
    rows: Option<Vec<OnceLock<Rows>>>,
}

impl Decomposition {
    /// Decomposes the boundary or the coboundary of a complex.
    pub fn new(request: &Request, limits: &Limits) -> Result<Self, Stop> {
        let &Request { dim_offsets, starts, facets, dualize, v, u, lowest } = request;
        let vanish = vanishing::of_last_block(request, &limits.stage(0.0, 0.3))?;
        let room = Room::new(limits);
        room.take(Matrix::bytes(starts.len() - 1, facets.len()))?;
        let matrix = match dualize {
            false => Matrix::boundary(dim_offsets, starts, facets),
            true => Matrix::coboundary(dim_offsets, starts, facets),
        };
        let rest = limits.stage(if vanish.is_some() { 0.3 } else { 0.0 }, 1.0);
        let count = matrix.block_count();
        let wanted =
            if dualize { 0..(count + 1).saturating_sub(lowest).min(count) } else { lowest.min(count)..count };
        let reduction = Reduction::new(matrix, wanted, vanish.as_deref(), v || u, &room, &rest)?;
        let rows = u.then(|| reduction.blocks.iter().map(|_| OnceLock::new()).collect());
        Ok(Decomposition { dualize, reduction, rows })
    }

    /// Number of cells.
    pub fn size(&self) -> usize {
        self.reduction.matrix.size()
    }

    /// For each column of R the place of its pivot, or `u32::MAX` if it is zero. The pivot is the last place of the column of
    /// a boundary, and the first of a coboundary.
    pub fn pivots(&self) -> Vec<u32> {
        let mut pivots = self.reduction.pivots.clone();
        if self.dualize {
            pivots.reverse();
            pivots.iter_mut().filter(|pivot| **pivot != NONE).for_each(|pivot| *pivot = self.turned(*pivot));
        }
        pivots
    }

    /// The pairs of cells of dimension `dimension` and one more, by birth; columns of these must have been asked for.
    pub fn pairs(&self, dimension: usize) -> impl Iterator<Item = [u32; 2]> {
        let Reduction { matrix, pivots, owners, .. } = &self.reduction;
        let partners = if self.dualize { pivots } else { owners };
        let block = match matrix.block_count() {
            count if dimension >= count => None,
            count => Some(if self.dualize { count - 1 - dimension } else { dimension }),
        };
        let births = block.map_or(0..0, |block| self.cells_of(block));
        births.filter_map(|birth| match partners[self.turned(birth as u32) as usize] {
            NONE => None,
            partner => Some([birth as u32, self.turned(partner)]),
        })
    }

    /// The places of the cells of the dimension of that at `place`.
    pub fn cells_like(&self, place: u32) -> Range<usize> {
        self.cells_of(self.reduction.matrix.block_of(self.turned(place) as usize))
    }

    fn cells_of(&self, block: usize) -> Range<usize> {
        let columns = self.reduction.matrix.columns_of(block);
        if self.dualize { self.size() - columns.end..self.size() - columns.start } else { columns }
    }

    /// The places of a column of R, ascending.
    pub fn column_of_r(&self, place: u32) -> Vec<u32> {
        self.places(self.reduction.reduced(self.turned(place) as usize).into_owned())
    }

    /// For each of `places` the cells that go with it towards the place in `last`, which is of the same dimension, from itself on:
    /// the members of its column of V if that is reduced before it, those of its row of U if it is reduced after. What is read
    /// must have been asked for.
    pub fn chains(&self, places: &[u32], last: &[u32], limits: &Limits) -> Result<Chains, Stop> {
        let index = |place: u32| self.turned(place) as usize;
        let wanted: Vec<[usize; 2]> =
            places.iter().zip(last).map(|(&place, &last)| [place, last].map(index)).collect();
        let mut found = chains(&self.reduction, self.rows.as_deref(), &wanted, limits)?;
        if self.dualize {
            found.members.iter_mut().for_each(|member| *member = self.turned(*member));
        }
        Ok(found)
    }

    /// The places of a column of V, ascending; V must have been asked for.
    pub fn column_of_v(&self, place: u32, limits: &Limits) -> Result<Vec<u32>, Stop> {
        self.list(place, |columns| columns.start, limits)
    }

    /// The places of a row of U, ascending; U must have been asked for.
    pub fn row_of_u(&self, place: u32, limits: &Limits) -> Result<Vec<u32>, Stop> {
        self.list(place, |columns| columns.end - 1, limits)
    }

    fn list(
        &self,
        place: u32,
        last: impl Fn(Range<usize>) -> usize,
        limits: &Limits,
    ) -> Result<Vec<u32>, Stop> {
        let matrix = &self.reduction.matrix;
        let last = last(matrix.columns_of(matrix.block_of(self.turned(place) as usize)));
        let mut list = self.chains(&[place], &[self.turned(last as u32)], limits)?.members;
        list.sort_unstable();
        Ok(list)
    }

    /// Checks everything that a decomposition promises; a refusal names what does not hold.
    pub fn check(&self, limits: &Limits) -> Result<(), Stop> {
        sanity::check(&self.reduction, self.rows.as_deref(), limits)
    }

    /// From a place to an index of the matrix, or back.
    fn turned(&self, index: u32) -> u32 {
        if self.dualize { self.size() as u32 - 1 - index } else { index }
    }

    /// From ascending indices of the matrix to ascending places.
    fn places(&self, mut indices: Vec<u32>) -> Vec<u32> {
        if self.dualize {
            indices.reverse();
            indices.iter_mut().for_each(|index| *index = self.turned(*index));
        }
        indices
    }
}

#[cfg(test)]
mod tests;
