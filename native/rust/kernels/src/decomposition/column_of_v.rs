//! Columns of V from the lists of what was added to what.
//!
//! Column i of U = V⁻¹ is i and the list of i. From U·V = I follows V_i = e_i + Σ V_k over the k in the list of i: a column
//! of V is found by walking from i down, each member putting in its list, modulo 2. Only its members are visited, in
//! descending order, so that one may stop anywhere. In a forest no two lists share a member.

use super::cuts::Met;
use super::reduction::{Block, Reduction, Work};
use crate::limits::{Limits, Stop};

/// What walks through a block need; empty between them.
pub struct Scratch {
    /// A set of rows.
    pub rows: Work,
    /// A set of columns.
    pub members: Work,
    /// A set of rows of a block of paths.
    pub met: Met,
}

impl Scratch {
    /// Empty sets for a block.
    pub fn new(reduction: &Reduction, block: usize) -> Self {
        let columns = reduction.matrix.columns_of(block);
        Scratch {
            rows: reduction.work(block),
            members: Work::new(columns.start, columns.len()),
            met: Met::default(),
        }
    }
}

/// Writes those members of a column of V that are not before `first` to `list`, descending, from the column itself on.
pub fn column_of_v(
    reduction: &Reduction,
    column: usize,
    first: usize,
    Scratch { rows, members, .. }: &mut Scratch,
    list: &mut Vec<u32>,
    limits: &Limits,
) -> Result<(), Stop> {
    list.clear();
    let block = reduction.matrix.block_of(column);
    if let Block::Forest(forest) = &reduction.blocks[block] {
        let start = reduction.matrix.columns_of(block).start;
        list.push(column as u32);
        let mut done = 0;
        while let Some(&member) = list.get(done) {
            let children = forest.children.get(member as usize - start).iter();
            list.extend(children.filter(|&&child| child as usize >= first));
            done += 1;
        }
        list.sort_unstable_by(|a, b| b.cmp(a));
        return Ok(());
    }
    members.add(&[column as u32]);
    while let Some(member) = members.pop() {
        list.push(member);
        reduction.visit_additions(member as usize, rows, limits, |added| {
            if added as usize >= first {
                members.toggle(added);
            }
        })?;
    }
    Ok(())
}
