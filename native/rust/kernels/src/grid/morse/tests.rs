//! Workspaces with a past give the same as new ones.

use super::*;
use proptest::prelude::*;

/// The critical cells and their pairs.
fn state(morse: &Morse) -> (Vec<Vec<Critical>>, Vec<Vec<u32>>, bool) {
    (morse.cells.iter().map(|cells| cells.sorted.clone()).collect(), morse.killers.clone(), morse.has_ties)
}

proptest! {
    #[test]
    fn what_was_computed_before_leaves_no_trace(
        arrays in prop::collection::vec(prop::collection::vec(0..6u8, 60), 1..4),
        simplices in any::<bool>(),
        on_cells in any::<bool>(),
        narrower in any::<bool>(),
    ) {
        let kind = if simplices { Kind::Simplices } else { Kind::Cubes };
        let on_cells = on_cells && !simplices;
        let grid = Grid { shape: &[3, 4, 5], kind, on_cells, negate: false, wrap: false, max_dim: 3 };
        let mut used = Morse::default();
        for array in &arrays {
            for scale in [1.0, 1.0, 3.5, -1.0] {
                let values: Vec<f64> = array.iter().map(|&x| f64::from(x) * scale).collect();
                let degrees = if narrower && scale == -1.0 { 1..=1 } else { 0..=2 };
                let mut fresh = Morse::default();
                for morse in [&mut used, &mut fresh] {
                    morse.update(&grid, &values, degrees.clone(), &Limits::default()).unwrap();
                }
                prop_assert_eq!(state(&used), state(&fresh));
            }
        }
    }
}
