//! From the cells of a padded grid to those of the grid itself.

use super::lattice::{Coordinates, Lattice};
use super::morse::{Field, cell_type};
use super::order::candidates;
use super::patterns::Patterns;
use super::{Grid, Kind};

/// Decodes numbers of cells.
pub struct Decoder<'a> {
    lattice: Lattice,
    patterns: Vec<Patterns>,
    /// By dimension, for each pattern the masks of the numbers that could give it its value.
    candidates: Vec<Vec<u8>>,
    values: &'a [f64],
    kind: Kind,
    axes: usize,
    on_cells: bool,
    /// Whether the greatest of the candidates gives the value.
    ascending: bool,
}

impl<'a> Decoder<'a> {
    /// The decoder for a grid.
    pub fn new(grid: &Grid, values: &'a [f64]) -> Self {
        let patterns = Patterns::all(grid.kind, grid.shape.len());
        Decoder {
            lattice: Lattice::new(grid),
            candidates: patterns.iter().map(|patterns| candidates(grid, patterns)).collect(),
            patterns,
            values,
            kind: grid.kind,
            axes: grid.shape.len(),
            on_cells: grid.on_cells,
            ascending: grid.on_cells == grid.negate,
        }
    }

    /// The code of a cell, and the index of the number that gives its value; of the dual cell if numbers are on cubes.
    pub fn cell(&self, field: &Field, number: u32) -> (u32, u32) {
        let (place, dimension, pattern) = cell_type(self.kind, self.axes, number);
        let own = field.coordinates(place);
        match self.on_cells {
            false => self.found(dimension, pattern, &std::array::from_fn(|axis| own[axis].saturating_sub(1))),
            true => {
                let extent = self.patterns[dimension].extents[pattern];
                let dimension = self.axes - dimension;
                let dual = &self.patterns[dimension];
                let pattern = dual.extents.iter().position(|&e| e == ((1 << self.axes) - 1) & !extent);
                let at = std::array::from_fn(|axis| match extent >> axis & 1 {
                    1 => own[axis],
                    _ => own[axis].saturating_sub(1),
                });
                self.found(dimension, pattern.expect("every set of axes has its cubes"), &at)
            }
        }
    }

    fn found(&self, dimension: usize, pattern: usize, at: &Coordinates) -> (u32, u32) {
        let patterns = &self.patterns[dimension];
        let width = self.candidates[dimension].len() / patterns.count;
        let numbers = self.lattice.numbers(at);
        let candidates = self.candidates[dimension][pattern * width..][..width].iter();
        let source = candidates.map(|&mask| numbers[usize::from(mask)]).reduce(|best, other| {
            let [x, y] = [best, other].map(|index| self.values[index as usize]);
            let is_better = if self.ascending { y > x } else { y < x };
            if is_better || x == y && other < best { other } else { best }
        });
        let code = self.lattice.index(at) * patterns.count + pattern;
        (code as u32, source.expect("a cell has vertices"))
    }
}
