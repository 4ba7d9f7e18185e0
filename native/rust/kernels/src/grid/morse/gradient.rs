//! The discrete gradient of the numbers on a grid: each cell matched with a face or a coface of equal value, or critical.
//!
//! Every cell belongs to the lower star of its latest vertex. Lower stars are matched one by one, by the bits that comparisons
//! with the neighbours give; no order of all vertices is needed. Since cells are matched only within a star, nothing but the
//! critical cells takes part in pairs of different values [Robins11].
//!
//! Here the codes of all vertices are noted, and the critical cells listed. Where a recipe is found at the first look, `flow`
//! looks it up again when it needs the rest, which for smooth data is seldom; elsewhere all cells are noted at once.

use super::codes::Codes;
use super::flow::Flow;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;

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

/// What is known of a gradient besides the codes.
#[derive(Default)]
pub struct Gradient {
    /// The critical cells by dimension, then vertex.
    pub critical: Vec<Vec<Critical>>,
    /// Whether a code is not what it was before.
    pub is_changed: bool,
    /// Whether neighbours have equal numbers.
    pub has_ties: bool,
}

/// Rows that one thread takes at a time, at least, in numbers.
const PART: usize = 1 << 13;

/// Notes the codes of all vertices.
pub fn gradient(flow: &Flow, limits: &Limits) -> Result<Gradient, Stop> {
    let field = flow.field;
    let rows = field.rows();
    let part_rows = PART.div_ceil(field.lengths[0]).max(rows.div_ceil(1 << 10));
    let parts = rows.div_ceil(part_rows);
    let done = map_parts(limits.threads, parts, |part| {
        let mut stars = Stars::new(flow);
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
    flow: &'a Flow<'a>,
    /// For each neighbour how far ahead it is; modulo 2⁶⁴, so that it may be back.
    offsets: Vec<usize>,
    /// The codes of a row: 32 neighbours of all vertices, then the next.
    codes: Vec<u32>,
    found: Gradient,
}

impl<'a> Stars<'a> {
    fn new(flow: &'a Flow) -> Self {
        let (model, field) = (flow.model, flow.field);
        let offsets: Vec<usize> =
            model.neighbours.iter().map(|n| field.step(n.ahead).wrapping_sub(field.step(n.back))).collect();
        Stars {
            flow,
            codes: vec![0; Codes::width(offsets.len()) * field.lengths[0]],
            offsets,
            found: Gradient { critical: vec![Vec::new(); model.axes + 1], ..Gradient::default() },
        }
    }

    /// The lower stars of the row that begins at `start`.
    fn row(&mut self, start: usize) {
        self.compare(start);
        let length = self.flow.field.lengths[0];
        for (word, codes) in self.codes.chunks_exact(length).enumerate() {
            for (x, &code) in codes.iter().enumerate() {
                self.found.is_changed |= self.flow.codes.note(start + x, word, code);
            }
        }
        (start..start + length).for_each(|vertex| self.star(vertex));
    }

    /// Fills in the codes.
    fn compare(&mut self, start: usize) {
        let field = self.flow.field;
        let length = field.lengths[0];
        let own = &field.values[start..start + length];
        self.codes.fill(0);
        for (bit, &offset) in self.offsets.iter().enumerate() {
            let from = start.wrapping_add(offset);
            let others = &field.values[from..from + length];
            let codes = &mut self.codes[bit / 32 * length..][..length];
            let mut ties = false;
            for ((code, own), other) in codes.iter_mut().zip(own).zip(others) {
                *code |= u32::from(other < own) << (bit % 32);
                ties |= other == own;
            }
            if ties {
                self.found.has_ties = true;
                for x in (0..length).filter(|&x| others[x] == own[x]) {
                    codes[x] |= u32::from(field.is_before(from + x, start + x)) << (bit % 32);
                }
            }
        }
    }

    #[inline]
    fn star(&mut self, vertex: usize) {
        let (flow, code) = (self.flow, self.flow.codes.of(vertex));
        let mut note = |place: usize| {
            self.found.critical[flow.model.star[place].dimension].push(Critical {
                value: flow.field.values[vertex],
                cell: flow.of_star(vertex, place),
                vertex: vertex as u32,
            });
        };
        match flow.recipes.critical(code) {
            Some(places) => places.iter().for_each(|&place| note(usize::from(place))),
            None => flow.note_star(vertex, code, note),
        }
    }
}
