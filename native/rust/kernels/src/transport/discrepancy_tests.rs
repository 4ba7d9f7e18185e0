//! Discrepancies against plain sums over pairs, with zero weights and coincident points.

use super::tests::{assert_close, cloud};
use super::*;
use crate::limits::Limits;

/// Each kernel, where one exists with and without a floor.
const KINDS: [Discrepancy; 6] = [
    Discrepancy::Gaussian { blur: 0.1 },
    Discrepancy::Gaussian { blur: 3.0 },
    Discrepancy::Laplacian { blur: 0.1, floor: 0.0 },
    Discrepancy::Laplacian { blur: 0.2, floor: 0.3 },
    Discrepancy::Energy { floor: 0.0 },
    Discrepancy::Energy { floor: 0.1 },
];

/// The discrepancy and its gradients at points, weights of the first cloud, from all pairs; `k` gives a kernel and its slope.
fn discrepancy(
    dimension: usize,
    [x, y]: [(&[f64], &[f64]); 2],
    k: impl Fn(&[f64], &[f64]) -> (f64, Vec<f64>),
) -> (f64, Vec<f64>, Vec<f64>) {
    let field = |at: &[f64], (points, weights): (&[f64], &[f64])| {
        let mut sum = vec![0.0; 1 + dimension];
        for (y, b) in points.chunks(dimension).zip(weights) {
            let (value, slope) = k(at, y);
            sum[0] += b * value;
            (0..dimension).for_each(|k| sum[1 + k] += b * slope[k]);
        }
        sum
    };
    let (mut value, mut at_weights, mut at_points) = (0.0, vec![], vec![]);
    for (s, (own, other)) in [(x, y), (y, x)].into_iter().enumerate() {
        for (point, weight) in own.0.chunks(dimension).zip(own.1) {
            let (mine, theirs) = (field(point, own), field(point, other));
            value += 0.5 * weight * (mine[0] - theirs[0]);
            if s == 0 {
                at_weights.push(mine[0] - theirs[0]);
                at_points.extend((0..dimension).map(|k| weight * (mine[1 + k] - theirs[1 + k])));
            }
        }
    }
    (value, at_weights, at_points)
}

/// A kernel, and the slope that goes with it: its gradient at the first point.
fn kernel(discrepancy: Discrepancy, x: &[f64], y: &[f64]) -> (f64, Vec<f64>) {
    let length = x.iter().zip(y).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
    let (value, slope) = match discrepancy {
        Discrepancy::Gaussian { blur } => {
            let value = (-0.5 * (length / blur).powi(2)).exp();
            (value, -value / blur.powi(2))
        }
        Discrepancy::Laplacian { blur, floor } => {
            let value = (-(length / blur).max(floor)).exp();
            (value, if length > floor * blur { -value / (blur * length) } else { 0.0 })
        }
        Discrepancy::Energy { floor } => {
            (-length.max(floor), if length > floor { -1.0 / length } else { 0.0 })
        }
    };
    (value, x.iter().zip(y).map(|(x, y)| slope * (x - y)).collect())
}

#[test]
fn discrepancies_agree_with_plain_sums() {
    for dimension in 1..=5 {
        for (n, m) in [(61, 83), (1, 9), (8, 1), (530, 17)] {
            let (x, y) = (cloud(n, dimension, 3), cloud(m, dimension, 4));
            for kind in KINDS {
                let sides = [(&x.0[..], &x.1[..]), (&y.0[..], &y.1[..])];
                let found = kind.loss(dimension, sides[0], sides[1], [true; 2], &Limits::default()).unwrap();
                let (value, at_weights, at_points) = discrepancy(dimension, sides, |x, y| kernel(kind, x, y));
                assert!((found.value - value).abs() < 1e-14, "{} and {value}", found.value);
                assert_close(&found.at_weights[0], &at_weights, 1e-12);
                assert_close(&found.at_points[0], &at_points, 1e-12);
                let swapped =
                    kind.loss(dimension, sides[1], sides[0], [true; 2], &Limits::default()).unwrap();
                assert_close(&swapped.at_points[1], &found.at_points[0], 1e-12);
                assert_close(&swapped.potentials[1], &found.potentials[0], 1e-12);
            }
        }
    }
}

#[test]
fn a_cloud_is_as_far_from_itself_as_nothing() {
    let (x, a) = cloud(100, 1, 8);
    for kind in [Discrepancy::Laplacian { blur: 0.1, floor: 0.0 }, Discrepancy::Energy { floor: 0.0 }] {
        let found = kind.loss(1, (&x, &a), (&x, &a), [true; 2], &Limits::default()).unwrap();
        assert_eq!(found.value, 0.0);
        assert!(found.at_points.concat().iter().all(|&slope| slope == 0.0));
    }
}

#[test]
fn what_is_not_wanted_is_left_out_and_changes_no_bit() {
    for dimension in 1..=4 {
        let (x, y) = (cloud(130, dimension, 31), cloud(70, dimension, 32));
        for kind in KINDS {
            let loss = |slopes: [bool; 2]| {
                kind.loss(dimension, (&x.0, &x.1), (&y.0, &y.1), slopes, &Limits::default()).unwrap()
            };
            let both = loss([true; 2]);
            for slopes in [[false; 2], [true, false], [false, true]] {
                let mut expected = both.clone();
                for (s, wanted) in slopes.into_iter().enumerate() {
                    expected.at_points[s].truncate(if wanted { usize::MAX } else { 0 });
                }
                assert_eq!(loss(slopes), expected, "{kind:?} in {dimension} dimensions");
            }
        }
    }
}

