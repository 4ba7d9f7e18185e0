//! Masses of the plan in single precision: sixteen pairs at a time.
//!
//! Only scores and powers have single precision; what they add up to over some hundred columns is added in double precision.
//! A score of s binary digits is off by about s·2⁻²⁴, and a mass by as much: potentials come near enough to be finished by one
//! pass in double precision.
#![allow(clippy::needless_range_loop)] // several lists are counted alike

use super::bounds::Bounds;
use super::plan::Side;
use super::sweep::{Kernel, Shape, TileSums};
use crate::lanes::LANES;
use fearless_simd::{Bytes, Simd, SimdBase, SimdFloat, SimdWiden, f32x16, f64x8, u32x16};
use std::ops::Range;

/// How many at a time.
const WIDE: usize = 16;
/// Smaller sums are lost: the bounds of powers add to them.
pub const LEAST_SINGLE: f64 = 1e-25;
/// Scores beyond count as this; the powers stay normal numbers.
const LIMIT: f32 = 124.0;
/// Adding it rounds to an integer.
const ROUNDER: f32 = 1.5 * (1u32 << 23) as f32;
/// The polynomial that agrees with (2ʳ − 1)/r in the Chebyshev nodes of |r| ≤ ½: relative error 5e-9 of 2ʳ.
const TAIL: [f32; 6] =
    [std::f32::consts::LN_2, 0.240_226_5, 0.055_503_57, 0.009_618_083, 0.001_339_086_4, 0.000_154_531_63];

/// One of the two clouds of a block, in single precision and filled up to whole vectors.
pub struct SingleSide<'a> {
    /// The same in double precision.
    pub side: Side<'a>,
    offsets: Vec<f32>,
    planes: Vec<f32>,
}

impl<'a> SingleSide<'a> {
    /// Rounds the numbers of a side.
    pub fn new(side: Side<'a>) -> Self {
        let count = side.offsets.len();
        let length = count.next_multiple_of(WIDE);
        let filled = |list: &[f64], filling: f32| {
            let rest = std::iter::repeat_n(filling, length - count);
            list.iter().map(|&x| x as f32).chain(rest).collect::<Vec<f32>>()
        };
        let planes = side.planes.chunks_exact(count).flat_map(|plane| filled(plane, 0.0)).collect();
        SingleSide { side, offsets: filled(side.offsets, f32::NEG_INFINITY), planes }
    }
}

/// A block of the plan for half the squared distance in `D` dimensions.
pub struct SinglePlan<'a, const D: usize> {
    /// The points of rows.
    pub rows: SingleSide<'a>,
    /// The points of columns.
    pub columns: SingleSide<'a>,
    /// Whether both are the same.
    pub symmetric: bool,
    /// What tells which tiles count, if not all do.
    pub bounds: Option<Bounds<'a>>,
}

impl<const D: usize> Kernel for SinglePlan<'_, D> {
    fn shape(&self) -> Shape {
        let (rows, columns) = (self.rows.side.offsets.len(), self.columns.side.offsets.len());
        Shape { rows, columns, symmetric: self.symmetric, planes: [1; 2] }
    }

    fn active(&self, row: usize, columns: Range<usize>) -> (Vec<Range<usize>>, f64) {
        match &self.bounds {
            Some(bounds) => bounds.active([&self.rows.side, &self.columns.side], row, columns),
            None => (vec![columns], f64::NEG_INFINITY),
        }
    }

    #[inline(always)]
    fn add<S: Simd>(&self, simd: S, i: usize, columns: Range<usize>, sums: &mut TileSums) {
        let zero = f32x16::splat(simd, 0.0);
        let (strides, mut x) = ([self.rows.offsets.len(), self.columns.offsets.len()], [[zero; D]; 2]);
        for r in 0..2 {
            for k in 0..D {
                x[r][k] = f32x16::splat(simd, self.rows.planes[k * strides[0] + i + r]);
            }
        }
        let offsets = [self.rows.offsets[i], self.rows.offsets[i + 1]];
        let offsets = [f32x16::splat(simd, offsets[0]), f32x16::splat(simd, offsets[1])];
        let all = self.columns.planes.as_chunks::<WIDE>().0;
        let mut masses = [zero; 2];
        let (first, count) = (columns.start / WIDE, columns.len().div_ceil(WIDE));
        let others = &self.columns.offsets.as_chunks::<WIDE>().0[first..][..count];
        let mut y = [&all[..0]; D];
        for k in 0..D {
            y[k] = &all[k * strides[1] / WIDE + first..][..count];
        }
        let (pairs, rest) = sums.columns(0, columns.start)[..columns.len() / LANES].as_chunks_mut::<2>();
        for c in 0..count {
            let other = f32x16::load_array(simd, others[c]);
            let mut scores = [offsets[0] + other, offsets[1] + other];
            for k in 0..D {
                let y = f32x16::load_array(simd, y[k][c]);
                scores[0] = x[0][k].mul_add(y, scores[0]);
                scores[1] = x[1][k].mul_add(y, scores[1]);
            }
            let parts = [exp2(simd, scores[0]), exp2(simd, scores[1])];
            masses[0] += parts[0];
            masses[1] += parts[1];
            let (low, high) = (parts[0] + parts[1]).widen();
            if let Some([first, second]) = pairs.get_mut(c) {
                *first = (f64x8::load_array(simd, *first) + low).into();
                *second = (f64x8::load_array(simd, *second) + high).into();
            } else {
                // What fills up the last vector has no sums.
                rest[0] = (f64x8::load_array(simd, rest[0]) + low).into();
            }
        }
        for r in 0..2 {
            let (low, high) = masses[r].widen();
            let row: &mut [f64; LANES] = sums.row(0, i + r);
            *row = (f64x8::load_array(simd, *row) + (low + high)).into();
        }
    }
}

/// 2ˢ for s within ±[`LIMIT`], and that of the limit beyond.
#[inline(always)]
fn exp2<S: Simd>(simd: S, s: f32x16<S>) -> f32x16<S> {
    let s = s.max(-LIMIT).min(LIMIT);
    let shifted = s + ROUNDER;
    let r = s - (shifted - ROUNDER);
    let mut power = f32x16::splat(simd, TAIL[5]);
    for &c in TAIL[..5].iter().rev() {
        power = power.mul_add(r, c);
    }
    let power = power.mul_add(r, 1.0);
    let bits = power.bitcast::<u32x16<S>>() + (shifted.bitcast::<u32x16<S>>() << 23);
    bits.bitcast::<f32x16<S>>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    #[test]
    fn powers_are_right_to_the_last_digits() {
        for level in [Level::new(), Level::baseline()] {
            for i in -123_999..=123_999 {
                let s = i as f32 * 0.001;
                let found: [f32; 16] = dispatch!(level, simd => simd.vectorize(
                    #[inline(always)]
                    || exp2(simd, f32x16::splat(simd, s)).into()
                ));
                assert!((f64::from(found[3]) / f64::from(s).exp2() - 1.0).abs() < 2e-7, "at {s}");
            }
        }
    }
}
