//! Transport problems that are solved once and asked for more later: costs that are given, or those of two clouds.

use super::costs::{CloudCosts, Costs, Ground, Table};
use super::loss::{FACTOR, Pair, Sides, diameter, schedule};
use super::newton::{self, Request, Solution};
use super::problem::{Problem, Weights, gain, share};
use super::pull::Factors;
use crate::lanes::LANES;
use crate::limits::{Limits, Stop};

/// What it costs to go from the points of one side to those of the other.
#[derive(Clone, Copy)]
pub enum Given<'a> {
    /// Costs `[n, m]`.
    Costs(&'a [f64]),
    /// Points `[n, dimension]` and `[m, dimension]`, a distance costs `|x − y|^p / p`.
    Points {
        /// The points of the first side.
        x: &'a [f64],
        /// Those of the second.
        y: &'a [f64],
        /// Number of coordinates.
        dimension: usize,
        /// The exponent, at least 1.
        p: f64,
    },
}

/// An entropic transport problem.
#[derive(Clone, Copy)]
pub struct Transport<'a> {
    /// What pairs cost.
    pub given: Given<'a>,
    /// The weights of the first side.
    pub a: &'a [f64],
    /// Those of the second.
    pub b: &'a [f64],
    /// The temperature.
    pub epsilon: f64,
}

/// What is asked for of a solution.
#[derive(Clone, Copy)]
pub struct SolveRequest {
    /// What the divergence of marginals is multiplied with, `∞` keeps them.
    pub rho: f64,
    /// The L1 error of the marginals by the mass below which all ends.
    pub tol: f64,
    /// The most sweeps over all pairs.
    pub most: usize,
}

/// A solution, and the gradients of its value at the weights.
#[derive(Debug)]
pub struct Solved {
    /// The value.
    pub value: f64,
    /// The potentials of the first side.
    pub f: Vec<f64>,
    /// Those of the second.
    pub g: Vec<f64>,
    /// The marginals of the plan.
    pub marginals: [Vec<f64>; 2],
    /// The gradients at the weights.
    pub at_weights: [Vec<f64>; 2],
    /// Sweeps over all pairs.
    pub iterations: usize,
    /// The L1 error of the marginals by the mass.
    pub error: f64,
    /// What the plan costs beyond the dual value.
    pub gap: f64,
}

/// What a plan with known potentials is asked for.
#[derive(Clone, Copy)]
pub enum Task<'a> {
    /// Its product with a matrix that has so many columns.
    Apply(&'a [f64], usize),
    /// Its entries.
    Entries,
    /// The gradient of the value at the points of the rows.
    Pull,
}

