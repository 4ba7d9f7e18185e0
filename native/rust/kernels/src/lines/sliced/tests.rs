//! Sliced costs against single lines and circles, for every number of threads and in short rounds.

use super::super::{self as lines, Columns};
use super::*;
use crate::limits::Watch;
use std::sync::atomic::AtomicI32;

fn noise(count: u32, seed: u32) -> Vec<f64> {
    let bits = (0..count).map(|k| (k + seed).wrapping_mul(2_654_435_761));
    bits.map(|x| f64::from((x ^ (x >> 15)).wrapping_mul(2_246_822_519) >> 8) / f64::from(1u32 << 23) - 1.0)
        .collect()
}

/// Pairs of orthonormal directions in space.
fn planes(count: usize) -> Vec<f64> {
    (0..count)
        .flat_map(|k| {
            let (sin, cos) = (k as f64).sin_cos();
            [cos, sin, 0.0, -sin * 0.6, cos * 0.6, 0.8]
        })
        .collect()
}

#[test]
fn clouds_are_sliced_like_single_lines_and_circles() {
    let (x, y, directions) = (noise(3 * 700, 1), noise(3 * 41, 9000), planes(11));
    let (a, b): (Vec<f64>, Vec<f64>) =
        ((0..700).map(|k| f64::from(k % 5)).collect(), (0..41).map(|k| f64::from(k % 3)).collect());
    let normal = |list: &[f64]| -> Vec<f64> { list.iter().map(|x| x / list.iter().sum::<f64>()).collect() };
    let (a, b) = (normal(&a), normal(&b));
    for (space, p) in [(Space::Line, 1.0), (Space::Line, 2.0), (Space::Circle, 2.0), (Space::Line, 2.5)] {
        let sliced = Sliced {
            dimension: 3,
            x: &x,
            a: Some(&a),
            y: &y,
            b: Some(&b),
            directions: &directions,
            space,
            p,
            at_points: true,
            at_weights: true,
        };
        let found = sliced.costs(&Limits::default()).unwrap();
        let width = sliced.width();
        let count = directions.len() / (3 * width);
        assert_eq!(found.costs.len(), count);
        let mut at_x = vec![0.0; x.len()];
        let mut at_b = vec![0.0; 41];
        for (k, own) in directions.chunks_exact(3 * width).enumerate() {
            let along = |points: &[f64]| -> Vec<Vec<f64>> {
                let product = |point: &[f64], u: &[f64]| point[0] * u[0] + point[1] * u[1] + point[2] * u[2];
                own.chunks_exact(3)
                    .map(|u| points.chunks_exact(3).map(|point| product(point, u)).collect())
                    .collect()
            };
            let (px, py) = (along(&x), along(&y));
            let places = |list: &[Vec<f64>]| match space {
                Space::Line => list[0].clone(),
                Space::Circle => {
                    let mut places = vec![0.0; list[0].len()];
                    place_on_circle(&list.concat(), &mut places);
                    places
                }
            };
            let (u, v) = (places(&px), places(&py));
            let columns = Columns { count: 1, x: &u, a: Some(&a), y: &v, b: Some(&b) };
            let own_column = lines::costs(&columns, space, p, true, &Limits::default()).unwrap().remove(0);
            assert!((own_column.cost - found.costs[k]).abs() < 1e-13);
            let mut spread = px.concat();
            if space == Space::Circle {
                spread_slopes(&own_column.at_x, &mut spread)
            } else {
                spread.copy_from_slice(&own_column.at_x)
            }
            for (slopes, u) in spread.chunks_exact(700).zip(own.chunks_exact(3)) {
                for row in 0..700 {
                    (0..3).for_each(|k| at_x[3 * row + k] += slopes[row] * u[k] / count as f64);
                }
            }
            at_b.iter_mut().zip(&own_column.at_b).for_each(|(sum, g)| *sum += g / count as f64);
        }
        assert!(at_x.iter().zip(&found.at_points[0]).all(|(x, y)| (x - y).abs() < 1e-12));
        assert!(at_b.iter().zip(&found.at_weights[1]).all(|(x, y)| (x - y).abs() < 1e-12));
        assert_eq!([found.at_points[1].len(), found.at_weights[0].len()], [y.len(), 700]);
    }
}

#[test]
fn results_are_the_same_bits_for_every_number_of_threads() {
    let (x, y, directions) = (noise(2 * 3000, 1), noise(2 * 2000, 9000), noise(2 * 30, 77));
    let sliced = Sliced {
        dimension: 2,
        x: &x,
        a: None,
        y: &y,
        b: None,
        directions: &directions,
        space: Space::Line,
        p: 2.0,
        at_points: true,
        at_weights: true,
    };
    let [one, two, four] = [1, 2, 4].map(|threads| {
        let Costs { costs, at_points, at_weights } =
            sliced.costs(&Limits::new(threads, u64::MAX, None)).unwrap();
        (costs, at_points, at_weights)
    });
    assert_eq!(one, two);
    assert_eq!(one, four);
}

#[test]
fn what_is_not_wanted_is_empty() {
    let sliced = Sliced {
        dimension: 1,
        x: &[1.0, 2.0],
        a: None,
        y: &[3.0],
        b: None,
        directions: &[1.0],
        space: Space::Line,
        p: 1.0,
        at_points: false,
        at_weights: false,
    };
    let found = sliced.costs(&Limits::default()).unwrap();
    assert_eq!(found.costs, [1.5]);
    assert!([found.at_points, found.at_weights].concat().iter().all(Vec::is_empty));
}

#[test]
fn limits_are_kept() {
    let (x, directions) = (noise(20_000, 1), noise(100, 2));
    let sliced = Sliced {
        dimension: 2,
        x: &x,
        a: None,
        y: &x,
        b: None,
        directions: &directions,
        space: Space::Line,
        p: 1.0,
        at_points: true,
        at_weights: true,
    };
    let found = sliced.costs(&Limits::new(1, 1 << 20, None));
    assert!(
        matches!(found, Err(Stop::TooLarge(text)) if text.contains("slicing clouds of 20000 points would need about"))
    );
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    assert!(matches!(sliced.costs(&Limits::new(2, u64::MAX, Some(watch))), Err(Stop::Cancelled)));
}
