//! From critical cells of an image, or of the dual of one, to the codes of cells of the grid.

use super::rules::Rules;
use crate::grid::Grid;
use crate::grid::pairs::{Cell, Pairs};
use crate::grid::targets::Target;

/// Reads critical cells as members of the star of their latest vertex.
pub struct Reader<'a> {
    /// The numbers.
    pub values: &'a [f64],
    /// Whether large values come first.
    negate: bool,
    /// Whether a cell may have its value from another vertex as well.
    pub has_ties: bool,
    stride: u32,
    /// Numbers in a row, and vertices of the grid.
    width: usize,
    vertices: usize,
    /// For each cell of the star what becomes of it.
    readings: Vec<Reading>,
}

/// What becomes of one cell of a star.
struct Reading {
    /// Number of patterns of its dimension, and its own.
    patterns: usize,
    pattern: usize,
    /// How far its anchor in the grid is behind the vertex in the padded image: to the right, and down.
    back: [usize; 2],
    /// The corners that come before the vertex in C order, in this order: steps to the right, and down.
    before: Vec<[isize; 2]>,
}

impl<'a> Reader<'a> {
    /// Reads cells of `grid`, which has these numbers.
    pub fn new(grid: &Grid, values: &'a [f64], rules: &Rules, has_ties: bool) -> Self {
        let targets = Target::all(grid, rules.model);
        let axes = |mask: u8| [mask & 1, mask >> 1];
        let readings = rules.model.star.iter().map(|cell| {
            let target = &targets[usize::from(cell.kind)];
            let steps = target.corners.iter().map(|&mask| {
                [0, 1].map(|axis| isize::from(axes(mask)[axis]) - isize::from(axes(cell.back)[axis]))
            });
            Reading {
                patterns: target.patterns,
                pattern: target.pattern,
                back: [0, 1].map(|axis| usize::from(axes(cell.back)[axis] + axes(target.back)[axis])),
                before: steps.filter(|&[right, down]| [down, right] < [0, 0]).collect(),
            }
        });
        let width = grid.shape[1] as usize;
        let vertices = width + usize::from(grid.on_cells);
        Reader {
            values,
            negate: grid.negate,
            has_ties,
            stride: rules.stride,
            width,
            vertices,
            readings: readings.collect(),
        }
    }

    /// Whether each of some pairs is born before the next or at the same number, by the numbers as they are now.
    pub fn ascend(&self, pairs: &Pairs) -> bool {
        let value = |&source: &u32| self.values[source as usize];
        let sources = &pairs.births.sources;
        match self.negate {
            true => sources.is_sorted_by(|a, b| a == b || value(a) > value(b)),
            false => sources.is_sorted_by(|a, b| a == b || value(a) < value(b)),
        }
    }

    /// The code of a cell given as a place in the star of its latest vertex, and the index of the number that gives its
    /// value: the first in C order.
    pub fn cell(&self, vertex: u32, place: usize) -> Cell {
        let Reading { patterns, pattern, back, before } = &self.readings[place];
        let [x, y] = [vertex % self.stride, vertex / self.stride].map(|at| at as usize);
        let anchor = (y - back[1]) * self.vertices + x - back[0];
        let source = (y - 1) * self.width + x - 1;
        let equal = |&[right, down]: &[isize; 2]| {
            let [x, y] = [x.wrapping_add_signed(right), y.wrapping_add_signed(down)];
            let is_inside = (1..=self.width).contains(&x) && y > 0;
            let index = is_inside.then(|| (y - 1) * self.width + x - 1)?;
            (self.values[index] == self.values[source]).then_some(index)
        };
        let first = if self.has_ties { before.iter().find_map(equal) } else { None };
        ((anchor * patterns + pattern) as u32, first.unwrap_or(source) as u32)
    }
}
