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
