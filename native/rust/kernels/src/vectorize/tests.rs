//! Images, landscapes and sums of tents against their definitions, on lattices and duplicates too.

use super::*;
use crate::limits::{Limits, Stop, Watch};
use proptest::prelude::*;
use std::f64::consts::PI;
use std::sync::atomic::AtomicI32;

/// A diagram with weights, on a lattice or in general position.
fn diagrams() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let lattice = prop::collection::vec((0..4i32, 0..4i32, -2..3i32), 0..12)
        .prop_map(|rows| rows.into_iter().map(|(b, l, w)| [b, b + l, w].map(f64::from)).collect::<Vec<_>>());
    let generic = prop::collection::vec((0.0..3.0, 0.0..3.0, -1.0..1.0), 0..12)
        .prop_map(|rows| rows.into_iter().map(|(b, l, w)| [b, b + l, w]).collect::<Vec<_>>());
    prop_oneof![lattice, generic].prop_map(|rows: Vec<[f64; 3]>| {
        let points = rows.iter().flat_map(|row| [row[0], row[1]]).collect();
        (points, rows.iter().map(|row| row[2]).collect())
    })
}

/// Many points, so that several parts of the work are made of them.
fn large(count: usize) -> (Vec<f64>, Vec<f64>) {
    let number = |k: usize, c: f64| (k as f64 * c).fract();
    let points =
        (0..count).flat_map(|k| [number(k, 0.618), number(k, 0.618) + 0.3 * number(k, 0.414)]).collect();
    (points, (0..count).map(|k| number(k, 0.732) - 0.2).collect())
}

fn line(from: f64, to: f64, count: usize) -> Vec<f64> {
    (0..count).map(|k| from + (to - from) * k as f64 / count as f64).collect()
}

fn draw(image: &Image, threads: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; image.rows.len() * image.columns.len()];
    image.draw(&mut out, &Limits::new(threads, u64::MAX, None)).unwrap();
    out
}

fn pull_back(image: &Image, gradient: &[f64], threads: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut a, mut b) = (vec![f64::NAN; image.points.len()], vec![f64::NAN; image.weights.len()]);
    image.pull_back(gradient, &mut a, &mut b, &Limits::new(threads, u64::MAX, None)).unwrap();
    (a, b)
}

fn tops(points: &[f64], grid: &[f64], levels: usize, threads: usize) -> (Vec<f64>, Vec<u32>) {
    let (mut heights, mut rows) = (vec![f64::NAN; levels * grid.len()], vec![7; levels * grid.len()]);
    let limits = Limits::new(threads, u64::MAX, None);
    landscape(points, grid, levels, &mut heights, &mut rows, &limits).unwrap();
    (heights, rows)
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= tolerance * (1.0 + b.abs()), "{found:?} and {expected:?}");
    }
}

