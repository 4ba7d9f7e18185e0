//! Annealing on coarser clouds first.
//!
//! At a high temperature clouds may be seen through few points: runs of points in Morton's order become one with their mean
//! place and their mass. Once the blur is less than the cells, softmins over the coarser clouds give the potentials on finer
//! ones, and annealing goes on there. What comes out is not that of annealing on all points, though at the last temperatures
//! only these are used; it is mostly nearer to convergence, and its distance from either is not bounded.

use super::anneal::{damping, rounds};
use super::cloud::Cloud;
use super::morton::sorts;
use super::problem::{Block, Pass, Problem};
use super::state::State;
use crate::limits::{Limits, Stop};

/// Points that become one, from the coarsest level on.
const RUNS: [usize; 2] = [64, 8];
/// Coarser clouds have at least as many points.
const FEWEST: usize = 32;

/// A problem at one level.
struct Level<'a> {
    problem: &'a Problem,
    /// Points of the finest level in one of this.
    run: usize,
}

/// The same as `anneal`, with the first temperatures on coarser clouds, in up to three dimensions.
pub fn anneal_coarsely(
    problem: &Problem,
    temperatures: &[f64],
    rho: f64,
    debias: bool,
    limits: &Limits,
) -> Result<State, Stop> {
    let fewest = problem.first.count.min(problem.second.count);
    let sorted = sorts(problem.first.dimension, fewest);
    let runs: Vec<usize> = RUNS.into_iter().filter(|run| sorted && fewest / run >= FEWEST).collect();
    let coarser: Vec<Problem> = runs.iter().map(|&run| coarse_problem(problem, run)).collect();
    let coarse = coarser.iter().zip(runs).map(|(problem, run)| Level { problem, run });
    let levels: Vec<Level> = coarse.chain([Level { problem, run: 1 }]).collect();
    let mut state = State::zero(levels[0].problem, debias);
    let (mut level, mut last) = (0, temperatures[0]);
    let count = temperatures.len() as f64 + 1.0;
    for (i, (eps, step)) in rounds(temperatures).enumerate() {
        let limits = limits.stage(i as f64 / count, (i + 1) as f64 / count);
        while level + 1 < levels.len() && cell(problem, levels[level].run).powf(problem.cost.p) > eps {
            state = refined(&state, [&levels[level], &levels[level + 1]], [last, rho], &limits)?;
            level += 1;
        }
        let round = state.round(levels[level].problem, eps, false, &limits)?;
        state.step(&round, damping(eps, rho), step);
        last = eps;
    }
    for pair in levels[level..].windows(2) {
        state = refined(&state, [&pair[0], &pair[1]], [last, rho], limits)?;
    }
    Ok(state)
}

/// The size of a cell with `run` points, if these fill the box around the clouds.
fn cell(problem: &Problem, run: usize) -> f64 {
    let dimension = problem.first.dimension as f64;
    let fewest = problem.first.count.min(problem.second.count) as f64;
    problem.diameter / dimension.sqrt() * (run as f64 / fewest).powf(1.0 / dimension)
}

/// The problem of runs of points.
fn coarse_problem(problem: &Problem, run: usize) -> Problem {
    Problem {
        first: coarse_cloud(&problem.first, run),
        second: coarse_cloud(&problem.second, run),
        ..*problem
    }
}

/// Runs of points, each at its mean place with its mass.
fn coarse_cloud(cloud: &Cloud, run: usize) -> Cloud {
    let (mut points, mut weights) = (Vec::new(), Vec::new());
    for start in (0..cloud.count).step_by(run) {
        let end = cloud.count.min(start + run);
        let mass = |i: usize| cloud.weights[cloud.order[i] as usize];
        let total: f64 = (start..end).map(mass).sum();
        let share = |i: usize| if total > 0.0 { mass(i) / total } else { 1.0 / (end - start) as f64 };
        for plane in cloud.planes.chunks_exact(cloud.padded) {
            points.push((start..end).map(|i| share(i) * plane[i]).sum::<f64>());
        }
        weights.push(total);
    }
    Cloud::new(&points, &weights, &vec![0.0; cloud.dimension])
}

/// The state at the finer of two levels.
fn refined(
    state: &State,
    [coarse, fine]: [&Level; 2],
    [eps, rho]: [f64; 2],
    limits: &Limits,
) -> Result<State, Stop> {
    let clouds = |level: &Level| [level.problem.first.clone(), level.problem.second.clone()];
    let (fine_clouds, coarse_clouds) = (clouds(fine), clouds(coarse));
    // The potentials of cloud `own` from those of cloud `other`; its coarser ones are near enough for sums to be in range.
    let extended = |own: usize, other: usize, near: &[f64], far: &[f64]| -> Result<Vec<f64>, Stop> {
        let parents = parents(&fine_clouds[own], fine.run, coarse.run);
        let near: Vec<f64> = parents.into_iter().map(|parent| near[parent]).collect();
        let (first, second) = (fine_clouds[own].clone(), coarse_clouds[other].clone());
        let problem = Problem { first, second, ..*fine.problem };
        let pass = Pass { block: Block::Cross, f: &near, g: far };
        let [found, _] = problem.passes(eps, &[pass], false, limits)?.swap_remove(0);
        Ok(found.softmins.into_iter().map(|softmin| damping(eps, rho) * softmin).collect())
    };
    let [f, g] = &state.cross;
    let cross = [extended(0, 1, f, g)?, extended(1, 0, g, f)?];
    let own = match &state.own {
        Some([f, g]) => Some([extended(0, 0, f, f)?, extended(1, 1, g, g)?]),
        None => None,
    };
    Ok(State { cross, own, ..*state })
}

/// For each point of a level the one of the coarser level that it belongs to.
fn parents(cloud: &Cloud, run: usize, coarser: usize) -> Vec<usize> {
    if run > 1 {
        return (0..cloud.count).map(|i| i * run / coarser).collect();
    }
    let mut parents = vec![0; cloud.count];
    cloud.order.iter().enumerate().for_each(|(i, &place)| parents[place as usize] = i / coarser);
    parents
}
