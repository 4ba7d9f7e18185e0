//! Columns of V and rows of U = V⁻¹ from the lists of what was added to what.
//!
//! Column i of U is i and the list of i. From U·V = I follows V_i = e_i + Σ V_k over the k in the list of i: a column of V is
//! found by walking from i down, each member putting in its list, modulo 2. Only its members are visited, in descending
//! order. Rows of U are the lists transposed.

use super::columns::{Columns, Room};
use super::reduction::{NONE, Reduction, Work};
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::ops::Range;

/// Parts of a block that threads take one after the other.
const PARTS: usize = 64;

/// What walks through the lists of a block need; empty between them.
pub struct Scratch {
    /// A set of rows.
    pub rows: Work,
    /// A set of columns.
    pub members: Work,
}

impl Scratch {
    /// Empty sets for a block.
    pub fn new(reduction: &Reduction, block: usize) -> Self {
        let columns = reduction.matrix.columns_of(block);
        Scratch { rows: reduction.work(block), members: Work::new(columns.start, columns.len()) }
    }
}

/// Writes the members of a column of V to `list`, descending.
pub fn column_of_v(
    reduction: &Reduction,
    column: usize,
    scratch: &mut Scratch,
    list: &mut Vec<u32>,
    limits: &Limits,
) -> Result<(), Stop> {
    let Scratch { rows, members } = scratch;
    list.clear();
    members.add(&[column as u32]);
    while let Some(member) = members.pop() {
        list.push(member);
        members.add(&reduction.additions_to(member as usize, rows, limits)?);
    }
    Ok(())
}

/// The rows of U by block, without the diagonal: for each column those it was added to, ascending.
pub fn rows_of_u(reduction: &Reduction, room: &Room, limits: &Limits) -> Result<Vec<Columns>, Stop> {
    (0..reduction.matrix.block_count()).map(|block| rows_of_block(reduction, block, room, limits)).collect()
}

fn rows_of_block(reduction: &Reduction, block: usize, room: &Room, limits: &Limits) -> Result<Columns, Stop> {
    let columns = reduction.matrix.columns_of(block);
    room.take(24 * columns.len() as u64)?;
    let parts = PARTS.min(columns.len());
    let bound = |part: usize| columns.start + part * columns.len() / parts;
    let vanished = map_parts(limits.threads, parts, |part| {
        additions_to_zero(reduction, block, bound(part)..bound(part + 1), room, limits)
    });
    let vanished: Vec<Columns> = vanished.into_iter().collect::<Result<_, _>>()?;
    let stored = &reduction.additions.as_ref().expect("additions are kept")[block];
    let visit_all = |visit: &mut dyn FnMut(usize, &[u32])| {
        for (part, lists) in vanished.iter().enumerate() {
            for column in bound(part)..bound(part + 1) {
                visit(column, stored.get(column - columns.start));
                visit(column, lists.get(column - bound(part)));
            }
        }
    };
    Columns::transposed(columns.start, columns.len(), visit_all, room)
}

/// The lists of the columns among some of a block that became zero; those of the others are left empty.
fn additions_to_zero(
    reduction: &Reduction,
    block: usize,
    columns: Range<usize>,
    room: &Room,
    limits: &Limits,
) -> Result<Columns, Stop> {
    let mut work = reduction.work(block);
    let mut lists = Columns::with_room_for(columns.len());
    for column in columns {
        match reduction.pivots[column] {
            NONE => lists.push(&reduction.additions_to(column, &mut work, limits)?, room)?,
            _ => lists.push_empty(),
        }
    }
    Ok(lists)
}
