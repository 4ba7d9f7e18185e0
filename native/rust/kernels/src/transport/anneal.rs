//! Annealing: rounds at falling temperatures.

use super::problem::Problem;
use super::state::State;
use crate::limits::{Limits, Stop};

/// What a potential is multiplied with at temperature `eps` where marginals may be left at the price `rho`.
pub fn damping(eps: f64, rho: f64) -> f64 {
    1.0 / (1.0 + eps / rho)
}

/// One averaged round at each temperature, from the softmins of the weights alone on.
pub fn anneal(
    problem: &Problem,
    temperatures: &[f64],
    rho: f64,
    debias: bool,
    limits: &Limits,
) -> Result<State, Stop> {
    let mut state = State::zero(problem, debias);
    let count = temperatures.len() as f64 + 1.0;
    for (i, (eps, step)) in rounds(temperatures).enumerate() {
        let limits = limits.stage(i as f64 / count, (i + 1) as f64 / count);
        let round = state.round(problem, eps, false, &limits)?;
        state.step(&round, damping(eps, rho), step);
    }
    Ok(state)
}

/// Temperatures of rounds, and which part of the way to softmins each goes: the whole at first, then half.
pub fn rounds(temperatures: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    [(temperatures[0], 1.0)].into_iter().chain(temperatures.iter().map(|&eps| (eps, 0.5)))
}