proptest! {
    #[test]
    fn an_image_is_a_sum_of_gaussians((points, weights) in diagrams(), bandwidth in 0.1..2.0, width in 1..20usize, height in 1..20usize) {
        let (columns, rows) = (line(-0.5, 4.0, width), line(0.0, 3.0, height));
        let image = Image { points: &points, weights: &weights, columns: &columns, rows: &rows, bandwidth };
        let gradient: Vec<f64> = (0..width * height).map(|k| (k as f64 * 0.7).sin()).collect();
        let (mut expected, mut at_points, mut at_weights) = (vec![], vec![0.0; points.len()], vec![0.0; weights.len()]);
        for &y in &rows {
            for &x in &columns {
                let g = gradient[expected.len()];
                let term = |i: usize| {
                    let (b, p) = (points[2 * i], points[2 * i + 1] - points[2 * i]);
                    let square = bandwidth * bandwidth;
                    let value = (-((b - x).powi(2) + (p - y).powi(2)) / (2.0 * square)).exp() / (2.0 * PI * square);
                    [value, value * (x - b) / square, value * (y - p) / square]
                };
                for i in 0..weights.len() {
                    let [value, along, up] = term(i);
                    at_weights[i] += g * value;
                    at_points[2 * i] += g * weights[i] * (along - up);
                    at_points[2 * i + 1] += g * weights[i] * up;
                }
                expected.push((0..weights.len()).map(|i| weights[i] * term(i)[0]).sum::<f64>());
            }
        }
        assert_close(&draw(&image, 1), &expected, 1e-12);
        let (a, b) = pull_back(&image, &gradient, 1);
        assert_close(&a, &at_points, 1e-11);
        assert_close(&b, &at_weights, 1e-12);
    }

    #[test]
    fn a_landscape_is_the_sorted_tents((points, _) in diagrams(), levels in 1..6usize) {
        let grid = line(-1.0, 7.0, 32);
        let (heights, rows) = tops(&points, &grid, levels, 1);
        for (at, &x) in grid.iter().enumerate() {
            let tents = points.chunks(2).zip(0..).map(|(p, row)| (tent(p[0], p[1], x), row)).filter(|t| t.0 > 0.0);
            let mut tents: Vec<(f64, u32)> = tents.collect();
            tents.sort_by(|a, b| b.0.total_cmp(&a.0));
            tents.resize(tents.len().max(levels), (0.0, NOBODY));
            for level in 0..levels {
                prop_assert_eq!((heights[level * 32 + at], rows[level * 32 + at]), tents[level]);
            }
        }
    }

    #[test]
    fn sums_of_tents_are_what_they_say((points, weights) in diagrams()) {
        let grid = line(-1.0, 7.0, 64);
        let gradient: Vec<f64> = (0..64).map(|k| f64::from(k % 5) - 1.5).collect();
        let (mut expected, mut at_points, mut at_weights) = (vec![0.0; 64], vec![0.0; points.len()], vec![0.0; weights.len()]);
        for i in 0..weights.len() {
            let (b, d) = (points[2 * i], points[2 * i + 1]);
            for (at, &x) in grid.iter().enumerate() {
                expected[at] += weights[i] * tent(b, d, x);
                at_weights[i] += gradient[at] * tent(b, d, x);
                if tent(b, d, x) > 0.0 {
                    let middle = x - b == d - x;
                    at_points[2 * i] -= weights[i] * gradient[at] * if middle { 0.5 } else { f64::from(x - b < d - x) };
                    at_points[2 * i + 1] += weights[i] * gradient[at] * if middle { 0.5 } else { f64::from(d - x < x - b) };
                }
            }
        }
        let (mut out, mut a, mut b) = (vec![f64::NAN; 64], vec![f64::NAN; points.len()], vec![f64::NAN; weights.len()]);
        tents(&points, &weights, &grid, &mut out, &Limits::default()).unwrap();
        tent_gradients(&points, &weights, &grid, &gradient, &mut a, &mut b, &Limits::default()).unwrap();
        assert_close(&out, &expected, 1e-14);
        assert_close(&a, &at_points, 1e-14);
        assert_close(&b, &at_weights, 1e-14);
    }
}

#[test]
fn many_candidates_are_thinned_out_to_the_highest() {
    let (points, _) = large(3000);
    for levels in [1, 5, 64, 200] {
        let (heights, rows) = tops(&points, &[0.5], levels, 1);
        let mut tents: Vec<(f64, u32)> =
            points.chunks(2).zip(0..).map(|(p, row)| (tent(p[0], p[1], 0.5), row)).collect();
        tents.sort_by(|a, b| b.0.total_cmp(&a.0));
        assert_eq!(heights.into_iter().zip(rows).collect::<Vec<_>>(), tents[..levels]);
    }
}

#[test]
fn equal_tents_stay_in_the_order_of_their_rows() {
    let points = [0.0, 4.0].repeat(300);
    let (heights, rows) = tops(&points, &[2.0, 1.0], 3, 1);
    assert_eq!(heights, [2.0, 1.0].repeat(3));
    assert_eq!(rows, [0, 0, 1, 1, 2, 2]);
}

