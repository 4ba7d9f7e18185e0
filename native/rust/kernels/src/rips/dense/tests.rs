//! The engine against itself: other words, other threads, memory of other computations. Against the textbook it is held by the
//! tests of the module above.

use super::*;
use crate::rips::tests::{lattice, matrix};
use proptest::prelude::*;

fn fresh(input: Input, cutoff: Cutoff) -> Found {
    Workspace::<u64>::default().pairs(input, cutoff, &Limits::default()).unwrap()
}

fn limits(threads: usize) -> Limits<'static> {
    Limits::new(threads, u64::MAX, None)
}

/// 2 to 90 points of the plane.
fn plane(coordinate: impl Strategy<Value = f64>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(coordinate, 4..180).prop_map(|mut x| {
        x.truncate(x.len() / 2 * 2);
        x
    })
}

fn points(coordinates: &[f64]) -> Input<'_> {
    Input::Points { coordinates, count: coordinates.len() / 2 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn words_and_threads_do_not_matter(x in plane(lattice()), y in plane(-1.0..1.0f64)) {
        for x in [x, y] {
            for cutoff in [Cutoff::Cone(None), Cutoff::Cone(Some(0.7)), Cutoff::Length(None)] {
                let expected = fresh(points(&x), cutoff);
                for threads in [1, 2, 4, 8] {
                    let found = Workspace::<u128>::default().pairs(points(&x), cutoff, &limits(threads)).unwrap();
                    prop_assert_eq!(&found, &expected);
                }
            }
        }
    }

    #[test]
    fn matrices_do_not_depend_on_threads((matrix, count) in matrix(60, 0.0..1.0f64)) {
        let input = Input::Distances { matrix: &matrix, count: count.max(1) };
        prop_assume!(count > 1);
        let expected = fresh(input, Cutoff::Cone(None));
        for threads in [2, 4, 8] {
            let found = Workspace::<u64>::default().pairs(input, Cutoff::Cone(None), &limits(threads)).unwrap();
            prop_assert_eq!(&found, &expected);
        }
    }

    #[test]
    fn a_workspace_remembers_nothing_wrong(
        x in plane(-1.0..1.0f64),
        steps in prop::collection::vec((any::<prop::sample::Index>(), -1.0..1.0f64, 0..16i32), 1..12),
        length in prop::option::of(0.2..1.0f64),
    ) {
        let (mut workspace, mut x) = (Workspace::<u64>::default(), x);
        let cutoff = Cutoff::Cone(length);
        for (index, step, power) in steps {
            *index.get_mut(&mut x) += step * 10f64.powi(-power);
            prop_assert_eq!(workspace.pairs(points(&x), cutoff, &limits(2)).unwrap(), fresh(points(&x), cutoff));
        }
    }
}

#[test]
fn the_same_order_has_the_same_pairs() {
    let x: Vec<f64> = (0..160).map(|k| (0.7 * f64::from(k * k)).sin()).collect();
    let doubled: Vec<f64> = x.iter().map(|t| 2.0 * t).collect();
    let mut moved = doubled.clone();
    moved.swap(3, 90);
    let mut workspace = Workspace::<u64>::default();
    let found = workspace.pairs(points(&x), Cutoff::Cone(None), &limits(1)).unwrap();
    assert_eq!(fresh(points(&doubled), Cutoff::Cone(None)), found);
    let certificate = workspace.certificate.take().expect("distances all differ");
    for (input, expected) in [(points(&doubled), true), (points(&moved), false)] {
        workspace.arrangement.fill(input);
        let cloud = Cloud::new(input, &workspace.arrangement);
        assert_eq!(
            certificate.holds(&cloud, &workspace.sweep.buckets, workspace.sweep.graph(), &limits(2)),
            Ok(expected)
        );
    }
}

#[test]
fn equal_lengths_leave_no_certificate() {
    let mut workspace = Workspace::<u64>::default();
    let square = [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0];
    assert_eq!(workspace.pairs(points(&square), Cutoff::Cone(None), &limits(1)).unwrap().holes.len(), 1);
    assert!(workspace.certificate.is_none());
}

#[test]
fn extreme_lengths_keep_their_order() {
    let far = f64::INFINITY;
    for [a, b, c, d] in [[0.0, 0.0, 0.0, 0.0], [5e-324, 1e-320, 2e-320, 0.0], [1e300, 1.7e308, 1.0, far]] {
        // A cycle with sides b, c, b, c and diagonals d, whose fourth side is a.
        let matrix = [0.0, b, d, a, b, 0.0, c, d, d, c, 0.0, b, a, d, b, 0.0];
        let found = fresh(Input::Distances { matrix: &matrix, count: 4 }, Cutoff::Cone(None));
        assert_eq!(found.tree.len(), 3);
    }
}

#[test]
fn memory_decides_about_threads_and_refusal() {
    let x: Vec<f64> = (0..400).map(|k| f64::from(k * k % 541).sqrt()).collect();
    let needed = dense_bytes(200, 200 * 199 / 2, 1);
    let tight = Limits::new(8, needed, None);
    assert_eq!(
        pairs(points(&x), Cutoff::Length(Some(1e9)), &tight).unwrap(),
        fresh(points(&x), Cutoff::Length(Some(1e9)))
    );
    let refused = pairs(points(&x), Cutoff::Length(Some(1e9)), &Limits::new(8, needed - 1, None));
    let Err(Stop::TooLarge(text)) = refused else { panic!("{refused:?}") };
    assert!(text.contains("19900 edges between 200 points"), "{text}");
}
