//! Entropic transport losses between clouds of points, with gradients.

use super::costs::{Cloud, CloudCosts, Ground};
use super::newton::{self, Request, Solution};
use super::problem::{Problem, Weights, gain, share};
use super::pull::Factors;
use super::symmetric::{self, SelfSolution};
use crate::limits::{Limits, Stop};
use crate::transport::{Losses, Report};

/// Two weighted clouds.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// Number of coordinates.
    pub dimension: usize,
    /// The points of the first cloud, `[n, dimension]`.
    pub x: &'a [f64],
    /// Their weights, not all 0.
    pub a: &'a [f64],
    /// The points of the second cloud, `[m, dimension]`.
    pub y: &'a [f64],
    /// Their weights, not all 0; the same sum as the first for an infinite reach.
    pub b: &'a [f64],
}

/// What is asked for.
#[derive(Clone, Copy)]
pub struct LossRequest {
    /// The cost is `|x − y|^p / p`.
    pub p: f64,
    /// `ε^(1/p)`.
    pub blur: f64,
    /// `ρ^(1/p)`, `∞` keeps the marginals.
    pub reach: f64,
    /// The length that annealing starts from; that of the box around both clouds if there is none.
    pub diameter: Option<f64>,
    /// Whether the losses of each cloud against itself are taken off.
    pub debias: bool,
    /// Distances below it count as it, and have no slope.
    pub floor: f64,
    /// The L1 error of the marginals by the mass below which all ends.
    pub tol: f64,
    /// The most sweeps over all pairs.
    pub most: usize,
}

/// What annealing multiplies temperatures by.
pub const FACTOR: f64 = 0.25;
/// More temperatures bring nothing.
const MOST_LEVELS: usize = 60;

/// Temperatures from about the largest cost down to `epsilon`.
pub fn schedule(epsilon: f64, largest: f64, factor: f64) -> Vec<f64> {
    let mut all = vec![epsilon];
    while all[all.len() - 1] < largest && all.len() < MOST_LEVELS {
        all.push(all[all.len() - 1] / factor);
    }
    all.reverse();
    all
}

/// Both clouds, ready for sweeps.
pub struct Sides {
    /// The points.
    pub clouds: [Cloud; 2],
    /// Their weights.
    pub weights: [Weights; 2],
    /// What distances cost.
    pub ground: Ground,
}

impl Sides {
    /// Those of a pair.
    pub fn new(pair: &Pair, ground: Ground) -> Self {
        let Pair { dimension, x, a, y, b } = *pair;
        Sides {
            clouds: [Cloud::new(x, dimension), Cloud::new(y, dimension)],
            weights: [Weights::new(a), Weights::new(b)],
            ground,
        }
    }

    /// The costs from one cloud to the other, or to itself.
    pub fn costs(&self, from: usize, to: usize) -> CloudCosts<'_> {
        CloudCosts { x: &self.clouds[from], y: &self.clouds[to], ground: self.ground }
    }
}

/// Refuses what does not fit in memory.
pub fn check_room(pair: &Pair, limits: &Limits) -> Result<(), Stop> {
    let bytes = newton::bytes(pair.a.len(), pair.b.len()) + 32 * (pair.x.len() + pair.y.len()) as u64;
    let what = format_args!("transport between {} and {} points", pair.a.len(), pair.b.len());
    limits.room_for(bytes, what, "take fewer points")
}

/// The loss of a pair.
pub fn loss(pair: &Pair, request: &LossRequest, limits: &Limits) -> Result<Losses, Stop> {
    check_room(pair, limits)?;
    let sides = Sides::new(pair, Ground { p: request.p, floor: request.floor });
    let temperature =
        Temperature { epsilon: request.blur.powf(request.p), rho: request.reach.powf(request.p) };
    let [to_itself, between] = [limits.stage(0.0, 0.2), limits.stage(0.2, 1.0)];
    let own = |side: usize| {
        let Temperature { epsilon, rho } = temperature;
        let costs = sides.costs(side, side);
        symmetric::solve(&costs, &sides.weights[side], [epsilon, rho], request.tol, request.most, &to_itself)
    };
    let is_same = pair.x == pair.y && pair.a == pair.b;
    let first = if request.debias || is_same { Some(own(0)?) } else { None };
    let second = if request.debias && !is_same { Some(own(1)?) } else { None };
    let selves = [&first, if is_same { &first } else { &second }].map(|solution| solution.as_ref());
    let cross = match &first {
        Some(first) if is_same => of_itself(first, &sides.weights[0], temperature),
        _ => between_both(pair, &sides, request, temperature, &between)?,
    };
    let selves = if request.debias { selves } else { [None, None] };
    let refined = selves.map(|own| own.map(|own| own.refined(temperature.damping())));
    let mut found = temperature.values(&sides.weights, &cross, selves, &refined);
    for (side, own) in refined.iter().enumerate() {
        found.at_points[side] =
            gradient(&sides, temperature.epsilon, side, &cross, own.as_deref(), &between)?;
    }
    Ok(found)
}

/// Temperature and price of marginals.
#[derive(Clone, Copy)]
struct Temperature {
    epsilon: f64,
    rho: f64,
}

