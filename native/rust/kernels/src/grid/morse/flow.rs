//! Cells by number, their faces and cofaces, and along which of them the gradient goes.
//!
//! The number of a cell is the place of its anchor, followed by its type in the last bits.

use super::collapse::mark;
use super::field::Field;
use super::model::Model;
use std::sync::atomic::{AtomicU8, Ordering};

/// The gradient as a graph of cells.
pub struct Flow<'a> {
    /// What the cells around a vertex are.
    pub model: &'a Model,
    marks: &'a [AtomicU8],
    field: &'a Field,
    type_bits: u32,
    faces: Steps,
    cofaces: Steps,
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
    /// The gradient noted in `marks`.
    pub fn new(model: &'a Model, field: &'a Field, marks: &'a [AtomicU8]) -> Self {
        let faces = Steps::new(model.types.iter().map(|kind| &kind.faces), |shift| field.step(shift));
        let back = |shift| 0usize.wrapping_sub(field.step(shift));
        let cofaces = Steps::new(model.types.iter().map(|kind| &kind.cofaces), back);
        Flow { model, marks, field, type_bits: model.type_bits(), faces, cofaces }
    }

    /// What is known of `cell`.
    #[inline]
    pub fn mark(&self, cell: u32) -> Mark {
        match self.marks[cell as usize].load(Ordering::Relaxed) {
            mark::NONE => Mark::None,
            mark::CRITICAL => Mark::Critical,
            up @ mark::UP..mark::DOWN => Mark::Up(usize::from(up - mark::UP)),
            down => Mark::Down(usize::from(down - mark::DOWN)),
        }
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
