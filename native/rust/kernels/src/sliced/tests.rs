//! Values by definition, by hand and for every number of threads; slopes by differences.

use super::*;
use crate::limits::Watch;
use proptest::prelude::*;
use std::sync::atomic::AtomicI32;

/// On one thread, with any amount of memory.
fn sliced_wasserstein(a: &[f64], b: &[f64], directions: &[f64], q: f64, corrected: bool) -> Sliced {
    super::sliced_wasserstein(a, b, directions, q, corrected, &Limits::default()).unwrap()
}

const A: [f64; 6] = [0.0, 1.0, 0.5, 2.0, 1.5, 3.0];
const B: [f64; 4] = [0.1, 0.9, 0.6, 1.8];
const DIRECTIONS: [f64; 6] = [3.0, 0.0, 0.0, 3.0, 1.8, 2.4];

fn assert_close(actual: &[f64], expected: &[f64]) {
    assert_eq!(actual.len(), expected.len());
    let close = actual.iter().zip(expected).all(|(x, y)| (x - y).abs() < 1e-13);
    assert!(close, "{actual:?} instead of {expected:?}");
}

#[test]
fn published_values_come_out() {
    let standard = sliced_wasserstein(&A, &B, &DIRECTIONS, 1.0, false);
    assert_close(&[standard.value], &[2.44]);
    assert_close(&standard.gradient_a, &[-0.4, 1.8, 2.3, 3.5, -1.1, 1.1]);
    assert_close(&standard.gradient_b, &[-0.1, -2.3, -1.3, -3.5]);
    let corrected = sliced_wasserstein(&A, &B, &DIRECTIONS, 1.0, true);
    assert_close(&[corrected.value], &[3.52]);
    assert_close(&corrected.gradient_a, &[-0.4, 1.8, -0.4, 1.8, -0.4, 1.8]);
    assert_close(&corrected.gradient_b, &[0.4, -1.8, -1.6, -1.8]);
}

#[test]
fn equal_values_stay_in_the_order_of_the_slots() {
    let a = [0.0, 1.0, 1.0, 2.0, 0.0, 2.0, 1.0, 3.0];
    let b = [0.0, 1.0, 2.0, 3.0, 0.0, 3.0];
    let standard = sliced_wasserstein(&a, &b, &[1.0, 0.0], 1.0, false);
    assert_eq!(standard.gradient_a, [0.0, 0.0, 0.5, 0.5, 0.0, 0.0, -1.5, -0.5]);
    assert_eq!(standard.gradient_b, [0.0, 0.0, 1.5, 0.5, -0.5, -0.5]);
    let corrected = sliced_wasserstein(&a, &b, &[0.0, 1.0], 1.0, true);
    assert_eq!(corrected.gradient_a, [0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0]);
    assert_eq!(corrected.gradient_b, [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
}

#[test]
fn an_empty_diagram_charges_every_point_with_its_projection() {
    let u = [1.0, 0.0, 0.0, 1.0, 0.6, 0.8];
    let standard = sliced_wasserstein(&[1.0, 2.0], &[], &u, 1.0, false);
    assert_close(&[standard.value], &[1.1 / 3.0]);
    assert_close(&standard.gradient_a, &[-1.1 / 3.0, 1.1 / 3.0]);
    let corrected = sliced_wasserstein(&[1.0, 2.0], &[], &u, 1.0, true);
    assert_close(&corrected.gradient_a, &[-0.4 / 3.0, 0.6]);
    assert_eq!(sliced_wasserstein(&[], &[], &u, 1.0, true).value, 0.0);
}

fn diagram() -> impl Strategy<Value = Vec<f64>> {
    let point = (-2.0..2.0, 0.0..1.0).prop_map(|(birth, length)| [birth, birth + length]);
    prop::collection::vec(point, 0..8).prop_map(|points| points.concat())
}

fn directions() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(-1.0..1.0, 2..=8).prop_map(|mut flat| {
        flat.truncate(flat.len() / 2 * 2);
        flat
    })
}

/// The one-dimensional cost as an integral of quantile functions would give it: by repeatedly taking the smallest.
fn naive(a: &[f64], b: &[f64], directions: &[f64], q: f64) -> f64 {
    let completed = |points: &[f64], others: &[f64], u: &[f64]| {
        let on_diagonal = others.chunks(2).flat_map(|y| [(y[0] + y[1]) / 2.0; 2]);
        let all: Vec<f64> = points.iter().copied().chain(on_diagonal).collect();
        let mut line: Vec<f64> = all.chunks(2).map(|x| x[0] * u[0] + x[1] * u[1]).collect();
        line.sort_by(f64::total_cmp);
        line
    };
    let cost = |u: &[f64]| {
        let (s, t) = (completed(a, b, u), completed(b, a, u));
        s.iter().zip(&t).map(|(x, y)| (x - y).abs().powf(q)).sum::<f64>()
    };
    directions.chunks(2).map(cost).sum::<f64>() / (directions.len() / 2) as f64
}

/// Points with births and lengths from a fixed stream, as many as radix sorting takes, some of them on a lattice.
fn many(count: u64, seed: u64, lattice: bool) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let x = (state >> 40) as f64 / (1u64 << 24) as f64;
        if lattice { (x * 9.0).floor() } else { x }
    };
    let point = |_| {
        let birth = next();
        [birth, birth + next()]
    };
    (0..count).flat_map(point).collect()
}

