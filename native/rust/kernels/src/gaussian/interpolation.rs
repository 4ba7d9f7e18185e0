//! The smallest field with given values.
//!
//! Of all fields v = Σ_i K(·, x_i) α_i with v(x_i) = g_i the one with K(X, X)·α = g has the least norm in the Hilbert space
//! whose reproducing kernel is K. Where anchors are close beside σ, this matrix is nearly singular, and where two coincide with
//! different values, there is no such field. What is well defined everywhere, and continuous, is the minimum of
//! Σ_i |v(x_i) − g_i|² + λ‖v‖², which has (K + λ)·α = g. Doing the same with what is left of g a few times takes the bias of λ
//! away wherever double precision can tell it: of a part of g that belongs to an eigenvalue μ of K there is left
//! (λ/(λ + μ))^ROUNDS. What belongs to μ = 0, such as the difference of values at one place, is left out: their mean is met.

use super::{Sources, rate, squares, sum};
use crate::cholesky::Cholesky;
use crate::gaussian::exp::exp;
use crate::lanes::LANES;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use fearless_simd::{Level, Simd, dispatch};

/// λ, the square root of what a double can tell from 1: weights grow to 1/λ times the values, and rounding with them.
const RIDGE: f64 = 1.0 / (1u64 << 26) as f64;
/// How often what is left is solved for.
const ROUNDS: usize = 4;

/// The values at the points `x: [n, dimension]` of the smallest field with the `values: [m, width]` at the `anchors:
/// [m, dimension]`.
#[allow(clippy::too_many_arguments)]
pub fn interpolate(
    x: &[f64],
    anchors: &[f64],
    values: &[f64],
    dimension: usize,
    width: usize,
    sigma: f64,
    out: &mut [f64],
    limits: &Limits,
) -> Result<(), Stop> {
    let count = anchors.len() / dimension;
    let bytes = Cholesky::bytes(count) + 2 * Sources::bytes(count, dimension, width);
    limits.room_for(bytes, format_args!("the kernel matrix of {count} anchors"), ADVICE)?;
    let sources = |weights: &[f64]| Sources::new(anchors, weights, dimension, width);
    let rows = matrix(anchors, &sources(values), sigma, &limits.stage(0.0, 0.1))?;
    let factor = Cholesky::new(rows, &limits.stage(0.1, 0.8))?;
    let (mut weights, mut left) = (vec![0.0; values.len()], values.to_vec());
    for round in 0..ROUNDS {
        if round > 0 {
            sum(anchors, &sources(&weights), sigma, &mut left, &limits.stage(0.8, 0.9))?;
            left.iter_mut().zip(values).for_each(|(left, value)| *left = value - *left);
        }
        for c in 0..width {
            limits.check()?;
            let mut column: Vec<f64> = left.iter().skip(c).step_by(width).copied().collect();
            factor.solve(&mut column);
            weights.iter_mut().skip(c).step_by(width).zip(column).for_each(|(weight, more)| *weight += more);
        }
    }
    sum(x, &sources(&weights), sigma, out, &limits.stage(0.9, 1.0))
}

const ADVICE: &str = "take fewer points with a gradient, or the method \"nadaraya-watson\"";

/// The lower triangle of K + λ.
fn matrix(anchors: &[f64], sources: &Sources, sigma: f64, limits: &Limits) -> Result<Vec<Vec<f64>>, Stop> {
    let (dimension, rate) = (sources.dimension, rate(sigma));
    let row = |i: usize| {
        limits.at(i as f64 / sources.count as f64)?;
        let point = &anchors[i * dimension..][..dimension];
        let mut row = vec![0.0; i + 1];
        dispatch!(Level::new(), simd => simd.vectorize(
            #[inline(always)]
            || gaussians(simd, point, sources, rate, &mut row)
        ));
        row[i] += RIDGE;
        Ok(row)
    };
    map_parts(limits.threads, sources.count, row).into_iter().collect()
}

/// The Gaussians of the first sources at a point.
#[inline(always)]
fn gaussians<S: Simd>(simd: S, point: &[f64], sources: &Sources, rate: f64, out: &mut [f64]) {
    for (out, (coordinates, _)) in out.chunks_mut(LANES).zip(sources.blocks()) {
        let lanes: [f64; LANES] = exp(simd, squares(simd, point, coordinates) * -rate).into();
        out.copy_from_slice(&lanes[..out.len()]);
    }
}
