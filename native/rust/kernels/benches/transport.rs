//! Losses between samples, value and gradients: a uniform cloud against three blobs, uniform weights.
//!
//! Prints for each task the best of several runs in milliseconds, and for annealed losses nanoseconds for each pair met.
//! `cargo bench --bench transport -- THREADS SIZE…`; by default two threads and 100, 1,000 and 5,000 points.

use std::f64::consts::TAU;
use std::hint::black_box;
use std::time::Instant;

use diagrad_kernels::entropic::{LossRequest, Pair, loss};
use diagrad_kernels::limits::Limits;
use diagrad_kernels::transport::{Cost, Discrepancy, Problem, Request, sinkhorn, temperatures};

const BLUR: f64 = 0.01;
const SCALING: f64 = 0.5;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let (threads, sizes) = numbers.split_first().map_or((2, &[][..]), |(threads, sizes)| (*threads, sizes));
    let sizes = if sizes.is_empty() { &[100, 1000, 5000] } else { sizes };
    let limits = Limits::new(threads, u64::MAX, None);
    for (dimension, &n) in [2, 3].into_iter().flat_map(|d| sizes.iter().map(move |n| (d, n))) {
        let (x, y, a) = (uniform(n * dimension, 1), blobs(n, dimension), vec![1.0 / n as f64; n]);
        let runs = (20_000_000 / (n * n)).clamp(3, 200);
        for (p, fast) in [(2.0, false), (2.0, true), (1.0, false)] {
            annealed(dimension, (p, fast), [&x, &y], &a, runs, &limits);
        }
        converged(dimension, [&x, &y], &a, runs.min(10), &limits);
        for (name, discrepancy) in [
            ("gaussian", Discrepancy::Gaussian { blur: 0.1 }),
            ("laplacian", Discrepancy::Laplacian { blur: 0.1, floor: 0.0 }),
            ("energy", Discrepancy::Energy { floor: 0.0 }),
        ] {
            for (slopes, wanted) in
                [([true; 2], ""), ([true, false], ", gradient at x"), ([false; 2], ", value alone")]
            {
                let loss = || discrepancy.loss(dimension, (&x, &a), (&y, &a), slopes, &limits).unwrap().value;
                let pairs = 2.0 * (n * n) as f64;
                report(dimension, n, &format!("{name}{wanted}"), best(runs, loss), pairs);
            }
        }
    }
}

fn annealed(
    dimension: usize,
    (p, fast): (f64, bool),
    clouds: [&[f64]; 2],
    a: &[f64],
    runs: usize,
    limits: &Limits,
) {
    let request = Request {
        cost: Cost { p, floor: 0.0 },
        blur: BLUR,
        reach: f64::INFINITY,
        diameter: None,
        scaling: SCALING,
        debias: true,
        compat: true,
        fast,
    };
    let problem = || Problem::new(dimension, (clouds[0], a), (clouds[1], a), request.cost, limits).unwrap();
    let rounds = temperatures(p, problem().diameter, BLUR, SCALING).len() + 2;
    let best = best(runs, || sinkhorn(&problem(), &request, limits).unwrap().value);
    let pairs = (2 * rounds * a.len() * a.len()) as f64;
    let mode = if fast { ", fast" } else { "" };
    report(dimension, a.len(), &format!("p = {p}{mode}"), best, pairs);
}

fn converged(dimension: usize, [x, y]: [&[f64]; 2], a: &[f64], runs: usize, limits: &Limits) {
    let pair = Pair { dimension, x, a, y, b: a };
    let (p, reach) = (2.0, f64::INFINITY);
    let request = LossRequest {
        p,
        blur: BLUR,
        reach,
        diameter: None,
        debias: true,
        floor: 0.0,
        tol: 1e-6,
        most: 10_000,
    };
    let best = best(runs, || loss(&pair, &request, limits).unwrap().value);
    println!("{dimension} dimensions, {} points, p = 2, to convergence: {best:.3} ms", a.len());
}

fn best<R>(runs: usize, mut work: impl FnMut() -> R) -> f64 {
    let mut run = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..runs).map(&mut run).fold(f64::INFINITY, f64::min)
}

fn report(dimension: usize, n: usize, task: &str, best: f64, pairs: f64) {
    println!("{dimension} dimensions, {n} points, {task}: {best:.3} ms, {:.3} ns a pair", best * 1e6 / pairs);
}

/// Numbers of [0, 1) that look random.
fn uniform(count: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..count).map(|_| next()).collect()
}

/// Points of three blobs of width 0.08.
fn blobs(count: usize, dimension: usize) -> Vec<f64> {
    let (radii, angles) = (uniform(count * dimension, 2), uniform(count * dimension, 3));
    let normal = |k: usize| (-2.0 * (1.0 - radii[k]).ln()).sqrt() * (TAU * angles[k]).cos();
    let middle = |i: usize, k: usize| [0.25, 0.5, 0.75][(i + k * (i % 2)) % 3];
    (0..count * dimension).map(|k| middle(k / dimension, k % dimension) + 0.08 * normal(k)).collect()
}