fn turning(count: u32) -> Vec<f64> {
    (0..count).flat_map(|k| [f64::from(k).cos(), f64::from(k).sin()]).collect()
}

#[test]
fn results_are_the_same_bits_for_every_number_of_threads() {
    for lattice in [false, true] {
        let (a, b, u) = (many(700, 1, lattice), many(500, 2, lattice), turning(75));
        for (q, corrected) in [(1.0, false), (1.5, true), (2.0, false)] {
            let on = |threads| {
                let limits = Limits::new(threads, u64::MAX, None);
                super::sliced_wasserstein(&a, &b, &u, q, corrected, &limits).unwrap()
            };
            let one = on(1);
            for more in [2, 3, 8].map(on) {
                assert_eq!(one.value.to_bits(), more.value.to_bits());
                assert_eq!((&one.gradient_a, &one.gradient_b), (&more.gradient_a, &more.gradient_b));
            }
        }
    }
}

#[test]
fn large_diagrams_cost_what_the_definition_says() {
    let mut outlier = many(600, 3, false);
    outlier[1] = 1e9;
    let infinite = vec![0.0, f64::MAX, 1.0, f64::MAX];
    let equal = [1.0, 2.0].repeat(600);
    let diagrams = [many(600, 1, false), many(500, 2, false), many(700, 3, true), outlier, equal];
    let u = turning(20);
    for a in &diagrams {
        for b in &diagrams {
            for q in [1.0, 2.0, 3.0] {
                let (found, expected) = (sliced_wasserstein(a, b, &u, q, false), naive(a, b, &u, q));
                assert!((found.value - expected).abs() <= 1e-12 * expected, "{} {expected}", found.value);
            }
        }
    }
    let overflowing = sliced_wasserstein(&infinite, &diagrams[0], &[3.0, 3.0], 1.0, false);
    assert!(!overflowing.value.is_finite());
}

#[test]
fn it_can_be_stopped_and_refuses_what_is_too_large() {
    let (a, b, u) = (many(600, 1, false), many(500, 2, false), turning(20));
    let run = |limits: &Limits| super::sliced_wasserstein(&a, &b, &u, 1.0, false, limits).err();
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    assert_eq!(run(&Limits::new(2, u64::MAX, Some(watch))), Some(Stop::Cancelled));
    assert!(matches!(run(&Limits::new(2, 1000, None)), Some(Stop::TooLarge(_))));
}

proptest! {
    #[test]
    fn the_value_is_the_mean_of_sorted_differences(
        a in diagram(), b in diagram(), u in directions(), q in prop::sample::select(vec![1.0, 1.5, 2.0, 3.0])
    ) {
        let found = sliced_wasserstein(&a, &b, &u, q, false).value;
        prop_assert!((found - naive(&a, &b, &u, q)).abs() < 1e-12);
    }

    #[test]
    fn exchanging_the_diagrams_exchanges_the_gradients(
        a in diagram(), b in diagram(), u in directions(), corrected: bool
    ) {
        let (there, back) = (
            sliced_wasserstein(&a, &b, &u, 2.0, corrected),
            sliced_wasserstein(&b, &a, &u, 2.0, corrected),
        );
        prop_assert!((there.value - back.value).abs() < 1e-12);
        let close = |x: &[f64], y: &[f64]| x.iter().zip(y).all(|(x, y)| (x - y).abs() < 1e-12);
        prop_assert!(close(&there.gradient_a, &back.gradient_b));
        prop_assert!(close(&there.gradient_b, &back.gradient_a));
    }

    #[test]
    fn equal_diagrams_cost_nothing(a in diagram(), u in directions(), q in 1.0..3.0) {
        let found = sliced_wasserstein(&a, &a, &u, q, false);
        prop_assert_eq!(found.value, 0.0);
        prop_assert!(found.gradient_a.iter().all(|&part| part == 0.0));
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_value(a in diagram(), b in diagram(), u in directions()) {
        prop_assume!(!a.is_empty());
        let step = 1e-6;
        let gradient = sliced_wasserstein(&a, &b, &u, 2.0, false).gradient_a;
        for (k, expected) in gradient.iter().enumerate() {
            let moved = |by: f64| {
                let mut a = a.clone();
                a[k] += by;
                naive(&a, &b, &u, 2.0)
            };
            prop_assert!(((moved(step) - moved(-step)) / (2.0 * step) - expected).abs() < 1e-4);
        }
    }
}
