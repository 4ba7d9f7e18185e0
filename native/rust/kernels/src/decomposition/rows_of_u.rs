//! Rows of U = V⁻¹, one at a time, without V.
//!
//! Let R_r ≠ 0, and y be the vector of rows with y·R_k = 1 for k = r and 0 for all other k, zero but at pivots. From D = R·U
//! follows (y·D)_s = Σ_k (y·R_k) U_ks = U_rs: row r of U is y·D. As the pivot of R_k is its last row, y is found from the
//! first row on: it is one at the pivot of r, and at that of any other k if R_k has an odd number of earlier rows where y
//! is one. Only these rows are visited, and none after the last one that the columns wanted have. If R_r = 0, no column
//! ever had r added, and the row is r alone.

use super::column_of_v::Scratch;
use super::columns::{Columns, Room};
use super::cuts::Cuts;
use super::reduction::{Block, NONE, Reduction};
use crate::limits::{Limits, Stop};

/// What rows of U of a block are found from.
pub enum Rows {
    /// Nothing: in a forest a column is added to one other only.
    Forest,
    /// The graph whose paths the columns are.
    Cuts(Cuts),
    /// R and D by rows.
    Listed {
        /// For each row the pivots of the other reduced columns that have it, not as their pivot.
        pivots: Columns,
        /// For each row the columns of D that have it.
        columns: Columns,
        /// For each column the last row of this and all earlier columns of D.
        reach: Vec<u32>,
    },
}

impl Rows {
    /// The rows of a block.
    pub fn new(reduction: &Reduction, block: usize, room: &Room) -> Result<Self, Stop> {
        let Reduction { matrix, pivots, blocks, .. } = reduction;
        let (rows, columns) = (matrix.rows_of(block), matrix.columns_of(block));
        match &blocks[block] {
            Block::Forest(_) => return Ok(Rows::Forest),
            Block::Paths(paths) => return Ok(Rows::Cuts(Cuts::new(reduction, paths, block, room)?)),
            Block::Unreduced | Block::Listed { .. } => {}
        }
        room.take(4 * columns.len() as u64 + 32 * rows.len() as u64)?;
        let visit_reduced = |visit: &mut dyn FnMut(usize, &[u32])| {
            for column in columns.clone().filter(|&column| pivots[column] != NONE) {
                let reduced = reduction.reduced(column);
                let (&pivot, others) = reduced.split_last().expect("a pivot");
                visit(pivot as usize, others);
            }
        };
        let visit_given = |visit: &mut dyn FnMut(usize, &[u32])| {
            columns.clone().for_each(|column| visit(column, matrix.column(column)));
        };
        let mut last = rows.start as u32;
        let reach = columns.clone().map(|column| {
            last = matrix.column(column).last().map_or(last, |&row| row.max(last));
            last
        });
        Ok(Rows::Listed {
            reach: reach.collect(),
            pivots: Columns::transposed(rows.start, rows.len(), visit_reduced, room)?,
            columns: Columns::transposed(rows.start, rows.len(), visit_given, room)?,
        })
    }

    /// Writes those members of row `row` of U, one of the columns of a block, that are not after `last` to `list`, ascending,
    /// from `row` itself on.
    pub fn row_of_u(
        &self,
        reduction: &Reduction,
        block: usize,
        [row, last]: [usize; 2],
        scratch: &mut Scratch,
        list: &mut Vec<u32>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let Reduction { matrix, pivots, blocks, .. } = reduction;
        let (rows, first) = (matrix.rows_of(block), matrix.columns_of(block).start);
        list.clear();
        if pivots[row] == NONE {
            list.push(row as u32);
            return Ok(());
        }
        let (by_pivot, by_row, reach) = match self {
            Rows::Forest => {
                let Block::Forest(forest) = &blocks[block] else { unreachable!("it is a forest") };
                list.push(row as u32);
                list.extend(Some(forest.parents[row - first]).filter(|&parent| parent as usize <= last)); // `NONE` is after all
                return Ok(());
            }
            Rows::Cuts(cuts) => {
                return cuts.row_of_u(reduction, rows.start, [row, last], &mut scratch.met, list, limits);
            }
            Rows::Listed { pivots, columns, reach } => (pivots, columns, reach[last - first]),
        };
        // The least row is asked for, so they are counted from the end.
        let turned = |row: u32| (rows.start + rows.end - 1) as u32 - row;
        scratch.rows.toggle(turned(pivots[row]));
        while let Some(one) = scratch.rows.pop().map(turned) {
            limits.check()?;
            let index = one as usize - rows.start;
            for &pivot in by_pivot.get(index).iter().filter(|&&pivot| pivot <= reach) {
                scratch.rows.toggle(turned(pivot));
            }
            for &column in by_row.get(index).iter().take_while(|&&column| column as usize <= last) {
                scratch.members.toggle(column);
            }
        }
        scratch.members.drain_into(list);
        Ok(())
    }
}
