//! Potentials of entropic transport, as near to convergence as is asked for.
//!
//! The temperature falls in steps. At each, a few exact updates of either side in turn bring the potentials near, and Newton's
//! method in those of the columns does the rest: with the rows' potentials always the best for them, the dual functional
//! `D(g) = ⟨a, ρ(1 − e^(−f(g)/ρ))⟩ + ⟨b, ρ(1 − e^(−g/ρ))⟩ − ε·ΣP` is concave, its gradient is what the columns of the plan
//! `P` lack, `r = b·e^(−g/ρ) − Pᵀ1`, and `−ε` times its second derivative is
//! `diag(Pᵀ1 + (ε/ρ)·b·e^(−g/ρ)) − δ·Pᵀ·diag(1/P1)·P` with `δ = 1/(1 + ε/ρ)`. Conjugate gradients solve for the step, with
//! the entries of the plan that matter [TangShavlovsky24].

use super::cg;
use super::costs::Costs;
use super::plan::Plan;
use super::problem::{Problem, gain, share, total};
use super::rows::{Marginals, Potentials};
use crate::limits::{Limits, Stop};

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The temperatures to go through; the last is that of the problem.
    pub epsilons: &'a [f64],
    /// The L1 error of the marginals by the mass below which all ends.
    pub tol: f64,
    /// The most sweeps over all pairs.
    pub most: usize,
    /// Potentials of rows and columns to begin with, if they are known to be near.
    pub start: Option<&'a [Vec<f64>; 2]>,
}

/// Potentials and what is left to do.
pub struct Solution {
    /// The potentials of the rows.
    pub f: Vec<f64>,
    /// Those of the columns.
    pub g: Vec<f64>,
    /// The sums of the rows of the plan.
    pub rows: Vec<f64>,
    /// The sums of its columns.
    pub columns: Vec<f64>,
    /// The value of the dual functional.
    pub dual: f64,
    /// What the plan costs beyond it.
    pub gap: f64,
    /// The L1 error of the marginals by the mass.
    pub error: f64,
    /// How often all pairs were swept over.
    pub sweeps: usize,
    /// The largest share of the sum of a row that was left out of these numbers.
    pub left_out: f64,
}

/// Updates of either side at each temperature before Newton's method.
const UPDATES: usize = 1;
/// The error at which the next temperature may come.
const NEAR: f64 = 1e-2;
/// The most products with the plan for one step.
const PRODUCTS: usize = 400;
/// Entries of a plan are listed if they are at most so many, and at most an eighth of all: a list takes 12 bytes for each.
const LISTED: usize = 1 << 25;
/// The share of the expected gain that a step must bring.
const ARMIJO: f64 = 1e-4;

/// The number of entries that a list may have.
pub fn most_listed(rows: usize, width: usize) -> usize {
    (rows * width / 8).clamp(1 << 16, LISTED)
}

/// Bytes that a search takes beyond the costs.
pub fn bytes(rows: usize, width: usize) -> u64 {
    12 * most_listed(rows, width).min(rows * width) as u64 + 8 * 48 * (rows + width) as u64
}

/// The potentials that solve a problem.
pub fn solve<C: Costs>(problem: &Problem<C>, request: &Request, limits: &Limits) -> Result<Solution, Stop> {
    let mut search = Search { problem, most: request.most, sweeps: 0, limits: *limits };
    let [mut f, mut g] = request.start.cloned().unwrap_or_default();
    f.resize(problem.costs.rows(), 0.0);
    g.resize(problem.costs.width(), 0.0);
    let levels = request.epsilons.len();
    for (level, &epsilon) in request.epsilons.iter().enumerate() {
        search.limits = limits.stage(level as f64 / levels as f64, (level + 1) as f64 / levels as f64);
        search.limits.at(0.0)?;
        let is_last = level + 1 == levels;
        if search.sweeps >= search.most && !is_last {
            continue;
        }
        let target = if is_last { request.tol } else { NEAR.max(request.tol) };
        let found = search.at(epsilon, f, g, target)?;
        if is_last {
            return search.finished(epsilon, found);
        }
        (f, g) = (found.plan.potentials, found.g);
    }
    unreachable!("there is a last temperature")
}

