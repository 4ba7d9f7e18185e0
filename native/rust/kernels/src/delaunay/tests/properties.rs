//! Random and degenerate clouds: checks, independence of the order, and an oracle that tries all simplices.

use super::*;
use crate::delaunay::exact;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Clouds of all kinds: general, on a small lattice, on such a lattice rounded, and mixtures of far magnitudes.
fn cloud(dimension: usize, most: usize) -> impl Strategy<Value = Vec<f64>> {
    let of = move |coordinate: BoxedStrategy<f64>| {
        prop::collection::vec(coordinate, dimension..=most * dimension).prop_map(move |mut coordinates| {
            coordinates.truncate(coordinates.len() / dimension * dimension);
            coordinates
        })
    };
    let small = (-3i8..=3).prop_map(f64::from);
    let tenths = (-5i8..=5).prop_map(|x| f64::from(x) * 0.1);
    let near = (-2i8..=2, -2i8..=2).prop_map(|(x, e)| f64::from(x) + f64::from(e) * f64::EPSILON);
    let far = (-2i8..=2, -60i16..=1).prop_map(|(x, e)| f64::from(x) * 2f64.powi(i32::from(e) * 17));
    prop_oneof![
        of((-1.0..1.0).boxed()),
        of(small.boxed()),
        of(tenths.boxed()),
        of(near.boxed()),
        of(far.boxed())
    ]
}

/// Whether no point is inside or on the sphere of a simplex, other than its vertices; `None` if it is flat.
fn empty_sphere(points: &[f64], dimension: usize, simplex: &[u32]) -> Option<bool> {
    let point = |v: u32| &points[v as usize * dimension..][..dimension];
    let mut corners: Vec<&[f64]> = simplex.iter().map(|&v| point(v)).collect();
    let sign = exact::orientation(&corners);
    if sign == 0.0 {
        return None;
    }
    let others = (0..(points.len() / dimension) as u32).filter(|v| !simplex.contains(v));
    Some(others.into_iter().all(|q| {
        corners.truncate(dimension + 1);
        corners.push(point(q));
        exact::in_sphere(&corners) * sign < 0.0
    }))
}

/// All simplices of `size` vertices among `count`.
fn simplices(count: u32, size: usize) -> Vec<Vec<u32>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let extended = |simplex: Vec<u32>| {
        (simplex.last().map_or(0, |v| v + 1)..count).map(move |v| [&simplex[..], &[v]].concat())
    };
    simplices(count, size - 1).into_iter().flat_map(extended).collect()
}

fn agrees_with_all_simplices(points: &[f64], dimension: usize) {
    let complex = delaunay(points, dimension, &Limits::default()).unwrap();
    if complex.rank < dimension {
        return;
    }
    let cells: BTreeSet<&[u32]> = complex.cells.chunks_exact(dimension + 1).collect();
    let first = |v: &u32| complex.representatives[*v as usize] == *v;
    let distinct: Vec<u32> = (0..complex.representatives.len() as u32).filter(first).collect();
    let kept: Vec<f64> =
        distinct.iter().flat_map(|&v| points[v as usize * dimension..][..dimension].to_vec()).collect();
    for simplex in simplices(distinct.len() as u32, dimension + 1) {
        if empty_sphere(&kept, dimension, &simplex) == Some(true) {
            let named: Vec<u32> = simplex.iter().map(|&v| distinct[v as usize]).collect();
            assert!(cells.contains(&named[..]), "{named:?} has an empty sphere");
        }
    }
}

/// The cells by coordinates.
fn by_coordinates(points: &[f64], dimension: usize) -> BTreeSet<Vec<Vec<u64>>> {
    let complex = delaunay(points, dimension, &Limits::default()).unwrap();
    let point = |v: u32| points[v as usize * dimension..][..dimension].iter().map(|x| (x + 0.0).to_bits());
    let named = |cell: &[u32]| {
        let mut corners: Vec<Vec<u64>> = cell.iter().map(|&v| point(v).collect()).collect();
        corners.sort();
        corners
    };
    complex.cells.chunks_exact(complex.rank + 1).map(named).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 100 } else { 1000 }))]

    #[test]
    fn complexes_in_the_plane_pass_all_checks(points in cloud(2, 40)) {
        checked(&points, 2);
    }

    #[test]
    fn complexes_in_space_pass_all_checks(points in cloud(3, 30)) {
        checked(&points, 3);
    }

    #[test]
    fn complexes_on_a_line_pass_all_checks(points in cloud(1, 40)) {
        checked(&points, 1);
    }

    #[test]
    fn simplices_with_an_empty_sphere_are_cells(flat in cloud(2, 12), solid in cloud(3, 10)) {
        agrees_with_all_simplices(&flat, 2);
        agrees_with_all_simplices(&solid, 3);
    }

    #[test]
    fn cells_do_not_depend_on_the_order_of_points(
        (points, shuffled) in (2usize..=3).prop_flat_map(|dimension| {
            cloud(dimension, 30).prop_flat_map(move |points| {
                let rows: Vec<Vec<f64>> = points.chunks_exact(dimension).map(<[f64]>::to_vec).collect();
                (Just(rows.clone()), Just(rows).prop_shuffle())
            })
        }),
    ) {
        let dimension = points[0].len();
        prop_assert_eq!(by_coordinates(&points.concat(), dimension), by_coordinates(&shuffled.concat(), dimension));
    }
}
