//! The potentials of a loss, and rounds that renew them.

use super::problem::{Block, Both, Found, Pass, Problem};
use crate::limits::{Limits, Stop};

/// The potentials of a loss.
pub struct State {
    /// Those of the plan between the clouds, at the points of the first and of the second.
    pub cross: [Vec<f64>; 2],
    /// Those of the plan of each cloud with itself, if these are taken off.
    pub own: Option<[Vec<f64>; 2]>,
    /// The largest share that pairs that were left out may have had in a sum so far.
    pub left_out: f64,
}

/// What a round finds for each of them.
pub struct Round {
    /// For the plan between the clouds.
    pub cross: Both,
    /// For the plan of each cloud with itself.
    pub own: Option<[Found; 2]>,
}

impl Round {
    /// The largest share that pairs that were left out may have in a sum.
    pub fn left_out(&self) -> f64 {
        self.cross.iter().chain(self.own.iter().flatten()).map(|found| found.left_out).fold(0.0, f64::max)
    }
}

impl State {
    /// All potentials 0.
    pub fn zero(problem: &Problem, debias: bool) -> Self {
        let zeros = || [&problem.first, &problem.second].map(|cloud| vec![0.0; cloud.count]);
        State { cross: zeros(), own: debias.then(zeros), left_out: 0.0 }
    }

    /// Softmins of all potentials at once; if `slopes`, with means of the gradients of the cost.
    pub fn round(&self, problem: &Problem, eps: f64, slopes: bool, limits: &Limits) -> Result<Round, Stop> {
        let [f, g] = &self.cross;
        let mut passes = vec![Pass { block: Block::Cross, f, g }];
        if let Some([f, g]) = &self.own {
            passes.extend([Pass { block: Block::First, f, g: f }, Pass { block: Block::Second, f: g, g }]);
        }
        let mut found = problem.passes(eps, &passes, slopes, limits)?.into_iter();
        let cross = found.next().expect("a pass");
        let mut own = || found.next().map(|[rows, _]| rows);
        Ok(Round { cross, own: own().zip(own()).map(|(first, second)| [first, second]) })
    }

    /// Moves all potentials towards their softmins times `damping`: by the whole way if `step` is 1.
    pub fn step(&mut self, round: &Round, damping: f64, step: f64) {
        let moved = |potentials: &mut [Vec<f64>; 2], found: &[Found; 2]| {
            for (potentials, found) in potentials.iter_mut().zip(found) {
                for (f, softmin) in potentials.iter_mut().zip(&found.softmins) {
                    *f = (1.0 - step) * *f + step * (damping * softmin);
                }
            }
        };
        self.left_out = self.left_out.max(round.left_out());
        moved(&mut self.cross, &round.cross);
        if let (Some(potentials), Some(found)) = (&mut self.own, &round.own) {
            moved(potentials, found);
        }
    }
}
