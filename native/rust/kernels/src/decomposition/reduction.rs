//! The reduction of a matrix over Z/2 from left to right.
//!
//! The *pivot* of a column is its last row. To reduce a column is to add to it, as long as an earlier reduced column has the
//! same pivot, that column. The columns added are distinct, since pivots only rise towards the first row; the list of them
//! is the column of U = V⁻¹ without its diagonal, as D = R·U says column by column. That list is all that is kept of V and U.
//!
//! A column whose index is the pivot of another reduces to zero [ChenKerber11]. Blocks are reduced from the last to the
//! first, so that such columns are known, and *cleared*: nothing is done for them. No other column ever needs them, for only
//! columns that are not zero are added. The last block has none after it that would tell; which of its columns become zero
//! may be said from outside. Lists of columns that become zero are made when they are read. Blocks in which each row or each
//! column has at most two ones are graphs, and need none of this.

use super::columns::{Columns, Room};
use super::forest::Forest;
use super::matrix::Matrix;
use super::paths::Paths;
use crate::complex::pivot_column::PivotColumn;
use crate::limits::{Limits, Stop};
use std::borrow::Cow;
use std::ops::Range;

/// Stands for no column and no row.
pub const NONE: u32 = u32::MAX;

/// Columns after which the progress is told.
const COLUMNS_BETWEEN_REPORTS: usize = 1 << 10;

/// A reduced matrix; indices are those of the matrix.
pub struct Reduction {
    pub matrix: Matrix,
    /// The last row of each reduced column, or [`NONE`] if it is zero.
    pub pivots: Vec<u32>,
    /// The column with this pivot, or [`NONE`].
    pub owners: Vec<u32>,
    /// The reduced columns by block.
    pub blocks: Vec<Block>,
    /// Whether all blocks keep what was added to what.
    pub keeps_additions: bool,
}

/// The reduced columns of a block.
pub enum Block {
    /// They are not wanted.
    Unreduced,
    /// Each is the sum of the columns of the matrix that belong to a tree.
    Forest(Forest),
    /// Each is a path, of which it has the ends.
    Paths(Paths),
    /// They are listed.
    Listed {
        /// The reduced columns that are not zero and differ from those of the matrix; the others are empty here.
        sums: Columns,
        /// The columns added to each column, by descending pivot; empty for columns that became zero.
        additions: Option<Columns>,
    },
}

impl Reduction {
    /// Reduces the blocks of `matrix` that are `wanted`, and those that clear columns of them, and keeps what was added to what if `keeps_additions`. Columns of the
    /// last block that `vanish` become zero, if that is known.
    pub fn new(
        matrix: Matrix,
        wanted: Range<usize>,
        vanish: Option<&[bool]>,
        keeps_additions: bool,
        room: &Room,
        limits: &Limits,
    ) -> Result<Self, Stop> {
        let size = matrix.size();
        let per_column = 8 + if keeps_additions { 16 } else { 8 };
        room.take(per_column * size as u64)?;
        let count = matrix.block_count();
        let blocks = (0..count).map(|_| Block::Unreduced).collect();
        let (pivots, owners) = (vec![NONE; size], vec![NONE; size]);
        let mut reduction = Reduction { matrix, pivots, owners, blocks, keeps_additions };
        // The block after one that is wanted, or needed, tells which of its columns to clear; a graph does without.
        let mut needed = vec![false; count];
        for block in 0..count {
            let clears = block > 0 && needed[block - 1] && !Paths::are_in(&reduction.matrix, block - 1);
            needed[block] = wanted.contains(&block) || clears;
        }
        for block in (0..count).rev().filter(|&block| needed[block]) {
            let is_cleared = |column: usize| reduction.owners[column] != NONE;
            if let Some(forest) = Forest::of(&reduction.matrix, block, room, limits)? {
                reduction.claim_all(block, &forest.pivots);
                reduction.blocks[block] = Block::Forest(forest);
            } else if let Some(paths) = Paths::of(&reduction.matrix, block, is_cleared, room, limits)? {
                reduction.claim_all(block, &paths.pivots);
                reduction.blocks[block] = Block::Paths(paths);
            } else {
                let columns = || Columns::with_room_for(reduction.matrix.columns_of(block).len());
                reduction.blocks[block] =
                    Block::Listed { sums: columns(), additions: keeps_additions.then(columns) };
                let vanish = vanish.filter(|_| block + 1 == count);
                reduction.reduce_block(block, vanish, room, limits)?;
            }
        }
        Ok(reduction)
    }

    /// Gives the columns of a block their pivots.
    fn claim_all(&mut self, block: usize, pivots: &[u32]) {
        for (column, &pivot) in self.matrix.columns_of(block).zip(pivots) {
            if pivot != NONE {
                self.claim(pivot, column);
            }
        }
    }

    fn reduce_block(
        &mut self,
        block: usize,
        vanish: Option<&[bool]>,
        room: &Room,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let (rows, first) = (self.matrix.rows_of(block), self.matrix.columns_of(block).start);
        let (mut work, mut added, mut sum) = (Work::new(rows.start, rows.len()), Vec::new(), Vec::new());
        for column in self.matrix.columns_of(block) {
            if column % COLUMNS_BETWEEN_REPORTS == 0 {
                limits.at(1.0 - column as f64 / self.matrix.size() as f64)?;
            }
            let is_zero = self.owners[column] != NONE || vanish.is_some_and(|vanish| vanish[column - first]);
            match self.matrix.column(column).last() {
                Some(&pivot) if !is_zero && self.owners[pivot as usize] == NONE => {
                    self.claim(pivot, column); // reduced from the start
                    self.store(block, &[], &[], room)?;
                }
                Some(_) if !is_zero => {
                    work.add(self.matrix.column(column));
                    added.clear();
                    match self.advance(block, &mut work, |owner| added.push(owner), limits)? {
                        Some(pivot) => self.claim(pivot, column),
                        None => added.clear(),
                    }
                    work.drain_into(&mut sum);
                    self.store(block, &sum, &added, room)?;
                }
                _ => self.store(block, &[], &[], room)?, // cleared, or zero from the start
            }
        }
        Ok(())
    }

