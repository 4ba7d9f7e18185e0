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
use super::sample::Sample;
use super::short_edges::Window;
use super::space::Space;
use super::spanned::Places;
use super::sweep::Sweep;
use crate::limits::{Limits, Stop};
use std::ops::Range;

/// The pairs of dimensions 0 and 1 of edges with keys up to `cutoff`.
///
/// The first window has so many neighbours for each point, on average, as `neighbours` starts with; `None` if it ends before
/// it is known that nothing more happens. No default cut-off is needed: nothing happens beyond the enclosing radius, and that
/// shows by itself.
pub fn pairs(
    input: Input,
    cutoff: f64,
    neighbours: Range<f64>,
    sample: Sample,
    limits: &Limits,
) -> Result<Option<Found>, Stop> {
    let windows = Windows { input, cutoff, neighbours, sample };
    by_dimension!(dimension(input), in_boxes(windows, limits) else windows.find(&input, limits))
}

fn in_boxes<const D: usize>(windows: Windows, limits: &Limits) -> Result<Option<Found>, Stop> {
    let Input::Points { coordinates, .. } = windows.input else { unreachable!("distances have no boxes") };
    windows.find(&Places::new(KdTree::<D>::new(coordinates)), limits)
}

/// What determines the windows.
struct Windows<'a> {
    input: Input<'a>,
    cutoff: f64,
    neighbours: Range<f64>,
    sample: Sample,
}

impl Windows<'_> {
    fn find(mut self, space: &impl Space, limits: &Limits) -> Result<Option<Found>, Stop> {
        let order = space.order();
        let last = self.sample.key(self.neighbours.end);
        let mut links = Links::new(self.input.count());
        let mut sweep = Sweep::new(self.input);
        let (mut above, mut average, mut left) = (-1.0, self.neighbours.start, 1.0);
        loop {
            let limit = self.sample.key(average).min(self.cutoff);
            if limit > last {
                return Ok(None);
            }
            let limits = limits.stage(1.0 - left, 1.0 - 0.5 * left);
            let done = links.edges.len();
            let new = space.edges(Window { above, limit }, &limits.stage(0.0, 0.3))?;
            room_for_links(done + new.len(), self.input, &limits)?;
            links.extend(&new);
            drop(new);
            sweep.add(&links, done, &order, &limits.stage(0.3, 0.8))?;
            let rest = Window { above: limit, limit: self.cutoff };
            let is_last = limit == self.cutoff
                || (!sweep.any_alive() && space.is_spanned(rest, &links, &limits.stage(0.8, 1.0))?);
            if is_last {
                return Ok(Some(sweep.end()));
            }
            (above, average, left) = (limit, 2.0 * average, 0.5 * left);
        }
    }
}

/// Refuses more edges than there is memory for, or than are counted.
fn room_for_links(edges: usize, input: Input, limits: &Limits) -> Result<(), Stop> {
    let (edges, points) = (edges as u64, input.count());
    let what = format_args!("{edges} edges of {points} points or more");
    let bytes = if edges < Links::MOST { edges * Links::BYTES * 3 / 2 } else { u64::MAX };
    limits.room_for(bytes, what, "lower maxDiameter or raise maxMemory")
}
