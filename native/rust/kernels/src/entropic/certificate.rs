//! How far a value is at most from that of convergence.
//!
//! The dual value is never above the value sought, and the cost of any plan with the right marginals never below. Such a plan
//! comes from the one that was found by moving what columns have too much to columns near them that have too little: of the
//! mass that arrives at `y_j` a share goes on to `y_k`. That changes what it costs by `(y_j − y_k)·(x̄_j − (y_j + y_k)/2)` a
//! unit for half the squared distance, where `x̄_j` is the mean place that mass at `y_j` comes from, and by at most
//! `|y_j − y_k|·D^(p−1)` for other costs between points at most `D` apart. The entropy of a plan falls when mass is moved so,
//! whatever the moves: `KL(PQ | a⊗cQ) ≤ KL(P | a⊗c)`.

use super::loss::{Pair, diameter};
use super::newton::{Solution, gap};
use super::problem::{Weights, total};
use super::symmetric::SelfSolution;
use std::ops::Range;

/// Temperature, price of marginals, and exponent of the cost.
#[derive(Clone, Copy)]
pub struct Prices {
    /// The temperature.
    pub epsilon: f64,
    /// What the divergence of a marginal from the weights is multiplied with.
    pub rho: f64,
    /// The cost is `|x − y|^p / p`.
    pub p: f64,
}

/// What the value between two clouds lacks at most. `pulls` are the gradients of the cost of the plan at the points of columns.
pub fn between(pair: &Pair, b: &Weights, found: &Solution, pulls: &[f64], prices: Prices) -> f64 {
    let Prices { epsilon, rho, p } = prices;
    if rho.is_finite() {
        // Without marginals to be kept, the plan itself is one to compare with.
        return found.gap.max(0.0);
    }
    let (dimension, length) = (pair.dimension, diameter(pair));
    let mut moved = 0.0;
    let rest = settle(0..b.count, &|j| found.columns[j] - b.values[j], &mut |[j, k], mass| {
        let [from, to] = [j, k].map(|j| &pair.y[j * dimension..][..dimension]);
        let axes = (0..dimension).map(|axis| (from[axis] - to[axis], pulls[j * dimension + axis]));
        moved += mass
            * if p == 2.0 {
                // x̄_j − (y_j + y_k)/2 is (y_j − y_k)/2 less what the pull is for a unit of mass.
                axes.map(|(step, pull)| step * (0.5 * step - pull / found.columns[j])).sum::<f64>()
            } else {
                axes.map(|(step, _)| step * step).sum::<f64>().sqrt() * length.powf(p - 1.0)
            };
    });
    let rest: f64 = rest.iter().map(|(_, excess)| excess.abs()).sum();
    let divergence = total((0..b.count).filter(|&j| found.columns[j] > 0.0).map(|j| {
        let ratio = found.columns[j] / b.values[j];
        found.columns[j] * ratio.ln() - (found.columns[j] - b.values[j])
    }));
    (found.gap - epsilon * divergence + moved).max(0.0) + rest * length.powf(p) / p
}

/// What the value of a cloud with itself lacks at most. Where marginals are kept, the plan is first scaled to the right mass;
/// then the dual functional rises by no more than its slope times the way, whose slope between two points is that of the
/// cost and that of the potential found. No potential is further from `−ε/2·ln m` than the largest cost.
pub fn own(pair: &Pair, side: usize, a: &Weights, found: &SelfSolution, prices: Prices) -> f64 {
    let Prices { epsilon, rho, p } = prices;
    if rho.is_finite() {
        return 2.0 * a.sum(|i| gap(found.plan.masses[i] / a.values[i], found.f[i], rho));
    }
    if !found.error.is_finite() {
        return f64::INFINITY;
    }
    let (dimension, length) = (pair.dimension, diameter(pair));
    let points = if side == 0 { pair.x } else { pair.y };
    let mass = total(found.plan.masses.iter().copied());
    let scale = a.mass / mass;
    let raised = epsilon * (a.mass * scale.ln() - (a.mass - mass));
    let mut moved = 0.0;
    let excess = |i: usize| scale * found.plan.masses[i] - a.values[i];
    let rest = settle(0..a.count, &excess, &mut |[j, k], mass| {
        let [from, to] = [j, k].map(|i| &points[i * dimension..][..dimension]);
        let way = from.iter().zip(to).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt();
        moved += mass * (way * length.powf(p - 1.0) + (found.f[j] - found.f[k]).abs());
    });
    let middle = -0.5 * epsilon * a.mass.ln();
    let far = (0..a.count).filter(|&i| a.values[i] > 0.0).map(|i| (found.f[i] - middle).abs());
    let most = length.powf(p) / p + far.fold(0.0, f64::max);
    let rest: f64 = rest.iter().map(|(_, excess)| excess.abs()).sum();
    (raised.max(0.0) + 2.0 * (moved + rest * most)).min(2.0 * a.mass * found.error * most)
}

/// Items of a range and what they have too much, or all too little, after the rest has been settled between near ones.
fn settle(
    range: Range<usize>,
    excess: &impl Fn(usize) -> f64,
    give: &mut impl FnMut([usize; 2], f64),
) -> Vec<(usize, f64)> {
    if range.len() == 1 {
        return vec![(range.start, excess(range.start))];
    }
    let middle = range.start + range.len().next_power_of_two() / 2;
    let mut left = settle(range.start..middle, excess, give);
    let mut right = settle(middle..range.end, excess, give);
    while let (Some((i, here)), Some((j, there))) = (left.last_mut(), right.last_mut()) {
        if *here * *there > 0.0 {
            break;
        }
        let mass = here.abs().min(there.abs());
        if mass > 0.0 {
            give(if *here > 0.0 { [*i, *j] } else { [*j, *i] }, mass);
        }
        let sign = here.signum();
        *here -= sign * mass;
        *there += sign * mass;
        if *here == 0.0 {
            left.pop();
        } else {
            right.pop();
        }
    }
    left.append(&mut right);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mass_goes_to_near_items_first() {
        let excess = [1.0, -2.0, 0.0, 1.5, -1.0, 0.25, 0.75];
        let mut after = excess;
        let mut given = Vec::new();
        let rest = settle(0..7, &|i| excess[i], &mut |[i, j], mass| {
            after[i] -= mass;
            after[j] += mass;
            given.push([i, j]);
        });
        assert_eq!(given, [[0, 1], [3, 1], [5, 4], [6, 4]]);
        assert_eq!(after, [0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0]);
        assert_eq!(rest.iter().map(|item| item.1).sum::<f64>(), 0.5);
    }
}
