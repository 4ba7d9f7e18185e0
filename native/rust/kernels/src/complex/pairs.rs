//! The persistence pairs of a complex.

use super::block::Block;
use super::ends::{merged, separated};
use super::{Complex, IMMORTAL, Pairs};
use crate::limits::{Limits, Stop};
use crate::threads::join;

/// The pairs of dimensions 0 to `max_homology`.
pub fn pairs(complex: &Complex, max_homology: usize, limits: &Limits) -> Result<Vec<Pairs>, Stop> {
    let top = complex.dimension();
    let wanted = top.min(max_homology + 1);
    let mut pairs = match wanted {
        0 => Vec::new(),
        _ => found(*complex, top, wanted, limits)?,
    };
    pairs.resize_with(max_homology + 1, Pairs::default);
    Ok(pairs)
}

/// The pairs of the first `wanted` dimensions, at least one, of a complex of dimension `top`.
///
/// Classes of the lowest and, if the complex is like a manifold, of the highest dimension are found by joining components,
/// side by side. What is between is reduced upwards, without the cells that are paired already.
fn found(complex: Complex, top: usize, wanted: usize, limits: &Limits) -> Result<Vec<Pairs>, Stop> {
    let cells = complex.values.len();
    limits.room_for(bytes_for(complex, top, wanted), format_args!("the pairs of {cells} cells"), ADVICE)?;
    // The highest classes help with those below them, even if they are not wanted themselves.
    let is_near_top = top >= 2 && wanted + 1 >= top;
    let ends = limits.stage(0.0, 0.3);
    let (lowest, highest) = join(
        limits.threads,
        || merged(complex, &ends),
        || if is_near_top { separated(complex, top, &ends) } else { Ok(None) },
    );
    let (mut killers, mut highest) = (lowest?, highest?);
    let mut pairs = vec![lasting(complex, 0, &killers)];
    for dimension in 1..wanted {
        let part = |done: usize| 0.3 + 0.7 * done as f64 / (wanted - 1) as f64;
        let stage = limits.stage(part(dimension - 1), part(dimension));
        killers = match highest.take_if(|_| dimension + 1 == top) {
            Some(killers) => killers,
            None => {
                let above = highest.as_deref().filter(|_| dimension + 2 == top);
                Block::new(complex, dimension, &killers, above).killers(&stage)?
            }
        };
        pairs.push(lasting(complex, dimension, &killers));
    }
    Ok(pairs)
}

/// What to do where memory is short.
pub const ADVICE: &str = "ask for lower dimensions, or take fewer cells";

/// About the most bytes that are held before any column is changed.
fn bytes_for(complex: Complex, top: usize, wanted: usize) -> u64 {
    let block = |dimension: usize| {
        let [rows, columns] = [dimension, dimension + 1].map(|d| complex.cells(d));
        let entries = complex.starts[columns.end] - complex.starts[columns.start];
        4 * (6 * (rows.len() + columns.len()) as u64 + u64::from(entries))
    };
    (0..top).take(wanted + 1).map(block).max().unwrap_or(0)
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
