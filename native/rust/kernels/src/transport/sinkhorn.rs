//! Entropic transport losses.

use super::anneal::anneal;
use super::coarse::anneal_coarsely;
use super::cost::Cost;
use super::losses::{Losses, Terms};
use super::problem::Problem;
use super::schedule::temperatures;
use crate::limits::{Limits, Stop};

/// What a loss is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The cost.
    pub cost: Cost,
    /// The blur `ε^(1/p)`.
    pub blur: f64,
    /// The reach `ρ^(1/p)`; infinite to keep the marginals.
    pub reach: f64,
    /// The length that annealing starts from; that of the box around both clouds if not given.
    pub diameter: Option<f64>,
    /// What annealing multiplies the blur by.
    pub scaling: f64,
    /// Whether the losses of each cloud against itself are taken off.
    pub debias: bool,
    /// Whether to stop where the schedule of GeomLoss 0.3.1 ends, with its gradients.
    pub compat: bool,
    /// Whether to anneal on coarser clouds first.
    pub fast: bool,
}

/// The loss between two clouds with its gradients.
pub fn sinkhorn(problem: &Problem, request: &Request, limits: &Limits) -> Result<Losses, Stop> {
    let p = request.cost.p;
    let diameter = request.diameter.unwrap_or(problem.diameter);
    let temperatures = temperatures(p, diameter, request.blur, request.scaling);
    let (eps, rho) = (request.blur.powf(p), request.reach.powf(p));
    let rounds = temperatures.len() + 2;
    let last = (rounds - 1) as f64 / rounds as f64;
    let anneal = if request.fast { anneal_coarsely } else { anneal };
    let state = anneal(problem, &temperatures, rho, request.debias, &limits.stage(0.0, last))?;
    let round = state.round(problem, eps, true, &limits.stage(last, 1.0))?;
    let mut losses = Terms { eps, rho, compat: request.compat }.losses(problem, &state, &round);
    losses.report.iterations = rounds;
    Ok(losses)
}
