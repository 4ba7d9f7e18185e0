//! Sparse columns over Z/2, reduced from left to right.

use crate::limits::{Limits, Stop};
use std::ops::Range;

/// A sparse matrix by columns; the rows of each descend.
#[derive(Default)]
pub struct Columns {
    spans: Vec<Range<usize>>,
    rows: Vec<u32>,
}

/// What no column has its greatest row at.
pub const NONE: u32 = u32::MAX;

/// Columns reduced between two looks at the limits.
const STEP: usize = 1 << 8;

impl Columns {
    /// The matrix with these entries, of row and column.
    pub fn new(columns: usize, entries: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut ends = vec![0; columns + 1];
        entries.clone().for_each(|(_, column)| ends[column as usize + 1] += 1);
        for column in 0..columns {
            ends[column + 1] += ends[column];
        }
        let mut rows = vec![0; ends[columns]];
        let spans: Vec<Range<usize>> = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
        for (row, column) in entries {
            let end = &mut ends[column as usize];
            rows[*end] = row;
            *end += 1;
        }
        spans.iter().for_each(|span| rows[span.clone()].sort_unstable_by(|a, b| b.cmp(a)));
        Columns { spans, rows }
    }

    /// For each of `count` rows the column whose greatest row it is in the end.
    pub fn reduced(mut self, count: usize, limits: &Limits) -> Result<Vec<u32>, Stop> {
        let mut owners = vec![NONE; count];
        let (mut sum, mut spare) = (Vec::new(), Vec::new());
        for column in 0..self.spans.len() {
            if column % STEP == 0 {
                limits.at(column as f64 / self.spans.len() as f64)?;
            }
            let Some(&pivot) = self.rows[self.spans[column].clone()].first() else { continue };
            if owners[pivot as usize] == NONE {
                owners[pivot as usize] = column as u32;
                continue;
            }
            sum.clear();
            sum.extend_from_slice(&self.rows[self.spans[column].clone()]);
            while let Some(&pivot) = sum.first() {
                let owner = owners[pivot as usize];
                if owner == NONE {
                    owners[pivot as usize] = column as u32;
                    self.spans[column] = self.rows.len()..self.rows.len() + sum.len();
                    self.rows.extend_from_slice(&sum);
                    break;
                }
                add(&sum, &self.rows[self.spans[owner as usize].clone()], &mut spare);
                std::mem::swap(&mut sum, &mut spare);
            }
        }
        Ok(owners)
    }
}

/// The symmetric difference of two descending lists.
fn add(a: &[u32], b: &[u32], sum: &mut Vec<u32>) {
    sum.clear();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Greater => {
                sum.push(a[i]);
                i += 1;
            }
            std::cmp::Ordering::Less => {
                sum.push(b[j]);
                j += 1;
            }
            std::cmp::Ordering::Equal => {
                i += 1;
                j += 1;
            }
        }
    }
    sum.extend_from_slice(&a[i..]);
    sum.extend_from_slice(&b[j..]);
}
