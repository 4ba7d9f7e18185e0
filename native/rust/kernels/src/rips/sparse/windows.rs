//! Dimensions 0 and 1 from edges in windows of increasing length, until nothing more can happen.
//!
//! Every window has about as many edges as all before. The lengths that bound them are quantiles of the distances from a few
//! points to all. In most clouds in few dimensions all classes die among short edges; then neither memory nor time follow
//! the number of pairs.

use super::super::dense::Found;
use super::super::edges::Input;
use super::dimension;
use super::kd_tree::{KdTree, by_dimension};
use super::links::Links;
use super::short_edges::Window;
use super::space::Space;
use super::spanned::Places;
use super::sweep::Sweep;
use crate::limits::{Limits, Stop};
use std::ops::Range;

/// Distances that are looked at to choose the windows.
const SAMPLE: usize = 1 << 20;

/// The pairs of dimensions 0 and 1 of edges not longer than `max_diameter`.
///
/// The first window has so many neighbours for each point, on average, as `neighbours` starts with; `None` if it ends before
/// it is known that nothing more happens.
pub fn pairs(
    input: Input,
    max_diameter: Option<f64>,
    neighbours: Range<f64>,
    limits: &Limits,
) -> Result<Option<Found>, Stop> {
    // No default cut-off is needed: nothing happens beyond the enclosing radius, and that shows by itself.
    let cutoff = Window::up_to(input, max_diameter.unwrap_or(f64::INFINITY)).limit;
    by_dimension!(
        dimension(input),
        in_boxes(input, cutoff, neighbours, limits) else in_space(&input, input, cutoff, neighbours, limits)
    )
}

fn in_boxes<const D: usize>(
    input: Input,
    cutoff: f64,
    neighbours: Range<f64>,
    limits: &Limits,
) -> Result<Option<Found>, Stop> {
    let Input::Points { coordinates, .. } = input else { unreachable!("distances have no boxes") };
    in_space(&Places::new(KdTree::<D>::new(coordinates)), input, cutoff, neighbours, limits)
}

fn in_space(
    space: &impl Space,
    input: Input,
    cutoff: f64,
    neighbours: Range<f64>,
    limits: &Limits,
) -> Result<Option<Found>, Stop> {
    let order = space.order();
    let mut sample = Sample::new(input);
    let mut links = Links::new(input.count());
    let mut sweep = Sweep::new(input);
    let (mut above, mut average, mut left) = (-1.0, neighbours.start, 1.0);
    loop {
        let limit = sample.key(average).min(cutoff);
        if limit > sample.key(neighbours.end) {
            return Ok(None);
        }
        let window = Window { above, limit };
        let limits = limits.stage(1.0 - left, 1.0 - 0.5 * left);
        let done = links.edges.len();
        let new = space.edges(window, &limits.stage(0.0, 0.3))?;
        room_for_links(done + new.len(), input, &limits)?;
        links.extend(&new);
        drop(new);
        sweep.add(&links, done, &order, &limits.stage(0.3, 0.8))?;
        let rest = Window { above: limit, limit: cutoff };
        let is_last = limit == cutoff
            || (!sweep.any_alive() && space.is_spanned(rest, &links, &limits.stage(0.8, 1.0))?);
        if is_last {
            return Ok(Some(sweep.end()));
        }
        (above, average, left) = (limit, 2.0 * average, 0.5 * left);
    }
}

/// Refuses more edges than there is memory for, or than are counted.
fn room_for_links(edges: usize, input: Input, limits: &Limits) -> Result<(), Stop> {
    let (edges, points) = (edges as u64, input.count());
    let what = format_args!("{edges} edges of {points} points or more");
    let bytes = if edges < Links::MOST { edges * Links::BYTES * 3 / 2 } else { u64::MAX };
    limits.room_for(bytes, what, "lower maxDiameter or raise maxMemory")
}

/// The keys of the edges from a few points.
struct Sample {
    keys: Vec<f64>,
    rows: usize,
    count: usize,
}

impl Sample {
    fn new(input: Input) -> Self {
        let count = input.count();
        let rows = (SAMPLE / count).clamp(8, 128).min(count);
        let keys = (0..rows).flat_map(|row| {
            let u = row * count / rows;
            (0..count).filter(move |&v| v != u).map(move |v| input.key(u, v))
        });
        Sample { keys: keys.collect(), rows, count }
    }

    /// A key up to which points have about so many neighbours, on average; the greatest number if they have no more.
    fn key(&mut self, neighbours: f64) -> f64 {
        let place = (neighbours * self.rows as f64) as usize;
        if neighbours >= self.count as f64 || place >= self.keys.len() {
            return f64::MAX;
        }
        *self.keys.select_nth_unstable_by(place, f64::total_cmp).1
    }
}
