//! Sums of a kernel over the pairs of two weighted clouds, and of its gradients.
//!
//! Sums of gradients are over products of both weights: what a pair gives to its row is then what it takes from its column.
#![allow(clippy::needless_range_loop)] // several lists are counted alike

use super::bounds::{Tiles, parts};
use super::profile::Profile;
use super::sweep::{Kernel, Shape, TILE, TileSums};
use crate::lanes::LANES;
use fearless_simd::{Simd, SimdBase, SimdFloat, f64x8};
use std::ops::Range;

/// One of the two clouds of a block, scaled.
#[derive(Clone, Copy)]
pub struct Points<'a> {
    /// The weights.
    pub weights: &'a [f64],
    /// So many of the first points have weight 1, and need no product.
    pub plain: usize,
    /// The coordinates, `[dimension, length of weights]`.
    pub planes: &'a [f64],
    /// The tiles.
    pub tiles: &'a Tiles,
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
    /// Whether gradients at rows and at columns are wanted: of a symmetric block both or none.
    pub slopes: [bool; 2],
    /// Pairs may be left out whose kernel is smaller than that of a point with itself by more than so many binary digits.
    pub digits: f64,
}

impl<K: Profile, const D: usize> Kernel for KernelSums<'_, K, D> {
    fn shape(&self) -> Shape {
        let (rows, columns) = (self.rows.weights.len(), self.columns.weights.len());
        let planes = self.slopes.map(|wanted| 1 + if wanted { self.dimension } else { 0 });
        Shape { rows, columns, symmetric: self.symmetric, planes }
    }

    fn active(&self, row: usize, columns: Range<usize>) -> (Vec<Range<usize>>, f64) {
        if self.digits == f64::INFINITY {
            return (vec![columns], f64::NEG_INFINITY);
        }
        parts(columns, -self.digits, |other| {
            -self.profile.digits(self.rows.tiles.gap(row / TILE, self.columns.tiles, other).max(0.0))
        })
    }

    #[inline(always)]
    fn add<S: Simd>(&self, simd: S, i: usize, columns: Range<usize>, sums: &mut TileSums) {
        if D == 0 {
            for j in columns.step_by(LANES) {
                self.add_far(simd, (i, j), sums);
            }
            return;
        }
        match self.slopes {
            [false, false] => self.add_near::<S, false, false>(simd, i, columns, sums),
            [false, true] => self.add_near::<S, false, true>(simd, i, columns, sums),
            [true, false] => self.add_near::<S, true, false>(simd, i, columns, sums),
            [true, true] => self.add_near::<S, true, true>(simd, i, columns, sums),
        }
    }
}

