//! Clouds of which pairs are left out, certificates, and searches that begin with potentials.

use super::tests::{Clouds, INFINITE, loss_of, request};
use super::*;
use crate::limits::Limits;
use crate::transport::{Losses, Report};

/// Two clouds of many points: uniform ones, and blobs with points that are far away, that coincide and that weigh nothing.
fn large(n: usize, m: usize, dimension: usize) -> Clouds {
    let numbers = |count: usize, step: f64| -> Vec<f64> {
        (1..=count).map(|k| (k as f64 * step).fract()).collect::<Vec<f64>>()
    };
    let (x, mut y) = (numbers(n * dimension, 0.754877666), numbers(m * dimension, 0.569840291));
    y.iter_mut().enumerate().for_each(|(k, y)| *y = 0.4 * (k / dimension % 3) as f64 + 0.2 * *y);
    y.copy_within(..7 * dimension, 40 * dimension);
    y[..dimension].fill(3.0);
    let weights = |count: usize| -> Vec<f64> {
        let all: Vec<f64> =
            numbers(count, 0.618033989).iter().map(|w| if *w < 0.02 { 0.0 } else { 0.1 + w }).collect();
        let mass: f64 = all.iter().sum();
        all.iter().map(|w| w / mass).collect()
    };
    Clouds { x, a: weights(n), y, b: weights(m) }
}

#[test]
fn columns_that_are_left_out_change_nothing() {
    for (dimension, p, blur, reach) in [
        (1, 2.0, 0.01, INFINITE),
        (2, 2.0, 0.02, INFINITE),
        (3, 2.0, 0.05, 0.5),
        (2, 1.0, 0.01, INFINITE),
        (2, 1.5, 0.02, 0.5),
    ] {
        let clouds = large(2300, 2100, dimension);
        let pair = Pair { dimension, ..clouds.pair() };
        let request = LossRequest { tol: 1e-11, ..request(p, blur, reach, true) };
        let limits = Limits::new(2, u64::MAX, None);
        let found = loss(&pair, &request, &limits).unwrap();
        let sides = super::loss::Sides::new(&pair, super::costs::Ground { p, floor: 0.0 });
        let whole = super::loss::loss_of(&pair, &sides, &request, None, &limits).unwrap();
        let Report { truncation, marginal_error, .. } = found.report;
        assert!((1e-300..1e-12).contains(&truncation), "{truncation} at {dimension}, {p}");
        assert!(marginal_error < 1e-11 && whole.report.truncation == 0.0);
        assert!(
            (found.value - whole.value).abs() < 1e-10,
            "{} at {dimension}, {p}",
            found.value - whole.value
        );
        for side in 0..2 {
            let lists = [
                [&found.at_points[side], &whole.at_points[side]],
                [&found.at_weights[side], &whole.at_weights[side]],
                // Where all mass may be left, a potential says little and is known badly.
                [&found.potentials[side], &whole.potentials[side]],
            ];
            let lists = &lists[..if reach.is_finite() { 2 } else { 3 }];
            for (k, [found, whole]) in lists.iter().enumerate() {
                let worst = found.iter().zip(*whole).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
                assert!(worst < 1e-9, "{worst} in list {k} at {dimension}, {p}");
            }
        }
    }
}

#[test]
fn threads_change_no_bit_where_columns_are_left_out() {
    let clouds = large(2300, 2100, 2);
    let of = |threads| {
        let request = LossRequest { tol: 1e-6, ..request(2.0, 0.02, INFINITE, true) };
        loss(&clouds.pair(), &request, &Limits::new(threads, u64::MAX, None)).unwrap()
    };
    let one = of(1);
    assert!(one.report.truncation > 0.0);
    assert_eq!(one, of(2));
    assert_eq!(one, of(4));
}

#[test]
fn certificates_hold() {
    for (dimension, n, p, blur, reach) in [
        (2, 60, 2.0, 0.05, INFINITE),
        (2, 2300, 2.0, 0.02, INFINITE),
        (3, 2300, 2.0, 0.05, 0.5),
        (1, 90, 1.0, 0.02, INFINITE),
        (4, 70, 1.5, 0.1, INFINITE),
    ] {
        let clouds = large(n, n - 11, dimension);
        let pair = Pair { dimension, ..clouds.pair() };
        for debias in [true, false].into_iter().take(if n > 1000 { 1 } else { 2 }) {
            let exact = LossRequest { tol: 1e-10, ..request(p, blur, reach, debias) };
            let (limits, best) = (Limits::default(), loss_of(&pair, &exact).value);
            let requests = [(FAST, 5000), (1e-10, 14), (1e-3, 5000), (1e-6, 5000)];
            for (tol, most) in requests.into_iter().take(if n > 1000 { 2 } else { 4 }) {
                let Losses { value, report, .. } =
                    loss(&pair, &LossRequest { tol, most, ..exact }, &limits).unwrap();
                let off = (value - best).abs();
                assert!(off <= report.error + 1e-12, "{off} is more than {report:?} at {dimension}, {p}");
                // It follows the error of the marginals, times costs of some tenths to ones.
                assert!(report.error <= 30.0 * report.marginal_error, "{report:?} at {dimension}, {p}");
            }
        }
    }
    let clouds = Clouds::new();
    let pair = Pair { y: &clouds.x, b: &clouds.a, ..clouds.pair() };
    assert_eq!(loss_of(&pair, &request(2.0, 0.1, INFINITE, true)).report.error, 0.0);
    assert!(loss_of(&pair, &request(2.0, 0.1, INFINITE, false)).report.error < 1e-11);
}

#[test]
fn a_search_goes_on_from_potentials_that_are_near() {
    for (n, reach) in [(80, INFINITE), (80, 0.5), (2300, INFINITE)] {
        let clouds = large(n, n - 13, 2);
        let (pair, request) = (clouds.pair(), LossRequest { tol: 1e-9, ..request(2.0, 0.1, reach, true) });
        let before = loss_of(&pair, &request);
        let x: Vec<f64> = clouds.x.iter().map(|x| x + 1e-2 * (20.0 * x).sin()).collect();
        let moved = Pair { x: &x, ..pair };
        let cold = loss_of(&moved, &request);
        let from =
            |[f, g]: [&[f64]; 2]| loss_from(&moved, &request, Some([f, g]), &Limits::default()).unwrap();
        let warm = from([&before.plan[0], &before.plan[1]]);
        assert!((warm.value - cold.value).abs() < 1e-9);
        let iterations = [warm.report.iterations, cold.report.iterations];
        assert!(iterations[0] < iterations[1], "{iterations:?} at {n}");
        // A start that is far away is left.
        let far: Vec<f64> = (0..n).map(|i| (i * i % 17) as f64).collect();
        let found = from([&far, &far[13..]]);
        assert!((found.value - cold.value).abs() < 1e-9 && found.report.marginal_error <= 1e-9);
    }
}
