//! Workspaces with a past give the same as new ones, and images have the bars that the engine of all grids finds.

use super::*;
use crate::grid::morse::Morse;
use proptest::prelude::*;

/// The kinds of images: what the cells are, and whether numbers belong to squares.
const KINDS: [(Kind, bool); 3] = [(Kind::Simplices, false), (Kind::Cubes, false), (Kind::Cubes, true)];

fn image<'a>(shape: &'a [u32], (kind, on_cells): (Kind, bool), negate: bool) -> Grid<'a> {
    Grid { shape, kind, on_cells, negate, wrap: false, max_dim: 2 }
}

proptest! {
    #[test]
    fn what_was_computed_before_leaves_no_trace(
        arrays in prop::collection::vec((0..3usize, prop::collection::vec(0..6u8, 42)), 1..5),
    ) {
        let mut used = Plane::default();
        for (kind, array) in &arrays {
            for (scale, highest) in [(1.0, 1), (1.0, 1), (3.5, 1), (-1.0, 1), (-1.0, 0)] {
                let values: Vec<f64> = array.iter().map(|&x| f64::from(x) * scale).collect();
                let grid = image(&[6, 7], KINDS[*kind], false);
                let of = |mut plane: Plane| plane.pairs(&grid, &values, highest, &Limits::default()).unwrap();
                prop_assert_eq!(used.pairs(&grid, &values, highest, &Limits::default()).unwrap(), of(Plane::default()));
            }
        }
    }
}

fn fresh(grid: &Grid, values: &[f64]) -> Vec<Pairs> {
    Plane::default().pairs(grid, values, 1, &Limits::default()).unwrap()
}

proptest! {
    #[test]
    fn small_changes_are_seen(
        (kind, negate, highest) in (0..3usize, any::<bool>(), 0..2usize),
        mut array in prop::collection::vec(0..60u8, 42),
        (edits, step) in (prop::collection::vec((0..42usize, 0..60u8, 1..4usize), 12), 1..20u8),
    ) {
        let mut used = Plane::default();
        let grid = image(&[6, 7], KINDS[kind], negate);
        for (index, value, calls) in edits {
            array[index] = value;
            let values: Vec<f64> = array.iter().map(|&x| f64::from(x / step)).collect();
            for call in 0..calls {
                let values: Vec<f64> = values.iter().map(|x| x * (1.0 + call as f64)).collect();
                let found = used.pairs(&grid, &values, highest, &Limits::default()).unwrap();
                prop_assert_eq!(found, Plane::default().pairs(&grid, &values, highest, &Limits::default()).unwrap());
            }
        }
    }
}

/// Different numbers, and others in the same order.
fn numbers_and_their_squares() -> [Vec<f64>; 2] {
    let values: Vec<f64> = (0..900u64).map(|k| (k.pow(5) % 1009) as f64).collect();
    let squares = values.iter().map(|x| x * x).collect();
    [values, squares]
}

#[test]
fn codes_of_last_time_serve_numbers_in_the_same_order() {
    let [values, squares] = numbers_and_their_squares();
    for kind in KINDS {
        let grid = image(&[30, 30], kind, false);
        let mut plane = Plane::default();
        let first = plane.pairs(&grid, &values, 1, &Limits::default()).unwrap();
        plane.joins[0].ends[0] = [0, 0]; // would be found again if the codes were others
        plane.pairs(&grid, &squares, 1, &Limits::default()).unwrap();
        assert_eq!(plane.joins[0].ends[0], [0, 0]);
        assert_eq!(fresh(&grid, &squares), first);
    }
}

#[test]
fn merges_of_last_time_serve_extrema_that_compare_the_same() {
    let [values, squares] = numbers_and_their_squares();
    let count = |found: &[Pairs]| found.iter().map(|pairs| pairs.births.codes.len()).sum::<usize>();
    for (kind, side) in KINDS.into_iter().flat_map(|kind| [(kind, 0), (kind, 1)]) {
        let grid = image(&[30, 30], kind, false);
        let mut plane = Plane::default();
        let first = plane.pairs(&grid, &values, 1, &Limits::default()).unwrap();
        plane.joins[side].merges.pop(); // would be found again if the merges were not known
        let second = plane.pairs(&grid, &squares, 1, &Limits::default()).unwrap();
        assert!(count(&second) == count(&first) - 1);
    }
}

