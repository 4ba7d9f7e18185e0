//! Sweeps over all pairs of a row and a column at one temperature, row by row.
//!
//! A row is computed by one thread, in the order of the columns and in lanes of fixed width. Sums over rows are kept by parts
//! of the rows whose number depends on the size alone, and added in their order: bits do not depend on threads.

use super::costs::Costs;
use super::plan::{Listed, Plan};
use super::tiles::{Active, TILE};
use crate::lanes::{LANES, total};
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use crate::transport::exp2::exp2;
use fearless_simd::{Level, Simd, SimdBase, SimdFloat, dispatch, f64x8};
use std::f64::consts::{LN_2, LOG2_E};
use std::ops::Range;

/// Pairs that a part has at least: some tens of microseconds.
const PAIRS: usize = 1 << 15;
/// The most parts; each keeps sums for all columns.
const MOST_PARTS: usize = 16;
/// Sums of exponentials out of this range are computed again, with the largest exponent subtracted.
const IN_RANGE: Range<f64> = 1e-100..1e100;
/// Rows of which more than this share may have been left out are computed again with all columns.
const MOST_LEFT_OUT: f64 = 1e-12;

/// The rows of a transport problem at one temperature, as the columns' potentials let them see the columns.
pub struct Rows<'a, C> {
    /// What pairs cost.
    pub costs: &'a C,
    /// The weights of the rows.
    pub weights: &'a [f64],
    /// Those of the columns, filled up with 0.
    pub column_weights: &'a [f64],
    /// For each column its log-weight and its potential by the temperature, to base 2.
    pub offsets: Vec<f64>,
    /// The temperature ε.
    pub epsilon: f64,
}

/// The potentials of the rows at which a plan is taken.
#[derive(Clone, Copy)]
pub enum Potentials<'a> {
    /// This much of the soft minimum, which should be near these guesses.
    Damped(&'a [f64], f64),
    /// These.
    Given(&'a [f64]),
}

/// The plan `a_i b_j e^((f_i + g_j − C_ij)/ε)` and its marginals.
pub struct Marginals {
    /// The soft minima `−ε ln Σ_j b_j e^((g_j − C_ij)/ε)` of the rows.
    pub softmins: Vec<f64>,
    /// The potentials of the rows.
    pub potentials: Vec<f64>,
    /// The sums of the rows.
    pub masses: Vec<f64>,
    /// The sums of the columns, filled up.
    pub columns: Vec<f64>,
    /// For each column the sum of the squares of its entries, each divided by the sum of its row.
    pub squares: Vec<f64>,
    /// The largest share of the sum of a row that was left out.
    pub left_out: f64,
    /// The entries.
    pub plan: Plan,
}

/// What a sweep over the rows of one part gives.
struct Part {
    softmins: Vec<f64>,
    potentials: Vec<f64>,
    masses: Vec<f64>,
    columns: Vec<f64>,
    squares: Vec<f64>,
    left_out: f64,
    listed: Option<Listed>,
}

/// The exponentials of a row.
struct Normal<'a> {
    /// Their sum.
    sum: f64,
    /// The logarithm of what the sum would be for the potential 0.
    logarithm: f64,
    /// The share that was left out, at most.
    left_out: f64,
    /// The blocks of columns that were computed.
    blocks: &'a [Range<usize>],
}