impl<K: Profile, const D: usize> KernelSums<'_, K, D> {
    /// The same in a known dimension, with gradients at rows if `R` and at columns if `C`.
    #[inline(always)]
    fn add_near<S: Simd, const R: bool, const C: bool>(
        &self,
        simd: S,
        i: usize,
        columns: Range<usize>,
        sums: &mut TileSums,
    ) {
        let plain = if i + 2 <= self.rows.plain { self.columns.plain / LANES * LANES } else { 0 };
        let split = plain.clamp(columns.start, columns.end);
        self.add_some::<S, R, C, false>(simd, i, columns.start..split, sums);
        self.add_some::<S, R, C, true>(simd, i, split..columns.end, sums);
    }

    /// The same with weights, or as if all were 1 if not `W`.
    #[inline(always)]
    fn add_some<S: Simd, const R: bool, const C: bool, const W: bool>(
        &self,
        simd: S,
        i: usize,
        columns: Range<usize>,
        sums: &mut TileSums,
    ) {
        if columns.is_empty() {
            return;
        }
        let zero = f64x8::splat(simd, 0.0);
        let (first, count) = (columns.start / LANES, columns.len() / LANES);
        let weights = [self.rows.weights[i], self.rows.weights[i + 1]];
        let weights = [f64x8::splat(simd, weights[0]), f64x8::splat(simd, weights[1])];
        let all = self.columns.planes.as_chunks::<LANES>().0;
        let stride = self.columns.weights.len() / LANES;
        let (mut x, mut y) = ([[zero; D]; 2], [&all[..0]; D]);
        for k in 0..D {
            y[k] = &all[k * stride + first..][..count];
            for r in 0..2 {
                x[r][k] = f64x8::splat(simd, self.rows.planes[k * self.rows.weights.len() + i + r]);
            }
        }
        let others = &self.columns.weights.as_chunks::<LANES>().0[first..][..count];
        let (mut values, mut steps) = ([zero; 2], [[zero; D]; 2]);
        for c in 0..count {
            let (mut squares, mut differences) = ([zero; 2], [[zero; D]; 2]);
            for k in 0..D {
                let y = f64x8::load_array(simd, y[k][c]);
                for r in 0..2 {
                    let difference = x[r][k] - y;
                    squares[r] = signed::<K, S>(difference).mul_add(difference, squares[r]);
                    differences[r][k] = difference;
                }
            }
            let pairs = [self.profile.at(simd, squares[0]), self.profile.at(simd, squares[1])];
            let j = columns.start + c * LANES;
            let mut slopes = [pairs[0][1], pairs[1][1]];
            let column = &mut sums.columns(0, j)[0];
            let so_far = f64x8::load_array(simd, *column);
            if W {
                let other = f64x8::load_array(simd, others[c]);
                for r in 0..2 {
                    values[r] = pairs[r][0].mul_add(other, values[r]);
                    slopes[r] *= other * weights[r];
                }
                let more = pairs[0][0].mul_add(weights[0], so_far);
                *column = pairs[1][0].mul_add(weights[1], more).into();
            } else {
                for r in 0..2 {
                    values[r] += pairs[r][0];
                }
                *column = (so_far + (pairs[0][0] + pairs[1][0])).into();
            }
            for k in 0..D {
                if R {
                    for r in 0..2 {
                        steps[r][k] = slopes[r].mul_add(differences[r][k], steps[r][k]);
                    }
                }
                if C {
                    let moved = slopes[1].mul_add(differences[1][k], slopes[0] * differences[0][k]);
                    add_to(simd, &mut sums.columns(1 + k, j)[0], -moved);
                }
            }
        }
        for r in 0..2 {
            add_to(simd, sums.row(0, i + r), values[r]);
            if R {
                for k in 0..D {
                    add_to(simd, sums.row(1 + k, i + r), steps[r][k]);
                }
            }
        }
    }

    /// The same for eight columns, in any dimension.
    #[inline(always)]
    fn add_far<S: Simd>(&self, simd: S, (i, j): (usize, usize), sums: &mut TileSums) {
        let mut squares = [f64x8::splat(simd, 0.0); 2];
        for k in 0..self.dimension {
            let differences = self.differences(simd, k, i, j);
            for r in 0..2 {
                squares[r] = signed::<K, S>(differences[r]).mul_add(differences[r], squares[r]);
            }
        }
        let weights = [self.rows.weights[i], self.rows.weights[i + 1]];
        let others = f64x8::from_slice(simd, &self.columns.weights[j..][..LANES]);
        for r in 0..2 {
            let [value, slope] = self.profile.at(simd, squares[r]);
            add_to(simd, sums.row(0, i + r), value * others);
            add_to(simd, &mut sums.columns(0, j)[0], value * weights[r]);
            if self.slopes == [false; 2] {
                continue;
            }
            let slope = slope * (others * weights[r]);
            for k in 0..self.dimension {
                let step = slope * self.differences(simd, k, i, j)[r];
                if self.slopes[0] {
                    add_to(simd, sums.row(1 + k, i + r), step);
                }
                if self.slopes[1] {
                    add_to(simd, &mut sums.columns(1 + k, j)[0], -step);
                }
            }
        }
    }

    /// By how much coordinate `k` of two rows exceeds that of eight columns.
    #[inline(always)]
    fn differences<S: Simd>(&self, simd: S, k: usize, i: usize, j: usize) -> [f64x8<S>; 2] {
        let x = &self.rows.planes[k * self.rows.weights.len() + i..][..2];
        let y = &self.columns.planes[k * self.columns.weights.len() + j..][..LANES];
        let y = f64x8::from_slice(simd, y);
        [x[0] - y, x[1] - y]
    }
}

/// A difference with the sign that squares have for the profile.
#[inline(always)]
fn signed<K: Profile, S: Simd>(difference: f64x8<S>) -> f64x8<S> {
    if K::MINUS { -difference } else { difference }
}

#[inline(always)]
fn add_to<S: Simd>(simd: S, sum: &mut [f64; LANES], more: f64x8<S>) {
    *sum = (f64x8::load_array(simd, *sum) + more).into();
}
