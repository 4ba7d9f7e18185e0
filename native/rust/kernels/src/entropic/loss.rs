//! Entropic transport losses between clouds of points, with gradients.

use super::certificate::{self, Prices};
use super::coarse::{Start, runs, start};
use super::costs::{Cloud, CloudCosts, Costs, Ground};
use super::newton::{self, Request, Solution};
use super::problem::{Problem, Weights, gain, share};
use super::pull::Factors;
use super::sorted::Sorted;
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

impl LossRequest {
    /// What the divergence of a marginal from the weights is multiplied with.
    pub fn rho(&self) -> f64 {
        self.reach.powf(self.p)
    }
}

/// What annealing multiplies temperatures by.
pub const FACTOR: f64 = 0.25;
/// The error of the marginals at which the fast mode ends.
pub const FAST: f64 = 3e-2;
/// The error of the marginals from which a search may go on.
const WARM: f64 = 0.25;
/// The number of temperatures at which potentials of elsewhere are tried.
const TRIED: usize = 4;
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

    /// Those of a sorted pair.
    pub fn in_tiles(pair: &Pair, ground: Ground) -> Self {
        let Pair { dimension, x, y, .. } = *pair;
        let clouds = [x, y].map(|points| Cloud::in_tiles(points, dimension));
        Sides { clouds, ..Sides::new(pair, ground) }
    }

    /// Those of a sorted pair of which runs of so many points are one.
    pub fn in_runs(pair: &Pair, ground: Ground, run: usize) -> Self {
        let Pair { dimension, x, a, y, b } = *pair;
        let [(x, a), (y, b)] =
            [(x, a), (y, b)].map(|(points, weights)| runs(points, weights, dimension, run));
        Sides::new(&Pair { dimension, x: &x, a: &a, y: &y, b: &b }, ground)
    }

    /// The costs from one cloud to the other, or to itself.
    pub fn costs(&self, from: usize, to: usize) -> CloudCosts<'_> {
        CloudCosts { x: &self.clouds[from], y: &self.clouds[to], ground: self.ground }
    }
}

/// Refuses what does not fit in memory.
pub fn check_room(pair: &Pair, limits: &Limits) -> Result<(), Stop> {
    let bytes = newton::bytes(pair.a.len(), pair.b.len()) + 64 * (pair.x.len() + pair.y.len()) as u64;
    let what = format_args!("transport between {} and {} points", pair.a.len(), pair.b.len());
    limits.room_for(bytes, what, "take fewer points")
}

/// The loss of a pair.
pub fn loss(pair: &Pair, request: &LossRequest, limits: &Limits) -> Result<Losses, Stop> {
    loss_from(pair, request, None, limits)
}

/// The same; the search begins with these potentials of the plan between the clouds, which may be anything finite.
pub fn loss_from(
    pair: &Pair,
    request: &LossRequest,
    start: Option<[&[f64]; 2]>,
    limits: &Limits,
) -> Result<Losses, Stop> {
    check_room(pair, limits)?;
    let ground = Ground { p: request.p, floor: request.floor };
    match Sorted::new(pair) {
        Some(sorted) => {
            let (pair, start) = (sorted.pair(), start.map(|start| sorted.taken(start)));
            Ok(sorted.restored(loss_of(&pair, &Sides::in_tiles(&pair, ground), request, start, limits)?))
        }
        None => loss_of(pair, &Sides::new(pair, ground), request, start.map(owned), limits),
    }
}

fn owned(lists: [&[f64]; 2]) -> [Vec<f64>; 2] {
    [lists[0].to_vec(), lists[1].to_vec()]
}

