//! Column reduction over Z/2: columns are taken from the first to the last, and earlier ones of the same pivot, the last row,
//! are added until there is none.

use super::pairs::ADVICE;
use super::pivot_column::PivotColumn;
use crate::limits::{Limits, Stop};

/// Stands for the column of a row that is nobody's pivot.
pub const NO_COLUMN: u32 = u32::MAX;

/// A matrix over Z/2 by columns.
pub struct Matrix {
    /// Number of rows.
    pub height: usize,
    /// Where each column begins in `rows`, then the length of `rows`.
    pub starts: Vec<u32>,
    /// The rows of the columns, ascending in each.
    pub rows: Vec<u32>,
}

impl Matrix {
    /// For each row the column that has it as pivot after the reduction.
    pub fn pivots(&self, limits: &Limits) -> Result<Vec<u32>, Stop> {
        let width = self.starts.len() - 1;
        let mut pivots = vec![NO_COLUMN; self.height];
        let mut sums = Sums::new(self);
        let mut work = PivotColumn::new(self.height);
        let mut additions = 0u64;
        for index in 0..width as u32 {
            if index % 1024 == 0 {
                limits.at(f64::from(index) / width as f64)?;
            }
            let column = self.column(index);
            let Some(&last) = column.last() else { continue };
            if pivots[last as usize] == NO_COLUMN {
                pivots[last as usize] = index; // reduced from the start
                continue;
            }
            column.iter().for_each(|&row| work.toggle(row));
            while let Some(pivot) = work.greatest() {
                let earlier = pivots[pivot as usize];
                if earlier == NO_COLUMN {
                    pivots[pivot as usize] = index;
                    sums.store(index, &mut work, limits)?;
                    break;
                }
                sums.of(earlier).iter().for_each(|&row| work.toggle(row));
                additions += 1;
                if additions.is_multiple_of(1024) {
                    limits.check()?;
                }
            }
        }
        Ok(pivots)
    }

    fn column(&self, index: u32) -> &[u32] {
        &self.rows[self.starts[index as usize] as usize..self.starts[index as usize + 1] as usize]
    }
}

/// Reduced columns. Those that nothing was added to are the columns of the matrix themselves.
struct Sums<'a> {
    matrix: &'a Matrix,
    /// By column the number of its sum.
    numbers: Vec<u32>,
    /// Where each sum begins in `rows`, then the length of `rows`.
    starts: Vec<usize>,
    rows: Vec<u32>,
    /// At this length of `rows` the memory is looked at again.
    next_look: usize,
}

/// The number of a column that nothing was added to.
const UNCHANGED: u32 = u32::MAX;

/// So many rows are stored between two looks at the memory.
const ROWS_PER_LOOK: usize = 1 << 20;

impl<'a> Sums<'a> {
    fn new(matrix: &'a Matrix) -> Self {
        let numbers = vec![UNCHANGED; matrix.starts.len() - 1];
        Sums { matrix, numbers, starts: vec![0], rows: Vec::new(), next_look: ROWS_PER_LOOK }
    }

    /// A reduced column.
    #[inline]
    fn of(&self, index: u32) -> &[u32] {
        match self.numbers[index as usize] {
            UNCHANGED => self.matrix.column(index),
            number => &self.rows[self.starts[number as usize]..self.starts[number as usize + 1]],
        }
    }

    /// Moves the column at work here.
    fn store(&mut self, index: u32, work: &mut PivotColumn, limits: &Limits) -> Result<(), Stop> {
        while let Some(row) = work.greatest() {
            work.toggle(row);
            self.rows.push(row);
        }
        self.numbers[index as usize] = (self.starts.len() - 1) as u32;
        self.starts.push(self.rows.len());
        if self.rows.len() >= self.next_look {
            self.next_look = self.rows.len() + ROWS_PER_LOOK;
            // A list that grows is there twice for a moment, the second time with room for as much again.
            let columns = self.matrix.starts.len() - 1;
            let bytes = 12 * self.rows.len() as u64;
            limits.room_for(bytes, format_args!("the reduction of {columns} columns"), ADVICE)?;
        }
        Ok(())
    }
}
