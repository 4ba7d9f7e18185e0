//! A workspace that has served before against a new one.

use super::super::{found, short_edges, tree};
use super::*;
use crate::limits::Watch;
use crate::rips::tests::{lattice, matrix};
use crate::rips::{Pairs, components, loops, pairs};
use proptest::prelude::*;
use std::sync::atomic::AtomicI32;

fn limits(threads: usize) -> Limits<'static> {
    Limits::new(threads, u64::MAX, None)
}

fn plane(coordinates: &[f64]) -> Input<'_> {
    Input::Points { coordinates, count: coordinates.len() / 2 }
}

/// The pairs of dimensions 0 and 1 in windows, of which the first has so many neighbours.
fn in_windows(
    workspace: &mut Workspace,
    input: Input,
    cutoff: f64,
    first: f64,
    threads: usize,
) -> [Pairs; 2] {
    let found = found(input, cutoff, |_| first..f64::INFINITY, workspace, &limits(threads)).unwrap().unwrap();
    let holes = loops(input, &found.births, &found.holes);
    [components(input, found.tree), holes]
}

fn fresh(input: Input, cutoff: f64, first: f64) -> [Pairs; 2] {
    in_windows(&mut Workspace::default(), input, cutoff, first, 1)
}

/// Whether a workspace gives back what it was told to have found.
fn is_certain(workspace: &mut Workspace, input: Input, cutoff: f64) -> bool {
    let mut certificate = workspace.certificate.take().expect("something was found");
    certificate.forge();
    workspace.certificate = Some(certificate);
    workspace.known(input, &input, cutoff, &limits(1)).unwrap().is_some_and(|found| found == Found::default())
}

/// Points moved, scaled, in another order, or others.
#[derive(Clone, Debug)]
enum Step {
    Move(prop::sample::Index, f64, i32),
    Shake(i32),
    Scale(f64),
    Reverse,
    Other,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (any::<prop::sample::Index>(), -1.0..1.0f64, 0..17i32)
            .prop_map(|(at, by, power)| Step::Move(at, by, power)),
        (2..17i32).prop_map(Step::Shake),
        (0.1..10.0f64).prop_map(Step::Scale),
        Just(Step::Reverse),
        Just(Step::Other),
    ]
}

/// Takes a step; `cloud` has two coordinates.
fn take_step(cloud: &mut Vec<f64>, other: &mut Vec<f64>, step: &Step) {
    match *step {
        Step::Move(at, by, power) => *at.get_mut(cloud) += by * 10f64.powi(-power),
        Step::Shake(power) => {
            let shift = |place: usize| (place as f64 * 12.9898).sin() * 10f64.powi(-power);
            cloud.iter_mut().enumerate().for_each(|(place, x)| *x += shift(place));
        }
        Step::Scale(by) => cloud.iter_mut().for_each(|x| *x *= by),
        Step::Reverse => *cloud = cloud.chunks(2).rev().flatten().copied().collect(),
        Step::Other => std::mem::swap(cloud, other),
    }
}

