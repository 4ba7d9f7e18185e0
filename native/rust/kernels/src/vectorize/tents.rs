//! Weighted sums of the tents over the points.

use super::{TERMS, tent};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use fearless_simd::{Level, Simd, dispatch};

/// Places that a sum is computed for at a time.
const PLACES: usize = 64;

/// Points after which is looked whether to go on.
const POINTS: usize = 1 << 12;

/// Writes `Σ_i w_i · tent_i(x)` for each place of the `grid`; infinite places are outside of all tents.
pub fn tents(
    points: &[f64],
    weights: &[f64],
    grid: &[f64],
    out: &mut [f64],
    limits: &Limits,
) -> Result<(), Stop> {
    let mut parts: Vec<_> = grid.chunks(PLACES).zip(out.chunks_mut(PLACES)).collect();
    let threads = if points.len() / 2 * grid.len() > TERMS { limits.threads } else { 1 };
    let work = |(places, out): &mut (&[f64], &mut [f64])| {
        out.fill(0.0);
        for (points, weights) in points.chunks(2 * POINTS).zip(weights.chunks(POINTS)) {
            limits.check()?;
            dispatch!(Level::new(), simd => simd.vectorize(
                #[inline(always)]
                || add_tents(points, weights, places, out)
            ));
        }
        Ok(())
    };
    map_items(threads, &mut parts, work).into_iter().collect()
}

#[inline(always)]
fn add_tents(points: &[f64], weights: &[f64], places: &[f64], out: &mut [f64]) {
    for (point, weight) in points.chunks_exact(2).zip(weights) {
        for (out, &x) in out.iter_mut().zip(places) {
            *out += weight * tent(point[0], point[1], x);
        }
    }
}

/// Writes what the `gradient` of [`tents`] is at the points, `[n, 2]`, and at the weights, `[n]`; the grid ascends.
///
/// A peak pulls half at birth and half at death; where a tent is 0 it pulls at nobody.
pub fn tent_gradients(
    points: &[f64],
    weights: &[f64],
    grid: &[f64],
    gradient: &[f64],
    at_points: &mut [f64],
    at_weights: &mut [f64],
    limits: &Limits,
) -> Result<(), Stop> {
    let part = (TERMS / grid.len().max(1)).max(1);
    let given = points.chunks(2 * part).zip(weights.chunks(part));
    let wanted = at_points.chunks_mut(2 * part).zip(at_weights.chunks_mut(part));
    let mut parts: Vec<_> = given.zip(wanted).collect();
    let work = |((points, weights), (at_points, at_weights)): &mut Part| {
        for (i, weight) in weights.iter().enumerate() {
            limits.check()?;
            let (birth, death) = (points[2 * i], points[2 * i + 1]);
            let [sum, rising, falling] = pulled(birth, death, grid, gradient);
            at_weights[i] = sum;
            at_points[2 * i] = 0.0 - weight * rising; // never −0
            at_points[2 * i + 1] = weight * falling;
        }
        Ok(())
    };
    map_items(limits.threads, &mut parts, work).into_iter().collect()
}

/// Points with their weights, and room for the gradients at both.
type Part<'a> = ((&'a [f64], &'a [f64]), (&'a mut [f64], &'a mut [f64]));

/// The product of the gradient with a tent, and its sums over the rising and over the falling side.
fn pulled(birth: f64, death: f64, grid: &[f64], gradient: &[f64]) -> [f64; 3] {
    let (start, end) = (grid.partition_point(|&x| x <= birth), grid.partition_point(|&x| x < death));
    let mut sums = [0.0; 3];
    // On the diagonal the end may come before the start.
    for at in start..end.max(start) {
        let (x, g) = (grid[at], gradient[at]);
        let (left, right) = (x - birth, death - x);
        let share = if left == right { 0.5 } else { f64::from(left < right) };
        sums[0] += g * left.min(right);
        sums[1] += g * share;
        sums[2] += g * (1.0 - share);
    }
    sums
}
