//! The Hausdorff divergence of clouds of points.
//!
//! With `φ` and `ψ` the potentials of either cloud with itself and `A`, `B` what they give at the points of the other one,
//! `A_j = −ε ln Σ_i a_i e^((φ_i − C_ij)/ε)`, it is `½⟨a, B − φ⟩ + ½⟨b, A − ψ⟩`. It is not stationary in `φ`: of its derivative
//! `−½a(1 + t)`, `t_i = Σ_j b_j e^((φ_i + A_j − C_ij)/ε)`, the solution `μ` of `(diag(a) + P)·μ = −½a(1 + t)` with the plan
//! `P` of the cloud to itself makes derivatives by costs and weights.

use super::costs::{CloudCosts, Ground};
use super::loss::{LossRequest, Pair, Sides, check_room};
use super::problem::Problem;
use super::pull::Factors;
use super::rows::Rows;
use super::symmetric::{self, SelfSolution, solve_with_plan};
use crate::limits::{Limits, Stop};
use crate::transport::{Losses, Report};

/// Potentials are found this much better than marginals are asked for, as the divergence is not stationary in them.
const FINER: f64 = 1e-4;
/// The share of the right side that is left of implicit systems.
const LEFT: f64 = 1e-13;

/// The divergence of a pair; of the request reach, diameter and debias are of no account.
pub fn divergence(pair: &Pair, request: &LossRequest, limits: &Limits) -> Result<Losses, Stop> {
    check_room(pair, limits)?;
    let sides = Sides::new(pair, Ground { p: request.p, floor: request.floor });
    let epsilon = request.blur.powf(request.p);
    let own = |side: usize, limits: &Limits| -> Result<SelfSolution, Stop> {
        let costs = sides.costs(side, side);
        let price = [epsilon, f64::INFINITY];
        let mut own =
            symmetric::solve(&costs, &sides.weights[side], price, FINER * request.tol, request.most, limits)?;
        // A potential may have been completed.
        own.plan.potentials.clone_from(&own.f);
        Ok(own)
    };
    let selves = [own(0, &limits.stage(0.0, 0.3))?, own(1, &limits.stage(0.3, 0.6))?];
    let search = Search { sides: &sides, epsilon, limits };
    let extended = [search.extended(0, &selves)?, search.extended(1, &selves)?];
    let [first, second] = [search.side(0, &selves, &extended)?, search.side(1, &selves, &extended)?];
    let [a, b] = &sides.weights;
    let value = 0.5 * (a.sum(|i| first.potentials[i]) + b.sum(|j| second.potentials[j]));
    let report = Report {
        iterations: selves[0].sweeps.max(selves[1].sweeps),
        marginal_error: selves[0].error.max(selves[1].error),
        error: f64::INFINITY,
        ..Report::default()
    };
    Ok(Losses {
        value,
        potentials: [first.potentials, second.potentials],
        at_weights: [first.at_weights, second.at_weights],
        at_points: [first.at_points, second.at_points],
        report,
        ..Losses::default()
    })
}

struct Search<'a> {
    sides: &'a Sides,
    epsilon: f64,
    limits: &'a Limits<'a>,
}

/// What is found for one cloud.
struct Found {
    /// The other cloud's potential at its points less its own.
    potentials: Vec<f64>,
    at_weights: Vec<f64>,
    at_points: Vec<f64>,
}

impl Search<'_> {
    /// What the potential of the other cloud gives at the points of one.
    fn extended(&self, side: usize, selves: &[SelfSolution; 2]) -> Result<Vec<f64>, Stop> {
        let costs = self.sides.costs(side, 1 - side);
        let [a, b] = [side, 1 - side].map(|k| &self.sides.weights[k]);
        let problem = Problem { costs: &costs, transposed: &costs, a, b, rho: f64::INFINITY };
        problem.rows(self.epsilon, &selves[1 - side].f).softmins(&selves[side].f, self.limits)
    }

    fn side(&self, side: usize, selves: &[SelfSolution; 2], extended: &[Vec<f64>; 2]) -> Result<Found, Stop> {
        let (own, epsilon) = (&selves[side], self.epsilon);
        let [mine, others] = [side, 1 - side].map(|k| &self.sides.weights[k]);
        let (costs, to_itself) = (self.sides.costs(side, 1 - side), self.sides.costs(side, side));
        let problem = Problem { costs: &costs, transposed: &costs, a: mine, b: others, rho: f64::INFINITY };
        let with_itself =
            Problem { costs: &to_itself, transposed: &to_itself, a: mine, b: mine, rho: f64::INFINITY };
        let seen = problem.rows(epsilon, &extended[1 - side]);
        let softmins = seen.softmins(&own.f, self.limits)?;
        let t: Vec<f64> =
            own.f.iter().zip(&softmins).map(|(f, softmin)| ((f - softmin) / epsilon).exp()).collect();
        let mut own_rows = with_itself.rows(epsilon, &own.f);
        let mu = self.implicit(own, &own_rows, &t)?;
        let half: Vec<f64> = mine.values.iter().map(|weight| 0.5 * weight).collect();
        let plain = Factors { scale: &half, at_row: &[], at_column: &[] };
        let moved = Factors { scale: &mine.values, at_row: &mu, at_column: &mu };
        let mut at_points =
            problem.rows(epsilon, &selves[1 - side].f).pull(&extended[side], plain, self.limits)?;
        for more in [seen.pull(&own.f, plain, self.limits)?, own_rows.pull(&own.f, moved, self.limits)?] {
            at_points.iter_mut().zip(more).for_each(|(at, more)| *at += more);
        }
        let potentials: Vec<f64> =
            extended[side].iter().zip(&own.f).map(|(there, here)| there - here).collect();
        // With rows of weight 1 also points without weight are seen.
        let ones = vec![1.0; mine.count];
        own_rows.weights = &ones;
        let seen_mu = own_rows.apply(&own.f, &[mu], self.limits)?;
        let at_weights =
            (0..mine.count).map(|k| 0.5 * potentials[k] - epsilon * (0.5 * t[k] + seen_mu[k])).collect();
        Ok(Found { potentials, at_weights, at_points })
    }

    /// The solution `μ` of the implicit system, filled up.
    fn implicit(&self, own: &SelfSolution, rows: &Rows<CloudCosts>, t: &[f64]) -> Result<Vec<f64>, Stop> {
        let weights = rows.weights;
        let (mut right, mut masses) = (vec![0.0; weights.len()], own.plan.masses.clone());
        masses.resize(weights.len(), 0.0);
        right
            .iter_mut()
            .zip(weights.iter().zip(t))
            .for_each(|(right, (weight, t))| *right = -0.5 * weight * (1.0 + t));
        Ok(solve_with_plan(rows, &own.plan, &masses, &right, LEFT, self.limits)?.0)
    }
}
