//! Passes against plain sums over pairs, with zero weights, outliers and coincident points.

use super::*;
use crate::limits::Limits;

/// Numbers of [0, 1) that look random.
fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..count).map(|_| next()).collect()
}

/// Points `[count, dimension]`, some of them twice, with weights of which some are 0.
fn cloud(count: usize, dimension: usize, seed: u64) -> (Vec<f64>, Vec<f64>) {
    let mut points = numbers(count * dimension, seed);
    points.copy_within(..count / 5 * dimension, count / 2 * dimension);
    let mut weights = numbers(count, seed + 1);
    weights.iter_mut().step_by(7).skip(1).for_each(|weight| *weight = 0.0);
    let mass: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= mass);
    (points, weights)
}

/// The cost and its gradient at `x`.
fn cost(Cost { p, floor }: Cost, x: &[f64], y: &[f64]) -> (f64, Vec<f64>) {
    let square: f64 = x.iter().zip(y).map(|(x, y)| (x - y).powi(2)).sum();
    let floor = if p == 2.0 { 0.0 } else { floor };
    let length = square.sqrt().max(floor);
    let slope = if square.sqrt() > floor { length.powf(p - 2.0) } else { 0.0 };
    (length.powf(p) / p, x.iter().zip(y).map(|(x, y)| slope * (x - y)).collect())
}

/// The softmin at `x` and the mean gradient of the cost.
fn softmin(c: Cost, eps: f64, x: &[f64], (points, weights): (&[f64], &[f64]), g: &[f64]) -> (f64, Vec<f64>) {
    let pairs: Vec<_> = points.chunks(x.len()).map(|y| cost(c, x, y)).collect();
    let scores: Vec<f64> =
        pairs.iter().zip(weights).zip(g).map(|((pair, b), g)| b.ln() + (g - pair.0) / eps).collect();
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let mass: f64 = parts.iter().sum();
    let mean = |k: usize| parts.iter().zip(&pairs).map(|(part, pair)| part * pair.1[k]).sum::<f64>() / mass;
    (-eps * (highest + mass.ln()), (0..x.len()).map(mean).collect())
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().fold(0.0f64, |scale, x| scale.max(x.abs()));
    for (i, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() <= tolerance * scale, "at {i}: {a} and {b} of {scale}");
    }
}

/// Checks the passes over all blocks of two clouds, at potentials that are far from right.
fn check(
    dimension: usize,
    x: (&[f64], &[f64]),
    y: (&[f64], &[f64]),
    (cost, eps): (Cost, f64),
    tolerance: f64,
) {
    let limits = Limits::default();
    let problem = Problem::new(dimension, x, y, cost, &limits).unwrap();
    let (f, g) = (numbers(x.1.len(), 5), numbers(y.1.len(), 6));
    let (f, g): (Vec<f64>, Vec<f64>) =
        (f.iter().map(|f| 9.0 * eps * f).collect(), g.iter().map(|g| 9.0 * eps * g).collect());
    let passes = [
        Pass { block: Block::Cross, f: &f, g: &g },
        Pass { block: Block::First, f: &f, g: &f },
        Pass { block: Block::Second, f: &g, g: &g },
    ];
    let found = problem.passes(eps, &passes, true, &limits).unwrap();
    let plain = problem.passes(eps, &passes, false, &limits).unwrap();
    let sides = [(x, y, &g), (y, x, &f), (x, x, &f), (y, y, &g)];
    let results = [&found[0][0], &found[0][1], &found[1][0], &found[2][0]];
    let alone = [&plain[0][0], &plain[0][1], &plain[1][0], &plain[2][0]];
    for ((at, others, potentials), (result, alone)) in sides.into_iter().zip(results.into_iter().zip(alone)) {
        let expected: Vec<_> =
            at.0.chunks(dimension).map(|x| softmin(cost, eps, x, others, potentials)).collect();
        let softmins: Vec<f64> = expected.iter().map(|one| one.0).collect();
        let means: Vec<f64> = expected.into_iter().flat_map(|one| one.1).collect();
        assert_close(&result.softmins, &softmins, tolerance);
        assert_close(&alone.softmins, &softmins, tolerance);
        assert_close(&result.means, &means, tolerance);
    }
}

#[test]
fn passes_agree_with_plain_sums_in_every_dimension_and_for_every_cost() {
    for dimension in 1..=5 {
        let (x, y) = (cloud(61, dimension, 10), cloud(83, dimension, 20));
        for (p, floor) in [(2.0, 0.0), (1.0, 0.0), (1.0, 0.1), (1.5, 0.0), (3.0, 0.2)] {
            for eps in [1.0, 0.01] {
                check(dimension, (&x.0, &x.1), (&y.0, &y.1), (Cost { p, floor }, eps), 1e-12);
            }
        }
    }
}
