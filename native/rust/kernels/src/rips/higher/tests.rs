//! A workspace that has served before against a new one.

use super::super::edges::sorted;
use super::super::tests::{lattice, matrix};
use super::super::{order, pairs};
use super::*;
use crate::limits::Watch;
use proptest::prelude::*;
use std::sync::atomic::AtomicI32;

fn limits(threads: usize) -> Limits<'static> {
    Limits::new(threads, u64::MAX, None)
}

fn points(coordinates: &[f64]) -> Input<'_> {
    Input::Points { coordinates, count: coordinates.len() / 3 }
}

/// The pairs that a workspace gives, and whether it knew them.
fn run(
    workspace: &mut Workspace<u64>,
    input: Input,
    length: Option<f64>,
    highest: usize,
) -> (Vec<Pairs>, bool) {
    let edges = sorted(input, length, &limits(1)).unwrap();
    assert!(order::bits(input.count(), edges.len(), highest + 1) <= 64);
    let is_known = workspace.knows(input, edges, highest, &limits(1)).unwrap();
    if !is_known {
        workspace.find(input, length, highest, &limits(1)).unwrap();
    }
    (workspace.pairs(input, highest), is_known)
}

fn fresh(input: Input, length: Option<f64>, highest: usize) -> Vec<Pairs> {
    run(&mut Workspace::default(), input, length, highest).0
}

/// Four to fourteen points of space.
fn space(coordinate: impl Strategy<Value = f64>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(coordinate, 12..43).prop_map(|mut x| {
        x.truncate(x.len() / 3 * 3);
        x
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_found_before_does_not_matter(
        x in space(-1.0..1.0f64),
        y in space(lattice()),
        (matrix, count) in matrix(12, (0..=5i32).prop_map(f64::from)),
        length in prop::option::of(0.5..3.0f64),
        steps in prop::collection::vec(
            (0..4usize, any::<prop::sample::Index>(), -1.0..1.0f64, 0..17i32, 2..4usize, 0..4u32),
            1..12,
        ),
    ) {
        let (mut workspace, mut clouds) = (Workspace::default(), [x, y]);
        for (which, index, step, power, highest, doubling) in steps {
            let input = match clouds.get_mut(which) {
                Some(cloud) => {
                    *index.get_mut(cloud) += step * 10f64.powi(-power);
                    points(cloud)
                }
                None if count > 3 => Input::Distances { matrix: &matrix, count },
                None => points(&clouds[0]),
            };
            let highest = highest.min(input.count() - 2);
            let length = length.filter(|_| which % 2 == 0);
            let expected = fresh(input, length, highest);
            prop_assert_eq!(&run(&mut workspace, input, length, highest).0, &expected);
            let found = pairs(input, highest, length, &limits(1 << doubling)).unwrap();
            prop_assert_eq!(&found, &expected);
            let (again, is_known) = run(&mut workspace, input, length, highest);
            prop_assert_eq!((&again, is_known), (&expected, true));
            let watch = Watch { cancelled: &AtomicI32::new(1), progress: &AtomicI32::new(0) };
            prop_assert_eq!(pairs(input, highest, length, &Limits::new(2, u64::MAX, Some(watch))), Err(Stop::Cancelled));
        }
    }
}

#[test]
fn the_same_order_has_the_same_pairs() {
    let x: Vec<f64> = (0..60).map(|k| (0.7 * f64::from(k * k)).sin()).collect();
    let doubled: Vec<f64> = x.iter().map(|t| 2.0 * t).collect();
    let mut moved = doubled.clone();
    moved.swap(3, 50);
    let mut workspace = Workspace::default();
    let (found, _) = run(&mut workspace, points(&x), None, 3);
    assert_eq!(run(&mut workspace, points(&doubled), None, 2), (found[..3].to_vec(), true));
    assert_eq!(run(&mut workspace, points(&doubled), None, 3), (found, true));
    assert_eq!(run(&mut workspace, points(&moved), None, 3), (fresh(points(&moved), None, 3), false));
    assert!(!run(&mut workspace, points(&doubled), None, 2).1);
    assert!(!run(&mut workspace, points(&doubled), None, 3).1);
}

#[test]
fn edges_of_equal_length_have_to_stay_so() {
    // An octahedron: its diagonals come last.
    let octahedron = |last: [f64; 2]| {
        let entry = |i: usize, j: usize| match (i, j) {
            _ if i == j => 0.0,
            (1, 4) | (4, 1) => last[0],
            (2, 5) | (5, 2) => last[1],
            _ if i.abs_diff(j) == 3 => 2.0,
            _ => 1.0,
        };
        (0..36).map(|pair| entry(pair / 6, pair % 6)).collect::<Vec<f64>>()
    };
    let mut workspace = Workspace::default();
    let steps = [
        ([2.0, 2.0], false),
        ([2.0, 2.0], true),
        ([2.0, 2.5], false),
        ([2.5, 3.0], false),
        ([2.6, 2.7], true),
    ];
    for (last, expected) in steps {
        let matrix = octahedron(last);
        let input = Input::Distances { matrix: &matrix, count: 6 };
        let (found, is_known) = run(&mut workspace, input, Some(3.0), 2);
        assert_eq!((found, is_known), (fresh(input, Some(3.0), 2), expected), "{last:?}");
    }
}