    /// Adds reduced columns to that at work until no column has its pivot, which is the result, or until it is zero; visits them.
    fn advance(
        &self,
        block: usize,
        work: &mut Work,
        mut visit: impl FnMut(u32),
        limits: &Limits,
    ) -> Result<Option<u32>, Stop> {
        while let Some(pivot) = work.pivot() {
            let owner = self.owners[pivot as usize];
            if owner == NONE {
                return Ok(Some(pivot));
            }
            limits.check()?;
            work.add(self.reduced_in(block, owner as usize));
            visit(owner);
        }
        Ok(None)
    }

    fn claim(&mut self, pivot: u32, column: usize) {
        self.pivots[column] = pivot;
        self.owners[pivot as usize] = column as u32;
    }

    fn store(&mut self, block: usize, sum: &[u32], added: &[u32], room: &Room) -> Result<(), Stop> {
        let Block::Listed { sums, additions } = &mut self.blocks[block] else {
            unreachable!("it is being listed")
        };
        sums.push(sum, room)?;
        additions.as_mut().map_or(Ok(()), |additions| additions.push(added, room))
    }

    /// The reduced column of a block that lists its columns, of which is known that it is not zero.
    #[inline]
    fn reduced_in(&self, block: usize, column: usize) -> &[u32] {
        let Block::Listed { sums, .. } = &self.blocks[block] else { unreachable!("it has a list") };
        match sums.get(column - self.matrix.columns_of(block).start) {
            [] => self.matrix.column(column),
            sum => sum,
        }
    }

    /// The rows of a reduced column, ascending.
    pub fn reduced(&self, column: usize) -> Cow<'_, [u32]> {
        let block = self.matrix.block_of(column);
        match &self.blocks[block] {
            _ if self.pivots[column] == NONE => Cow::Borrowed(&[]),
            Block::Unreduced => unreachable!("it is wanted"),
            Block::Listed { .. } => Cow::Borrowed(self.reduced_in(block, column)),
            Block::Paths(paths) => Cow::Owned(paths.reduced(self.pivots[column])),
            Block::Forest(forest) => {
                let first = self.matrix.columns_of(block).start;
                let (mut work, mut rows) = (self.work(block), Vec::new());
                let mut waiting = vec![column as u32];
                while let Some(member) = waiting.pop() {
                    work.add(self.matrix.column(member as usize));
                    waiting.extend(forest.children.get(member as usize - first));
                }
                work.drain_into(&mut rows);
                Cow::Owned(rows)
            }
        }
    }

    /// Visits the columns added to `column`, by descending pivot. For one of those listed that becomes zero they are found now,
    /// by reducing it.
    pub fn visit_additions(
        &self,
        column: usize,
        work: &mut Work,
        limits: &Limits,
        mut visit: impl FnMut(u32),
    ) -> Result<(), Stop> {
        let block = self.matrix.block_of(column);
        let index = column - self.matrix.columns_of(block).start;
        let own = self.matrix.column(column);
        match &self.blocks[block] {
            Block::Unreduced => unreachable!("it is wanted"),
            Block::Forest(forest) => forest.children.get(index).iter().for_each(|&child| visit(child)),
            Block::Paths(paths) => {
                paths.visit_steps(own, self.pivots[column], |row| visit(self.owners[row as usize]));
            }
            Block::Listed { additions, .. } if self.pivots[column] != NONE => {
                let lists = additions.as_ref().expect("additions are kept");
                lists.get(index).iter().for_each(|&added| visit(added));
            }
            Block::Listed { .. } => {
                work.add(own);
                self.advance(block, work, visit, limits)?;
            }
        }
        Ok(())
    }

    /// A column at work in `block`.
    pub fn work(&self, block: usize) -> Work {
        let rows = self.matrix.rows_of(block);
        Work::new(rows.start, rows.len())
    }
}

/// The column at work: a set of rows of a block.
pub struct Work {
    first: u32,
    rows: PivotColumn,
}

impl Work {
    /// The zero column among `count` rows from `first`.
    pub fn new(first: usize, count: usize) -> Self {
        Work { first: first as u32, rows: PivotColumn::new(count) }
    }

    /// Adds rows.
    #[inline]
    pub fn add(&mut self, rows: &[u32]) {
        rows.iter().for_each(|&row| self.toggle(row));
    }

    /// Adds a row, or takes it away if it is there.
    #[inline]
    pub fn toggle(&mut self, row: u32) {
        self.rows.toggle(row - self.first);
    }

    /// The last row.
    #[inline]
    pub fn pivot(&self) -> Option<u32> {
        self.rows.greatest().map(|row| self.first + row)
    }

    /// Takes the last row away.
    #[inline]
    pub fn pop(&mut self) -> Option<u32> {
        let row = self.rows.greatest()?;
        self.rows.toggle(row);
        Some(self.first + row)
    }

    /// Moves all rows to `list`, ascending.
    pub fn drain_into(&mut self, list: &mut Vec<u32>) {
        list.clear();
        while let Some(row) = self.pop() {
            list.push(row);
        }
        list.reverse();
    }
}
