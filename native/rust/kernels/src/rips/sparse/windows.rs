//! Dimensions 0 and 1 from edges in windows of increasing length, until nothing more can happen.
//!
//! Every window has about as many edges as all before. The lengths that bound them are quantiles of the distances from a few
//! points to all. In most clouds in few dimensions all classes die among short edges; then neither memory nor time follow
//! the number of pairs.

use super::super::dense::Found;
use super::super::edges::Input;
use super::certificate::Certificate;
use super::links::Links;
use super::sample::Sample;
use super::short_edges::{Window, gather};
use super::space::Space;
use super::sweep::Sweep;
use super::workspace::Workspace;
use crate::limits::{Limits, Stop};
use std::ops::Range;

/// What determines the windows.
pub struct Windows {
    /// The greatest key of an edge that is wanted.
    pub cutoff: f64,
    /// How many neighbours each point has, on average: in the first window, and up to where it is worth going on.
    pub neighbours: Range<f64>,
    /// What is known of the lengths.
    pub sample: Sample,
}

impl Windows {
    /// The pairs of dimensions 0 and 1; `None` if the windows end before it is known that nothing more happens.
    ///
    /// No default cut-off is needed: nothing happens beyond the enclosing radius, and that shows by itself.
    pub fn pairs(
        &mut self,
        input: Input,
        space: &impl Space,
        workspace: &mut Workspace,
        limits: &Limits,
    ) -> Result<Option<Found>, Stop> {
        let Workspace { components, lists, links, certificate, .. } = workspace;
        *certificate = None;
        if self.neighbours.is_empty() {
            return Ok(None);
        }
        let (order, last) = (space.order(), self.sample.key(self.neighbours.end));
        links.reset(input.count());
        let mut sweep = Sweep::new(input, components);
        let (mut above, mut average, mut left) = (-1.0, self.neighbours.start, 1.0);
        loop {
            let limit = self.sample.key(average).min(self.cutoff);
            if limit > last {
                return Ok(None);
            }
            let limits = limits.stage(1.0 - left, 1.0 - 0.5 * left);
            let done = links.edges.len();
            gather(space, Window { above, limit }, lists, &mut links.edges, &limits.stage(0.0, 0.3))?;
            room_for_links(links.edges.len(), input, &limits)?;
            links.update();
            sweep.add(links, done, &order, &limits.stage(0.3, 0.8))?;
            let (rest, are_all) = (Window { above: limit, limit: self.cutoff }, limit == self.cutoff);
            if are_all || (!sweep.any_alive() && space.is_spanned(rest, links, &limits.stage(0.8, 1.0))?) {
                let found = sweep.end();
                *certificate = Some(Certificate::new(found.clone(), are_all));
                return Ok(Some(found));
            }
            (above, average, left) = (limit, 2.0 * average, 0.5 * left);
        }
    }
}

/// Refuses more edges than there is memory for, or than are counted.
pub fn room_for_links(edges: usize, input: Input, limits: &Limits) -> Result<(), Stop> {
    let (edges, points) = (edges as u64, input.count());
    let what = format_args!("{edges} edges of {points} points or more");
    let bytes = if edges < Links::MOST { edges * Links::BYTES * 3 / 2 } else { u64::MAX };
    limits.room_for(bytes, what, "lower maxDiameter or raise maxMemory")
}
