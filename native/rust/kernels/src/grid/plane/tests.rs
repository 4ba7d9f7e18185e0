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

#[test]
fn codes_of_last_time_serve_numbers_in_the_same_order() {
    let values: Vec<f64> = (0..900u64).map(|k| (k * k * 7919 % 1009) as f64).collect();
    let squared: Vec<f64> = values.iter().map(|x| x * x).collect();
    for kind in KINDS {
        let grid = image(&[30, 30], kind, false);
        let mut plane = Plane::default();
        let first = plane.pairs(&grid, &values, 1, &Limits::default()).unwrap();
        plane.ends[0][0] = [0, 0]; // would be found again if the codes were others
        plane.pairs(&grid, &squared, 1, &Limits::default()).unwrap();
        assert_eq!(plane.ends[0][0], [0, 0]);
        assert_eq!(Plane::default().pairs(&grid, &squared, 1, &Limits::default()).unwrap(), first);
    }
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
