//! The persistence pairs of a complex.

use super::workspace::{Workspace, is_small};
use super::{Complex, IMMORTAL, Pairs};
use crate::limits::{Limits, Stop};
use crate::shelf::Shelf;

/// Workspaces for the next computations.
static WORKSPACES: Shelf<Workspace> = Shelf::new();

/// The pairs of dimensions 0 to `max_homology`.
pub fn pairs(complex: &Complex, max_homology: usize, limits: &Limits) -> Result<Vec<Pairs>, Stop> {
    let top = complex.dimension();
    let wanted = top.min(max_homology + 1);
    let mut pairs = Vec::with_capacity(max_homology + 1);
    if wanted > 0 {
        let mut workspace = WORKSPACES.take();
        let killers = workspace.killers(*complex, top, wanted, limits)?.iter().take(wanted);
        pairs.extend(killers.enumerate().map(|(dimension, killers)| lasting(*complex, dimension, killers)));
        if is_small(*complex) {
            let bytes = workspace.bytes();
            WORKSPACES.give_back(workspace, bytes);
        }
    }
    pairs.resize_with(max_homology + 1, Pairs::default);
    Ok(pairs)
}

/// The pairs of different values among the cells of a dimension and their killers.
fn lasting(complex: Complex, dimension: usize, killers: &[u32]) -> Pairs {
    let values = complex.values;
    let mut pairs = Pairs::default();
    for (birth, &death) in complex.cells(dimension).zip(killers) {
        if death != IMMORTAL && values[birth] != values[death as usize] {
            pairs.births.push(birth as u32);
            pairs.deaths.push(death);
        }
    }
    pairs
}
