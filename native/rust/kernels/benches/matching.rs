//! Exact matchings of diagrams of several kinds, from nothing and from the prices of a similar one.
//!
//! Prints one line for each kind and size: the best of several runs on one thread, in milliseconds.

use std::hint::black_box;
use std::time::Instant;

use diagrad_kernels::limits::Limits;
use diagrad_kernels::matching::{Matching, Request, match_diagrams};

const CASES: [(&str, usize); 12] = [
    ("mixed", 100),
    ("mixed", 1000),
    ("mixed", 5000),
    ("mixed", 10_000),
    ("noise", 1000),
    ("noise", 10_000),
    ("equal births", 2000),
    ("nearly equal births", 1000),
    ("nearly equal births", 10_000),
    ("far off", 10_000),
    ("lattice", 5000),
    ("two places", 5000),
];

fn main() {
    for (kind, count) in CASES {
        let (a, b) = (diagram(kind, count, 1), diagram(kind, count, 2));
        let noise = numbers(count, 3);
        let moved: Vec<f64> =
            a.iter().enumerate().map(|(i, x)| x + (i % 2) as f64 * 1e-4 * noise[i / 2]).collect();
        let (cold, found) = time(&a, &b, &[]);
        let (warm, _) = time(&moved, &b, &found.prices);
        let gap = (found.cost - found.bound) / found.cost;
        println!("{kind}, {count} points: {cold:.2} ms, a step on {warm:.2} ms; relative gap {gap:.0e}");
    }
}

fn time(a: &[f64], b: &[f64], prices: &[f64]) -> (f64, Matching) {
    let request = Request { q: 2.0, p: 2.0, delta: 0.0, prices };
    let run = || {
        let start = Instant::now();
        let found = match_diagrams(black_box(a), b, &request, &Limits::default()).unwrap();
        (start.elapsed().as_secs_f64() * 1e3, found)
    };
    (0..5).map(|_| run()).min_by(|x, y| x.0.total_cmp(&y.0)).unwrap()
}

fn diagram(kind: &str, count: usize, seed: u64) -> Vec<f64> {
    let uniform = numbers(2 * count, seed);
    let point = |u: &[f64]| -> [f64; 2] {
        let (birth, length) = match kind {
            "mixed" => (u[0], 0.3 * u[1]),
            "noise" if u[0] < 0.98 => (u[0] / 0.98, -0.01 * (1.0 - u[1]).ln()),
            "noise" => ((u[0] - 0.98) / 0.02, 0.3 * u[1]),
            "equal births" => (0.0, u[1]),
            "nearly equal births" => (1e-6 * u[0], u[1]),
            "far off" => (u[0], 3.0 + u[1]),
            "lattice" => ((10.0 * u[0]).floor(), 1.0 + (10.0 * u[1]).floor()),
            _ => ((2.0 * u[0]).floor(), 5.0),
        };
        [birth, birth + length]
    };
    uniform.chunks_exact(2).flat_map(point).collect()
}

/// Numbers in [0, 1) from a seed.
fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..count).map(|_| next()).collect()
}
