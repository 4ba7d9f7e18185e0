//! Sums of Gaussians `K(x, z) = exp(−|x − z|²/(2σ²))` and fields made of them.
//!
//! Distances, exponentials and sums of a pair are fused, so that the matrix of all pairs is never stored. Differences are
//! taken before squares, so that moving everything loses no digit. A row of the result is computed by one thread, in the
//! order of the sources and in lanes of fixed width: bits depend neither on threads nor on the machine.

pub(crate) mod exp;
mod interpolation;
mod sources;
#[cfg(test)]
mod tests;

pub use interpolation::interpolate;
pub use sources::Sources;

use crate::lanes::{LANES, total};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use exp::exp;
use fearless_simd::{Level, Simd, SimdBase, dispatch, f64x8};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Pairs in a part of the work, which one thread takes at a time: some tens of microseconds.
const PAIRS: usize = 1 << 15;

/// What becomes of the sums at a point.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// They are left.
    Sum,
    /// They are divided by that of the Gaussians alone.
    Mean,
}

/// `out_i = Σ_j K(x_i, z_j) w_j` at the points `[n, dimension]`, `[n, width]`.
pub fn sum(x: &[f64], sources: &Sources, sigma: f64, out: &mut [f64], limits: &Limits) -> Result<(), Stop> {
    in_parts(Level::new(), x, sources, sigma, Form::Sum, out, limits)
}

/// `out_i = Σ_j K(x_i, z_j) w_j / Σ_j K(x_i, z_j)`, of at least one source.
///
/// The squared distance of the nearest source is subtracted from all, which changes no quotient: where every Gaussian is too
/// small to be a number, the nearest ones still decide.
pub fn mean(x: &[f64], sources: &Sources, sigma: f64, out: &mut [f64], limits: &Limits) -> Result<(), Stop> {
    in_parts(Level::new(), x, sources, sigma, Form::Mean, out, limits)
}

fn in_parts(
    level: Level,
    x: &[f64],
    sources: &Sources,
    sigma: f64,
    form: Form,
    out: &mut [f64],
    limits: &Limits,
) -> Result<(), Stop> {
    let rows = (PAIRS / sources.count.max(1)).max(1);
    let points = x.chunks(rows * sources.dimension);
    let mut parts: Vec<_> = points.zip(out.chunks_mut(rows * sources.width)).collect();
    let (count, done) = (parts.len() as f64, AtomicUsize::new(0));
    let work = |(x, out): &mut (&[f64], &mut [f64])| {
        limits.at(done.fetch_add(1, Ordering::Relaxed) as f64 / count)?;
        dispatch!(level, simd => simd.vectorize(
            #[inline(always)]
            || rows_of(simd, x, sources, rate(sigma), form, out)
        ));
        Ok(())
    };
    map_items(limits.threads, &mut parts, work).into_iter().collect()
}

/// What a squared distance is multiplied with in the exponent.
fn rate(sigma: f64) -> f64 {
    0.5 / (sigma * sigma)
}

#[inline(always)]
fn rows_of<S: Simd>(simd: S, x: &[f64], sources: &Sources, rate: f64, form: Form, out: &mut [f64]) {
    let zero = f64x8::splat(simd, 0.0);
    let mut sums = vec![zero; sources.width];
    for (point, out) in x.chunks_exact(sources.dimension).zip(out.chunks_exact_mut(sources.width)) {
        let nearest = if form == Form::Mean { nearest(simd, point, sources) } else { 0.0 };
        let mut mass = zero;
        sums.fill(zero);
        for (coordinates, weights) in sources.blocks() {
            let gaussians = exp(simd, (squares(simd, point, coordinates) - nearest) * -rate);
            mass += gaussians;
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum += gaussians * f64x8::from_slice(simd, weights);
            }
        }
        let divisor = if form == Form::Mean { total(mass) } else { 1.0 };
        out.iter_mut().zip(&sums).for_each(|(out, &sum)| *out = total(sum) / divisor);
    }
}

/// The squared distance of the nearest source.
#[inline(always)]
fn nearest<S: Simd>(simd: S, point: &[f64], sources: &Sources) -> f64 {
    let far = f64x8::splat(simd, f64::INFINITY);
    let least = sources.blocks().fold(far, |least, (z, _)| least.min(squares(simd, point, z)));
    <[f64; LANES]>::from(least).into_iter().fold(f64::INFINITY, f64::min)
}

/// Squared distances of eight sources.
#[inline(always)]
fn squares<S: Simd>(simd: S, point: &[f64], coordinates: &[[f64; LANES]]) -> f64x8<S> {
    point.iter().zip(coordinates).fold(f64x8::splat(simd, 0.0), |squares, (&x, z)| {
        let difference = f64x8::from_slice(simd, z) - x;
        squares + difference * difference
    })
}
