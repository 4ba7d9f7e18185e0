//! Cells by number, their faces and cofaces, and along which of them the gradient goes.
//!
//! The number of a cell is the place of its anchor, followed by its type in the last bits.
//!
//! What happens to a lower star is noted for all of its cells when one of them is first met, unless that was done before.

use super::codes::Codes;
use super::collapse::mark;
use super::field::Field;
use super::model::Model;
use super::recipes::Recipes;
use std::sync::atomic::{AtomicU8, Ordering};

/// The gradient as a graph of cells.
pub struct Flow<'a> {
    /// What the cells around a vertex are.
    pub model: &'a Model,
    /// The padded numbers.
    pub field: &'a Field,
    /// What happens to the lower star of a vertex with each code.
    pub recipes: &'a Recipes,
    /// The codes of all vertices.
    pub codes: &'a Codes,
    marks: &'a [AtomicU8],
    type_bits: u32,
    faces: Steps,
    cofaces: Steps,
    /// For each type its corners: how far they are from the anchor, and the bits of the others in their codes.
    corners: Vec<Vec<(usize, u128)>>,
    /// For each cell of the star how far back its anchor is, and its type.
    anchors: Vec<(usize, u32)>,
}

/// For each type the steps to its faces, or to its cofaces: how far the anchor moves, modulo 2⁶⁴, and the type there.
struct Steps {
    starts: Vec<u32>,
    steps: Vec<(usize, u32)>,
}

impl Steps {
    fn new<'t>(lists: impl Iterator<Item = &'t Vec<(u8, u16)>>, distance: impl Fn(u8) -> usize) -> Self {
        let (mut starts, mut steps) = (vec![0], Vec::new());
        for list in lists {
            steps.extend(list.iter().map(|&(shift, kind)| (distance(shift), u32::from(kind))));
            starts.push(steps.len() as u32);
        }
        Steps { starts, steps }
    }

    #[inline]
    fn of(&self, kind: u32) -> &[(usize, u32)] {
        &self.steps[self.starts[kind as usize] as usize..self.starts[kind as usize + 1] as usize]
    }
}

/// What is known of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// It is not there.
    None,
    /// It is matched with this one of its cofaces.
    Up(usize),
    /// It is matched with this one of its faces.
    Down(usize),
    /// It is critical.
    Critical,
}

impl<'a> Flow<'a> {
    /// The gradient that `codes` tell; `marks` is where it is noted.
    pub fn new(recipes: &'a Recipes, field: &'a Field, codes: &'a Codes, marks: &'a [AtomicU8]) -> Self {
        let model = &recipes.model;
        let faces = Steps::new(model.types.iter().map(|kind| &kind.faces), |shift| field.step(shift));
        let back = |shift| 0usize.wrapping_sub(field.step(shift));
        let cofaces = Steps::new(model.types.iter().map(|kind| &kind.cofaces), back);
        let mut corners = vec![Vec::new(); model.types.len()];
        for cell in &model.star {
            corners[usize::from(cell.kind)].push((field.step(cell.back), cell.needs));
        }
        let anchors = model.star.iter().map(|cell| (field.step(cell.back), u32::from(cell.kind))).collect();
        let type_bits = model.type_bits();
        Flow { model, recipes, codes, marks, field, type_bits, faces, cofaces, corners, anchors }
    }

    /// What is known of `cell`.
    #[inline]
    pub fn mark(&self, cell: u32) -> Mark {
        let noted = self.marks[cell as usize].load(Ordering::Relaxed);
        match if noted == mark::UNKNOWN { self.met(cell) } else { noted } {
            mark::NONE => Mark::None,
            mark::CRITICAL => Mark::Critical,
            up @ mark::UP..mark::DOWN => Mark::Up(usize::from(up - mark::UP)),
            down => Mark::Down(usize::from(down - mark::DOWN)),
        }
    }

    /// Notes the marks of the lower star of a cell that is met for the first time; its own.
    fn met(&self, cell: u32) -> u8 {
        let noted = &self.marks[cell as usize];
        match self.latest(cell) {
            Some(vertex) => self.note_star(vertex, self.codes.of(vertex), |_| ()),
            None => noted.store(mark::NONE, Ordering::Relaxed),
        }
        noted.load(Ordering::Relaxed)
    }

    /// Notes the marks of the lower star of a vertex with this code. Calls `visit` with each critical cell, as its place in
    /// the star.
    #[inline]
    pub fn note_star(&self, vertex: usize, code: u128, mut visit: impl FnMut(usize)) {
        self.recipes.each(code, |fate| {
            let place = usize::from(fate.cell);
            self.marks[self.of_star(vertex, place) as usize].store(fate.mark, Ordering::Relaxed);
            if fate.mark == mark::CRITICAL {
                visit(place);
            }
        });
    }

    /// The number of a cell of the star of a vertex.
    #[inline]
    pub fn of_star(&self, vertex: usize, place: usize) -> u32 {
        let (back, kind) = self.anchors[place];
        (self.field.home(vertex - back) as u32) << self.type_bits | kind
    }

    /// The latest vertex of a cell; none if that lies in the margin.
    fn latest(&self, cell: u32) -> Option<usize> {
        let (anchor, corners) = (self.anchor(cell), &self.corners[self.kind(cell) as usize]);
        let latest = corners.iter().find_map(|&(step, others)| {
            let place = self.field.home(anchor + step);
            (self.codes.of(place) & others == others).then_some(place)
        });
        latest.filter(|&place| self.field.values[place].is_finite())
    }

    /// The faces of a cell, in the order that marks count them.
    #[inline]
    pub fn faces(&self, cell: u32) -> impl Iterator<Item = u32> {
        self.faces.of(self.kind(cell)).iter().map(move |&step| self.moved(cell, step))
    }

    /// One face.
    #[inline]
    pub fn face(&self, cell: u32, which: usize) -> u32 {
        self.moved(cell, self.faces.of(self.kind(cell))[which])
    }

    /// One coface.
    #[inline]
    pub fn coface(&self, cell: u32, which: usize) -> u32 {
        self.moved(cell, self.cofaces.of(self.kind(cell))[which])
    }

    /// The type of a cell.
    #[inline]
    pub fn kind(&self, cell: u32) -> u32 {
        cell & ((1 << self.type_bits) - 1)
    }

    /// The place of the anchor of a cell.
    #[inline]
    pub fn anchor(&self, cell: u32) -> usize {
        (cell >> self.type_bits) as usize
    }

    #[inline]
    fn moved(&self, cell: u32, (distance, kind): (usize, u32)) -> u32 {
        let anchor = self.field.home(self.anchor(cell).wrapping_add(distance));
        (anchor as u32) << self.type_bits | kind
    }
}
