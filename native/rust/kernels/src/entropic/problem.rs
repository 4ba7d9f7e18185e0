//! An entropic transport problem between two sets of weighted points.

use super::costs::Costs;
use super::rows::Rows;
use crate::lanes::LANES;
use crate::sum::Sum;
use std::f64::consts::LOG2_E;

/// The weights of the points of one side.
pub struct Weights {
    /// Number of points.
    pub count: usize,
    /// Their weights, filled up with 0 to a multiple of eight.
    pub values: Vec<f64>,
    /// The logarithms of these to base 2.
    logarithms: Vec<f64>,
    /// The sum.
    pub mass: f64,
}

impl Weights {
    /// Weights that are not negative.
    pub fn new(weights: &[f64]) -> Self {
        let mut values = weights.to_vec();
        values.resize(weights.len().next_multiple_of(LANES), 0.0);
        let logarithms = values.iter().map(|weight| weight.log2()).collect();
        Weights { count: weights.len(), logarithms, mass: total(weights.iter().copied()), values }
    }

    /// For each point its log-weight and its potential by the temperature, to base 2.
    pub fn offsets(&self, potentials: &[f64], epsilon: f64) -> Vec<f64> {
        let filled = potentials.iter().copied().chain(std::iter::repeat(0.0));
        // A weight of 0 outweighs any potential.
        let offset = |(&logarithm, potential): (&f64, f64)| match logarithm {
            f64::NEG_INFINITY => logarithm,
            _ => logarithm + potential * LOG2_E / epsilon,
        };
        self.logarithms.iter().zip(filled).map(offset).collect()
    }

    /// `Σ_i a_i · of(i)`.
    pub fn sum(&self, of: impl Fn(usize) -> f64) -> f64 {
        let positive = (0..self.count).filter(|&i| self.values[i] > 0.0);
        total(positive.map(|i| self.values[i] * of(i)))
    }
}

/// A sum that rounding does not spoil.
pub fn total(terms: impl Iterator<Item = f64>) -> f64 {
    let mut sum = Sum::default();
    terms.for_each(|term| sum.add(term));
    sum.value()
}

/// Two sets of points, what it costs to go from one to the other, and what marginals cost that are not met.
pub struct Problem<'a, C> {
    /// The costs, one row for each point of the first set.
    pub costs: &'a C,
    /// One row for each point of the second set.
    pub transposed: &'a C,
    /// The weights of the first set.
    pub a: &'a Weights,
    /// Those of the second; the sums of both are positive, and equal for an infinite `rho`.
    pub b: &'a Weights,
    /// What the divergence of a marginal from the weights is multiplied with, `∞` keeps the weights.
    pub rho: f64,
}

impl<C: Costs> Problem<'_, C> {
    /// The rows as they see columns with these potentials.
    pub fn rows(&self, epsilon: f64, g: &[f64]) -> Rows<'_, C> {
        let offsets = self.b.offsets(g, epsilon);
        Rows { costs: self.costs, weights: &self.a.values, column_weights: &self.b.values, offsets, epsilon }
    }

    /// The columns as they see rows with these potentials.
    pub fn columns(&self, epsilon: f64, f: &[f64]) -> Rows<'_, C> {
        let offsets = self.a.offsets(f, epsilon);
        Rows {
            costs: self.transposed,
            weights: &self.b.values,
            column_weights: &self.a.values,
            offsets,
            epsilon,
        }
    }

    /// What a soft minimum is multiplied with to be the best potential.
    pub fn damping(&self, epsilon: f64) -> f64 {
        1.0 / (1.0 + epsilon / self.rho)
    }
}

/// What the dual functional gives for one unit of mass with potential `f`: `ρ(1 − e^(−f/ρ))`, which is `f` for `ρ = ∞`.
pub fn gain(f: f64, rho: f64) -> f64 {
    if rho.is_infinite() { f } else { -rho * (-f / rho).exp_m1() }
}

/// The derivative of the gain, which is the share of the mass that a marginal should have.
pub fn share(f: f64, rho: f64) -> f64 {
    (-f / rho).exp()
}
