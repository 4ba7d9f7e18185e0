//! What a decomposition promises, checked.

use super::chains::chains;
use super::column_of_v::{Scratch, column_of_v};
use super::columns::{Columns, Room};
use super::reduction::{Block, NONE, Reduction};
use super::rows_of_u::Rows;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::ops::Range;
use std::sync::OnceLock;

/// Parts of a block that threads take one after the other.
const PARTS: usize = 64;

/// What may be broken at a column, in the order of the report.
const PROMISES: [&str; 5] =
    ["that R is reduced", "that V is upper triangular", "R = D·V", "that V is in canonical form", "U·V = I"];

/// The first column that breaks each promise.
type Breaches = [Option<usize>; PROMISES.len()];

/// Checks that R is reduced and, as far as they are there, V and U; a refusal names all promises broken.
pub fn check(reduction: &Reduction, rows: Option<&[OnceLock<Rows>]>, limits: &Limits) -> Result<(), Stop> {
    refuse(structure(reduction))?;
    if !reduction.keeps_additions {
        return Ok(());
    }
    let mut breaches = Breaches::default();
    let reduced = |block: &usize| !matches!(reduction.blocks[*block], Block::Unreduced);
    for block in (0..reduction.matrix.block_count()).filter(reduced) {
        let columns = reduction.matrix.columns_of(block);
        let columns_of_u = match rows {
            None => None,
            Some(rows) => Some(columns_of_u(reduction, rows, columns.clone(), limits)?),
        };
        let parts = PARTS.min(columns.len());
        let bound = |part: usize| columns.start + part * columns.len() / parts;
        let found = map_parts(limits.threads, parts, |part| {
            products(reduction, block, bound(part)..bound(part + 1), columns_of_u.as_ref(), limits)
        });
        for part in found {
            for (breach, column) in breaches.iter_mut().zip(part?) {
                *breach = breach.or(column);
            }
        }
    }
    refuse(breaches)
}

fn refuse(breaches: Breaches) -> Result<(), Stop> {
    let broken = PROMISES.iter().zip(breaches);
    let texts: Vec<String> = broken
        .filter_map(|(promise, column)| {
            column.map(|column| format!("{promise} was expected, but fails at column {column} of the matrix"))
        })
        .collect();
    if texts.is_empty() { Ok(()) } else { Err(Stop::Refused(texts.join("; "))) }
}

/// Promises on which the walks through the lists rely.
fn structure(reduction: &Reduction) -> Breaches {
    let Reduction { matrix, pivots, owners, blocks, .. } = reduction;
    let mut breaches = Breaches::default();
    for (block, kept) in blocks.iter().enumerate() {
        let columns = matrix.columns_of(block);
        for column in columns.clone() {
            let index = column - columns.start;
            let reduced_last = || reduction.reduced(column).last().copied().unwrap_or(NONE);
            let (last, added) = match kept {
                Block::Unreduced => (NONE, &[][..]),
                Block::Forest(forest) => (pivots[column], forest.children.get(index)), // R is checked with V
                Block::Paths(_) => (reduced_last(), &[][..]),                          // so is what was added
                Block::Listed { additions, .. } => {
                    (reduced_last(), additions.as_ref().map_or(&[][..], |lists| lists.get(index)))
                }
            };
            let is_own = last == NONE || owners[last as usize] == column as u32;
            if last != pivots[column] || !is_own {
                breaches[0].get_or_insert(column);
            }
            let may_be_added = |&other: &u32| columns.start <= other as usize && (other as usize) < column;
            if !added.iter().all(may_be_added) {
                breaches[1].get_or_insert(column);
            }
        }
    }
    breaches
}

/// The promises that need columns of V.
fn products(
    reduction: &Reduction,
    block: usize,
    columns: Range<usize>,
    columns_of_u: Option<&Columns>,
    limits: &Limits,
) -> Result<Breaches, Stop> {
    let Reduction { matrix, pivots, blocks, .. } = reduction;
    let first = matrix.columns_of(block).start;
    let mut scratch = Scratch::new(reduction, block);
    let (mut members, mut product) = (Vec::new(), Vec::new());
    let mut breaches = Breaches::default();
    for column in columns {
        column_of_v(reduction, column, first, &mut scratch, &mut members, limits)?;
        members.iter().for_each(|&member| scratch.rows.add(matrix.column(member as usize)));
        scratch.rows.drain_into(&mut product);
        let is_reduced = match blocks[block] {
            Block::Forest(_) => product.last().copied().unwrap_or(NONE) == pivots[column],
            Block::Unreduced => unreachable!("it is wanted"),
            Block::Paths(_) | Block::Listed { .. } => product == *reduction.reduced(column),
        };
        if !is_reduced {
            breaches[2].get_or_insert(column);
        }
        let may_be_added = |other: u32| match (pivots[other as usize], pivots[column]) {
            (NONE, _) => false,
            (_, NONE) => true,
            (later, pivot) => later > pivot,
        };
        if !members[1..].iter().all(|&other| may_be_added(other)) {
            breaches[3].get_or_insert(column);
        }
        if let Some(columns_of_u) = columns_of_u {
            members.iter().for_each(|&member| scratch.members.add(columns_of_u.get(member as usize - first)));
            scratch.members.drain_into(&mut product);
            if product != [column as u32] {
                breaches[4].get_or_insert(column);
            }
        }
    }
    Ok(breaches)
}

/// The columns of U with these indices, which are those of a block.
fn columns_of_u(
    reduction: &Reduction,
    rows: &[OnceLock<Rows>],
    indices: Range<usize>,
    limits: &Limits,
) -> Result<Columns, Stop> {
    let wanted: Vec<[usize; 2]> = indices.clone().map(|row| [row, indices.end - 1]).collect();
    let found = chains(reduction, Some(rows), &wanted, limits)?;
    let visit_all = |visit: &mut dyn FnMut(usize, &[u32])| {
        let mut start = 0;
        for (row, &end) in indices.clone().zip(&found.ends) {
            visit(row, &found.members[start..end as usize]);
            start = end as usize;
        }
    };
    Columns::transposed(indices.start, indices.len(), visit_all, &Room::new(limits))
}
