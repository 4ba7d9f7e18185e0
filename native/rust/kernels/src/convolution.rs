//! Convolutions of images with `exp(−slope·|i − j|^p)` summed over axes, in logarithms.
//!
//! Axes are taken one by one: of all lines along the last axis each gives one line of the result, which is stored the other
//! way round, so that the next axis is the last. A line is scaled by its largest entry, and its sums are products with a table.
//! Where such a sum is so small that terms may have been lost by underflow, it is found once more by its own largest term.

#[cfg(test)]
mod tests;

use crate::gaussian::exp::exp;
use crate::lanes::{LANES, dot, total};
use crate::limits::{Limits, Stop};
use crate::threads::in_parts;
use fearless_simd::{Level, Simd, SimdBase, dispatch, f64x8};

/// Below this, sums of products may have lost terms.
const SAFE: f64 = 1e-250;

/// Entries of the lines that a thread takes at once, at least.
const PART: usize = 1 << 12;

/// For images of one shape one after the other, `log Σ_j exp(x_j − slope·Σ_k |i_k − j_k|^p)` at all pixels `i`.
///
/// Entries may be −∞, but no others that are not finite. Results are the same bits for every number of threads.
pub fn log_convolve(
    values: &[f64],
    shape: &[usize],
    slope: f64,
    p: f64,
    limits: &Limits,
) -> Result<Vec<f64>, Stop> {
    let size: usize = shape.iter().product();
    let bytes = 24 * values.len() as u64;
    limits.room_for(
        bytes,
        format_args!("images of {} pixels", values.len()),
        "take fewer or smaller ones",
    )?;
    let mut current = values.to_vec();
    for &length in shape.iter().rev() {
        let table = Table::new(length, slope, p);
        let rows = values.len() / length;
        let per_part = PART.div_ceil(length);
        let convolved = in_parts(limits.threads, rows.div_ceil(per_part), |part| {
            let from = part * per_part * length;
            let lines = &current[from..(from + per_part * length).min(current.len())];
            if limits.check().is_err() {
                return Vec::new();
            }
            dispatch!(Level::new(), simd => table.convolve(simd, lines))
        });
        limits.check()?;
        for (lines, image) in convolved.chunks_exact(size).zip(current.chunks_exact_mut(size)) {
            for (row, line) in lines.chunks_exact(length).enumerate() {
                line.iter()
                    .zip(image[row..].iter_mut().step_by(size / length))
                    .for_each(|(x, out)| *out = *x);
            }
        }
    }
    Ok(current)
}

/// What pixels of a line are apart.
struct Table {
    length: usize,
    /// `slope·|k|^p` for k from `1 − length` to `length − 1`.
    costs: Vec<f64>,
    /// The exponentials of minus these.
    factors: Vec<f64>,
}

impl Table {
    fn new(length: usize, slope: f64, p: f64) -> Self {
        let distances = (0..2 * length - 1).map(|k| k.abs_diff(length - 1) as f64);
        let costs: Vec<f64> = distances.map(|distance| slope * distance.powf(p)).collect();
        let factors = costs.iter().map(|cost| (-cost).exp()).collect();
        Table { length, costs, factors }
    }

    #[inline(always)]
    fn convolve<S: Simd>(&self, simd: S, lines: &[f64]) -> Vec<f64> {
        let mut scaled = vec![0.0; self.length];
        let mut out = Vec::with_capacity(lines.len());
        for line in lines.chunks_exact(self.length) {
            let largest = line.iter().fold(f64::NEG_INFINITY, |x, &y| x.max(y));
            if largest == f64::NEG_INFINITY {
                out.extend_from_slice(line);
                continue;
            }
            scaled.copy_from_slice(line);
            scaled.iter_mut().for_each(|x| *x -= largest);
            exponentials(simd, &mut scaled);
            for pixel in 0..self.length {
                let window = self.length - 1 - pixel..2 * self.length - 1 - pixel;
                let sum = dot(simd, &scaled, &self.factors[window.clone()]);
                out.push(if sum >= SAFE {
                    largest + sum.ln()
                } else {
                    careful(simd, line, &self.costs[window])
                });
            }
        }
        out
    }
}

/// Replaces numbers that are not positive by their exponentials.
#[inline(always)]
fn exponentials<S: Simd>(simd: S, values: &mut [f64]) {
    let (lanes, rest) = values.as_chunks_mut::<LANES>();
    for lane in lanes {
        exp(simd, f64x8::from_slice(simd, lane)).store_slice(lane);
    }
    rest.iter_mut().for_each(|x| *x = x.exp());
}

/// The logarithm of the sum of `exp(x − cost)`, scaled by its largest term.
#[inline(always)]
fn careful<S: Simd>(simd: S, line: &[f64], costs: &[f64]) -> f64 {
    let largest = line.iter().zip(costs).fold(f64::NEG_INFINITY, |most, (x, cost)| most.max(x - cost));
    let ((x, x_rest), (costs, costs_rest)) = (line.as_chunks::<LANES>(), costs.as_chunks::<LANES>());
    let mut sum = f64x8::splat(simd, 0.0);
    for (x, cost) in x.iter().zip(costs) {
        sum += exp(simd, f64x8::from_slice(simd, x) - f64x8::from_slice(simd, cost) - largest);
    }
    let rest: f64 = x_rest.iter().zip(costs_rest).map(|(x, cost)| (x - cost - largest).exp()).sum();
    largest + (total(sum) + rest).ln()
}
