//! What a plan does to vectors, and what moving points does to its cost.

use super::costs::{CloudCosts, Costs};
use super::rows::Rows;
use super::tiles::Active;
use crate::lanes::{LANES, dot, total};
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use crate::transport::exp2::exp2;
use fearless_simd::{Level, Select, Simd, SimdBase, SimdFloat, dispatch, f64x8};
use std::ops::Range;

/// What powers end at is nothing.
const LEAST: f64 = 1e-300;

/// How much each pair counts: `scale_i · (at_row_i + at_column_j)`.
#[derive(Clone, Copy)]
pub struct Factors<'a> {
    /// One for each row.
    pub scale: &'a [f64],
    /// One for each row, all 1 if there are none.
    pub at_row: &'a [f64],
    /// One for each column, filled up; all 0 if there are none.
    pub at_column: &'a [f64],
}

impl<C: Costs> Rows<'_, C> {
    /// `P · V` for the plan with these potentials of the rows and the columns `V` of a matrix, each filled up.
    pub fn apply(&self, potentials: &[f64], v: &[Vec<f64>], limits: &Limits) -> Result<Vec<f64>, Stop> {
        self.each_row(potentials, limits, |weight, row, out| {
            dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
                out.extend(v.iter().map(|v| weight * dot(simd, row, v)));
            }));
        })
    }

    /// The plan with these potentials of the rows: of each row so many entries.
    pub fn entries(&self, potentials: &[f64], columns: usize, limits: &Limits) -> Result<Vec<f64>, Stop> {
        self.each_row(potentials, limits, |weight, row, out| {
            out.extend(row[..columns].iter().map(|&entry| if entry < LEAST { 0.0 } else { weight * entry }));
        })
    }

    /// What `of` adds to a list for each row, given its weight and the row of the plan without it.
    fn each_row(
        &self,
        potentials: &[f64],
        limits: &Limits,
        of: impl Fn(f64, &[f64], &mut Vec<f64>) + Sync,
    ) -> Result<Vec<f64>, Stop> {
        let work = |part| {
            let (mut row, mut out) = (vec![0.0; self.costs.width()], Vec::new());
            let active = Active::all(self.costs.width());
            for i in self.part(part) {
                limits.check()?;
                self.exponentials(i, potentials[i], &active.blocks, &mut row);
                of(self.weights[i], &row, &mut out);
            }
            Ok(out)
        };
        let parts: Result<Vec<Vec<f64>>, Stop> =
            map_parts(limits.threads, self.parts().0, work).into_iter().collect();
        Ok(parts?.concat())
    }
}

impl Rows<'_, CloudCosts<'_>> {
    /// `Σ_j e^((f_i + g_j − C_ij)/ε) b_j · factor_ij · ∇₁C(x_i, y_j)` for each row, `[rows, dimension]`.
    pub fn pull(&self, potentials: &[f64], factors: Factors, limits: &Limits) -> Result<Vec<f64>, Stop> {
        let none = vec![0.0; if factors.at_column.is_empty() { self.costs.width() } else { 0 }];
        let at_column = if factors.at_column.is_empty() { &none } else { factors.at_column };
        let work = |part| {
            let mut out = Vec::new();
            for rows in self.tiles(part) {
                let active = self.active(&rows, potentials);
                for i in rows {
                    limits.check()?;
                    let (scale, at_row) = (factors.scale[i], factors.at_row.get(i).copied().unwrap_or(1.0));
                    let start = out.len();
                    out.resize(start + self.costs.x.dimension, 0.0);
                    if scale != 0.0 {
                        let out = &mut out[start..];
                        self.pull_row((i, potentials[i]), [scale, at_row], at_column, &active.blocks, out);
                    }
                }
            }
            Ok(out)
        };
        let parts: Result<Vec<Vec<f64>>, Stop> =
            map_parts(limits.threads, self.parts().0, work).into_iter().collect();
        Ok(parts?.concat())
    }

    fn pull_row(
        &self,
        (i, potential): (usize, f64),
        [scale, at_row]: [f64; 2],
        at_column: &[f64],
        blocks: &[Range<usize>],
        out: &mut [f64],
    ) {
        let (shift, rate, point) = (potential * self.rate(), self.rate(), self.costs.x.point(i));
        dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
            let mut sums = vec![f64x8::splat(simd, 0.0); out.len()];
            for blocks in blocks {
                for block in blocks.clone() {
                    let offsets = f64x8::from_slice(simd, &self.offsets[block * LANES..][..LANES]);
                    let at_column = f64x8::from_slice(simd, &at_column[block * LANES..][..LANES]);
                    let [costs, slopes] = self.costs.lanes_with_slopes(simd, i, block);
                    let powers = exp2(simd, costs.mul_add(-rate, offsets + shift));
                    // Points without weight, or that fill up a block, pull at nobody.
                    let powers = powers.simd_lt(LEAST).select(f64x8::splat(simd, 0.0), powers);
                    let weights = powers * (at_column + at_row) * slopes;
                    for (k, sum) in sums.iter_mut().enumerate() {
                        let y = f64x8::from_slice(simd, &self.costs.y.block(block)[k]);
                        *sum += weights * (f64x8::splat(simd, point[k]) - y);
                    }
                }
            }
            out.iter_mut().zip(&sums).for_each(|(out, &sum)| *out = scale * total(sum));
        }));
    }
}
