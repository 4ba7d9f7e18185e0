//! Column reduction over Z/2: columns are taken from the first to the last, and earlier ones of the same pivot, the last row,
//! are added until there is none. Several threads share what is large.

use super::pivot_column::PivotColumn;
use super::{ADVICE, lock_free};
use crate::limits::{Limits, Stop};

/// Stands for the column of a row that is nobody's pivot.
pub const NO_COLUMN: u32 = u32::MAX;

/// Fewer columns are reduced by one thread: sharing them costs more than it saves.
const FEWEST_TO_SHARE: usize = 1 << 15;

/// A matrix over Z/2 by columns.
#[derive(Default)]
pub struct Matrix {
    /// Number of rows.
    pub height: usize,
    /// Where each column begins in `rows`, then the length of `rows`.
    pub starts: Vec<u32>,
    /// The rows of the columns, ascending in each.
    pub rows: Vec<u32>,
}

impl Matrix {
    /// Number of columns.
    pub fn width(&self) -> usize {
        self.starts.len() - 1
    }

    /// The rows of a column, ascending.
    #[inline]
    pub fn column(&self, index: u32) -> &[u32] {
        &self.rows[self.starts[index as usize] as usize..self.starts[index as usize + 1] as usize]
    }
}

/// Reduces matrices; buffers that serve again.
#[derive(Default)]
pub struct Reduction {
    pivots: Vec<u32>,
    sums: Sums,
    /// The column at work, empty between two reductions.
    work: PivotColumn,
}

impl Reduction {
    /// For each row the column that has it as pivot after the reduction.
    pub fn pivots(&mut self, matrix: &Matrix, limits: &Limits) -> Result<&[u32], Stop> {
        let Reduction { pivots, sums, work } = self;
        let width = matrix.width();
        if limits.threads > 1 && width >= FEWEST_TO_SHARE {
            *pivots = lock_free::pivots(matrix, limits)?;
            return Ok(pivots);
        }
        pivots.clear();
        pivots.resize(matrix.height, NO_COLUMN);
        sums.reset(width);
        work.resize(matrix.height);
        let mut additions = 0u64;
        for index in 0..width as u32 {
            if index % 1024 == 0 {
                limits.at(f64::from(index) / width as f64)?;
            }
            let column = matrix.column(index);
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
                    sums.store(index, work, limits)?;
                    break;
                }
                sums.of(matrix, earlier).iter().for_each(|&row| work.toggle(row));
                additions += 1;
                if additions.is_multiple_of(1024) {
                    limits.check()?;
                }
            }
        }
        Ok(pivots)
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let Sums { numbers, starts, rows, .. } = &self.sums;
        let numbers = self.pivots.capacity() + numbers.capacity() + rows.capacity();
        (numbers * size_of::<u32>() + starts.capacity() * size_of::<usize>()) as u64
    }
}

/// Reduced columns. Those that nothing was added to are the columns of the matrix themselves.
#[derive(Default)]
struct Sums {
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

impl Sums {
    /// Forgets all sums; there are `columns` columns.
    fn reset(&mut self, columns: usize) {
        self.numbers.clear();
        self.numbers.resize(columns, UNCHANGED);
        self.starts.clear();
        self.starts.push(0);
        self.rows.clear();
        self.next_look = ROWS_PER_LOOK;
    }

    /// A reduced column.
    #[inline]
    fn of<'a>(&'a self, matrix: &'a Matrix, index: u32) -> &'a [u32] {
        match self.numbers[index as usize] {
            UNCHANGED => matrix.column(index),
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
            let columns = self.numbers.len();
            let bytes = 12 * self.rows.len() as u64;
            limits.room_for(bytes, format_args!("the reduction of {columns} columns"), ADVICE)?;
        }
        Ok(())
    }
}
