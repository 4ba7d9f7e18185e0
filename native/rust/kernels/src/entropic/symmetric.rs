//! The potential of entropic transport of a measure to itself.
//!
//! It is the fixed point of `f = δ·S(f)` with the soft minimum `S`, and the maximum of the concave functional
//! `2⟨a, ρ(1 − e^(−f/ρ))⟩ − ε·ΣP`. Means of `f` and `δ·S(f)` come near to it from anywhere; then Newton's method takes over,
//! whose system `diag(P1 + (ε/ρ)·a·e^(−f/ρ)) + P` is well conditioned.

use super::cg;
use super::costs::Costs;
use super::newton::most_listed;
use super::plan::Plan;
use super::problem::{Problem, Weights, gain, share, total};
use super::rows::{Marginals, Potentials, Rows};
use crate::limits::{Limits, Stop};

/// The potential of a measure with itself, and what is left to do.
pub struct SelfSolution {
    /// The potential.
    pub f: Vec<f64>,
    /// The plan.
    pub plan: Marginals,
    /// The value of the dual functional.
    pub dual: f64,
    /// The L1 error of the marginal by the mass.
    pub error: f64,
    /// How often all pairs were swept over.
    pub sweeps: usize,
}

impl SelfSolution {
    /// The mean of the potential and its update, in which the error is squared.
    pub fn refined(&self, damping: f64) -> Vec<f64> {
        self.f.iter().zip(&self.plan.softmins).map(|(f, softmin)| 0.5 * (f + damping * softmin)).collect()
    }
}

/// Newton's method starts at this error.
const NEAR: f64 = 0.3;
/// The most products with the plan for one step.
const PRODUCTS: usize = 100;

/// The potential at the temperature `epsilon`; symmetric costs, one row and column for each weight.
pub fn solve<C: Costs>(
    costs: &C,
    weights: &Weights,
    [epsilon, rho]: [f64; 2],
    tol: f64,
    most: usize,
    limits: &Limits,
) -> Result<SelfSolution, Stop> {
    let problem = Problem { costs, transposed: costs, a: weights, b: weights, rho };
    let search = Search { problem, epsilon, limits };
    // Of a large cloud this is far off, and no step of Newton's method follows.
    let mut now = search.at(vec![0.0; weights.count], costs.tiled().is_none())?;
    now.sweeps = 1;
    loop {
        let size = now.f.iter().fold(0.0, |most: f64, f| most.max(f.abs()));
        if now.error <= tol.max(2.0 * f64::EPSILON * size / epsilon) || now.sweeps >= most {
            return Ok(search.extended(now));
        }
        now = search.step(now)?;
        limits.at(now.sweeps as f64 / most as f64)?;
    }
}

struct Search<'a, C> {
    problem: Problem<'a, C>,
    epsilon: f64,
    limits: &'a Limits<'a>,
}

impl<C: Costs> Search<'_, C> {
    fn rows(&self, f: &[f64]) -> Rows<'_, C> {
        self.problem.rows(self.epsilon, f)
    }

    /// What potentials give, and the entries of the plan if they are to be listed.
    fn at(&self, f: Vec<f64>, lists: bool) -> Result<SelfSolution, Stop> {
        let Problem { a, rho, costs, .. } = self.problem;
        let listed = if lists { most_listed(costs.rows(), costs.width()) } else { 0 };
        let plan = self.rows(&f).marginals(Potentials::Given(&f), listed, self.limits)?;
        let error = a.sum(|i| (share(f[i], rho) - plan.masses[i] / a.values[i]).abs()) / a.mass;
        let spent = self.epsilon
            * (total(plan.masses.iter().copied()) - if rho.is_infinite() { a.mass } else { 0.0 });
        let dual = 2.0 * a.sum(|i| gain(f[i], rho)) - spent;
        // An infinite sum of a row is an error without bound.
        let error = if error.is_nan() { f64::INFINITY } else { error };
        Ok(SelfSolution { f, plan, dual, error, sweeps: 0 })
    }

    /// A step of Newton's method if that lessens the error, else the mean of the potential and its update.
    fn step(&self, mut now: SelfSolution) -> Result<SelfSolution, Stop> {
        let mut sweeps = now.sweeps;
        if now.error < NEAR {
            let (f, products) = self.newton(&now)?;
            // Two lists of entries need not be held at once.
            now.plan.plan = Plan::Streamed;
            let mut next = self.at(f, true)?;
            sweeps += products + 1;
            if next.error < 0.5 * now.error {
                next.sweeps = sweeps;
                return Ok(next);
            }
        }
        let damping = self.problem.damping(self.epsilon);
        let mut next = self.at(now.refined(damping), true)?;
        next.sweeps = sweeps + 1;
        Ok(next)
    }

    /// Where a step of Newton's method goes, and how many sweeps it took.
    fn newton(&self, now: &SelfSolution) -> Result<(Vec<f64>, usize), Stop> {
        let Problem { a, rho, costs, .. } = self.problem;
        let width = costs.width();
        let filled = |of: &dyn Fn(usize) -> f64| -> Vec<f64> {
            (0..width).map(|i| if a.values[i] > 0.0 { of(i) } else { 0.0 }).collect()
        };
        let wanted = |i: usize| a.values[i] * share(now.f[i], rho);
        let right = filled(&|i| self.epsilon * (wanted(i) - now.plan.masses[i]));
        let own = filled(&|i| now.plan.masses[i] + self.epsilon / rho * wanted(i));
        let (step, products) =
            solve_with_plan(&self.rows(&now.f), &now.plan, &own, &right, now.error.min(1e-2), self.limits)?;
        let moved = |i: usize| match a.values[i] {
            0.0 => now.plan.softmins[i] * self.problem.damping(self.epsilon),
            _ => now.f[i] + step[i],
        };
        Ok(((0..a.count).map(moved).collect(), products))
    }

    /// Points without weight get the potential that the others give them. The entries of the plan have served.
    fn extended(&self, mut found: SelfSolution) -> SelfSolution {
        found.plan.plan = Plan::Streamed;
        let damping = self.problem.damping(self.epsilon);
        for i in (0..found.f.len()).filter(|&i| self.problem.a.values[i] == 0.0) {
            found.f[i] = damping * found.plan.softmins[i];
        }
        found
    }
}

/// The solution of `(diag(own) + P)·x = right` for a symmetric plan `P`, up to this share of the right side, and the number
/// of sweeps over all pairs that it took. Where `own` is 0 the solution is, too.
pub fn solve_with_plan<C: Costs>(
    rows: &Rows<C>,
    plan: &Marginals,
    own: &[f64],
    right: &[f64],
    part: f64,
    limits: &Limits,
) -> Result<(Vec<f64>, usize), Stop> {
    let diagonal: Vec<f64> = own.iter().map(|&own| if own > 0.0 { own } else { 1.0 }).collect();
    let product = |v: &[f64]| {
        let mut image = rows.times(plan, v, limits)?;
        image.resize(v.len(), 0.0);
        image.iter_mut().zip(own.iter().zip(v)).for_each(|(image, (own, v))| *image += own * v);
        Ok(image)
    };
    let (x, count) = cg::solve(product, &diagonal, right, part, PRODUCTS)?;
    Ok((x, if matches!(plan.plan, Plan::Streamed) { count } else { 0 }))
}
