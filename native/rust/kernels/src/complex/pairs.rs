//! The persistence pairs of a complex.

use super::reduction::{Facets, IMMORTAL, merged, reduced};
use super::{Complex, Pairs};
use crate::limits::{Limits, Stop};

/// The pairs of dimensions 0 to `max_homology`.
///
/// Dimensions are reduced from the top down: a cell that turns out to give birth needs no reduction of its own column, it is
/// *cleared* [ChenKerber11].
pub fn pairs(complex: &Complex, max_homology: usize, _limits: &Limits) -> Result<Vec<Pairs>, Stop> {
    let &Complex { dim_offsets, values, starts, facets } = complex;
    let boundary = Facets { starts, facets };
    let cells = |dimension: usize| dim_offsets[dimension]..dim_offsets[dimension + 1];
    let top = dim_offsets.len().saturating_sub(2).min(max_homology + 1);
    let mut pairs: Vec<Pairs> = std::iter::repeat_with(Pairs::default).take(max_homology + 1).collect();
    let mut above: Option<Vec<u32>> = None;
    for dimension in (0..top).rev() {
        let (rows, columns) = (cells(dimension), cells(dimension + 1));
        let first = columns.start;
        let is_cleared =
            |place: usize| above.as_ref().is_some_and(|killers| killers[place - first] != IMMORTAL);
        let killers = match dimension {
            0 => merged(boundary, rows.len(), columns),
            _ => reduced(boundary, rows.clone(), columns, is_cleared),
        };
        pairs[dimension] = lasting(rows.start, &killers, values);
        above = Some(killers);
    }
    Ok(pairs)
}

/// The pairs of different values among the cells from `first` and their killers.
fn lasting(first: usize, killers: &[u32], values: &[f64]) -> Pairs {
    let mut pairs = Pairs::default();
    for (birth, &death) in (first..).zip(killers) {
        if death != IMMORTAL && values[birth] != values[death as usize] {
            pairs.births.push(birth as u32);
            pairs.deaths.push(death);
        }
    }
    pairs
}
