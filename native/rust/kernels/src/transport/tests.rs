//! Passes against plain sums over pairs, with zero weights, outliers and coincident points.

use super::*;
use crate::limits::Limits;

/// Numbers of [0, 1) that look random.
pub(super) fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..count).map(|_| next()).collect()
}

/// Points `[count, dimension]`, some of them twice, with weights of which some are 0.
pub(super) fn cloud(count: usize, dimension: usize, seed: u64) -> (Vec<f64>, Vec<f64>) {
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

pub(super) fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
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

#[test]
fn sums_out_of_range_are_found_exactly() {
    let (mut x, a) = cloud(70, 2, 30);
    let y = cloud(50, 2, 40);
    x[20] = 100.0;
    for (p, eps) in [(2.0, 1e-4), (2.0, 1e-6), (1.0, 1e-3), (3.0, 1e-4)] {
        check(2, (&x, &a), (&y.0, &y.1), (Cost { p, floor: 0.0 }, eps), 1e-8);
    }
}

/// What GeomLoss is asked for by default, but for the blur.
fn parity(p: f64) -> Request {
    Request {
        cost: Cost { p, floor: 0.0 },
        blur: 0.01,
        reach: f64::INFINITY,
        diameter: None,
        scaling: 0.5,
        debias: true,
        compat: true,
        fast: false,
    }
}

#[test]
fn bits_do_not_depend_on_threads() {
    let (x, y) = (cloud(700, 2, 50), cloud(530, 2, 60));
    let request = parity(2.0);
    let losses = |threads: usize| {
        let limits = Limits::new(threads, u64::MAX, None);
        let problem = Problem::new(2, (&x.0, &x.1), (&y.0, &y.1), request.cost, &limits).unwrap();
        sinkhorn(&problem, &request, &limits).unwrap()
    };
    assert_eq!(losses(1), losses(2));
    assert_eq!(losses(1), losses(4));
}

#[test]
fn means_of_values_are_those_of_the_plan() {
    let (x, y) = (cloud(20, 3, 70), cloud(30, 3, 80));
    let limits = Limits::default();
    let problem = Problem::new(3, (&x.0, &x.1), (&y.0, &y.1), Cost { p: 2.0, floor: 0.0 }, &limits).unwrap();
    let (f, g, u, v) = (numbers(20, 1), numbers(30, 2), numbers(20, 3), numbers(30, 4));
    let pass = Pass { block: Block::Cross, f: &f, g: &g };
    let found = problem.averages(0.5, pass, &u, &v, &limits).unwrap();
    let mean = |x: &[f64], points: &[f64], weights: &[f64], g: &[f64], values: &[f64]| {
        let parts: Vec<f64> = points
            .chunks(3)
            .zip(weights.iter().zip(g))
            .map(|(y, (b, g))| b * ((g - cost(problem.cost, x, y).0) / 0.5).exp())
            .collect();
        parts.iter().zip(values).map(|(part, value)| part * value).sum::<f64>() / parts.iter().sum::<f64>()
    };
    let rows: Vec<f64> = x.0.chunks(3).map(|x| mean(x, &y.0, &y.1, &g, &v)).collect();
    let columns: Vec<f64> = y.0.chunks(3).map(|y| mean(y, &x.0, &x.1, &f, &u)).collect();
    assert_close(&found[0].means, &rows, 1e-13);
    assert_close(&found[1].means, &columns, 1e-13);
}

#[test]
fn tiles_that_are_left_out_change_nothing() {
    for (dimension, n, m) in [(1, 2100, 2500), (2, 3000, 2100), (3, 2300, 2100)] {
        let (x, y) = (cloud(n, dimension, 90), cloud(m, dimension, 91));
        let request = parity(2.0);
        let limits = Limits::new(2, u64::MAX, None);
        let mut problem = Problem::new(dimension, (&x.0, &x.1), (&y.0, &y.1), request.cost, &limits).unwrap();
        let sparse = sinkhorn(&problem, &request, &limits).unwrap();
        assert!((1e-300..1e-12).contains(&sparse.report.truncation), "{}", sparse.report.truncation);
        problem.dense = true;
        let dense = sinkhorn(&problem, &request, &limits).unwrap();
        assert_eq!(dense.report.truncation, 0.0);
        assert_close(&[sparse.value], &[dense.value], 1e-12);
        for s in 0..2 {
            assert_close(&sparse.potentials[s], &dense.potentials[s], 1e-12);
            assert_close(&sparse.at_points[s], &dense.at_points[s], 1e-10);
        }
    }
}

#[test]
fn coarser_clouds_come_near_the_loss() {
    for dimension in 1..=3 {
        let (x, y) = (cloud(2500, dimension, 95), cloud(2100, dimension, 96));
        let limits = Limits::new(2, u64::MAX, None);
        let y: (Vec<f64>, Vec<f64>) = (y.0.iter().map(|y| 0.5 * y).collect(), y.1);
        let slow = Request { blur: 0.05, ..parity(2.0) };
        let problem = Problem::new(dimension, (&x.0, &x.1), (&y.0, &y.1), slow.cost, &limits).unwrap();
        let [slow, fast] = [false, true].map(|fast| {
            let request = Request { fast, ..slow };
            let losses = sinkhorn(&problem, &request, &limits).unwrap();
            let alone = Limits::default();
            assert_eq!(losses, sinkhorn(&problem, &request, &alone).unwrap());
            losses
        });
        assert!((fast.value / slow.value - 1.0).abs() < 0.1, "{} and {}", fast.value, slow.value);
        let [slow, fast] = [slow, fast].map(|losses| losses.at_points.concat());
        let difference: f64 = slow.iter().zip(&fast).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
        let length = slow.iter().map(|a| a * a).sum::<f64>().sqrt();
        assert!(difference < 0.2 * length, "{difference} of {length}");
    }
}

#[test]
fn single_precision_comes_near() {
    for dimension in [1, 2, 3] {
        for (n, m, blur) in [(101, 90, 0.1), (600, 531, 0.02), (2500, 2100, 0.01)] {
            let (x, y) = (cloud(n, dimension, 97), cloud(m, dimension, 98));
            let limits = Limits::new(2, u64::MAX, None);
            let request = Request { blur, ..parity(2.0) };
            let mut problem =
                Problem::new(dimension, (&x.0, &x.1), (&y.0, &y.1), request.cost, &limits).unwrap();
            let double = sinkhorn(&problem, &request, &limits).unwrap();
            problem.single = true;
            let single = sinkhorn(&problem, &request, &limits).unwrap();
            assert_eq!(single, sinkhorn(&problem, &request, &Limits::default()).unwrap());
            assert_close(&[single.value], &[double.value], 1e-5);
            assert_close(&single.at_points[0], &double.at_points[0], 1e-3);
            assert_close(&single.at_points[1], &double.at_points[1], 1e-3);
        }
    }
}

#[test]
fn every_processor_finds_the_same() {
    let (x, y) = (cloud(70, 3, 33), cloud(90, 3, 34));
    let limits = Limits::default();
    for p in [1.0, 2.0, 2.5] {
        let request = parity(p);
        let mut problem = Problem::new(3, (&x.0, &x.1), (&y.0, &y.1), request.cost, &limits).unwrap();
        let losses = sinkhorn(&problem, &request, &limits).unwrap();
        let mut levels = vec![fearless_simd::Level::baseline()];
        #[cfg(target_arch = "x86_64")]
        levels.extend(problem.level.as_avx2().map(fearless_simd::Level::Avx2));
        for level in levels {
            problem.level = level;
            let others = sinkhorn(&problem, &request, &limits).unwrap();
            assert_close(&[others.value], &[losses.value], 1e-12);
            assert_close(&others.at_points[0], &losses.at_points[0], 1e-9);
        }
    }
}