#[test]
fn bits_do_not_depend_on_threads() {
    for (weighted, dimension) in [(false, 2), (true, 2), (true, 3), (false, 4)] {
        let (mut x, mut y) = (cloud(700, dimension, 50), cloud(530, dimension, 60));
        if !weighted {
            x.1.fill(1.0 / 700.0);
            y.1.fill(1.0 / 530.0);
        }
        for kind in KINDS {
            let loss = |threads: usize| {
                let limits = Limits::new(threads, u64::MAX, None);
                kind.loss(dimension, (&x.0, &x.1), (&y.0, &y.1), [true; 2], &limits).unwrap()
            };
            let alone = loss(1);
            assert_eq!(alone, loss(2));
            assert_eq!(alone, loss(4));
        }
    }
}

/// The loss of clouds large enough to be cut into tiles; its bits must not depend on threads.
fn large(kind: Discrepancy, dimension: usize, sides: [(&[f64], &[f64]); 2]) -> Losses {
    let loss = |threads: usize| {
        let limits = Limits::new(threads, u64::MAX, None);
        kind.loss(dimension, sides[0], sides[1], [true; 2], &limits).unwrap()
    };
    let alone = loss(1);
    assert_eq!(alone, loss(2));
    assert_eq!(alone, loss(4));
    alone
}

/// Checks a loss of large clouds, value and gradients, against plain sums.
fn check_large(
    kind: Discrepancy,
    dimension: usize,
    x: &(Vec<f64>, Vec<f64>),
    y: &(Vec<f64>, Vec<f64>),
) -> f64 {
    let sides = [(&x.0[..], &x.1[..]), (&y.0[..], &y.1[..])];
    let found = large(kind, dimension, sides);
    let (value, at_weights, at_points) = discrepancy(dimension, sides, |x, y| kernel(kind, x, y));
    assert_close(&[found.value], &[value], 1e-11);
    assert_close(&found.at_weights[0], &at_weights, 1e-12);
    assert_close(&found.at_points[0], &at_points, 1e-10);
    found.report.truncation
}

#[test]
fn far_tiles_of_narrow_kernels_are_left_out_and_change_nothing() {
    for dimension in 1..=3 {
        let (x, mut y) = (cloud(1100, dimension, 71), cloud(1030, dimension, 72));
        for kind in [
            Discrepancy::Gaussian { blur: 0.01 },
            Discrepancy::Laplacian { blur: 0.002, floor: 0.05 },
            Discrepancy::Laplacian { blur: 0.002, floor: 0.0 },
        ] {
            let truncation = check_large(kind, dimension, &x, &y);
            let sorted = matches!((dimension, kind), (1, Discrepancy::Laplacian { floor: 0.0, .. }));
            assert_eq!(truncation > 0.0, !sorted, "{kind:?} in {dimension} dimensions: {truncation}");
            assert!(truncation < 1e-16);
            // The same where no product with weights is needed on one side.
            y.1.fill(1.0 / 1030.0);
        }
    }
}

#[test]
fn gradients_that_come_from_far_alone_are_kept() {
    let place = |x: f64, weight: f64| ([x, 0.0].repeat(1030), vec![weight; 1030]);
    for kind in [Discrepancy::Gaussian { blur: 0.01 }, Discrepancy::Laplacian { blur: 0.002, floor: 0.0 }] {
        let (x, y) = (place(0.0, 1.0 / 1030.0), place(0.2, 1.0 / 1030.0));
        assert!(check_large(kind, 2, &x, &y) > 0.0);
        let alone = kind.loss(2, (&x.0, &x.1), (&y.0, &y.1), [false; 2], &Limits::default()).unwrap();
        assert_eq!(alone.value, large(kind, 2, [(&x.0, &x.1), (&y.0, &y.1)]).value);
        // An outlier gets nothing that could be seen, and does not call back what is left out for the others.
        let (mut x, y) = (cloud(1100, 2, 73), cloud(1030, 2, 74));
        x.0[500] = 100.0;
        assert!(check_large(kind, 2, &x, &y) > 0.0);
    }
}

#[test]
fn lattices_are_cut_like_others() {
    let side = |shift: f64| {
        let points = (0..33 * 33).flat_map(|i| [f64::from(i % 33) + shift, f64::from(i / 33)]);
        (points.collect::<Vec<f64>>(), vec![1.0 / 1089.0; 1089])
    };
    for kind in [Discrepancy::Gaussian { blur: 0.7 }, Discrepancy::Laplacian { blur: 0.3, floor: 0.0 }] {
        assert!(check_large(kind, 2, &side(0.0), &side(0.25)) > 0.0);
        let same = large(kind, 2, [(&side(0.0).0, &side(0.0).1); 2]);
        assert!(same.value.abs() < 1e-17 && same.at_points.concat().iter().all(|slope| slope.abs() < 1e-16));
    }
}
