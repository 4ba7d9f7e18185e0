//! Complexes listed cell by cell: their boundaries and their persistence pairs.
//!
//! Places count all cells in the filtration order: by dimension, then value, then a fixed enumeration.

mod block;
mod ends;
mod lock_free;
mod pairs;
pub(crate) mod pivot_column;
mod reduction;
mod simplices;
mod workspace;

pub use pairs::pairs;
pub use simplices::{simplex_boundary, simplex_starts};

use std::ops::Range;

/// A complex listed cell by cell.
#[derive(Clone, Copy)]
pub struct Complex<'a> {
    /// The places of the first cells of each dimension, then the number of cells.
    pub dim_offsets: &'a [usize],
    /// The values of all cells.
    pub values: &'a [f64],
    /// Where the facets of each cell begin in `facets`, then the length of `facets`.
    pub starts: &'a [u32],
    /// Places of facets, ascending in each cell, each less than that of the cell; an edge has two.
    pub facets: &'a [u32],
}

impl<'a> Complex<'a> {
    /// The highest dimension of a cell; 0 without cells.
    fn dimension(self) -> usize {
        (1..self.dim_offsets.len().saturating_sub(1)).rfind(|&d| !self.cells(d).is_empty()).unwrap_or(0)
    }

    /// The places of the cells of a dimension.
    fn cells(self, dimension: usize) -> Range<usize> {
        self.dim_offsets[dimension]..self.dim_offsets[dimension + 1]
    }

    /// The places of the facets of the cell at `place`.
    #[inline]
    fn facets_of(self, place: usize) -> &'a [u32] {
        &self.facets[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// What to do where memory is short.
const ADVICE: &str = "ask for lower dimensions, or take fewer cells";

/// Stands for the killer of a class that never dies.
const IMMORTAL: u32 = u32::MAX;

/// The facets of all cells.
#[derive(Debug, Default, PartialEq)]
pub struct Boundary {
    /// Where the facets of each cell begin in `facets`, then the length of `facets`.
    pub starts: Vec<u32>,
    /// Places of facets, ascending in each cell.
    pub facets: Vec<u32>,
}

/// A facet that is not in its complex.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MissingFacet {
    /// Dimension of the simplex that has it.
    pub dimension: usize,
    /// Index of this simplex among those of its dimension.
    pub cell: usize,
    /// Which of its vertices the facet leaves out.
    pub skipped: usize,
}

/// The finite pairs of one homology dimension whose values differ, by place of birth.
#[derive(Debug, Default, PartialEq)]
pub struct Pairs {
    /// Places of the cells that give birth.
    pub births: Vec<u32>,
    /// Places of the cells that kill.
    pub deaths: Vec<u32>,
}

#[cfg(test)]
mod tests;