#[test]
fn threads_change_no_bit() {
    let (points, weights) = large(5000);
    let (columns, rows) = (line(0.0, 1.0, 150), line(0.0, 0.3, 130));
    let image = Image { points: &points, weights: &weights, columns: &columns, rows: &rows, bandwidth: 0.05 };
    let gradient: Vec<f64> = (0..rows.len() * columns.len()).map(|k| (k as f64).cos()).collect();
    let (mut sum, mut expected) = (vec![0.0; 150], None);
    for threads in [1, 2, 5] {
        let limits = Limits::new(threads, u64::MAX, None);
        tents(&points, &weights, &columns, &mut sum, &limits).unwrap();
        let (mut a, mut b) = (vec![0.0; points.len()], vec![0.0; weights.len()]);
        tent_gradients(&points, &weights, &columns, &gradient[..150], &mut a, &mut b, &limits).unwrap();
        let found = (
            draw(&image, threads),
            pull_back(&image, &gradient, threads),
            tops(&points, &columns, 9, threads),
            (sum.clone(), a, b),
        );
        assert_eq!(expected.get_or_insert(found.clone()), &found);
    }
}

#[test]
fn nothing_is_0() {
    let none = Image { points: &[], weights: &[], columns: &[0.0, 1.0], rows: &[1.0], bandwidth: 1.0 };
    assert_eq!(draw(&none, 2), [0.0; 2]);
    assert_eq!(pull_back(&none, &[1.0; 2], 2), (vec![], vec![]));
    assert_eq!(tops(&[], &[0.0], 2, 2), (vec![0.0; 2], vec![NOBODY; 2]));
    let mut out = [f64::NAN];
    tents(&[], &[], &[0.5], &mut out, &Limits::default()).unwrap();
    assert_eq!(out, [0.0]);
}

#[test]
fn coordinates_of_any_size_are_understood() {
    let (points, weights) = ([-1e308, 1e308, 0.0, 0.0], [1.0, 1.0]);
    let far = Image { points: &points, weights: &weights, columns: &[0.0], rows: &[0.0], bandwidth: 1e-150 };
    assert!(draw(&far, 1)[0].is_finite());
    assert!(pull_back(&far, &[1.0], 1).0.iter().all(|g| g.is_finite()));
    let mut out = [f64::NAN; 2];
    tents(&[0.0, 1.0], &[1.0], &[f64::NEG_INFINITY, f64::INFINITY], &mut out, &Limits::default()).unwrap();
    assert_eq!(out, [0.0; 2]);
}

#[test]
fn what_is_too_large_or_cancelled_ends() {
    let (points, weights) = large(5000);
    let columns = line(0.0, 1.0, 100);
    let image =
        Image { points: &points, weights: &weights, columns: &columns, rows: &columns, bandwidth: 0.1 };
    let (mut pixels, mut rows) = (vec![0.0; 10_000], vec![0; 500]);
    let small = Limits::new(1, 1000, None);
    let text = image.draw(&mut pixels, &small).unwrap_err().to_string();
    assert!(
        text.contains("100 × 100 pixels and the Gaussians of 5000 points would need about 7.8 MiB"),
        "{text}"
    );
    let text = image.pull_back(&pixels, &mut [], &mut [], &small).unwrap_err().to_string();
    assert!(text.contains("a gradient of 10000 pixels would need about 81.2 KiB"), "{text}");
    let text = landscape(&points, &columns, 5, &mut pixels, &mut rows, &small).unwrap_err().to_string();
    assert!(text.contains("5 levels at 100 places would need about 13.7 KiB"), "{text}");
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let limits = Limits::new(2, u64::MAX, Some(Watch { cancelled: &cancelled, progress: &progress }));
    let (mut a, mut b) = (vec![0.0; points.len()], vec![0.0; weights.len()]);
    assert_eq!(image.draw(&mut pixels, &limits), Err(Stop::Cancelled));
    assert_eq!(image.pull_back(&pixels, &mut a, &mut b, &limits), Err(Stop::Cancelled));
    assert_eq!(landscape(&points, &columns, 5, &mut pixels, &mut rows, &limits), Err(Stop::Cancelled));
    assert_eq!(tents(&points, &weights, &columns, &mut pixels[..100], &limits), Err(Stop::Cancelled));
    let stopped = tent_gradients(&points, &weights, &columns, &columns, &mut a, &mut b, &limits);
    assert_eq!(stopped, Err(Stop::Cancelled));
}
