//! Sliced Wasserstein losses between persistence diagrams, with their gradients.
//!
//! Each diagram is completed by the projections to the diagonal of the other one's points, so that both have the same
//! number of slots. On the line spanned by a direction the sorted slots are matched in order.
//!
//! Directions are cut into parts whose size depends on their number alone, and the sums of the parts are added in order, so
//! that results are the same bits for every number of threads. Within a part nothing is allocated.

mod line;
#[cfg(test)]
mod tests;

use crate::limits::{Limits, Stop};
use crate::power::{power, sign};
use crate::sorting::{SORTER_BYTES, Slot};
use crate::sum::Sum;
use crate::threads::map_parts_in;
use line::{Line, Projections};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A loss and its gradients.
pub struct Sliced {
    /// The mean over the directions of the one-dimensional cost.
    pub value: f64,
    /// Its gradient at the first diagram, `[n, 2]`.
    pub gradient_a: Vec<f64>,
    /// Its gradient at the second diagram, `[m, 2]`.
    pub gradient_b: Vec<f64>,
}

/// Directions of a part, unless there would be too many parts.
const PART: usize = 16;

/// The most parts: each has gradients of its own.
const MOST_PARTS: usize = 64;

/// Slots times directions below which starting threads takes longer than the work.
const SMALL: usize = 1 << 16;

/// Bytes for each slot that work on a part takes: on both sides coordinates, values, slopes and what sorting needs.
const WORK_BYTES: u64 = 2 * (16 + 8 + 8 + SORTER_BYTES);

/// Bytes for each slot that stay of a part: gradients.
const RESULT_BYTES: u64 = 24;

/// The mean of `Σ_k |s_k − t_k|^q` over `directions: [k, 2]`, `s` and `t` the sorted slots of `a: [n, 2]` and `b: [m, 2]`.
///
/// With `corrected`, a point that meets a projection is charged with the distance to its own projection, which counts as
/// a constant, and two projections that meet with nothing. Slots of equal value stay in their order: the points of the
/// diagram, then the projections. A difference of 0 has gradient 0.
pub fn sliced_wasserstein(
    a: &[f64],
    b: &[f64],
    directions: &[f64],
    q: f64,
    corrected: bool,
    limits: &Limits,
) -> Result<Sliced, Stop> {
    let (count, slots) = (directions.len() / 2, (a.len() + b.len()) / 2);
    let size = PART.max(count.div_ceil(MOST_PARTS));
    let parts = count.div_ceil(size);
    let threads = if slots.saturating_mul(count) < SMALL { 1 } else { limits.threads.min(parts) };
    // Of every part the gradients stay until all are done.
    let bytes = slots as u64 * (threads as u64 * WORK_BYTES + (parts as u64 + 2) * RESULT_BYTES);
    limits.room_for(bytes, format_args!("slicing diagrams of {slots} points"), "leave out short bars")?;
    let done = AtomicUsize::new(0);
    let (of_a, of_b) = (Projections::new(a), Projections::new(b));
    let room = || Room { first: Side::new(a, &of_b), second: Side::new(b, &of_a) };
    let work = |room: &mut Room, part: usize| -> Result<Part, Stop> {
        let directions = &directions[2 * size * part..];
        let directions = &directions[..directions.len().min(2 * size)];
        let mut sums = Part::new(a.len() / 2, b.len() / 2, directions.len() / 2);
        for direction in directions.chunks_exact(2) {
            limits.at(done.fetch_add(1, Ordering::Relaxed) as f64 / count as f64)?;
            room.add([direction[0], direction[1]], q, corrected, &mut sums);
        }
        Ok(sums)
    };
    let results = map_parts_in(threads, parts, room, work);
    let mut sum = Sum::default();
    let (n, m) = (a.len() / 2, b.len() / 2);
    let (mut at_a, mut at_b) = (Gradients::new(n, m), Gradients::new(m, n));
    for result in results {
        let part = result?;
        part.costs.into_iter().for_each(|cost| sum.add(cost));
        at_a.add(&part.at_a);
        at_b.add(&part.at_b);
    }
    let count = count as f64;
    let gradient_a = at_a.mean(&of_a, &at_b.projections, count);
    let gradient_b = at_b.mean(&of_b, &at_a.projections, count);
    Ok(Sliced { value: sum.value() / count, gradient_a, gradient_b })
}

/// The costs along some directions, and the gradients of their sum.
struct Part {
    costs: Vec<f64>,
    at_a: Gradients,
    at_b: Gradients,
}

impl Part {
    /// For diagrams of `n` and `m` points.
    fn new(n: usize, m: usize, directions: usize) -> Self {
        Part { costs: Vec::with_capacity(directions), at_a: Gradients::new(n, m), at_b: Gradients::new(m, n) }
    }
}

/// Room to work on one direction after the other.
struct Room<'a> {
    first: Side<'a>,
    second: Side<'a>,
}

