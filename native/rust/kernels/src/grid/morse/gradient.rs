//! The discrete gradient of the numbers on a grid: each cell matched with a face or a coface of equal value, or critical.
//!
//! Every cell belongs to the lower star of its latest vertex. Lower stars are matched one by one, by the bits that comparisons
//! with the neighbours give; no order of all vertices is needed. Since cells are matched only within a star, nothing but the
//! critical cells takes part in pairs of different values [Robins11].

use super::collapse::{Collapse, Fate, mark};
use super::field::Field;
use super::recipes::Recipes;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::sync::atomic::{AtomicU8, Ordering};

/// A critical cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Critical {
    /// Its value, as in the padded grid.
    pub value: f64,
    /// Its number: the place of its anchor, then its type.
    pub cell: u32,
    /// The place of its latest vertex.
    pub vertex: u32,
}

/// What is known of a gradient besides the marks.
#[derive(Default)]
pub struct Gradient {
    /// The critical cells by dimension, then vertex.
    pub critical: Vec<Vec<Critical>>,
    /// Whether a mark is not what it was before.
    pub is_changed: bool,
    /// Whether neighbours have equal numbers.
    pub has_ties: bool,
}

/// Rows that one thread takes at a time, at least, in numbers.
const PART: usize = 1 << 13;

/// Writes the marks of all cells to `marks`.
pub fn gradient(
    recipes: &Recipes,
    field: &Field,
    marks: &[AtomicU8],
    limits: &Limits,
) -> Result<Gradient, Stop> {
    let rows = field.rows();
    let part_rows = PART.div_ceil(field.lengths[0]).max(rows.div_ceil(1 << 10));
    let parts = rows.div_ceil(part_rows);
    let done = map_parts(limits.threads, parts, |part| {
        let mut stars = Stars::new(recipes, field, marks);
        for row in part * part_rows..rows.min((part + 1) * part_rows) {
            limits.check()?;
            stars.row(field.row(row));
        }
        limits.at(part as f64 / parts as f64)?;
        Ok(stars.found)
    });
    let done = done.into_iter().collect::<Result<Vec<Gradient>, Stop>>()?;
    let lists = |dimension: usize| {
        done.iter().flat_map(|part| &part.critical[dimension]).copied().collect::<Vec<_>>()
    };
    Ok(Gradient {
        critical: (0..=field.axes).map(lists).collect(),
        is_changed: done.iter().any(|part| part.is_changed),
        has_ties: done.iter().any(|part| part.has_ties),
    })
}

/// Lower stars, row by row.
struct Stars<'a> {
    recipes: &'a Recipes,
    field: &'a Field,
    marks: &'a [AtomicU8],
    /// For each neighbour how far ahead it is; modulo 2⁶⁴, so that it may be back.
    offsets: Vec<usize>,
    /// For each cell of the star how far back its anchor is, and its type.
    anchors: Vec<(usize, u32)>,
    type_bits: u32,
    /// The codes of a row: 32 neighbours of all vertices, then the next.
    codes: Vec<u32>,
    collapse: Collapse<'a>,
    found: Gradient,
}

impl<'a> Stars<'a> {
    fn new(recipes: &'a Recipes, field: &'a Field, marks: &'a [AtomicU8]) -> Self {
        let model = &recipes.model;
        let offsets: Vec<usize> =
            model.neighbours.iter().map(|n| field.step(n.ahead).wrapping_sub(field.step(n.back))).collect();
        Stars {
            recipes,
            field,
            marks,
            codes: vec![0; offsets.len().div_ceil(32) * field.lengths[0]],
            offsets,
            anchors: model.star.iter().map(|cell| (field.step(cell.back), u32::from(cell.kind))).collect(),
            type_bits: model.type_bits(),
            collapse: Collapse::new(model),
            found: Gradient { critical: vec![Vec::new(); model.axes + 1], ..Gradient::default() },
        }
    }

    /// The lower stars of the row that begins at `start`.
    fn row(&mut self, start: usize) {
        self.compare(start);
        let length = self.field.lengths[0];
        for x in 0..length {
            let words = self.codes[x..].iter().step_by(length);
            let code = words.rev().fold(0, |code, &word| code << 32 | u128::from(word));
            self.star(start + x, code);
        }
    }

    /// Fills in the codes.
    fn compare(&mut self, start: usize) {
        let length = self.field.lengths[0];
        let own = &self.field.values[start..start + length];
        self.codes.fill(0);
        for (bit, &offset) in self.offsets.iter().enumerate() {
            let from = start.wrapping_add(offset);
            let others = &self.field.values[from..from + length];
            let codes = &mut self.codes[bit / 32 * length..][..length];
            let mut ties = false;
            for ((code, own), other) in codes.iter_mut().zip(own).zip(others) {
                *code |= u32::from(other < own) << (bit % 32);
                ties |= other == own;
            }
            if ties {
                self.found.has_ties = true;
                for x in (0..length).filter(|&x| others[x] == own[x]) {
                    codes[x] |= u32::from(self.field.is_before(from + x, start + x)) << (bit % 32);
                }
            }
        }
    }

    #[inline]
    fn star(&mut self, vertex: usize, code: u128) {
        let Stars { recipes, field, marks, anchors, type_bits, collapse, found, .. } = self;
        recipes.each(code, collapse, |&Fate { cell, mark }| {
            let (back, kind) = anchors[usize::from(cell)];
            let number = (field.home(vertex - back) << *type_bits) + kind as usize;
            let noted = &marks[number];
            found.is_changed |= noted.load(Ordering::Relaxed) != mark;
            noted.store(mark, Ordering::Relaxed);
            if mark == mark::CRITICAL {
                let dimension = recipes.model.star[usize::from(cell)].dimension;
                let value = field.values[vertex];
                found.critical[dimension].push(Critical {
                    value,
                    cell: number as u32,
                    vertex: vertex as u32,
                });
            }
        });
    }
}
