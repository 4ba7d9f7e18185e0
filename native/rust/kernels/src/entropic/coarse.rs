//! A start of the search for potentials on coarser clouds.
//!
//! At a high temperature clouds may be seen through few points: runs of neighbours become one with their mean place and their
//! mass. Their potentials are solved for at all temperatures whose blur is no less than their cells, and those of finer
//! clouds are what they give there. The search goes on from them, so that they change nothing but its time.

use super::costs::{CloudCosts, Ground};
use super::loss::{LossRequest, Pair, Sides, diameter};
use super::newton::{self, Request};
use super::problem::Problem;
use crate::limits::{Limits, Stop};

/// Points that become one, from the coarsest level on.
const RUNS: [usize; 3] = [512, 64, 8];
/// Coarser clouds have at least as many points.
const FEWEST: usize = 128;

/// The error of the marginals at which a finer level may come.
const NEAR: f64 = 1e-2;

/// What a search begins with.
pub struct Start {
    /// The potentials of both sides.
    pub potentials: [Vec<f64>; 2],
    /// How many temperatures lie behind.
    pub done: usize,
}

/// What coarser clouds say of the potentials of sorted ones: nothing if there are too few points for coarser clouds.
pub fn start(
    pair: &Pair,
    request: &LossRequest,
    epsilons: &[f64],
    limits: &Limits,
) -> Result<Option<Start>, Stop> {
    let fewest = pair.a.len().min(pair.b.len());
    let (ground, extent) = (Ground { p: request.p, floor: request.floor }, diameter(pair));
    let mut now: Option<(Start, Sides, usize)> = None;
    for run in RUNS.into_iter().filter(|run| fewest / run >= FEWEST) {
        let cell = extent / (pair.dimension as f64).sqrt()
            * (run as f64 / fewest as f64).powf(1.0 / pair.dimension as f64);
        let end = epsilons.iter().take_while(|epsilon| epsilon.powf(1.0 / request.p) >= cell).count();
        let done = now.as_ref().map_or(0, |(start, ..)| start.done);
        if end <= done {
            continue;
        }
        let sides = Sides::in_runs(pair, ground, run);
        let refined = match &now {
            Some((start, coarse, coarser)) => Some(start.refined(
                &sides,
                [run, *coarser],
                coarse,
                [epsilons[done - 1], request.rho()],
                limits,
            )?),
            None => None,
        };
        let (first, second) = (sides.costs(0, 1), sides.costs(1, 0));
        let [a, b] = &sides.weights;
        let problem = Problem { costs: &first, transposed: &second, a, b, rho: request.rho() };
        let target = NEAR.max(request.tol);
        let asked = Request {
            epsilons: &epsilons[done..end],
            tol: target,
            most: request.most,
            start: refined.as_ref(),
        };
        let found = newton::solve(&problem, &asked, limits)?;
        now = Some((Start { potentials: [found.f, found.g], done: end }, sides, run));
    }
    let Some((start, coarse, run)) = now else { return Ok(None) };
    let fine = Sides::new(pair, ground);
    let at = [epsilons[start.done - 1], request.rho()];
    let potentials = start.refined(&fine, [1, run], &coarse, at, limits)?;
    Ok(Some(Start { potentials, ..start }))
}

impl Start {
    /// The potentials that these give at the points of a finer level.
    fn refined(
        &self,
        fine: &Sides,
        [run, coarser]: [usize; 2],
        coarse: &Sides,
        [epsilon, rho]: [f64; 2],
        limits: &Limits,
    ) -> Result<[Vec<f64>; 2], Stop> {
        let extended = |own: usize, other: usize| -> Result<Vec<f64>, Stop> {
            let costs = CloudCosts { x: &fine.clouds[own], y: &coarse.clouds[other], ground: fine.ground };
            let (a, b) = (&fine.weights[own], &coarse.weights[other]);
            let problem = Problem { costs: &costs, transposed: &costs, a, b, rho };
            let near: Vec<f64> = (0..a.count).map(|i| self.potentials[own][i * run / coarser]).collect();
            let mut found = problem.rows(epsilon, &self.potentials[other]).softmins(&near, limits)?;
            found.iter_mut().for_each(|softmin| *softmin *= problem.damping(epsilon));
            Ok(found)
        };
        Ok([extended(0, 1)?, extended(1, 0)?])
    }
}

/// Runs of points `[n, dimension]`, each at its mean place with its mass.
pub fn runs(points: &[f64], weights: &[f64], dimension: usize, run: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut places, mut masses) = (Vec::new(), Vec::new());
    for (points, weights) in points.chunks(run * dimension).zip(weights.chunks(run)) {
        let mass: f64 = weights.iter().sum();
        let share = |i: usize| if mass > 0.0 { weights[i] / mass } else { 1.0 / weights.len() as f64 };
        let along = |k: usize| (0..weights.len()).map(|i| share(i) * points[i * dimension + k]).sum::<f64>();
        places.extend((0..dimension).map(along));
        masses.push(mass);
    }
    (places, masses)
}
