//! Gaussian sums, means and interpolation against their definitions, on lattices and duplicates too.

use super::*;
use crate::distances::squared;
use crate::limits::Watch;
use proptest::prelude::*;
use std::sync::atomic::AtomicI32;

/// Points, sources with weights, and the number of coordinates and of weights.
#[derive(Clone, Debug)]
struct Case {
    x: Vec<f64>,
    z: Vec<f64>,
    weights: Vec<f64>,
    dimension: usize,
    width: usize,
}

impl Case {
    fn sources(&self) -> Sources {
        Sources::new(&self.z, &self.weights, self.dimension, self.width)
    }

    fn room(&self) -> Vec<f64> {
        vec![f64::NAN; self.x.len() / self.dimension * self.width]
    }

    fn sum(&self, sigma: f64) -> Vec<f64> {
        let mut out = self.room();
        sum(&self.x, &self.sources(), sigma, &mut out, &Limits::default()).unwrap();
        out
    }

    fn mean(&self, sigma: f64) -> Vec<f64> {
        let mut out = self.room();
        mean(&self.x, &self.sources(), sigma, &mut out, &Limits::default()).unwrap();
        out
    }

    fn interpolation(&self, sigma: f64, limits: &Limits) -> Result<Vec<f64>, Stop> {
        let mut out = self.room();
        interpolate(&self.x, &self.z, &self.weights, self.dimension, self.width, sigma, &mut out, limits)?;
        Ok(out)
    }

    /// The definition; for each point the exponents are shifted by `shift` of them.
    fn by_definition(&self, sigma: f64, shift: fn(&[f64]) -> f64, normalised: bool) -> Vec<f64> {
        let of_point = |x: &[f64]| {
            let exponents: Vec<f64> =
                self.z.chunks(self.dimension).map(|z| -squared(x, z) / (2.0 * sigma * sigma)).collect();
            let shift = shift(&exponents);
            let gaussians: Vec<f64> = exponents.iter().map(|e| (e - shift).exp()).collect();
            let divisor = if normalised { gaussians.iter().sum() } else { 1.0 };
            let weights = |c| self.weights.iter().skip(c).step_by(self.width);
            let sum = |c| gaussians.iter().zip(weights(c)).map(|(k, w)| k * w).sum::<f64>();
            (0..self.width).map(|c| sum(c) / divisor).collect::<Vec<_>>()
        };
        self.x.chunks(self.dimension).flat_map(of_point).collect()
    }
}

/// Clouds of lattice points, so that many coincide, or of any others.
fn case(most: usize) -> impl Strategy<Value = Case> {
    (1usize..5, 1usize..4, 0usize..40, 1..most, any::<bool>()).prop_flat_map(
        |(dimension, width, n, m, lattice)| {
            let coordinate =
                if lattice { (-3i8..=3).prop_map(f64::from).boxed() } else { (-3.0..3.0f64).boxed() };
            let list = |length| prop::collection::vec(coordinate.clone(), length);
            let weights = prop::collection::vec(-2.0..2.0f64, m * width);
            (list(n * dimension), list(m * dimension), weights).prop_map(move |(x, z, weights)| Case {
                x,
                z,
                weights,
                dimension,
                width,
            })
        },
    )
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
    }
}

/// Far more than one part of work.
fn large() -> Case {
    let wave = |n: usize, step: f64| (0..n).map(|i| (i as f64 * step).sin()).collect::<Vec<_>>();
    Case { x: wave(6000, 0.7), z: wave(900, 1.1), weights: wave(600, 1.3), dimension: 3, width: 2 }
}

proptest! {
    #[test]
    fn sums_agree_with_the_definition(case in case(30), sigma in prop::sample::select(vec![1e-3, 0.3, 1.0, 50.0])) {
        assert_close(&case.sum(sigma), &case.by_definition(sigma, |_| 0.0, false), 1e-13);
    }

    #[test]
    fn means_agree_with_the_definition(case in case(30), sigma in prop::sample::select(vec![1e-3, 0.3, 1.0, 50.0])) {
        let largest = |exponents: &[f64]| exponents.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Of exponents near 10⁷ rounding leaves eight digits.
        let tolerance = if sigma < 0.1 { 1e-7 } else { 1e-13 };
        assert_close(&case.mean(sigma), &case.by_definition(sigma, largest, true), tolerance);
    }

    #[test]
    fn means_lie_between_the_least_and_the_largest_weight(case in case(30), sigma in 1e-4..10.0f64) {
        for (i, &mean) in case.mean(sigma).iter().enumerate() {
            let weights = || case.weights.iter().skip(i % case.width).step_by(case.width).copied();
            let (low, high) = (weights().fold(f64::INFINITY, f64::min), weights().fold(f64::NEG_INFINITY, f64::max));
            prop_assert!(low - 1e-14 <= mean && mean <= high + 1e-14);
        }
    }

    #[test]
    fn fields_of_gaussians_are_found_again(case in case(12), sigma in 0.2..2.0f64) {
        // Coinciding anchors agree then, so that all values can be met.
        let at_anchors = Case { x: case.z.clone(), ..case.clone() };
        let values = at_anchors.sum(sigma);
        let again = Case { weights: values.clone(), ..at_anchors };
        assert_close(&again.interpolation(sigma, &Limits::default()).unwrap(), &values, 1e-6);
    }
}

