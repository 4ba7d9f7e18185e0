//! Exact optimal transport by the simplex method on a network.
//!
//! The basis is a spanning tree of rows and columns. It starts where the north-west corner rule leaves it and stays strongly
//! feasible: every edge without flow points to the root, so that no sequence of steps without gain comes back to where it was
//! [Cunningham76]. Points without weight take no part; their potentials are the best ones that the others leave.

#[cfg(test)]
mod tests;
mod tree;

use crate::limits::{Limits, Stop};
use crate::sum::Sum;
use tree::Tree;

/// A cheapest plan, and what proves it.
#[derive(Debug)]
pub struct Exact {
    /// The rows of the entries that are not 0, ascending.
    pub rows: Vec<u32>,
    /// Their columns, ascending in each row.
    pub columns: Vec<u32>,
    /// Their masses.
    pub masses: Vec<f64>,
    /// The potentials of the rows: `f_i + g_j ≤ C_ij` everywhere, up to rounding.
    pub f: Vec<f64>,
    /// Those of the columns.
    pub g: Vec<f64>,
    /// What the plan costs.
    pub value: f64,
    /// `⟨a, f⟩ + ⟨b, g⟩`, which no plan undercuts.
    pub bound: f64,
}

/// The cheapest plan with the marginals `a` and `b`, whose sums are equal up to rounding, for the costs `[n, m]`.
pub fn emd(costs: &[f64], a: &[f64], b: &[f64], limits: &Limits) -> Result<Exact, Stop> {
    let bytes = 8 * costs.len() as u64 + 128 * (a.len() + b.len()) as u64;
    limits.room_for(bytes, format_args!("{} costs", costs.len()), "take fewer points")?;
    let (rows, columns) = (positive(a), positive(b));
    let mut found = Exact {
        rows: Vec::new(),
        columns: Vec::new(),
        masses: Vec::new(),
        f: vec![0.0; a.len()],
        g: vec![0.0; b.len()],
        value: 0.0,
        bound: 0.0,
    };
    if !rows.is_empty() && !columns.is_empty() {
        let own = rows.iter().flat_map(|&i| columns.iter().map(move |&j| costs[i * b.len() + j])).collect();
        let [supply, demand] = [(&rows, a), (&columns, b)]
            .map(|(kept, weights)| -> Vec<f64> { kept.iter().map(|&k| weights[k]).collect() });
        let tree = solved(Tree::new(own, supply, demand), limits)?;
        for (i, j, mass) in tree.entries() {
            found.rows.push(rows[i] as u32);
            found.columns.push(columns[j] as u32);
            found.masses.push(mass);
        }
        columns.iter().zip(tree.column_potentials()).for_each(|(&j, potential)| found.g[j] = potential);
    }
    complete_potentials(&mut found, costs, a, b, &columns);
    sum_up(&mut found, costs, a, b);
    Ok(found)
}

fn positive(weights: &[f64]) -> Vec<usize> {
    (0..weights.len()).filter(|&k| weights[k] > 0.0).collect()
}

/// Exchanges edges until none saves anything.
fn solved(mut tree: Tree, limits: &Limits) -> Result<Tree, Stop> {
    let mut row = 0;
    while let Some((i, j)) = tree.entering(&mut row) {
        limits.check()?;
        tree.exchange(i, j);
    }
    tree.settle();
    Ok(tree)
}

/// Makes all potentials as large as those of the `kept` columns let them be, and the means of both sides equal.
fn complete_potentials(found: &mut Exact, costs: &[f64], a: &[f64], b: &[f64], kept: &[usize]) {
    let width = b.len();
    let all: Vec<usize> = (0..width).collect();
    let seen = if kept.is_empty() { &all } else { kept };
    for (f, costs) in found.f.iter_mut().zip(costs.chunks_exact(width)) {
        *f = seen.iter().map(|&j| costs[j] - found.g[j]).fold(f64::INFINITY, f64::min);
    }
    for j in (0..width).filter(|&j| b[j] == 0.0) {
        found.g[j] = (0..a.len()).map(|i| costs[i * width + j] - found.f[i]).fold(f64::INFINITY, f64::min);
    }
    let [mean_f, mean_g] =
        [(a, &found.f), (b, &found.g)].map(|(weights, potentials)| product(weights, potentials));
    let mass: f64 = a.iter().chain(b).sum();
    if mass > 0.0 {
        let shift = (mean_f - mean_g) / mass;
        found.f.iter_mut().for_each(|f| *f -= shift);
        found.g.iter_mut().for_each(|g| *g += shift);
    }
}

fn sum_up(found: &mut Exact, costs: &[f64], a: &[f64], b: &[f64]) {
    let mut value = Sum::default();
    for ((&i, &j), mass) in found.rows.iter().zip(&found.columns).zip(&found.masses) {
        value.add(mass * costs[i as usize * b.len() + j as usize]);
    }
    found.value = value.value();
    found.bound = product(a, &found.f) + product(b, &found.g);
}

fn product(weights: &[f64], potentials: &[f64]) -> f64 {
    let mut sum = Sum::default();
    weights.iter().zip(potentials).for_each(|(weight, potential)| sum.add(weight * potential));
    sum.value()
}
