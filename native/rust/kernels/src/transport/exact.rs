//! Softmins of single points in two passes, for those whose sums leave the range of numbers.
//!
//! `log2 Σ_j 2^(h_j − c_ij)` with the largest exponent found first: right for every input, and several times slower.

use super::cost::Radial;
use super::exp2::exp2;
use crate::lanes::{LANES, total};
use fearless_simd::{Level, Simd, SimdBase, SimdFloat, dispatch, f64x8};

/// The points that are summed over, scaled so that costs are parts of scores.
pub struct Others<'a, C> {
    /// The cost of scaled points.
    pub cost: C,
    /// The coordinates, `[dimension, length of heights]`.
    pub planes: &'a [f64],
    /// Logarithms in base 2 of the weights, and the potentials.
    pub heights: &'a [f64],
    /// A number for each point, of which the mean is asked for; empty if not wanted.
    pub values: &'a [f64],
    /// Whether means of the gradient of the cost are asked for.
    pub slopes: bool,
}

impl<C: Radial> Others<'_, C> {
    /// For a point the logarithm in base 2 of the sum, and the means.
    pub fn softmax(&self, level: Level, point: &[f64]) -> (f64, Vec<f64>) {
        dispatch!(level, simd => simd.vectorize(
            #[inline(always)]
            || self.softmax_in_lanes(simd, point)
        ))
    }

    #[inline(always)]
    fn softmax_in_lanes<S: Simd>(&self, simd: S, point: &[f64]) -> (f64, Vec<f64>) {
        let zero = f64x8::splat(simd, 0.0);
        let mut highest = f64x8::splat(simd, f64::NEG_INFINITY);
        for j in (0..self.heights.len()).step_by(LANES) {
            highest = highest.max(self.scores(simd, point, j).0);
        }
        let highest = <[f64; LANES]>::from(highest).into_iter().fold(f64::NEG_INFINITY, f64::max);
        let mut mass = zero;
        let mut means = vec![zero; if self.slopes { point.len() } else { self.values.len().min(1) }];
        for j in (0..self.heights.len()).step_by(LANES) {
            let (scores, squares) = self.scores(simd, point, j);
            let parts = exp2(simd, scores - highest);
            mass += parts;
            if self.slopes {
                let slopes = parts * self.cost.slope(simd, squares);
                for (k, (mean, &x)) in means.iter_mut().zip(point).enumerate() {
                    *mean += slopes * (x - self.coordinate(simd, k, j));
                }
            } else if let [mean] = &mut means[..] {
                *mean += parts * f64x8::from_slice(simd, &self.values[j..][..LANES]);
            }
        }
        let mass = total(mass);
        (highest + mass.log2(), means.into_iter().map(|mean| total(mean) / mass).collect())
    }

    #[inline(always)]
    fn coordinate<S: Simd>(&self, simd: S, k: usize, j: usize) -> f64x8<S> {
        f64x8::from_slice(simd, &self.planes[k * self.heights.len() + j..][..LANES])
    }

    /// The scores and the squared distances of eight points.
    #[inline(always)]
    fn scores<S: Simd>(&self, simd: S, point: &[f64], j: usize) -> (f64x8<S>, f64x8<S>) {
        let mut squares = f64x8::splat(simd, 0.0);
        for (k, &x) in point.iter().enumerate() {
            let difference = x - self.coordinate(simd, k, j);
            squares = difference.mul_add(difference, squares);
        }
        let heights = f64x8::from_slice(simd, &self.heights[j..][..LANES]);
        (heights - self.cost.cost(simd, squares), squares)
    }
}
