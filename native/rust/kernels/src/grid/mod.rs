//! Freudenthal and cubical complexes on grids of numbers, in one to four dimensions.
//!
//! A cell is a code: the index of its anchor, its first vertex before anything wraps, times the number of patterns of its
//! dimension, plus its pattern. Codes of one dimension ascend in the fixed enumeration; those of cells that would leave the
//! grid are never used.

mod ascending;
mod boundary;
mod decoder;
mod lattice;
mod morse;
mod order;
mod pairs;
mod patterns;
mod plane;
mod targets;
#[cfg(test)]
mod tests;

pub use boundary::boundary;
pub use order::{Cells, cells};
pub use pairs::{Pairs, pairs};

use lattice::Lattice;
use patterns::Patterns;

/// What the cells are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Freudenthal simplices.
    Simplices,
    /// Cubes.
    Cubes,
}

/// A complex on a grid of numbers.
#[derive(Clone, Debug)]
pub struct Grid<'a> {
    /// The shape of the numbers, one to four axes.
    pub shape: &'a [u32],
    /// What the cells are.
    pub kind: Kind,
    /// Whether the numbers belong to the cubes of full dimension, so that there is one more vertex along each axis.
    pub on_cells: bool,
    /// Whether large values come first.
    pub negate: bool,
    /// Whether opposite sides are glued; not together with `on_cells`.
    pub wrap: bool,
    /// The highest dimension of a cell, at most the number of axes.
    pub max_dim: usize,
}

/// The vertices of cells of one dimension, ascending in each: `[count, dimension + 1]`, for cubes `[count, 2^dimension]`.
pub fn vertices(grid: &Grid, dimension: usize, codes: &[u32]) -> Vec<u32> {
    let lattice = Lattice::new(grid);
    let patterns = &Patterns::all(grid.kind, grid.shape.len())[dimension];
    let mut vertices = Vec::with_capacity(codes.len() * patterns.vertices.len() / patterns.count);
    for &code in codes {
        let (anchor, pattern) = (code as usize / patterns.count, code as usize % patterns.count);
        let corners = lattice.corners(&lattice.coordinates(anchor));
        let start = vertices.len();
        vertices.extend(patterns.vertices_of(pattern).iter().map(|&mask| corners[usize::from(mask)]));
        vertices[start..].sort_unstable();
    }
    vertices
}
