//! What pairs give to the sums of an entropic transport plan.
//!
//! Potentials and logarithms of weights stand in the exponent, `2^(A_i + B_j − c_ij)`: sums are then near 1 times a weight, one
//! power serves row and column, and no maximum has to be found first. Where sums leave the range of numbers, see `exact`.
#![allow(clippy::needless_range_loop)] // several lists are counted alike

use super::bounds::Bounds;
use super::cost::Radial;
use super::exp2::exp2;
use super::sweep::{Kernel, Shape, TileSums};
use crate::lanes::LANES;
use fearless_simd::{Simd, SimdBase, SimdFloat, f64x8};
use std::ops::Range;

/// One of the two clouds of a block, scaled so that costs are parts of scores.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What a point adds to the scores of its pairs.
    pub offsets: &'a [f64],
    /// The coordinates, `[dimension, length of offsets]`.
    pub planes: &'a [f64],
    /// A number for each point, of which the other side gets the sum over the plan; empty if not wanted.
    pub values: &'a [f64],
}

impl Side<'_> {
    #[inline(always)]
    fn padded(&self) -> usize {
        self.offsets.len()
    }

    /// Coordinate `k` of point `i`.
    #[inline(always)]
    fn coordinate(&self, k: usize, i: usize) -> f64 {
        self.planes[k * self.offsets.len() + i]
    }
}

/// Sums of the plan alone.
pub const MASSES: u8 = 0;
/// Besides, sums of the gradient of the cost at either point.
pub const SLOPES: u8 = 1;
/// Besides, sums of the values of the other side.
pub const VALUES: u8 = 2;

/// A block of the plan. `D` is the number of coordinates, or 0 if it is not known here; `G` says which sums are wanted.
pub struct Plan<'a, C, const D: usize, const G: u8> {
    /// The cost of scaled points.
    pub cost: C,
    /// The points of rows.
    pub rows: Side<'a>,
    /// The points of columns.
    pub columns: Side<'a>,
    /// Number of coordinates.
    pub dimension: usize,
    /// Whether both are the same.
    pub symmetric: bool,
    /// What tells which tiles count, if not all do.
    pub bounds: Option<Bounds<'a>>,
}

impl<C: Radial, const D: usize, const G: u8> Kernel for Plan<'_, C, D, G> {
    fn shape(&self) -> Shape {
        let planes = match G {
            MASSES => 1,
            SLOPES => 1 + self.dimension,
            _ => 2,
        };
        let (rows, columns) = (self.rows.padded(), self.columns.padded());
        Shape { rows, columns, symmetric: self.symmetric, planes: [planes; 2] }
    }

    fn active(&self, row: usize, columns: Range<usize>) -> (Vec<Range<usize>>, f64) {
        match &self.bounds {
            Some(bounds) => bounds.active([&self.rows, &self.columns], row, columns),
            None => (vec![columns], f64::NEG_INFINITY),
        }
    }

    #[inline(always)]
    fn add<S: Simd>(&self, simd: S, i: usize, columns: Range<usize>, sums: &mut TileSums) {
        let (first, count) = (columns.start / LANES, columns.len() / LANES);
        let offsets =
            [f64x8::splat(simd, self.rows.offsets[i]), f64x8::splat(simd, self.rows.offsets[i + 1])];
        let x = self.pair_of_rows(simd, i);
        let (all, stride) = (self.columns.planes.as_chunks::<LANES>().0, self.columns.padded() / LANES);
        let mut y: [&[[f64; LANES]]; D] = [&[]; D];
        for k in 0..D {
            y[k] = &all[k * stride + first..][..count];
        }
        let others = &self.columns.offsets.as_chunks::<LANES>().0[first..][..count];
        let mut masses =
            [f64x8::load_array(simd, *sums.row(0, i)), f64x8::load_array(simd, *sums.row(0, i + 1))];
        let mut slopes = [[f64x8::splat(simd, 0.0); D]; 2];
        for c in 0..count {
            let other = f64x8::load_array(simd, others[c]);
            let mut point = [f64x8::splat(simd, 0.0); D];
            for k in 0..D {
                point[k] = f64x8::load_array(simd, y[k][c]);
            }
            let j = columns.start + c * LANES;
            let mut scores = [offsets[0] + other, offsets[1] + other];
            let squares = self.pairs(simd, (i, j), &x, &point, &mut scores);
            let parts = [exp2(simd, scores[0]), exp2(simd, scores[1])];
            masses[0] += parts[0];
            masses[1] += parts[1];
            let column = &mut sums.columns(0, j)[0];
            *column = (f64x8::load_array(simd, *column) + (parts[0] + parts[1])).into();
            match G {
                MASSES => {}
                SLOPES => self.add_slopes(simd, (i, j), parts, squares, &mut slopes, sums),
                _ => self.add_values(simd, (i, j), parts, sums),
            }
        }
        for r in 0..2 {
            *sums.row(0, i + r) = masses[r].into();
            if G == SLOPES {
                for k in 0..D {
                    let row = sums.row(1 + k, i + r);
                    *row = (f64x8::load_array(simd, *row) + slopes[r][k]).into();
                }
            }
        }
    }
}