/// The loss between sides of a pair.
pub fn loss_of(
    pair: &Pair,
    sides: &Sides,
    request: &LossRequest,
    start: Option<[Vec<f64>; 2]>,
    limits: &Limits,
) -> Result<Losses, Stop> {
    let temperature = Temperature { epsilon: request.blur.powf(request.p), rho: request.rho() };
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
        _ => between_both(pair, sides, request, start, &between)?,
    };
    let prices = Prices { epsilon: temperature.epsilon, rho: temperature.rho, p: request.p };
    let lacks = [0, 1].map(|side| {
        selves[side].map(|found| certificate::own(pair, side, &sides.weights[side], found, prices))
    });
    let selves = if request.debias { selves } else { [None, None] };
    let refined = selves.map(|own| own.map(|own| own.refined(temperature.damping())));
    let mut found = temperature.values(&sides.weights, &cross, selves, &refined);
    let pulls = Pulls { sides, epsilon: temperature.epsilon, limits: &between };
    found.at_points = [pulls.cross(0, &cross)?, pulls.cross(1, &cross)?];
    found.report.error = match lacks {
        [Some(own), _] if is_same => {
            if request.debias {
                0.0
            } else {
                own
            }
        }
        _ => certificate::between(pair, &sides.weights[1], &cross, &found.at_points[1], prices)
            .max(0.5 * lacks.iter().flatten().sum::<f64>()),
    };
    for (side, own) in refined.iter().enumerate().filter_map(|(side, own)| Some((side, own.as_ref()?))) {
        let back = pulls.of(side, side, [own, own])?;
        found.at_points[side].iter_mut().zip(back).for_each(|(at, back)| *at -= back);
    }
    found.plan = [cross.f, cross.g];
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
        left_out: own.plan.left_out,
    }
}

fn between_both(
    pair: &Pair,
    sides: &Sides,
    request: &LossRequest,
    near: Option<[Vec<f64>; 2]>,
    limits: &Limits,
) -> Result<Solution, Stop> {
    let (epsilon, rho) = (request.blur.powf(request.p), request.rho());
    let costs = sides.costs(0, 1);
    let [a, b] = &sides.weights;
    let problem = Problem { costs: &costs, transposed: &costs.transposed(), a, b, rho };
    let diameter = request.diameter.unwrap_or_else(|| diameter(pair));
    let epsilons = schedule(epsilon, diameter.powf(request.p), FACTOR);
    let [before, after] = [limits.stage(0.0, 0.1), limits.stage(0.1, 1.0)];
    let (warm, spent) = match near {
        Some(near) => warm_start(&problem, &epsilons, near, &before)?,
        None => (None, 0),
    };
    let start = match warm {
        None if costs.tiled().is_some() => start(pair, request, &epsilons, &before)?,
        warm => warm,
    };
    let done = start.as_ref().map_or(0, |start| start.done.min(epsilons.len() - 1));
    let start = start.as_ref().map(|start| &start.potentials);
    let asked = Request { epsilons: &epsilons[done..], tol: request.tol, most: request.most, start };
    let mut found = newton::solve(&problem, &asked, &after)?;
    found.sweeps += spent;
    Ok(found)
}

/// The lowest of the last temperatures at which potentials are near enough to go on from, and the sweeps that it took to see it.
fn warm_start(
    problem: &Problem<CloudCosts>,
    epsilons: &[f64],
    near: [Vec<f64>; 2],
    limits: &Limits,
) -> Result<(Option<Start>, usize), Stop> {
    let mut spent = 0;
    for done in (0..epsilons.len()).rev().take(TRIED) {
        spent += 2;
        if newton::error_from(problem, epsilons[done], &near, limits)? <= WARM {
            return Ok((Some(Start { potentials: near, done }), spent));
        }
    }
    Ok((None, spent))
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
                truncation: cross.left_out,
                error: f64::INFINITY,
            },
            ..Losses::default()
        };
        let [Some(first), Some(second)] = selves else { return found };
        found.value = cross.dual - 0.5 * first.dual - 0.5 * second.dual;
        found.report.marginal_error = cross.error.max(first.error).max(second.error);
        found.report.truncation = cross.left_out.max(first.plan.left_out).max(second.plan.left_out);
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

/// What makes gradients at points.
struct Pulls<'a> {
    sides: &'a Sides,
    epsilon: f64,
    limits: &'a Limits<'a>,
}

impl Pulls<'_> {
    /// The gradient of the cost of the plan between the clouds at the points of one.
    fn cross(&self, side: usize, Solution { f, g, .. }: &Solution) -> Result<Vec<f64>, Stop> {
        self.of(side, 1 - side, if side == 0 { [f, g] } else { [g, f] })
    }

    /// The gradient at the points of a side of the cost of the plan with these potentials to another one.
    fn of(&self, side: usize, other: usize, [own, others]: [&Vec<f64>; 2]) -> Result<Vec<f64>, Stop> {
        let (costs, weights) = (self.sides.costs(side, other), &self.sides.weights);
        let (a, b) = (&weights[side], &weights[other]);
        let problem = Problem { costs: &costs, transposed: &costs, a, b, rho: f64::INFINITY };
        let factors = Factors { scale: &a.values, at_row: &[], at_column: &[] };
        problem.rows(self.epsilon, others).pull(own, factors, self.limits)
    }
}