#[test]
fn anchors_apart_are_met() {
    let z: Vec<f64> = (0..12).flat_map(|i| [f64::from(i % 4), f64::from(i / 4)]).collect();
    let weights: Vec<f64> = (0..24).map(|i| f64::from(i).cos()).collect();
    let case = Case { x: z.clone(), z, weights, dimension: 2, width: 2 };
    for sigma in [1e-3, 0.1, 0.5, 0.7] {
        assert_close(&case.interpolation(sigma, &Limits::default()).unwrap(), &case.weights, 1e-12);
    }
}

#[test]
fn two_anchors_are_solved_by_hand() {
    // K = (1, k; k, 1) with k = exp(−½), so α = (1, −k)/(1 − k²) for the values 1 and 0.
    let case =
        Case { x: vec![0.0, 1.0, 2.0], z: vec![0.0, 1.0], weights: vec![1.0, 0.0], dimension: 1, width: 1 };
    let k = (-0.5f64).exp();
    let beyond = ((-2.0f64).exp() - k * k) / (1.0 - k * k);
    assert_close(&case.interpolation(1.0, &Limits::default()).unwrap(), &[1.0, 0.0, beyond], 1e-14);
}

#[test]
fn anchors_at_one_place_share_their_mean() {
    let case = Case {
        x: vec![0.0, 3.0, 0.5],
        z: vec![0.0, 0.0, 3.0, 0.0],
        weights: vec![1.0, 2.0, 5.0, 6.0],
        dimension: 1,
        width: 1,
    };
    let once = Case { z: vec![0.0, 3.0], weights: vec![3.0, 5.0], ..case.clone() };
    let expected = once.interpolation(1.0, &Limits::default()).unwrap();
    assert_close(&expected[..2], &[3.0, 5.0], 1e-14);
    assert_close(&case.interpolation(1.0, &Limits::default()).unwrap(), &expected, 1e-7);
}

#[test]
fn the_steepness_between_anchors_that_nearly_coincide_is_bounded() {
    let field = |gap: f64| {
        let (x, weights) = (vec![-1.0, 0.0, gap, 1.0], vec![1.0, -1.0]);
        let case = Case { x, z: vec![0.0, gap], weights, dimension: 1, width: 1 };
        case.interpolation(1.0, &Limits::default()).unwrap()
    };
    for exponent in 0..20 {
        let field = field(0.1f64.powi(exponent));
        assert!(field.iter().all(|v| v.abs() < 1e4), "{field:?} at 1e-{exponent}");
    }
    assert_close(&field(0.01)[1..3], &[1.0, -1.0], 1e-12);
    assert_close(&field(1e-14), &[0.0; 4], 1e-5);
}

#[test]
fn a_mean_far_away_is_the_value_of_the_nearest() {
    let case =
        Case { x: vec![1e6, -1e6], z: vec![0.0, 1.0], weights: vec![2.0, 3.0], dimension: 1, width: 1 };
    assert_eq!(case.mean(1e-3), [3.0, 2.0]);
    assert_eq!(case.sum(1e-3), [0.0, 0.0]);
}

#[test]
fn coordinates_of_any_size_are_understood() {
    let far =
        Case { x: vec![1e150], z: vec![-1e150, 1e150], weights: vec![2.0, 3.0], dimension: 1, width: 1 };
    assert_eq!(far.mean(1e-150), [3.0]);
    assert_eq!(far.mean(1e150), [(2.0 * (-2.0f64).exp() + 3.0) / (1.0 + (-2.0f64).exp())]);
    let close = Case { x: vec![0.0, 1e-150], z: vec![0.0], ..far };
    assert_close(&close.sum(1e-150), &[2.0, 2.0 * (-0.5f64).exp()], 1e-15);
}

#[test]
fn threads_and_registers_change_no_bit() {
    let case = large();
    let (expected_sum, expected_mean) = (case.sum(0.3), case.mean(0.3));
    let expected = case.interpolation(0.3, &Limits::default()).unwrap();
    for threads in [2, 4, 8] {
        let limits = Limits::new(threads, u64::MAX, None);
        let (mut sums, mut means) = (case.room(), case.room());
        sum(&case.x, &case.sources(), 0.3, &mut sums, &limits).unwrap();
        mean(&case.x, &case.sources(), 0.3, &mut means, &limits).unwrap();
        assert_eq!((&sums, &means), (&expected_sum, &expected_mean));
        assert_eq!(case.interpolation(0.3, &limits).unwrap(), expected);
    }
    for level in [Level::new(), Level::baseline()] {
        let mut out = case.room();
        in_parts(level, &case.x, &case.sources(), 0.3, Form::Mean, &mut out, &Limits::default()).unwrap();
        assert_eq!(out, expected_mean);
    }
}

#[test]
fn what_is_too_large_or_cancelled_ends() {
    let case = large();
    let text = case.interpolation(0.3, &Limits::new(1, 1000, None)).unwrap_err().to_string();
    assert!(text.contains("the kernel matrix of 300 anchors would need about"), "{text}");
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let limits = Limits::new(2, u64::MAX, Some(Watch { cancelled: &cancelled, progress: &progress }));
    assert_eq!(case.interpolation(0.3, &limits), Err(Stop::Cancelled));
    assert_eq!(mean(&case.x, &case.sources(), 0.3, &mut case.room(), &limits), Err(Stop::Cancelled));
}