impl Transport<'_> {
    /// The solution.
    pub fn solve(&self, request: &SolveRequest, limits: &Limits) -> Result<Solved, Stop> {
        self.check_room(limits)?;
        match self.given {
            Given::Costs(costs) => {
                let ends =
                    costs.iter().fold([f64::INFINITY, -f64::INFINITY], |[a, b], &c| [a.min(c), b.max(c)]);
                let table = Table::new(costs, self.a.len());
                self.solve_with(
                    &table,
                    &Table::transposed(costs, self.a.len()),
                    ends[1] - ends[0],
                    request,
                    limits,
                )
            }
            Given::Points { x, y, dimension, p } => {
                let pair = Pair { dimension, x, a: self.a, y, b: self.b };
                let sides = Sides::new(&pair, Ground { p, floor: 0.0 });
                let largest = diameter(&pair).powf(p);
                self.solve_with(&sides.costs(0, 1), &sides.costs(1, 0), largest, request, limits)
            }
        }
    }

    fn solve_with<C: Costs>(
        &self,
        costs: &C,
        transposed: &C,
        largest: f64,
        request: &SolveRequest,
        limits: &Limits,
    ) -> Result<Solved, Stop> {
        let SolveRequest { rho, tol, most } = *request;
        let (a, b) = (Weights::new(self.a), Weights::new(self.b));
        let problem = Problem { costs, transposed, a: &a, b: &b, rho };
        let epsilons = schedule(self.epsilon, largest, FACTOR);
        let found =
            newton::solve(&problem, &Request { epsilons: &epsilons, tol, most, start: None }, limits)?;
        let Solution { f, g, rows, columns, dual, gap, error, sweeps, .. } = found;
        let constant = if rho.is_finite() { self.epsilon * a.mass * b.mass } else { 0.0 };
        let slopes = |potentials: &[f64], mass: f64| -> Vec<f64> {
            let unbalanced = |&f: &f64| gain(f, rho) + self.epsilon * (mass - share(f, rho));
            if rho.is_infinite() { potentials.to_vec() } else { potentials.iter().map(unbalanced).collect() }
        };
        let at_weights = [slopes(&f, b.mass), slopes(&g, a.mass)];
        let value = dual + constant;
        Ok(Solved { value, f, g, marginals: [rows, columns], at_weights, iterations: sweeps, error, gap })
    }

    fn check_room(&self, limits: &Limits) -> Result<(), Stop> {
        let (n, m) = (self.a.len(), self.b.len());
        let own = match self.given {
            Given::Costs(_) => Table::bytes(n, m),
            Given::Points { x, y, .. } => 16 * (x.len() + y.len()) as u64,
        };
        let what = format_args!("transport between {n} and {m} points");
        limits.room_for(own + newton::bytes(n, m), what, "take fewer points")
    }

    /// Does a task with the plan that has these potentials; with rows and columns exchanged if it is `transposed`.
    pub fn with_plan(
        &self,
        potentials: [&[f64]; 2],
        transposed: bool,
        task: Task,
        limits: &Limits,
    ) -> Result<Vec<f64>, Stop> {
        self.check_room(limits)?;
        match self.given {
            Given::Costs(costs) => {
                let make = if transposed { Table::transposed } else { Table::new };
                self.with_rows(&make(costs, self.a.len()), potentials, transposed, task, limits)
            }
            Given::Points { x, y, dimension, p } => {
                let sides =
                    Sides::new(&Pair { dimension, x, a: self.a, y, b: self.b }, Ground { p, floor: 0.0 });
                let costs = if transposed { sides.costs(1, 0) } else { sides.costs(0, 1) };
                match task {
                    Task::Pull => self.pulled(&costs, potentials, transposed, limits),
                    _ => self.with_rows(&costs, potentials, transposed, task, limits),
                }
            }
        }
    }

    /// Weights and potentials of the rows, then those of the columns.
    fn ordered<'b>(&self, [f, g]: [&'b [f64]; 2], transposed: bool) -> ([Weights; 2], [&'b [f64]; 2]) {
        let (a, b) = (Weights::new(self.a), Weights::new(self.b));
        if transposed { ([b, a], [g, f]) } else { ([a, b], [f, g]) }
    }

    fn with_rows<C: Costs>(
        &self,
        costs: &C,
        potentials: [&[f64]; 2],
        transposed: bool,
        task: Task,
        limits: &Limits,
    ) -> Result<Vec<f64>, Stop> {
        let ([own, others], [f, g]) = self.ordered(potentials, transposed);
        let problem = Problem { costs, transposed: costs, a: &own, b: &others, rho: f64::INFINITY };
        let rows = problem.rows(self.epsilon, g);
        match task {
            Task::Entries => rows.entries(f, others.count, limits),
            Task::Apply(matrix, width) => {
                let column = |k: usize| -> Vec<f64> {
                    let mut column: Vec<f64> = matrix.iter().skip(k).step_by(width).copied().collect();
                    column.resize(others.count.next_multiple_of(LANES), 0.0);
                    column
                };
                rows.apply(f, &(0..width).map(column).collect::<Vec<_>>(), limits)
            }
            Task::Pull => Err(Stop::Refused("costs that are given move no points".to_owned())),
        }
    }

    fn pulled(
        &self,
        costs: &CloudCosts,
        potentials: [&[f64]; 2],
        transposed: bool,
        limits: &Limits,
    ) -> Result<Vec<f64>, Stop> {
        let ([own, others], [f, g]) = self.ordered(potentials, transposed);
        let problem = Problem { costs, transposed: costs, a: &own, b: &others, rho: f64::INFINITY };
        let factors = Factors { scale: &own.values, at_row: &[], at_column: &[] };
        problem.rows(self.epsilon, g).pull(f, factors, limits)
    }
}