impl<C: Radial, const D: usize, const G: u8> Plan<'_, C, D, G> {
    /// The coordinates of two rows, if their number is known.
    #[inline(always)]
    fn pair_of_rows<S: Simd>(&self, simd: S, i: usize) -> [[f64x8<S>; D]; 2] {
        let mut x = [[f64x8::splat(simd, 0.0); D]; 2];
        for r in 0..2 {
            for k in 0..D {
                x[r][k] = f64x8::splat(simd, self.rows.coordinate(k, i + r));
            }
        }
        x
    }

    /// Completes the scores of two rows with eight columns; squared distances if they are of use.
    #[inline(always)]
    fn pairs<S: Simd>(
        &self,
        simd: S,
        at: (usize, usize),
        x: &[[f64x8<S>; D]; 2],
        y: &[f64x8<S>; D],
        scores: &mut [f64x8<S>; 2],
    ) -> [f64x8<S>; 2] {
        let mut squares = [f64x8::splat(simd, 0.0); 2];
        let dimension = if D == 0 { self.dimension } else { D };
        for k in 0..dimension {
            let (x, y) = if D == 0 { self.coordinates(simd, k, at) } else { ([x[0][k], x[1][k]], y[k]) };
            for r in 0..2 {
                if C::SQUARE {
                    scores[r] = x[r].mul_add(y, scores[r]);
                } else {
                    let difference = x[r] - y;
                    squares[r] = difference.mul_add(difference, squares[r]);
                }
            }
        }
        if !C::SQUARE {
            for r in 0..2 {
                scores[r] -= self.cost.cost(simd, squares[r]);
            }
        }
        squares
    }

    /// Coordinate `k` of two rows and eight columns.
    #[inline(always)]
    fn coordinates<S: Simd>(&self, simd: S, k: usize, (i, j): (usize, usize)) -> ([f64x8<S>; 2], f64x8<S>) {
        let rows = [self.rows.coordinate(k, i), self.rows.coordinate(k, i + 1)];
        let column = &self.columns.planes[k * self.columns.padded() + j..][..LANES];
        ([f64x8::splat(simd, rows[0]), f64x8::splat(simd, rows[1])], f64x8::from_slice(simd, column))
    }

    /// Adds gradients of the cost.
    #[inline(always)]
    fn add_slopes<S: Simd>(
        &self,
        simd: S,
        (i, j): (usize, usize),
        parts: [f64x8<S>; 2],
        squares: [f64x8<S>; 2],
        rows: &mut [[f64x8<S>; D]; 2],
        sums: &mut TileSums,
    ) {
        let mut factors = parts;
        for r in 0..2 {
            factors[r] = parts[r] * self.cost.slope(simd, squares[r]);
        }
        let dimension = if D == 0 { self.dimension } else { D };
        for k in 0..dimension {
            let (x, y) = self.coordinates(simd, k, (i, j));
            let steps = [factors[0] * (x[0] - y), factors[1] * (x[1] - y)];
            for r in 0..2 {
                if D == 0 {
                    let row = sums.row(1 + k, i + r);
                    *row = (f64x8::load_array(simd, *row) + steps[r]).into();
                } else {
                    rows[r][k] += steps[r];
                }
            }
            let column = &mut sums.columns(1 + k, j)[0];
            *column = (f64x8::load_array(simd, *column) - (steps[0] + steps[1])).into();
        }
    }

    /// Adds values of the other side.
    #[inline(always)]
    fn add_values<S: Simd>(
        &self,
        simd: S,
        (i, j): (usize, usize),
        parts: [f64x8<S>; 2],
        sums: &mut TileSums,
    ) {
        let values = f64x8::from_slice(simd, &self.columns.values[j..][..LANES]);
        for r in 0..2 {
            let row = sums.row(1, i + r);
            *row = parts[r].mul_add(values, f64x8::load_array(simd, *row)).into();
        }
        let column = &mut sums.columns(1, j)[0];
        let more = parts[0] * self.rows.values[i] + parts[1] * self.rows.values[i + 1];
        *column = (f64x8::load_array(simd, *column) + more).into();
    }
}