/// The potentials between two clouds that are the same.
fn of_itself(own: &SelfSolution, weights: &Weights, temperature: Temperature) -> Solution {
    let f = own.refined(temperature.damping());
    let sums = own.plan.masses.clone();
    let gap = weights.sum(|i| (sums[i] / weights.values[i] - 1.0) * own.f[i]);
    Solution {
        g: f.clone(),
        f,
        rows: sums.clone(),
        columns: sums,
        dual: own.dual,
        gap,
        error: own.error,
        sweeps: own.sweeps,
    }
}

fn between_both(
    pair: &Pair,
    sides: &Sides,
    request: &LossRequest,
    Temperature { epsilon, rho }: Temperature,
    limits: &Limits,
) -> Result<Solution, Stop> {
    let costs = sides.costs(0, 1);
    let [a, b] = &sides.weights;
    let problem = Problem { costs: &costs, transposed: &costs.transposed(), a, b, rho };
    let diameter = request.diameter.unwrap_or_else(|| diameter(pair));
    let epsilons = schedule(epsilon, diameter.powf(request.p), FACTOR);
    newton::solve(&problem, &Request { epsilons: &epsilons, tol: request.tol, most: request.most }, limits)
}

/// The length of the diagonal of the box around both clouds.
pub fn diameter(pair: &Pair) -> f64 {
    let along = |k: usize| {
        let all = || pair.x.iter().chain(pair.y).skip(k).step_by(pair.dimension);
        let (least, most) =
            (all().fold(f64::INFINITY, |a, &b| a.min(b)), all().fold(-f64::INFINITY, |a, &b| a.max(b)));
        most - least
    };
    (0..pair.dimension).map(|k| along(k).powi(2)).sum::<f64>().sqrt()
}

impl Temperature {
    /// Value, potentials and the gradients at the weights.
    fn values(
        self,
        [a, b]: &[Weights; 2],
        cross: &Solution,
        selves: [Option<&SelfSolution>; 2],
        refined: &[Option<Vec<f64>>; 2],
    ) -> Losses {
        let Temperature { epsilon, rho } = self;
        let constant = if rho.is_finite() { epsilon * a.mass * b.mass } else { 0.0 };
        let mut found = Losses {
            value: cross.dual + constant,
            potentials: [cross.f.clone(), cross.g.clone()],
            at_weights: [
                cross.f.iter().map(|&f| self.slope(f, b.mass)).collect(),
                cross.g.iter().map(|&g| self.slope(g, a.mass)).collect(),
            ],
            report: Report {
                iterations: cross.sweeps,
                marginal_error: cross.error,
                gap: cross.gap,
                truncation: 0.0,
            },
            ..Losses::default()
        };
        let [Some(first), Some(second)] = selves else { return found };
        found.value = cross.dual - 0.5 * first.dual - 0.5 * second.dual;
        found.report.marginal_error = cross.error.max(first.error).max(second.error);
        let slope = |f: &f64, own: &f64| (1.0 + epsilon / rho) * (gain(*f, rho) - gain(*own, rho));
        for (side, own) in refined.iter().flatten().enumerate() {
            found.at_weights[side] =
                found.potentials[side].iter().zip(own).map(|(f, own)| slope(f, own)).collect();
            found.potentials[side].iter_mut().zip(own).for_each(|(f, own)| *f -= own);
        }
        if rho.is_infinite() {
            let [f, g] = &mut found.potentials;
            let shift = (a.sum(|i| f[i]) - b.sum(|j| g[j])) / (a.mass + b.mass);
            f.iter_mut().for_each(|f| *f -= shift);
            g.iter_mut().for_each(|g| *g += shift);
            found.at_weights = found.potentials.clone();
        }
        found
    }

    /// What a soft minimum is multiplied with to be the best potential.
    fn damping(self) -> f64 {
        1.0 / (1.0 + self.epsilon / self.rho)
    }

    /// The derivative of the loss between two clouds by a weight with potential `f`, where the other cloud has this mass.
    fn slope(self, f: f64, mass: f64) -> f64 {
        match self.rho {
            f64::INFINITY => f,
            rho => gain(f, rho) + self.epsilon * (mass - share(f, rho)),
        }
    }
}

/// The gradient at the points of one cloud.
fn gradient(
    sides: &Sides,
    epsilon: f64,
    side: usize,
    cross: &Solution,
    own: Option<&[f64]>,
    limits: &Limits,
) -> Result<Vec<f64>, Stop> {
    let [a, b] = &sides.weights;
    let costs = sides.costs(side, 1 - side);
    let (mine, others) = if side == 0 { (a, b) } else { (b, a) };
    let (potentials, other_potentials) = if side == 0 { (&cross.f, &cross.g) } else { (&cross.g, &cross.f) };
    let pulled = |costs: CloudCosts<'_>, others: &Weights, potentials: &[f64], other_potentials: &[f64]| {
        let problem = Problem { costs: &costs, transposed: &costs, a: mine, b: others, rho: f64::INFINITY };
        let factors = Factors { scale: &mine.values, at_row: &[], at_column: &[] };
        problem.rows(epsilon, other_potentials).pull(potentials, factors, limits)
    };
    let mut at = pulled(costs, others, potentials, other_potentials)?;
    if let Some(own) = own {
        let back = pulled(sides.costs(side, side), mine, own, own)?;
        at.iter_mut().zip(back).for_each(|(at, back)| *at -= back);
    }
    Ok(at)
}
