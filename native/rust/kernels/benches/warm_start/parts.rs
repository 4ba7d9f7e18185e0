//! The blocks of a matrix that are reduced column by column.

use crate::block::{Block, NONE, in_order};
use crate::columns::columns_of;
use crate::steps::Filtration;

/// A block that is no forest, without the columns that are known to become zero.
pub struct Part {
    pub first_row: usize,
    /// All columns of the block begin here, and end before `end`.
    pub first: usize,
    pub end: usize,
    /// The columns that are reduced, ascending.
    pub columns: Vec<u32>,
    pub block: Block,
}

/// The parts of the boundary or coboundary, from the last to the first, and whether each row is a pivot. Columns and
/// rows are in the order of the reduction. Columns of the last block that do not kill are left out, if that is known.
pub fn parts(filtration: &Filtration, dualize: bool, kills: Option<&[bool]>) -> (Vec<Part>, Vec<bool>) {
    let (columns, blocks) = columns_of(&filtration.dim_offsets, &filtration.boundary, dualize);
    let mut is_pivot = vec![false; columns.len()];
    let mut found = Vec::new();
    for index in (1..blocks.len() - 1).rev() {
        let [first_row, first, end] = [blocks[index - 1], blocks[index], blocks[index + 1]];
        let vanishes = |column: usize| {
            end == columns.len() && kills.is_some_and(|kills| !kills[columns.len() - 1 - column])
        };
        let listed: Vec<u32> = (first..end)
            .filter(|&column| !is_pivot[column] && !vanishes(column))
            .map(|column| column as u32)
            .collect();
        let mut block = Block { height: first - first_row, starts: vec![0], rows: Vec::new() };
        for &column in &listed {
            block.rows.extend(columns[column as usize].iter().map(|&row| row - first_row as u32));
            block.starts.push(block.rows.len());
        }
        for (row, &owner) in in_order(&block).owners.iter().enumerate() {
            is_pivot[first_row + row] = owner != NONE;
        }
        if !is_forest(&columns[first..end], first_row, first) {
            found.push(Part { first_row, first, end, columns: listed, block });
        }
    }
    (found, is_pivot)
}

/// Whether no row has more than two ones.
fn is_forest(columns: &[Vec<u32>], first_row: usize, end_of_rows: usize) -> bool {
    let mut counts = vec![0; end_of_rows - first_row];
    columns.iter().flatten().for_each(|&row| counts[row as usize - first_row] += 1);
    counts.iter().all(|&count| count <= 2)
}