/// A plain without equal neighbours, with two hills in it that meet at 5.
fn hills(first: f64, second: f64) -> Vec<f64> {
    let mut values: Vec<f64> = (0..35).map(|k| f64::from(k) / 100.0).collect();
    values[16..19].copy_from_slice(&[first, 5.0, second]);
    values
}

#[test]
fn merges_are_found_again_if_extrema_that_meet_change_places() {
    for (kind, negate) in KINDS.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
        let grid = image(&[5, 7], kind, negate);
        let mut plane = Plane::default();
        let first = plane.pairs(&grid, &hills(8.0, 9.0), 1, &Limits::default()).unwrap();
        let (codes, order) = (plane.codes.clone(), plane.order.clone());
        for values in [hills(9.0, 8.0), hills(8.0, 8.0), hills(8.0, 9.0)] {
            let found = plane.pairs(&grid, &values, 1, &Limits::default()).unwrap();
            assert_eq!(found, fresh(&grid, &values));
            assert!(plane.codes == codes && plane.order == order, "only the merges can tell");
        }
        let turned = plane.pairs(&grid, &hills(9.0, 8.0), 1, &Limits::default()).unwrap();
        assert_ne!(turned, first, "another hill dies");
    }
}

#[test]
fn pairs_that_came_twice_are_given_again() {
    let [values, squares] = numbers_and_their_squares();
    for kind in KINDS {
        let grid = image(&[30, 30], kind, false);
        let mut plane = Plane::default();
        let mut next = |values: &[f64]| {
            let found = plane.pairs(&grid, values, 1, &Limits::default()).unwrap();
            let kept = plane.joins.each_mut().map(|joins| joins.pairs.as_mut());
            (found, kept.map(|pairs| pairs.map(|pairs| pairs.deaths.codes[0] = 7)).iter().flatten().count())
        };
        assert_eq!(next(&values).1, 0);
        assert_eq!(next(&squares), (fresh(&grid, &squares), 2));
        assert!(next(&values).0.iter().all(|pairs| pairs.deaths.codes[0] == 7));
        let turned: Vec<f64> = values.iter().map(|x| -x).collect();
        assert_eq!(next(&turned), (fresh(&grid, &turned), 0));
    }
}

#[test]
fn pairs_whose_births_become_equal_are_ordered_again() {
    let valleys = |a: f64, b: f64| [9.0, 1.0, 5.0, a, 6.0, b, 9.5];
    let grid = image(&[1, 7], KINDS[1], false);
    let mut plane = Plane::default();
    for values in [valleys(3.0, 2.0), valleys(3.0, 2.0), valleys(3.0, 2.0), valleys(3.0, 3.0)] {
        assert_eq!(plane.pairs(&grid, &values, 1, &Limits::default()).unwrap(), fresh(&grid, &values));
    }
    assert_eq!(fresh(&grid, &valleys(3.0, 3.0))[0].births.codes, [3, 5]);
    assert_eq!(fresh(&grid, &valleys(3.0, 2.0))[0].births.codes, [5, 3]);
}

#[test]
fn bars_are_those_of_the_engine_of_all_grids() {
    let shape = [97, 140];
    for different in [2, 5, 1_000_003] {
        let values: Vec<f64> = (0..shape[0] * shape[1])
            .map(|k| (u64::from(k) * u64::from(k) * 7919 % 1_000_033 % different) as f64)
            .collect();
        for (kind, negate) in KINDS.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
            let grid = image(&shape, kind, negate);
            let bars = |pairs: &Pairs| {
                let sources = pairs.births.sources.iter().zip(&pairs.deaths.sources);
                let mut bars: Vec<[f64; 2]> = sources
                    .map(|(&birth, &death)| [values[birth as usize], values[death as usize]])
                    .collect();
                bars.sort_by(|a, b| a.partial_cmp(b).unwrap());
                bars
            };
            let found = Plane::default().pairs(&grid, &values, 1, &Limits::default()).unwrap();
            let others = Pairs::of(&mut Morse::default(), &grid, &values, 1, &Limits::default()).unwrap();
            assert_eq!(
                found.iter().map(bars).collect::<Vec<_>>(),
                others.iter().map(bars).collect::<Vec<_>>()
            );
        }
    }
}
