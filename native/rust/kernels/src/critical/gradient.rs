//! The gradient that stands for moves of births and deaths.

use super::conflicts::{CriticalSets, Moves, Resolution, resolved};
use super::order::Order;
use super::sets::critical_sets;
use crate::decomposition::Decomposition;
use crate::limits::{Limits, Stop};

/// Moves of births or of deaths, and the matrix that says what moves along.
#[derive(Clone, Copy)]
pub struct MovesIn<'a> {
    /// The coboundary for births, the boundary for deaths.
    pub decomposition: &'a Decomposition,
    /// Where they go.
    pub moves: Moves<'a>,
}

/// Places of the members of all critical sets, and how far the value of each is beyond the one wanted: one for each member, by
/// place, or without a resolution all of them, set by set.
pub fn critical_gradient(
    order: Order,
    kinds: &[MovesIn],
    resolution: Option<Resolution>,
    limits: &Limits,
) -> Result<(Vec<u32>, Vec<f64>), Stop> {
    let chains = kinds.iter().enumerate().map(|(k, MovesIn { decomposition, moves })| {
        let stage = limits.stage(k as f64 / kinds.len() as f64, (k + 1) as f64 / kinds.len() as f64);
        critical_sets(decomposition, order, moves.places, moves.values, &stage)
    });
    let chains = chains.collect::<Result<Vec<_>, Stop>>()?;
    let sets: Vec<CriticalSets> = kinds
        .iter()
        .zip(&chains)
        .map(|(kind, chains)| CriticalSets {
            targets: kind.moves.values,
            ends: &chains.ends,
            members: &chains.members,
        })
        .collect();
    let moves: Vec<Moves> = kinds.iter().map(|kind| kind.moves).collect();
    let (places, mut targets) = match resolution {
        Some(resolution) => resolved(&sets, resolution, order.values, &moves),
        None => all(&sets),
    };
    for (target, &place) in targets.iter_mut().zip(&places) {
        *target = order.values[place as usize] - *target;
    }
    Ok((places, targets))
}

/// Each member with the value of its set.
fn all(sets: &[CriticalSets]) -> (Vec<u32>, Vec<f64>) {
    let sets = || sets.iter().flat_map(|sets| sets.iter());
    let targets = sets().flat_map(|(target, members)| members.iter().map(move |_| target));
    (sets().flat_map(|(_, members)| members).copied().collect(), targets.collect())
}
