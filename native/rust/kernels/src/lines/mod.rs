//! Transport between samples on lines or circles: many problems with the same number of points.

mod circle;
mod line;
mod masses;
pub mod sliced;
#[cfg(test)]
mod tests;

use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use circle::wrapped;
use line::{LINE_BYTES, Pair};
use masses::Masses;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where one-dimensional samples are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Space {
    /// On lines.
    Line,
    /// On circles of circumference 1, whole turns of no account.
    Circle,
}

/// Pairs of samples, each `[columns, n]` and `[columns, m]`.
pub struct Columns<'a> {
    /// The number of pairs, at least 1.
    pub count: usize,
    /// The places of the first samples.
    pub x: &'a [f64],
    /// Their weights, `[n]` or `[columns, n]`; uniform without.
    pub a: Option<&'a [f64]>,
    /// The places of the second samples.
    pub y: &'a [f64],
    /// Their weights, `[m]` or `[columns, m]`.
    pub b: Option<&'a [f64]>,
}

/// What transport along one column costs.
pub struct Column {
    /// The cost.
    pub cost: f64,
    /// Its gradient at the first sample.
    pub at_x: Vec<f64>,
    /// That at the second.
    pub at_y: Vec<f64>,
    /// That at the first weights, if asked for: a potential, 0 at the last point.
    pub at_a: Vec<f64>,
    /// That at the second weights.
    pub at_b: Vec<f64>,
}

/// Points times columns below which starting threads takes longer than the work.
const SMALL: usize = 1 << 15;

/// The costs with exponent `p` of all columns.
pub fn costs(
    columns: &Columns,
    space: Space,
    p: f64,
    potentials: bool,
    limits: &Limits,
) -> Result<Vec<Column>, Stop> {
    let &Columns { count, x, y, .. } = columns;
    let (n, m) = (x.len() / count, y.len() / count);
    let threads = if x.len() + y.len() < SMALL { 1 } else { limits.threads.min(count) };
    let bytes = (n + m) as u64 * (threads as u64 * LINE_BYTES + count as u64 * 16);
    limits.room_for(bytes, format_args!("{count} columns of {n} and {m} points"), "take fewer at a time")?;
    let done = AtomicUsize::new(0);
    let results = map_parts(threads, threads, |part| {
        let mut pair = Pair::new(n, m);
        let (from, to) = (part * count / threads, (part + 1) * count / threads);
        (from..to)
            .map(|index| {
                limits.at(done.fetch_add(1, Ordering::Relaxed) as f64 / count as f64)?;
                Ok(columns.column(index, &mut pair, space, p, potentials))
            })
            .collect::<Result<Vec<_>, Stop>>()
    });
    Ok(results.into_iter().collect::<Result<Vec<_>, Stop>>()?.into_iter().flatten().collect())
}

impl Columns<'_> {
    fn column(&self, index: usize, pair: &mut Pair, space: Space, p: f64, potentials: bool) -> Column {
        let (n, m) = (self.x.len() / self.count, self.y.len() / self.count);
        let masses = Masses::new(n, m, part(self.a, index, n), part(self.b, index, m));
        let (mut at_x, mut at_y) = (self.x[index * n..][..n].to_vec(), self.y[index * m..][..m].to_vec());
        let units = match space {
            Space::Line => pair.solve(&mut at_x, &mut at_y, &masses, p, potentials),
            Space::Circle => {
                at_x.iter_mut().chain(&mut at_y).for_each(|place| *place = wrapped(*place));
                pair.solve_on_circle(&mut at_x, &mut at_y, &masses, p, potentials)
            }
        };
        at_x.iter_mut().chain(&mut at_y).for_each(|slope| *slope *= masses.unit);
        let (mut at_a, mut at_b) = (vec![0.0; n], vec![0.0; m]);
        if potentials {
            pair.first.add_potentials(&mut at_a);
            pair.second.add_potentials(&mut at_b);
        }
        Column { cost: units * masses.unit, at_x, at_y, at_a, at_b }
    }
}

/// The weights of a column, which may have those of all.
fn part(weights: Option<&[f64]>, index: usize, length: usize) -> Option<&[f64]> {
    weights
        .map(|weights| if weights.len() == length { weights } else { &weights[index * length..][..length] })
}

/// What goes where in one problem on a line: rows of the first sample, rows of the second, masses.
pub fn plan(x: &[f64], a: Option<&[f64]>, y: &[f64], b: Option<&[f64]>) -> Vec<(u32, u32, f64)> {
    let masses = Masses::new(x.len(), y.len(), a, b);
    let mut pair = Pair::new(x.len(), y.len());
    pair.sort(x, y, &masses);
    let mut parts = Vec::with_capacity(x.len() + y.len() - 1);
    pair.walk(masses.tie, |from, to, mass| {
        if mass > 0.0 {
            parts.push((from.row, to.row, mass * masses.unit));
        }
    });
    parts
}
