//! Gaussian sums, means and interpolation of 100 anchors at 10,000 points, beside a plain loop.
//!
//! Prints one line for each dimension and task: the best of several runs on one thread, in milliseconds.

use std::hint::black_box;
use std::time::Instant;

use diagrad_kernels::gaussian::{Sources, interpolate, mean, sum};
use diagrad_kernels::limits::Limits;

const POINTS: usize = 10_000;
const ANCHORS: usize = 100;
const SIGMA: f64 = 0.1;
const RUNS: usize = 15;

fn main() {
    let limits = Limits::default();
    for d in [2, 3] {
        let (x, z, g) = (numbers(POINTS * d, 1), numbers(ANCHORS * d, 2), numbers(ANCHORS * d, 3));
        let sources = Sources::new(&z, &g, d, d);
        let mut out = vec![0.0; x.len()];
        time(d, "plain loop", || plain(&x, &z, &g, d, &mut out));
        time(d, "sum", || sum(&x, &sources, SIGMA, &mut out, &limits).unwrap());
        time(d, "mean", || mean(&x, &sources, SIGMA, &mut out, &limits).unwrap());
        time(d, "interpolation", || interpolate(&x, &z, &g, d, d, SIGMA, &mut out, &limits).unwrap());
    }
}

fn time(dimension: usize, task: &str, mut work: impl FnMut()) {
    let run = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    let best = (0..RUNS).map(run).fold(f64::INFINITY, f64::min);
    println!("{dimension} dimensions, {task}: {best:.2} ms");
}

/// The sum with the exponential of the C library, pair by pair.
fn plain(x: &[f64], z: &[f64], weights: &[f64], d: usize, out: &mut [f64]) {
    out.fill(0.0);
    for (x, out) in x.chunks_exact(d).zip(out.chunks_exact_mut(d)) {
        for (z, weights) in z.chunks_exact(d).zip(weights.chunks_exact(d)) {
            let square: f64 = x.iter().zip(z).map(|(a, b)| (a - b) * (a - b)).sum();
            let gaussian = (-square / (2.0 * SIGMA * SIGMA)).exp();
            out.iter_mut().zip(weights).for_each(|(out, weight)| *out += gaussian * weight);
        }
    }
    black_box(out);
}

/// Numbers of [0, 1) that look random.
fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..count).map(|_| next()).collect()
}