impl<C: Costs> Rows<'_, C> {
    /// How many parts there are, and how many rows each has.
    pub fn parts(&self) -> (usize, usize) {
        let rows = self.costs.rows();
        let size = (PAIRS / self.costs.width().max(1)).max(rows.div_ceil(MOST_PARTS)).max(1);
        let size = if self.costs.tiled().is_some() { size.next_multiple_of(TILE) } else { size };
        (rows.div_ceil(size), size)
    }

    /// The rows of a part.
    pub fn part(&self, part: usize) -> Range<usize> {
        let (_, size) = self.parts();
        part * size..((part + 1) * size).min(self.costs.rows())
    }

    /// The rows of a part by tiles, or all at once where all columns count.
    pub fn tiles(&self, part: usize) -> impl Iterator<Item = Range<usize>> + use<C> {
        let rows = self.part(part);
        let size = if self.costs.tiled().is_some() { TILE } else { rows.len().max(1) };
        rows.clone().step_by(size).map(move |start| start..rows.end.min(start + size))
    }

    /// The columns that count for a tile of rows with these potentials.
    pub fn active(&self, rows: &Range<usize>, potentials: &[f64]) -> Active {
        let Some((costs, tiles)) = self.costs.tiled() else { return Active::all(self.costs.width()) };
        let mut heights = [f64::NEG_INFINITY; TILE];
        for (height, f) in heights.iter_mut().zip(&potentials[rows.clone()]) {
            *height = guess(*f) * self.rate();
        }
        costs.active(
            tiles,
            rows.start / TILE,
            self.rate(),
            &heights[..rows.len().next_multiple_of(LANES)],
            &self.offsets,
        )
    }

    /// The soft minima of the rows, which should be near the guesses.
    pub fn softmins(&self, guesses: &[f64], limits: &Limits) -> Result<Vec<f64>, Stop> {
        let work = |part| -> Result<Vec<f64>, Stop> {
            let mut row = vec![0.0; self.costs.width()];
            let mut softmins = Vec::with_capacity(self.part(part).len());
            for rows in self.tiles(part) {
                let active = self.active(&rows, guesses);
                for i in rows {
                    limits.check()?;
                    softmins
                        .push(-self.epsilon * self.normal_row(i, guesses[i], &active, &mut row).logarithm);
                }
            }
            Ok(softmins)
        };
        let lists = map_parts(limits.threads, self.parts().0, work);
        Ok(lists.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// The plan and its marginals; its entries are listed if they are at most so many.
    pub fn marginals(
        &self,
        potentials: Potentials,
        most_listed: usize,
        limits: &Limits,
    ) -> Result<Marginals, Stop> {
        let (count, _) = self.parts();
        let parts = map_parts(limits.threads, count, |part| {
            self.sweep(part, potentials, most_listed / count, limits)
        });
        let width = self.costs.width();
        let mut all = Marginals {
            softmins: Vec::with_capacity(self.costs.rows()),
            potentials: Vec::with_capacity(self.costs.rows()),
            masses: Vec::with_capacity(self.costs.rows()),
            columns: vec![0.0; width],
            squares: vec![0.0; width],
            left_out: 0.0,
            plan: Plan::Streamed,
        };
        let mut listed = Some(Vec::with_capacity(count));
        for part in parts {
            let part = part?;
            all.softmins.extend(part.softmins);
            all.potentials.extend(part.potentials);
            all.masses.extend(part.masses);
            all.columns.iter_mut().zip(part.columns).for_each(|(sum, more)| *sum += more);
            all.squares.iter_mut().zip(part.squares).for_each(|(sum, more)| *sum += more);
            all.left_out = all.left_out.max(part.left_out);
            match part.listed {
                Some(part) => listed.iter_mut().for_each(|parts| parts.push(part.clone())),
                None => listed = None,
            }
        }
        all.plan = listed.map_or(Plan::Streamed, Plan::Listed);
        Ok(all)
    }

    fn sweep(&self, part: usize, potentials: Potentials, most: usize, limits: &Limits) -> Result<Part, Stop> {
        let width = self.costs.width();
        let mut row = vec![0.0; width];
        let count = self.part(part).len();
        let list = || Vec::with_capacity(count);
        let (softmins, masses) = (list(), list());
        let (columns, squares) = (vec![0.0; width], vec![0.0; width]);
        let listed = (most > 0).then(|| Listed::new(count));
        let tiles = self.tiles(part);
        let mut part = Part { softmins, potentials: list(), masses, columns, squares, left_out: 0.0, listed };
        let (Potentials::Damped(guesses, _) | Potentials::Given(guesses)) = potentials;
        for rows in tiles {
            let active = self.active(&rows, guesses);
            for i in rows {
                limits.check()?;
                let normal = self.normal_row(i, guesses[i], &active, &mut row);
                let softmin = -self.epsilon * normal.logarithm;
                let potential = match potentials {
                    Potentials::Damped(_, damping) => damping * softmin,
                    Potentials::Given(given) => given[i],
                };
                let weight = self.weights[i];
                let mass =
                    if weight > 0.0 { weight * ((potential - softmin) / self.epsilon).exp() } else { 0.0 };
                part.softmins.push(softmin);
                part.potentials.push(potential);
                part.masses.push(mass);
                part.left_out = part.left_out.max(normal.left_out);
                self.add_row(&mut part, &row, mass, &normal, most);
            }
        }
        Ok(part)
    }

    /// Adds a row to the sums of the columns and to the list of entries.
    fn add_row(
        &self,
        part: &mut Part,
        row: &[f64],
        mass: f64,
        &Normal { sum, blocks, .. }: &Normal,
        most: usize,
    ) {
        if mass > 0.0 {
            let scale = mass / sum;
            for blocks in blocks {
                let columns = blocks.start * LANES..blocks.end * LANES;
                let row = &row[columns.clone()];
                match &mut part.listed {
                    None => dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
                        add_scaled(simd, &mut part.columns[columns], row, scale)
                    })),
                    Some(listed) => dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
                        let sums = [&mut part.columns[..], &mut part.squares];
                        listed.add(simd, sums, row, blocks.start, [scale, mass], self.column_weights);
                    })),
                }
            }
        }
        if let Some(listed) = &mut part.listed {
            listed.end_row();
            if listed.len() > most {
                part.listed = None;
            }
        }
    }

    /// Writes multiples of the `b_j e^((g_j − C_ij)/ε)` of row `i`, whose soft minimum should be near its guess, for the columns
    /// that count, and for all where these are not enough.
    fn normal_row<'b>(&self, i: usize, potential: f64, active: &'b Active, row: &mut [f64]) -> Normal<'b> {
        let potential = guess(potential);
        let mut blocks = &active.blocks[..];
        let mut sum = self.exponentials(i, potential, blocks, row);
        let mut left_out = active.left_out / sum;
        if left_out > MOST_LEFT_OUT {
            (blocks, left_out) = (&active.all, 0.0);
            sum = self.exponentials(i, potential, blocks, row);
        }
        if IN_RANGE.contains(&sum) {
            return Normal { sum, logarithm: sum.ln() - potential / self.epsilon, left_out, blocks };
        }
        let potential = -self.largest(i) * LN_2 * self.epsilon;
        let blocks = &active.all;
        let sum = self.exponentials(i, potential, blocks, row);
        Normal { sum, logarithm: sum.ln() - potential / self.epsilon, left_out: 0.0, blocks }
    }

    /// Writes `b_j e^((f + g_j − C_ij)/ε)` for row `i` with the potential `f` in some blocks, and gives the sum. Powers end at
    /// those of 2 with exponents ±1020, so that a sum that overflows or vanishes is far out of range.
    pub fn exponentials(&self, i: usize, f: f64, blocks: &[Range<usize>], row: &mut [f64]) -> f64 {
        let (rate, shift) = (self.rate(), f * self.rate());
        dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
            let mut sum = f64x8::splat(simd, 0.0);
            for blocks in blocks {
                let columns = blocks.start * LANES..blocks.end * LANES;
                let lanes = row[columns.clone()].chunks_exact_mut(LANES).zip(self.offsets[columns].chunks_exact(LANES));
                for (block, (row, offsets)) in blocks.clone().zip(lanes) {
                    let costs = self.costs.lanes(simd, i, block);
                    let powers = exp2(simd, costs.mul_add(-rate, f64x8::from_slice(simd, offsets) + shift));
                    powers.store_slice(row);
                    sum += powers;
                }
            }
            total(sum)
        }))
    }

    /// What costs and potentials are multiplied with in exponents of 2.
    pub fn rate(&self) -> f64 {
        LOG2_E / self.epsilon
    }

    /// The largest exponent of row `i` with the potential 0.
    fn largest(&self, i: usize) -> f64 {
        let rate = self.rate();
        dispatch!(Level::new(), simd => simd.vectorize(#[inline(always)] || {
            let mut largest = f64x8::splat(simd, f64::NEG_INFINITY);
            for (block, offsets) in self.offsets.chunks_exact(LANES).enumerate() {
                let costs = self.costs.lanes(simd, i, block);
                largest = largest.max(costs.mul_add(-rate, f64x8::from_slice(simd, offsets)));
            }
            <[f64; LANES]>::from(largest).into_iter().fold(f64::NEG_INFINITY, f64::max)
        }))
    }
}

/// A potential to begin with.
fn guess(potential: f64) -> f64 {
    if potential.is_finite() { potential } else { 0.0 }
}

/// Adds `factor` times `row`.
#[inline(always)]
fn add_scaled<S: Simd>(simd: S, sums: &mut [f64], row: &[f64], factor: f64) {
    for (sums, row) in sums.chunks_exact_mut(LANES).zip(row.chunks_exact(LANES)) {
        (f64x8::from_slice(simd, sums) + f64x8::from_slice(simd, row) * factor).store_slice(sums);
    }
}