/// The error of the marginals to which one exact update of either side leads from potentials.
pub fn error_from<C: Costs>(
    problem: &Problem<C>,
    epsilon: f64,
    start: &[Vec<f64>; 2],
    limits: &Limits,
) -> Result<f64, Stop> {
    let [mut f, mut g] = start.clone();
    f.resize(problem.costs.rows(), 0.0);
    g.resize(problem.costs.width(), 0.0);
    let mut search = Search { problem, most: usize::MAX, sweeps: 0, limits: *limits };
    Ok(search.at(epsilon, f, g, f64::INFINITY)?.error)
}

struct Search<'a, C> {
    problem: &'a Problem<'a, C>,
    most: usize,
    sweeps: usize,
    limits: Limits<'a>,
}

/// The columns' potentials, the best ones of the rows for them, and the plan of both.
struct Point {
    g: Vec<f64>,
    plan: Marginals,
    /// What the sums of the columns should be more.
    residual: Vec<f64>,
    error: f64,
    dual: f64,
}

impl<C: Costs> Search<'_, C> {
    /// A point with an error below `target`, unless sweeps run out.
    fn at(&mut self, epsilon: f64, f: Vec<f64>, g: Vec<f64>, target: f64) -> Result<Point, Stop> {
        let g = self.updated(epsilon, &f, &g, false)?;
        // An exact update follows in any case, and no step.
        let mut now = self.point(epsilon, g, &f, false)?;
        // What rounding of exponents leaves of any error.
        let size = |potentials: &[f64]| potentials.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        let floor = f64::EPSILON * (size(&now.g) + size(&now.plan.potentials)) / epsilon;
        let target = target.max(floor);
        let begin = self.sweeps + 2 * UPDATES;
        while now.error > target && self.sweeps < self.most {
            let before = now.error;
            if self.sweeps >= begin {
                now = self.step(epsilon, now, target)?;
            }
            // Columns of little weight that are far off spoil steps; an exact update brings them home.
            if now.error > 0.5 * before && self.sweeps < self.most {
                now = self.update(epsilon, now)?;
            }
        }
        Ok(now)
    }

    /// The potentials of the rows that are best for these of the columns, or those of the columns.
    fn updated(
        &mut self,
        epsilon: f64,
        others: &[f64],
        guesses: &[f64],
        rows: bool,
    ) -> Result<Vec<f64>, Stop> {
        self.sweeps += 1;
        let problem = self.problem;
        let side = if rows { problem.rows(epsilon, others) } else { problem.columns(epsilon, others) };
        let damping = problem.damping(epsilon);
        let mut softmins = side.softmins(guesses, &self.limits)?;
        softmins.iter_mut().for_each(|softmin| *softmin *= damping);
        softmins.resize(guesses.len(), 0.0);
        Ok(softmins)
    }

    fn point(&mut self, epsilon: f64, g: Vec<f64>, guesses: &[f64], lists: bool) -> Result<Point, Stop> {
        self.sweeps += 1;
        self.limits.at(self.sweeps as f64 / self.most as f64)?;
        let Problem { a, b, rho, costs, .. } = *self.problem;
        let damped = Potentials::Damped(guesses, self.problem.damping(epsilon));
        let listed = if lists { most_listed(costs.rows(), costs.width()) } else { 0 };
        let plan = self.problem.rows(epsilon, &g).marginals(damped, listed, &self.limits)?;
        let wanted = |j: usize| if b.values[j] > 0.0 { b.values[j] * share(g[j], rho) } else { 0.0 };
        let residual: Vec<f64> = (0..g.len()).map(|j| wanted(j) - plan.columns[j]).collect();
        let error = total(residual.iter().map(|r| r.abs())) / a.mass.max(b.mass);
        let spent = if rho.is_infinite() { 0.0 } else { epsilon * total(plan.masses.iter().copied()) };
        let dual = a.sum(|i| gain(plan.potentials[i], rho)) + b.sum(|j| gain(g[j], rho)) - spent;
        Ok(Point { g, plan, residual, error, dual })
    }

    /// A step of Newton's method, shortened until it gains, or else an exact update of the columns.
    fn step(&mut self, epsilon: f64, mut now: Point, target: f64) -> Result<Point, Stop> {
        let direction = self.direction(epsilon, &now, target)?;
        // Two lists of entries need not be held at once.
        now.plan.plan = Plan::Streamed;
        let slope = total(now.residual.iter().zip(&direction).map(|(r, d)| r * d));
        let noise = 1e-14 * now.dual.abs();
        let mut length = 1.0;
        while length > 1e-3 && self.sweeps < self.most {
            let g = now.g.iter().zip(&direction).map(|(g, d)| g + length * d).collect();
            let next = self.point(epsilon, g, &now.plan.potentials, true)?;
            let gains = next.dual >= now.dual + ARMIJO * length * slope - noise;
            if next.error <= 0.5 * now.error || (gains && next.error.is_finite()) {
                return Ok(next);
            }
            length *= 0.4;
        }
        self.update(epsilon, now)
    }

    /// An exact update of the columns, then of the rows.
    fn update(&mut self, epsilon: f64, now: Point) -> Result<Point, Stop> {
        let g = self.updated(epsilon, &now.plan.potentials, &now.g, false)?;
        self.point(epsilon, g, &now.plan.potentials, true)
    }

    /// Where Newton's method goes from here.
    fn direction(&mut self, epsilon: f64, now: &Point, target: f64) -> Result<Vec<f64>, Stop> {
        let Problem { b, rho, .. } = *self.problem;
        let (plan, damping) = (&now.plan, self.problem.damping(epsilon));
        let ridge = 1e-2 * now.error.min(1.0);
        let slack = |j: usize| match b.values[j] {
            0.0 => 0.0,
            weight => weight * (share(now.g[j], rho) * epsilon / rho + ridge),
        };
        let own: Vec<f64> = (0..now.g.len()).map(|j| plan.columns[j] + slack(j)).collect();
        let diagonal: Vec<f64> = (0..now.g.len())
            .map(|j| (plan.columns[j] - damping * plan.squares[j]).max(1e-3 * plan.columns[j]) + slack(j))
            .map(|diagonal| if diagonal > 0.0 { diagonal } else { 1.0 })
            .collect();
        let factors: Vec<f64> =
            plan.masses.iter().map(|&mass| if mass > 0.0 { damping / mass } else { 0.0 }).collect();
        let right: Vec<f64> = now.residual.iter().map(|residual| epsilon * residual).collect();
        let rows = self.problem.rows(epsilon, &now.g);
        let product = |v: &[f64]| {
            let mut image = rows.gram(plan, &factors, v, &self.limits)?;
            image.iter_mut().zip(own.iter().zip(v)).for_each(|(image, (own, v))| *image = own * v - *image);
            Ok(image)
        };
        // A step leaves about the square of the error, and less than the target is not needed.
        let part = now.error.max(0.3 * target / now.error).min(0.1);
        let (direction, count) = cg::solve(product, &diagonal, &right, part, PRODUCTS)?;
        if matches!(plan.plan, Plan::Streamed) {
            self.sweeps += count;
        }
        Ok(direction)
    }

    fn finished(&mut self, epsilon: f64, point: Point) -> Result<Solution, Stop> {
        let Problem { a, b, rho, .. } = *self.problem;
        let Point { mut g, plan, error, dual, .. } = point;
        // Columns without weight were left where the last update had put them.
        if b.values[..b.count].contains(&0.0) {
            let updated = self.updated(epsilon, &plan.potentials, &g, false)?;
            (0..b.count).filter(|&j| b.values[j] == 0.0).for_each(|j| g[j] = updated[j]);
        }
        let gap = b.sum(|j| gap(plan.columns[j] / b.values[j], g[j], rho));
        let Marginals { potentials: mut f, masses: rows, mut columns, left_out, .. } = plan;
        g.truncate(b.count);
        columns.truncate(b.count);
        if rho.is_infinite() {
            // Of potentials that differ by a constant those whose means are equal.
            let shift = (a.sum(|i| f[i]) - b.sum(|j| g[j])) / (a.mass + b.mass);
            f.iter_mut().for_each(|f| *f -= shift);
            g.iter_mut().for_each(|g| *g += shift);
        }
        Ok(Solution { f, g, rows, columns, dual, gap, error, sweeps: self.sweeps, left_out })
    }
}

/// What a unit of weight costs beyond the dual functional where the plan has this share of it.
pub fn gap(found: f64, g: f64, rho: f64) -> f64 {
    if rho.is_infinite() {
        return (found - 1.0) * g;
    }
    let wanted = share(g, rho);
    let ratio = found / wanted;
    let divergence = if ratio > 0.0 { ratio * ratio.ln() - ratio + 1.0 } else { 1.0 };
    rho * wanted * divergence
}
