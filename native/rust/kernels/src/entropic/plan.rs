//! The entries of a plan, listed where few matter, else computed anew for every product.

use super::costs::Costs;
use super::rows::{Marginals, Rows};
use super::tiles::Active;
use crate::lanes::{LANES, dot, subtract};
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use fearless_simd::{Level, Simd, SimdBase, SimdMask, dispatch, f64x8};
use std::ops::Range;

/// Entries below this share of both marginals at them are left out of lists, which only steps of Newton's method see.
const LEAST: f64 = 1e-7;

/// How the entries of a plan are had.
pub enum Plan {
    /// Those that matter, by parts of the rows.
    Listed(Vec<Listed>),
    /// Each is computed when it is needed.
    Streamed,
}

/// The entries that matter in some rows, row by row.
#[derive(Clone)]
pub struct Listed {
    ends: Vec<u32>,
    columns: Vec<u32>,
    entries: Vec<f64>,
}

impl Listed {
    /// No row yet, room for so many.
    pub fn new(rows: usize) -> Self {
        Listed { ends: Vec::with_capacity(rows), columns: Vec::new(), entries: Vec::new() }
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// No more entries come in the row.
    pub fn end_row(&mut self) {
        self.ends.push(self.entries.len() as u32);
    }

    /// Lists entries `scale · row` of a row that sums to `mass`, from a block of columns on, and adds them, and their squares by
    /// the mass, to sums.
    #[inline(always)]
    pub fn add<S: Simd>(
        &mut self,
        simd: S,
        [columns, squares]: [&mut [f64]; 2],
        row: &[f64],
        first: usize,
        [scale, mass]: [f64; 2],
        column_weights: &[f64],
    ) {
        let own = first * LANES..first * LANES + row.len();
        let sums =
            columns[own.clone()].chunks_exact_mut(LANES).zip(squares[own.clone()].chunks_exact_mut(LANES));
        let blocks = row.chunks_exact(LANES).zip(column_weights[own].chunks_exact(LANES)).zip(sums);
        for (block, ((row, weights), (columns, squares))) in (first..).zip(blocks) {
            let entries = f64x8::from_slice(simd, row) * scale;
            (f64x8::from_slice(simd, columns) + entries).store_slice(columns);
            (f64x8::from_slice(simd, squares) + entries * entries * (1.0 / mass)).store_slice(squares);
            let least = f64x8::from_slice(simd, weights).min(f64x8::splat(simd, mass)) * LEAST;
            if !entries.simd_gt(least).any_true() {
                continue;
            }
            let (entries, least): ([f64; LANES], [f64; LANES]) = (entries.into(), least.into());
            for lane in 0..LANES {
                if entries[lane] > least[lane] {
                    self.columns.push((block * LANES + lane) as u32);
                    self.entries.push(entries[lane]);
                }
            }
        }
    }

    /// The product of row `i` with `v`; the row, times a multiple of this product, is added to `sums`.
    fn product(&self, i: usize, v: &[f64], factor: f64, sums: &mut [f64]) -> f64 {
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        let own = start..self.ends[i] as usize;
        let (columns, entries) = (&self.columns[own.clone()], &self.entries[own]);
        let product: f64 = columns.iter().zip(entries).map(|(&j, entry)| entry * v[j as usize]).sum();
        if factor != 0.0 {
            let multiple = factor * product;
            columns.iter().zip(entries).for_each(|(&j, entry)| sums[j as usize] += multiple * entry);
        }
        product
    }
}

/// The products of rows with a vector, and a sum of multiples of the rows.
type Products = (Vec<f64>, Vec<f64>);

impl<C: Costs> Rows<'_, C> {
    /// `P · v` for the plan `P` of these marginals.
    pub fn times(&self, plan: &Marginals, v: &[f64], limits: &Limits) -> Result<Vec<f64>, Stop> {
        let parts = self.products(plan, &[], v, limits)?;
        Ok(parts.into_iter().flat_map(|(products, _)| products).collect())
    }

    /// `Pᵀ · diag(factors) · P · v`.
    pub fn gram(
        &self,
        plan: &Marginals,
        factors: &[f64],
        v: &[f64],
        limits: &Limits,
    ) -> Result<Vec<f64>, Stop> {
        let mut sums = vec![0.0; v.len()];
        for (_, part) in self.products(plan, factors, v, limits)? {
            sums.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
        }
        Ok(sums)
    }

    /// For each part of the rows their products with `v`, and, if there are factors, the sum of the rows with these multiples
    /// of them.
    fn products(
        &self,
        plan: &Marginals,
        factors: &[f64],
        v: &[f64],
        limits: &Limits,
    ) -> Result<Vec<Products>, Stop> {
        let streams = matches!(plan.plan, Plan::Streamed);
        let work = |part: usize| {
            let mut sums = vec![0.0; if factors.is_empty() { 0 } else { v.len() }];
            let mut row = vec![0.0; if streams { v.len() } else { 0 }];
            let mut products = Vec::with_capacity(self.part(part).len());
            for rows in self.tiles(part) {
                let active = if streams { self.active(&rows, &plan.potentials) } else { Active::all(0) };
                for i in rows {
                    limits.check()?;
                    let factor = factors.get(i).copied().unwrap_or(0.0);
                    let k = products.len();
                    products.push(match &plan.plan {
                        Plan::Listed(parts) => parts[part].product(k, v, factor, &mut sums),
                        Plan::Streamed => {
                            let at = (i, plan.potentials[i]);
                            self.streamed(at, v, factor, &active.blocks, &mut row, &mut sums)
                        }
                    });
                }
            }
            Ok((products, sums))
        };
        map_parts(limits.threads, self.parts().0, work).into_iter().collect()
    }

    /// What [`Listed::product`] gives, of a row that is computed for it.
    fn streamed(
        &self,
        (i, potential): (usize, f64),
        v: &[f64],
        factor: f64,
        blocks: &[Range<usize>],
        row: &mut [f64],
        sums: &mut [f64],
    ) -> f64 {
        let weight = self.weights[i];
        if weight == 0.0 {
            return 0.0;
        }
        self.exponentials(i, potential, blocks, row);
        let columns = || blocks.iter().map(|blocks| blocks.start * LANES..blocks.end * LANES);
        dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
            let mut product = 0.0;
            for columns in columns() {
                product += dot(simd, &row[columns.clone()], &v[columns]);
            }
            product *= weight;
            if factor != 0.0 {
                for columns in columns() {
                    subtract(simd, &mut sums[columns.clone()], -factor * product * weight, &row[columns]);
                }
            }
            product
        }))
    }
}
