//! Sums of a kernel over the pairs of two weighted clouds, and of its gradients.
#![allow(clippy::needless_range_loop)] // several lists are counted alike

use super::profile::Profile;
use super::sweep::{Kernel, Shape, TileSums};
use crate::lanes::LANES;
use fearless_simd::{Simd, SimdBase, SimdFloat, f64x8};
use std::ops::Range;

/// One of the two clouds of a block, scaled.
#[derive(Clone, Copy)]
pub struct Points<'a> {
    /// The weights.
    pub weights: &'a [f64],
    /// The coordinates, `[dimension, length of weights]`.
    pub planes: &'a [f64],
}

/// A block of the matrix of a kernel. `D` is the number of coordinates, or 0 if it is not known here.
pub struct KernelSums<'a, K, const D: usize> {
    /// The kernel.
    pub profile: K,
    /// The points of rows.
    pub rows: Points<'a>,
    /// The points of columns.
    pub columns: Points<'a>,
    /// Number of coordinates.
    pub dimension: usize,
    /// Whether both are the same.
    pub symmetric: bool,
}

impl<K: Profile, const D: usize> Kernel for KernelSums<'_, K, D> {
    fn shape(&self) -> Shape {
        let (rows, columns) = (self.rows.weights.len(), self.columns.weights.len());
        Shape { rows, columns, symmetric: self.symmetric, planes: 1 + self.dimension }
    }

    #[inline(always)]
    fn add<S: Simd>(&self, simd: S, i: usize, columns: Range<usize>, sums: &mut TileSums) {
        let dimension = if D == 0 { self.dimension } else { D };
        let weights = [self.rows.weights[i], self.rows.weights[i + 1]];
        let mut steps = [[f64x8::splat(simd, 0.0); D]; 2];
        let mut values = [0, 1].map(|r| f64x8::load_array(simd, *sums.row(0, i + r)));
        for j in columns.step_by(LANES) {
            let mut squares = [f64x8::splat(simd, 0.0); 2];
            for k in 0..dimension {
                let differences = self.differences(simd, k, i, j);
                for r in 0..2 {
                    squares[r] = differences[r].mul_add(differences[r], squares[r]);
                }
            }
            let pairs = [self.profile.at(simd, squares[0]), self.profile.at(simd, squares[1])];
            let masses = f64x8::from_slice(simd, &self.columns.weights[j..][..LANES]);
            for r in 0..2 {
                values[r] = pairs[r][0].mul_add(masses, values[r]);
            }
            let column = &mut sums.columns(0, j)[0];
            let more = f64x8::load_array(simd, *column) + pairs[0][0] * weights[0];
            *column = pairs[1][0].mul_add(weights[1], more).into();
            for k in 0..dimension {
                let differences = self.differences(simd, k, i, j);
                let slopes = [pairs[0][1] * differences[0], pairs[1][1] * differences[1]];
                for r in 0..2 {
                    if D == 0 {
                        let row = sums.row(1 + k, i + r);
                        *row = slopes[r].mul_add(masses, f64x8::load_array(simd, *row)).into();
                    } else {
                        steps[r][k] = slopes[r].mul_add(masses, steps[r][k]);
                    }
                }
                let column = &mut sums.columns(1 + k, j)[0];
                let more = f64x8::load_array(simd, *column) - slopes[0] * weights[0];
                *column = (more - slopes[1] * weights[1]).into();
            }
        }
        for r in 0..2 {
            *sums.row(0, i + r) = values[r].into();
            for k in 0..D {
                let row = sums.row(1 + k, i + r);
                *row = (f64x8::load_array(simd, *row) + steps[r][k]).into();
            }
        }
    }
}

impl<K: Profile, const D: usize> KernelSums<'_, K, D> {
    /// By how much coordinate `k` of two rows exceeds that of eight columns.
    #[inline(always)]
    fn differences<S: Simd>(&self, simd: S, k: usize, i: usize, j: usize) -> [f64x8<S>; 2] {
        let x = &self.rows.planes[k * self.rows.weights.len() + i..][..2];
        let y = &self.columns.planes[k * self.columns.weights.len() + j..][..LANES];
        let y = f64x8::from_slice(simd, y);
        [x[0] - y, x[1] - y]
    }
}