/// Points of the plane.
fn cloud(coordinate: impl Strategy<Value = f64>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(coordinate, 2..200).prop_map(|mut x| {
        x.truncate(x.len() / 2 * 2);
        x
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_found_before_does_not_matter(
        mut x in cloud(-1.0..1.0f64),
        mut y in cloud(lattice()),
        (matrix, count) in matrix(40, (0..=6i32).prop_map(f64::from)),
        steps in prop::collection::vec((step(), 0..5usize, 1..3usize), 1..12),
        first in prop_oneof![Just(1.5), Just(4.0), Just(1000.0)],
        cutoff in prop_oneof![Just(f64::MAX), 0.0..4.0f64],
    ) {
        let mut workspace = Workspace::default();
        for (step, form, threads) in steps {
            take_step(&mut x, &mut y, &step);
            let input = match form {
                0 => Input::Distances { matrix: &matrix, count },
                1 if x.len() % 3 == 0 => Input::Points { coordinates: &x, count: x.len() / 3 },
                _ => plane(&x),
            };
            let expected = fresh(input, cutoff, first);
            prop_assert_eq!(&in_windows(&mut workspace, input, cutoff, first, threads), &expected);
            let trees = [&mut workspace, &mut Workspace::default()].map(|workspace| {
                tree::pairs(input, None, workspace, &limits(threads)).unwrap()
            });
            prop_assert_eq!(&trees[0], &trees[1]);
            prop_assert_eq!(&in_windows(&mut workspace, input, cutoff, first, threads), &expected);
            let watch = Watch { cancelled: &AtomicI32::new(1), progress: &AtomicI32::new(0) };
            let limits = Limits::new(threads, u64::MAX, Some(watch));
            prop_assert_eq!(short_edges(input, 1.0, &limits), Err(Stop::Cancelled));
            if input.count() > 1 {
                prop_assert_eq!(pairs(input, 0, None, &limits), Err(Stop::Cancelled));
            }
        }
    }
}

/// Points whose distances are all different.
fn scattered(count: usize) -> Vec<f64> {
    (0..2 * count).map(|k| (0.7 * (k * k) as f64).sin()).collect()
}

#[test]
fn the_same_order_has_the_same_pairs() {
    let x = scattered(80);
    let larger: Vec<f64> = x.iter().map(|t| 1.5 * t).collect();
    let mut moved = x.clone();
    moved.swap(3, 50);
    for cutoff in [f64::MAX, 4.0] {
        let mut workspace = Workspace::default();
        in_windows(&mut workspace, plane(&x), cutoff, 4.0, 1);
        assert!(!workspace.links.edges.is_empty());
        assert_eq!(
            in_windows(&mut workspace, plane(&larger), cutoff, 4.0, 2),
            fresh(plane(&larger), cutoff, 4.0)
        );
        assert!(is_certain(&mut workspace, plane(&larger), cutoff));
        assert!(!is_certain(&mut workspace, plane(&moved), cutoff));
        assert!(!is_certain(&mut workspace, plane(&x[2..]), cutoff));
        assert_eq!(
            in_windows(&mut workspace, plane(&moved), cutoff, 4.0, 1),
            fresh(plane(&moved), cutoff, 4.0)
        );
    }
}

/// The distances of a path of unit steps around a square, with these of the diagonals.
fn square(sides: [f64; 4], diagonals: [f64; 2]) -> Vec<f64> {
    let entry = |i: usize, j: usize| match (i.min(j), i.max(j)) {
        (i, j) if i == j => 0.0,
        (0, 3) => sides[3],
        (0, 2) => diagonals[0],
        (1, 3) => diagonals[1],
        (i, _) => sides[i],
    };
    (0..16).map(|pair| entry(pair / 4, pair % 4)).collect()
}

fn four(matrix: &[f64]) -> Input<'_> {
    Input::Distances { matrix, count: 4 }
}

#[test]
fn edges_of_equal_length_have_to_stay_so() {
    let cutoff = 3.0;
    let steps = [
        ([1.0, 1.0, 1.0, 1.0], [2.0, 2.0], false),
        ([0.5, 0.5, 0.5, 0.5], [3.0, 3.0], true),
        ([0.5, 0.5, 0.5, 0.6], [3.0, 3.0], false),
        ([0.5, 0.5, 0.5, 0.6], [2.9, 3.0], false),
        ([0.1, 0.1, 0.1, 0.6], [2.8, 2.9], true),
        ([0.1, 0.1, 0.1, 0.6], [2.9, 2.8], false),
        ([0.1, 0.1, 0.1, 0.6], [2.9, 2.9], false),
    ];
    let mut workspace = Workspace::default();
    for (sides, diagonals, expected) in steps {
        let matrix = square(sides, diagonals);
        let input = four(&matrix);
        let is_known = workspace.known(input, &input, cutoff, &limits(1)).unwrap().is_some();
        assert_eq!(is_known, expected, "{sides:?} {diagonals:?}");
        assert_eq!(in_windows(&mut workspace, input, cutoff, 1000.0, 1), fresh(input, cutoff, 1000.0));
    }
}

#[test]
fn edges_that_come_within_the_cut_off_are_seen() {
    let sides = [1.0, 1.1, 1.2, 1.3];
    let mut workspace = Workspace::default();
    for (diagonals, cutoff, expected) in [
        ([2.0, 3.0], 1.5, false),
        ([1.6, 3.0], 1.5, true),
        ([1.6, 3.0], 1.55, true),
        ([1.5, 3.0], 1.5, false),
        ([1.4, 3.0], 1.4, true),
        ([1.4, 3.0], 1.3, false),
        ([1.4, 3.0], f64::MAX, false),
    ] {
        let matrix = square(sides, diagonals);
        let input = four(&matrix);
        let is_known = workspace.known(input, &input, cutoff, &limits(1)).unwrap().is_some();
        assert_eq!(is_known, expected, "{diagonals:?} up to {cutoff}");
        assert_eq!(in_windows(&mut workspace, input, cutoff, 1000.0, 1), fresh(input, cutoff, 1000.0));
    }
}

#[test]
fn longer_edges_have_to_stay_spanned() {
    // Three points of a line, and a fourth whose distances to the ends are long.
    let line = |middle: f64| {
        let entry = |i: usize, j: usize| match (i.min(j), i.max(j)) {
            (i, j) if i == j => 0.0,
            (0, 1) => 1.0,
            (1, 2) => 1.1,
            (0, 2) => 5.0,
            (1, 3) => middle,
            (0, 3) => 6.0,
            _ => 7.0,
        };
        (0..16).map(|pair| entry(pair / 4, pair % 4)).collect::<Vec<f64>>()
    };
    let mut workspace = Workspace::default();
    let (near, far) = (line(1.2), line(6.5));
    in_windows(&mut workspace, four(&near), f64::MAX, 1.0, 1);
    assert_eq!(workspace.links.edges.len(), 3, "no more has to be swept");
    assert!(is_certain(&mut workspace, four(&near), f64::MAX));
    workspace.links.edges.pop();
    assert!(!is_certain(&mut workspace, four(&near), f64::MAX), "an edge is missing");
    assert!(!is_certain(&mut workspace, four(&far), f64::MAX), "the fourth point is joined by a long edge");
}

#[test]
fn little_memory_keeps_little() {
    let x = scattered(600);
    let held = |limits: &Limits| Workspace::with(limits, |workspace| Ok(workspace.bytes())).unwrap();
    Workspace::with(&limits(1), |workspace| {
        in_windows(workspace, plane(&x), f64::MAX, 24.0, 1);
        let edges = (workspace.links.edges.len() * size_of::<Edge>()) as u64;
        assert!(workspace.bytes() > 2 * edges && edges > 0);
        Ok(())
    })
    .unwrap();
    assert_eq!(held(&Limits::new(1, 1000, None)), 0);
}
