//! From the numbers of cells of a padded grid, or of the dual of a padded grid, to the codes of cells of the grid.

use super::Grid;
use super::morse::{Critical, Field, Morse};
use super::targets::Target;

/// Decodes numbers of cells.
pub struct Decoder<'a> {
    field: &'a Field,
    /// Whether the latest vertex of a cell need not be the one that it was listed with.
    has_ties: bool,
    /// For each type of cells what it becomes, and how far its vertices are from the anchor.
    targets: Vec<(Target, Vec<usize>)>,
    type_bits: u32,
    /// The distance of neighbouring vertices along each axis, in the grid of vertices and in that of the numbers.
    vertex_strides: Vec<usize>,
    number_strides: Vec<usize>,
}

impl<'a> Decoder<'a> {
    /// The decoder for critical cells of `grid`, or of its dual.
    pub fn new(grid: &Grid, morse: &'a Morse) -> Self {
        let (field, model) = (morse.field(), morse.model(grid));
        let with_distances = |target: Target| {
            let distances = target.corners.iter().map(|&mask| field.step(mask)).collect();
            (target, distances)
        };
        let targets = Target::all(grid, model).into_iter().map(with_distances);
        let longer = usize::from(grid.on_cells);
        let strides = |longer: usize| {
            (0..field.axes)
                .map(|axis| field.lengths[..axis].iter().map(|length| length + longer).product())
                .collect()
        };
        Decoder {
            targets: targets.collect(),
            type_bits: model.type_bits(),
            vertex_strides: strides(longer),
            number_strides: strides(0),
            has_ties: morse.has_ties(),
            field,
        }
    }

    /// The code of a cell, and the index of the number that gives its value: the first in C order.
    #[inline]
    pub fn cell(&self, Critical { cell, vertex, .. }: Critical) -> (u32, u32) {
        let (target, distances) = &self.targets[(cell & ((1 << self.type_bits) - 1)) as usize];
        let anchor = (cell >> self.type_bits) as usize;
        let index = self.index(anchor, target.back, &self.vertex_strides);
        let latest = if self.has_ties { self.first_latest(anchor, distances) } else { vertex as usize };
        let source = self.index(latest, u8::MAX, &self.number_strides);
        ((index * target.patterns + target.pattern) as u32, source as u32)
    }

    /// Of the latest vertices of a cell the first in C order.
    fn first_latest(&self, anchor: usize, distances: &[usize]) -> usize {
        let vertices = distances.iter().map(|distance| self.field.home(anchor + distance));
        let latest = vertices.reduce(|best, other| {
            let [x, y] = [best, other].map(|place| self.field.values[place]);
            if y > x || x == y && other < best { other } else { best }
        });
        latest.expect("a cell has vertices")
    }

    /// The index of a place, one step back along the axes in `back`.
    #[inline]
    fn index(&self, place: usize, back: u8, strides: &[usize]) -> usize {
        let at = self.field.coordinates(place);
        let axes = at.iter().zip(strides).enumerate();
        axes.map(|(axis, (at, stride))| (at - usize::from(back >> axis & 1)) * stride).sum()
    }
}
