//! Which cells move along when a birth or a death moves.

use super::order::Order;
use crate::decomposition::{Chains, Decomposition};
use crate::limits::{Limits, Stop};
use crate::threads::in_parts;

/// Moves that one thread looks up at a time.
const PART: usize = 1 << 10;

/// For each of the cells at `places` those that move along when it gets its value of `targets`, from itself on; nothing if it has
/// this value.
pub fn critical_sets(
    decomposition: &Decomposition,
    order: Order,
    places: &[u32],
    targets: &[f64],
    limits: &Limits,
) -> Result<Chains, Stop> {
    let last = in_parts(limits.threads, places.len().div_ceil(PART), |part| {
        let moves = places.iter().zip(targets).skip(part * PART).take(PART);
        let last = |(&place, &target): (&u32, &f64)| {
            order.last_within(decomposition.cells_like(place), place as usize, target)
        };
        moves.map(last).collect()
    });
    let moving = places.iter().zip(&last).filter_map(|(&place, &last)| Some((place, last? as u32)));
    let (moving, until): (Vec<u32>, Vec<u32>) = moving.unzip();
    let mut chains = decomposition.chains(&moving, &until, limits)?;
    let mut ends = chains.ends.into_iter();
    let mut end = 0;
    chains.ends = last
        .iter()
        .map(|last| {
            if last.is_some() {
                end = ends.next().expect("one for each that moves");
            }
            end
        })
        .collect();
    Ok(chains)
}
