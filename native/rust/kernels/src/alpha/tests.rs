//! The three rules by hand, and what every cloud must give.

use super::circumsphere::circumradius_backward;
use super::simplices::NO_VERTEX;
use super::*;
use crate::complex::simplex_boundary;
use crate::limits::{Limits, Watch};
use proptest::prelude::*;
use std::sync::atomic::AtomicI32;

/// Vertices, value and owner's vertices of all cells.
fn listed(points: &[f64], dimension: usize, value: Value) -> Vec<(Vec<u32>, f64, Vec<u32>)> {
    let cells = cells(points, dimension, value, &Limits::default()).unwrap();
    let vertices = vertices(&cells);
    let owners = cells.owners.iter().map(|&owner| vertices[owner as usize].clone());
    vertices.iter().cloned().zip(cells.values).zip(owners).map(|((v, x), o)| (v, x, o)).collect()
}

/// The vertices of all cells.
fn vertices(cells: &Cells) -> Vec<Vec<u32>> {
    let simplices = cells.simplices();
    let row = |place| simplices.vertices(place).into_iter().filter(|&v| v != NO_VERTEX).collect();
    (0..cells.values.len() as u32).map(row).collect()
}

#[test]
fn more_vertices_than_32_bits_count_are_refused() {
    let text = offsets(&[1 << 28, 0, 0, (1 << 30) - (1 << 26)]).unwrap_err();
    assert_eq!(
        text,
        "cells with at most 4294967295 vertices in all were expected, but there are 4294967296; take fewer points"
    );
    assert_eq!(offsets(&[3, 3, 1]), Ok(vec![0, 3, 6, 7]));
}

#[test]
fn an_obtuse_triangle_shows_the_three_rules() {
    let points = [0.0, 0.0, 4.0, 0.0, 1.0, 1.0];
    let of = |value| listed(&points, 2, value)[5..].to_vec();
    let (long, all) = (vec![0, 1], vec![0, 1, 2]);
    // The sides have squared lengths 2, 10 and 16, the area is 2: R² = 2 · 10 · 16 / (4 · 2)² = 5.
    assert_eq!(of(Value::Alpha), [(long.clone(), 5.0, all.clone()), (all.clone(), 5.0, all.clone())]);
    assert_eq!(
        of(Value::CechDelaunay),
        [(long.clone(), 4.0, long.clone()), (all.clone(), 4.0, long.clone())]
    );
    assert_eq!(of(Value::WeakAlpha), [(long.clone(), 16.0, long.clone()), (all, 16.0, long)]);
}

#[test]
fn cells_that_touch_the_sphere_of_a_face_have_its_value() {
    let square = [0.0, 0.0, 0.1, 0.0, 0.0, 0.3, 0.1, 0.3];
    for value in [Value::Alpha, Value::CechDelaunay] {
        let cells = listed(&square, 2, value);
        let (_, diagonal, owner) = &cells[8];
        assert_eq!(owner.len(), 2);
        for (vertices, value, owned_by) in &cells[9..] {
            assert_eq!((vertices.len(), value, owned_by), (3, diagonal, owner));
        }
    }
}

#[test]
fn equal_spheres_have_equal_radii_however_large_the_numbers() {
    // A lattice along orthogonal vectors of length 3m: squared radii are 9m² times 1/4, 2/4 or 3/4, and, of equilateral
    // triangles, which are no Gabriel simplices, 2/3.
    let m = 94_906_267u64;
    let axes = [[1.0, 2.0, 2.0], [2.0, 1.0, -2.0], [2.0, -2.0, 1.0]].map(|axis| axis.map(|x| x * m as f64));
    let lattice: Vec<f64> = (0..27)
        .map(|k| [k % 3, k / 3 % 3, k / 9].map(f64::from))
        .flat_map(|steps| [0, 1, 2].map(|c| (0..3).map(|axis| steps[axis] * axes[axis][c]).sum::<f64>()))
        .collect();
    let squares = [0, 9, 18, 24, 27].map(|k| (k * u128::from(m) * u128::from(m)) as f64 / 4.0);
    for (value, factor) in [(Value::Alpha, 1.0), (Value::CechDelaunay, 1.0), (Value::WeakAlpha, 4.0)] {
        for (vertices, value, _) in listed(&lattice, 3, value) {
            assert!(squares.contains(&(value / factor)), "{vertices:?}: {value}");
        }
    }
}

#[test]
fn equal_points_hang_at_the_first() {
    let cells = listed(&[2.0, 0.0, 2.0, -0.0, 2.0], 1, Value::Alpha);
    let edges: Vec<_> = cells[5..].iter().map(|(vertices, value, _)| (vertices.clone(), *value)).collect();
    assert_eq!(edges, [(vec![0, 2], 0.0), (vec![0, 4], 0.0), (vec![1, 3], 0.0), (vec![0, 1], 1.0)]);
    assert_eq!(listed(&[7.0, 7.0, 7.0], 3, Value::Alpha), [(vec![0], 0.0, vec![0])]);
}

#[test]
fn ties_are_decided_by_vertices() {
    let lattice: Vec<f64> = (0..27).flat_map(|k| [k % 3, k / 3 % 3, k / 9].map(f64::from)).collect();
    for value in [Value::Alpha, Value::CechDelaunay, Value::WeakAlpha] {
        for pair in listed(&lattice, 3, value).windows(2) {
            let key =
                |(vertices, value, _): &(Vec<u32>, f64, Vec<u32>)| (vertices.len(), *value, vertices.clone());
            assert!(key(&pair[0]) < key(&pair[1]));
        }
    }
}

