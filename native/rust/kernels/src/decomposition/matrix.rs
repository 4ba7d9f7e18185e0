//! The matrix to be reduced: the boundary, or its anti-transpose, the coboundary.
//!
//! Both are in the order in which columns are reduced from left to right. For the coboundary that is the reverse of the
//! filtration order: transposing and reversing both orders makes an upper triangular matrix of an upper triangular one.
//! Columns come in blocks, one for each dimension, ascending for the boundary and descending for the coboundary; the rows of
//! a block are the columns of the block before it.

use std::ops::Range;

/// A matrix over Z/2 by columns.
pub struct Matrix {
    /// The first column of each block, then the number of columns.
    blocks: Vec<usize>,
    /// Where each column begins in `rows`, then the length of `rows`.
    starts: Vec<u32>,
    /// Rows, ascending in each column.
    rows: Vec<u32>,
}

impl Matrix {
    /// The boundary matrix; arguments as in [`crate::complex::Complex`].
    pub fn boundary(dim_offsets: &[usize], starts: &[u32], facets: &[u32]) -> Self {
        Matrix { blocks: dim_offsets.to_vec(), starts: starts.to_vec(), rows: facets.to_vec() }
    }

    /// The coboundary matrix: column `size − 1 − i` has a one in row `size − 1 − j` if cell `i` is a facet of cell `j`.
    pub fn coboundary(dim_offsets: &[usize], starts: &[u32], facets: &[u32]) -> Self {
        let size = starts.len() - 1;
        let turned = |place: u32| size - 1 - place as usize;
        let mut ends = vec![0; size + 1];
        for &facet in facets {
            ends[turned(facet) + 1] += 1;
        }
        for column in 0..size {
            ends[column + 1] += ends[column];
        }
        // Cells from the last to the first are rows in ascending order; each entry goes behind those of its column.
        let (starts_of_columns, mut rows) = (ends.clone(), vec![0; facets.len()]);
        for (cell, bounds) in starts.windows(2).enumerate().rev() {
            for &facet in &facets[bounds[0] as usize..bounds[1] as usize] {
                let end = &mut ends[turned(facet)];
                rows[*end as usize] = (size - 1 - cell) as u32;
                *end += 1;
            }
        }
        let blocks = dim_offsets.iter().rev().map(|&offset| size - offset).collect();
        Matrix { blocks, starts: starts_of_columns, rows }
    }

    /// Number of columns, which is that of cells.
    pub fn size(&self) -> usize {
        self.starts.len() - 1
    }

    /// Number of blocks.
    pub fn block_count(&self) -> usize {
        self.blocks.len() - 1
    }

    /// The columns of a block.
    pub fn columns_of(&self, block: usize) -> Range<usize> {
        self.blocks[block]..self.blocks[block + 1]
    }

    /// The rows of a block.
    pub fn rows_of(&self, block: usize) -> Range<usize> {
        match block {
            0 => 0..0,
            _ => self.columns_of(block - 1),
        }
    }

    /// The block of a column.
    pub fn block_of(&self, column: usize) -> usize {
        self.blocks.partition_point(|&first| first <= column) - 1
    }

    /// The rows with a one in `column`, ascending.
    #[inline]
    pub fn column(&self, column: usize) -> &[u32] {
        &self.rows[self.starts[column] as usize..self.starts[column + 1] as usize]
    }

    /// Bytes that a matrix of this many columns and ones takes.
    pub fn bytes(columns: usize, ones: usize) -> u64 {
        4 * (columns as u64 + 1 + ones as u64)
    }
}
