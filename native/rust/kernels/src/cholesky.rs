//! Symmetric positive definite systems, by the factor L of A = L·Lᵀ.
//!
//! Rows are found in panels. Those of a panel need each other; then every row below it needs only them, so that threads
//! share these. Each entry of L is one product of two rows, whoever computes it: bits do not depend on threads.

use crate::lanes::{dot, subtract};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use fearless_simd::{Level, Simd, dispatch};

/// Rows of a panel; as many stay in a cache while a row below is computed.
const PANEL: usize = 64;
/// Fewer products than these below a panel are not worth a second thread.
const SHARED: usize = 1 << 16;

/// The factor of a matrix.
pub struct Cholesky {
    /// Row `i` has `i + 1` entries.
    rows: Vec<Vec<f64>>,
}

impl Cholesky {
    /// Bytes of a factor with `order` rows.
    pub fn bytes(order: usize) -> u64 {
        4 * order as u64 * (order as u64 + 1)
    }

    /// The factor of a matrix that is given by its lower triangle.
    pub fn new(mut rows: Vec<Vec<f64>>, limits: &Limits) -> Result<Self, Stop> {
        let order = rows.len();
        for start in (0..order).step_by(PANEL) {
            limits.at((start as f64 / order as f64).powi(2))?;
            let end = (start + PANEL).min(order);
            let (panel, below) = rows.split_at_mut(end);
            for i in start..end {
                let (row, above) = panel[..=i].split_last_mut().expect("there is a row");
                finish_entries(row, start, &above[start..]);
                row[i] = (row[i] - square(&row[..i])).sqrt();
            }
            let threads = if below.len() * end < SHARED { 1 } else { limits.threads };
            let finish = |row: &mut Vec<f64>| {
                limits.check()?;
                finish_entries(row, start, &panel[start..]);
                Ok(())
            };
            map_items(threads, below, finish).into_iter().collect::<Result<(), Stop>>()?;
        }
        Ok(Cholesky { rows })
    }

    /// Replaces `b` by the solution of A·x = b.
    pub fn solve(&self, b: &mut [f64]) {
        dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || self.solve_in_lanes(simd, b)));
    }

    #[inline(always)]
    fn solve_in_lanes<S: Simd>(&self, simd: S, b: &mut [f64]) {
        for (i, row) in self.rows.iter().enumerate() {
            b[i] = (b[i] - dot(simd, &row[..i], &b[..i])) / row[i];
        }
        for (i, row) in self.rows.iter().enumerate().rev() {
            b[i] /= row[i];
            let (others, solved) = b.split_at_mut(i);
            subtract(simd, others, solved[0], &row[..i]);
        }
    }
}

/// Replaces the entries of a row from `start` on, as many as the panel has rows, by those of the factor.
fn finish_entries(row: &mut [f64], start: usize, panel: &[Vec<f64>]) {
    dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
        for (j, other) in (start..).zip(panel) {
            row[j] = (row[j] - dot(simd, &row[..j], &other[..j])) / other[j];
        }
    }));
}

fn square(a: &[f64]) -> f64 {
    dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || dot(simd, a, a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entry `(i, j)` of a matrix whose diagonal outweighs the rest.
    fn entry(i: usize, j: usize) -> f64 {
        if i == j { 3.0 } else { 1.0 / (1.0 + (i.abs_diff(j) as f64).powi(2)) }
    }

    fn factor(order: usize, threads: usize) -> Cholesky {
        let rows = (0..order).map(|i| (0..=i).map(|j| entry(i, j)).collect()).collect();
        Cholesky::new(rows, &Limits::new(threads, u64::MAX, None)).unwrap()
    }

    #[test]
    fn a_system_is_solved() {
        for order in [0, 1, 2, 7, 63, 64, 65, 200] {
            let expected: Vec<f64> = (0..order).map(|i| (i as f64).sin()).collect();
            let row = |i| (0..order).map(|j| entry(i, j) * expected[j]).sum();
            let mut b: Vec<f64> = (0..order).map(row).collect();
            factor(order, 1).solve(&mut b);
            for (found, expected) in b.iter().zip(&expected) {
                assert!((found - expected).abs() < 1e-14, "{found} is not {expected} of {order}");
            }
        }
    }

    #[test]
    fn a_factor_times_its_transpose_is_the_matrix() {
        let rows = factor(3, 1).rows;
        for i in 0..3 {
            for j in 0..=i {
                let product: f64 = rows[i].iter().zip(&rows[j]).map(|(a, b)| a * b).sum();
                assert!((product - entry(i, j)).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn threads_change_no_bit() {
        let one = factor(600, 1).rows;
        for threads in [2, 4, 8] {
            assert_eq!(factor(600, threads).rows, one);
        }
    }
}
