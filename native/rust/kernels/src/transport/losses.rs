//! Values and gradients of entropic transport losses, from potentials.

use super::anneal::damping;
use super::cloud::Cloud;
use super::problem::{Found, Problem};
use super::state::{Round, State};
use crate::sum::Sum;

/// A loss with its gradients.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Losses {
    /// The loss.
    pub value: f64,
    /// The potentials at the points of both clouds.
    pub potentials: [Vec<f64>; 2],
    /// The gradients at the weights of both clouds.
    pub at_weights: [Vec<f64>; 2],
    /// The gradients at the points of both clouds, `[count, dimension]`.
    pub at_points: [Vec<f64>; 2],
    /// The potentials of the plan between the clouds, to begin another search with; empty where there was none.
    pub plan: [Vec<f64>; 2],
    /// How it was found.
    pub report: Report,
}

/// How a transport problem was solved.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Report {
    /// Passes over all pairs of points of two clouds.
    pub iterations: usize,
    /// The L1 error of both marginals, relative to the mass.
    pub marginal_error: f64,
    /// The primal cost less the dual one.
    pub gap: f64,
    /// A bound on the relative change of sums by pairs that were left out.
    pub truncation: f64,
    /// A bound on the distance of the value from that of convergence; infinite where none is known.
    pub error: f64,
}

/// What turns potentials into a loss.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The temperature.
    pub eps: f64,
    /// The price of leaving the marginals; infinite if they are kept.
    pub rho: f64,
    /// Whether gradients have the faults of GeomLoss 0.3.1, and its value where masses are not 1.
    pub compat: bool,
}

impl Terms {
    /// The loss at the potentials that a last round, with slopes, finds from `state`.
    pub fn losses(&self, problem: &Problem, state: &State, round: &Round) -> Losses {
        let clouds = [&problem.first, &problem.second];
        let debias = round.own.is_some();
        let mut losses = Losses { report: self.report(clouds, &state.cross, round), ..Losses::default() };
        losses.report.truncation = state.left_out.max(round.left_out());
        let mut value = Sum::default();
        for s in 0..2 {
            let own = round.own.as_ref().map(|own| &own[s]);
            let side = self.side(clouds[s], &round.cross[s], own);
            clouds[s].weights.iter().zip(&side.terms).for_each(|(weight, term)| value.add(weight * term));
            let shift = if self.rho.is_finite() && !debias && !self.compat {
                self.eps * (clouds[1 - s].mass() - 1.0)
            } else {
                0.0
            };
            losses.potentials[s] = side.potentials;
            losses.at_weights[s] = side.at_weights.iter().map(|gradient| gradient + shift).collect();
            losses.at_points[s] = side.at_points;
        }
        if self.rho.is_finite() && !debias && !self.compat {
            let masses = clouds.map(Cloud::mass);
            value.add(self.eps * (masses[0] * masses[1] - 0.5 * (masses[0] + masses[1])));
        }
        losses.value = value.value();
        losses
    }

    /// One cloud's part, with `own` to be taken off.
    fn side(&self, cloud: &Cloud, cross: &Found, own: Option<&Found>) -> Side {
        let (eps, rho, damping) = (self.eps, self.rho, damping(self.eps, self.rho));
        let mut side = Side::default();
        // What the gradients of GeomLoss 0.3.1 are multiplied with where marginals may be left.
        let fault = if self.compat && rho.is_finite() { (rho + 0.5 * eps) / (rho + eps) } else { 1.0 };
        for i in 0..cloud.count {
            let f = damping * cross.softmins[i];
            let base = own.map_or(0.0, |own| damping * own.softmins[i]);
            side.potentials.push(f - base);
            let (mut kept, mut kept_own) = (1.0, 1.0);
            if rho.is_finite() {
                let difference = (-base / rho).exp_m1() - (-f / rho).exp_m1();
                side.terms.push((rho + 0.5 * eps) * difference);
                side.at_weights.push(fault * (rho + eps) * difference);
                (kept, kept_own) = ((-f / rho).exp(), (-base / rho).exp());
            } else {
                side.terms.push(f - base);
                side.at_weights.push(f - base);
            }
            for k in 0..cloud.dimension {
                let at = i * cloud.dimension + k;
                let slope = kept * cross.means[at] - own.map_or(0.0, |own| kept_own * own.means[at]);
                side.at_points.push(fault * cloud.weights[i] * slope);
            }
        }
        side
    }

    /// Errors of the plan between the clouds at the potentials before the last round.
    fn report(&self, clouds: [&Cloud; 2], potentials: &[Vec<f64>; 2], round: &Round) -> Report {
        let (mut error, mut gap, mut mass) = (Sum::default(), Sum::default(), Sum::default());
        for s in 0..2 {
            for (i, &weight) in clouds[s].weights.iter().enumerate().filter(|&(_, &weight)| weight > 0.0) {
                let (f, softmin) = (potentials[s][i], round.cross[s].softmins[i]);
                // The marginal of the plan, and the one that goes with the potential, over the weight.
                let logarithm = (f - softmin) / self.eps;
                let (found, expected) = (logarithm.exp(), (-f / self.rho).exp());
                mass.add(0.5 * weight * expected);
                error.add(weight * (found - expected).abs());
                gap.add(
                    weight
                        * if self.rho.is_finite() {
                            f * found + self.rho * (found * (logarithm - 1.0) + expected)
                        } else {
                            f * (found - 1.0)
                        },
                );
            }
        }
        let marginal_error = error.value() / mass.value();
        Report { marginal_error, gap: gap.value(), error: f64::INFINITY, ..Report::default() }
    }
}

/// What one cloud gives.
#[derive(Default)]
struct Side {
    /// The terms of the value, before the weights.
    terms: Vec<f64>,
    potentials: Vec<f64>,
    at_weights: Vec<f64>,
    at_points: Vec<f64>,
}