/// The cells with one thread, after a look at those with more, and at the facets.
fn on_all_threads(points: &[f64], dimension: usize, value: Value) -> Cells {
    let of = |threads| cells(points, dimension, value, &Limits::new(threads, u64::MAX, None)).unwrap();
    let single = of(1);
    for threads in [2, 4, 8] {
        assert_eq!(of(threads), single);
    }
    let vertices = vertices(&single);
    let of_dimension = |ends: &[usize]| vertices[ends[0]..ends[1]].concat();
    let listed: Vec<Vec<u32>> = single.offsets.windows(2).map(of_dimension).collect();
    let listed: Vec<&[u32]> = listed.iter().map(Vec::as_slice).collect();
    assert_eq!(single.facets, simplex_boundary(&listed).unwrap().facets);
    single
}

#[test]
fn large_clouds_give_the_same_on_all_threads() {
    let random: Vec<f64> = (1u64..6001).map(|k| (k.pow(3) % 65_537) as f64 / 65_537.0).collect();
    let lattice: Vec<f64> = (0..1000).flat_map(|k| [k % 10, k / 10 % 10, k / 100].map(f64::from)).collect();
    for points in [random, lattice.clone(), lattice.iter().map(|x| 0.1 * x).collect()] {
        for value in [Value::Alpha, Value::CechDelaunay, Value::WeakAlpha] {
            on_all_threads(&points, 3, value);
        }
        let row = |k: usize| [0, 1, 2, 3].map(|i| 4 * k + i).map(|k| ((k * k + 7 * k) % 997) as u32);
        let of = |threads| {
            let mut gradient = vec![0.0; points.len()];
            circumradius_backward(&points, 3, row, &[0.7; 22_500], threads, &mut gradient);
            gradient
        };
        assert!([2, 4, 8].iter().all(|&threads| of(threads) == of(1)));
    }
}

#[test]
fn cells_that_would_not_fit_are_refused_and_cancelled_ones_stop() {
    let points: Vec<f64> = (0..3000).map(|k| f64::from(k * k % 1009)).collect();
    let refused = cells(&points, 3, Value::Alpha, &Limits::new(1, 1 << 20, None)).unwrap_err();
    let text = "at most 1.0 MiB of memory (maxMemory) were expected, but the Delaunay cells of 1000 points would need \
                about 1.5 MiB; take fewer points";
    assert_eq!(refused.to_string(), text);
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    let stopped = cells(&points, 3, Value::Alpha, &Limits::new(1, u64::MAX, Some(watch)));
    assert_eq!(stopped, Err(Stop::Cancelled));
}

/// Clouds with and without ties: of reals, small integers, tenths, and numbers that differ in their last digits.
fn clouds(dimension: usize) -> impl Strategy<Value = Vec<f64>> {
    let cloud = move |x: BoxedStrategy<f64>| prop::collection::vec(x, dimension..12 * dimension);
    prop_oneof![
        cloud((-1.0..1.0f64).boxed()),
        cloud((-2i32..3).prop_map(f64::from).boxed()),
        cloud((-2i32..3).prop_map(|x| 0.1 * f64::from(x)).boxed()),
        cloud((-2i32..3).prop_map(|x| 1.0 + 1e-14 * f64::from(x)).boxed()),
    ]
    .prop_map(move |mut points| {
        points.truncate(points.len() / dimension * dimension);
        points
    })
}

proptest! {
    #[test]
    fn cells_are_a_contractible_complex_with_monotone_values(
        (dimension, points) in (1usize..4).prop_flat_map(|d| (Just(d), clouds(d))),
        value in prop::sample::select(vec![Value::Alpha, Value::CechDelaunay, Value::WeakAlpha]),
    ) {
        on_all_threads(&points, dimension, value);
        let cells = listed(&points, dimension, value);
        let values: std::collections::HashMap<_, _> = cells.iter().map(|(v, x, _)| (v.clone(), *x)).collect();
        prop_assert_eq!(values.len(), cells.len());
        let mut characteristic = 0;
        for (vertices, value, owner) in &cells {
            characteristic += if vertices.len() % 2 == 1 { 1 } else { -1 };
            prop_assert!(value.is_finite() && *value >= 0.0);
            prop_assert!(vertices.is_sorted() && !owner.is_empty());
            for skipped in 0..if vertices.len() > 1 { vertices.len() } else { 0 } {
                let mut facet = vertices.clone();
                facet.remove(skipped);
                prop_assert!(values[&facet] <= *value);
            }
        }
        prop_assert_eq!(characteristic, 1);
    }

    #[test]
    fn gradients_are_finite(
        (dimension, points) in (1usize..4).prop_flat_map(|d| (Just(d), clouds(d))),
    ) {
        let cells = cells(&points, dimension, Value::Alpha, &Limits::default()).unwrap();
        let (simplices, weights) = (cells.simplices(), vec![1.0; cells.values.len()]);
        let vertices = |place| simplices.vertices(place as u32);
        let mut gradient = vec![0.0; points.len()];
        circumradius_backward(&points, dimension, vertices, &weights, 1, &mut gradient);
        prop_assert!(gradient.iter().all(|x| x.is_finite()));
    }
}