impl Room<'_> {
    fn add(&mut self, u: [f64; 2], q: f64, corrected: bool, sums: &mut Part) {
        let Room { first, second } = self;
        first.line.sort_along(u);
        second.line.sort_along(u);
        let cost = match (corrected, q) {
            (true, _) => match_corrected(first, second, u, q),
            (false, 1.0) => match_in_order(first, second, |x| (x.abs(), sign(x))),
            (false, 2.0) => match_in_order(first, second, |x| (x * x, 2.0 * x)),
            _ => match_in_order(first, second, |x| power(x, q)),
        };
        sums.costs.push(cost);
        sums.at_a.add_slopes(&first.slopes, u);
        sums.at_b.add_slopes(&second.slopes, u);
    }
}

/// The sum of what the differences cost; slopes are left at the slots. `cost` gives a cost and its slope.
#[inline(always)]
fn match_in_order(first: &mut Side, second: &mut Side, cost: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut total = 0.0;
    for (&s, &t) in first.line.slots().iter().zip(second.line.slots()) {
        let (cost, slope) = cost(s.value - t.value);
        total += cost;
        first.slopes[s.row as usize] = slope;
        second.slopes[t.row as usize] = -slope;
    }
    total
}

/// The same where a point that meets a projection is charged with the distance to its own.
fn match_corrected(first: &mut Side, second: &mut Side, u: [f64; 2], q: f64) -> f64 {
    let mut total = 0.0;
    for (&s, &t) in first.line.slots().iter().zip(second.line.slots()) {
        let (mut at_s, mut at_t) = (0.0, 0.0);
        let cost = match (first.line.is_point(s), second.line.is_point(t)) {
            (false, false) => 0.0,
            (true, false) => own_projection(first, s, u, q, &mut at_s),
            (false, true) => own_projection(second, t, u, q, &mut at_t),
            (true, true) => {
                let (cost, slope) = power(s.value - t.value, q);
                (at_s, at_t) = (slope, -slope);
                cost
            }
        };
        total += cost;
        first.slopes[s.row as usize] = at_s;
        second.slopes[t.row as usize] = at_t;
    }
    total
}

/// The cost of sending a point to its own projection, and the slope.
fn own_projection(side: &Side, slot: Slot, u: [f64; 2], q: f64, slope: &mut f64) -> f64 {
    let cost;
    (cost, *slope) = power(slot.value - side.line.own_projection(slot, u), q);
    cost
}

/// A diagram completed by the projections of the other's points.
struct Side<'a> {
    line: Line<'a>,
    /// The slope at each slot along the current direction, by row.
    slopes: Vec<f64>,
}

impl<'a> Side<'a> {
    fn new(points: &[f64], others: &'a Projections) -> Self {
        Side { line: Line::new(points, others), slopes: vec![0.0; points.len() / 2 + others.rows.len()] }
    }
}

/// Gradients, summed over directions.
struct Gradients {
    /// At the births of the points, `[n]`.
    births: Vec<f64>,
    /// At their deaths.
    deaths: Vec<f64>,
    /// At either coordinate of the points that were projected, `[m]`, in the order of [`Projections`].
    projections: Vec<f64>,
}

impl Gradients {
    /// For so many points, and so many others.
    fn new(own: usize, others: usize) -> Self {
        Gradients { births: vec![0.0; own], deaths: vec![0.0; own], projections: vec![0.0; others] }
    }

    /// Adds those of the slopes at the points and at the projections along `u`.
    fn add_slopes(&mut self, slopes: &[f64], u: [f64; 2]) {
        let (at_points, at_projections) = slopes.split_at(self.births.len());
        let lists = [
            (&mut self.births, at_points, u[0]),
            (&mut self.deaths, at_points, u[1]),
            (&mut self.projections, at_projections, (u[0] + u[1]) / 2.0),
        ];
        for (sums, slopes, along) in lists {
            sums.iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += slope * along);
        }
    }

    fn add(&mut self, other: &Gradients) {
        self.births.iter_mut().zip(&other.births).for_each(|(sum, x)| *sum += x);
        self.deaths.iter_mut().zip(&other.deaths).for_each(|(sum, x)| *sum += x);
        self.projections.iter_mut().zip(&other.projections).for_each(|(sum, x)| *sum += x);
    }

    /// The mean gradient at the points, `[n, 2]`, for the sums at them and at their projections.
    fn mean(&self, own: &Projections, at_projections: &[f64], count: f64) -> Vec<f64> {
        let points = self.births.iter().zip(&self.deaths);
        let mut gradient: Vec<f64> = points.flat_map(|(&birth, &death)| [birth, death]).collect();
        for (&row, &at) in own.rows.iter().zip(at_projections) {
            for sum in &mut gradient[2 * row as usize..][..2] {
                *sum = (*sum + at) / count;
            }
        }
        gradient
    }
}
