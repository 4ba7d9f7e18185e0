//! Vietoris–Rips filtrations without a table of all pairs of points: memory and time follow the edges that matter.

mod boruvka;
mod certificate;
mod kd_tree;
mod links;
mod lune;
mod prim;
mod sample;
mod short_edges;
mod space;
mod spanned;
mod sweep;
mod tree;
mod windows;
mod workspace;

pub use short_edges::short_edges;
pub use tree::components;

use super::dense::{Found, dense_bytes};
use super::edges::Input;
use crate::limits::{Limits, Stop};
use kd_tree::{MOST_COORDINATES, by_dimension};
use sample::Sample;
use short_edges::Window;
use space::Space;
use std::mem::take;
use std::ops::Range;
use windows::Windows;
use workspace::Workspace;

/// An edge: the bits of its key, and its ends `u < v`. Keys are not negative, so edges compare like these tuples.
pub type Edge = (u64, u32, u32);

/// Neighbours of a point, on average, along the first edges that are listed.
const FIRST: f64 = 24.0;

/// With more neighbours of a point, on average, sets of bits are faster than lists.
const MANY: f64 = 100.0;

/// Points for each neighbour of a point, on average, up to which it is worth a try whether few edges suffice: if they do not,
/// that took about a tenth of the time that all edges take.
const TRY: f64 = 100.0;

/// Fewer points are always compared in pairs.
const FEW: usize = 500;

/// The pairs of dimensions 0 and 1 if they are found among few edges, or if there is no room for all; else `None`.
pub fn pairs(input: Input, max_diameter: Option<f64>, limits: &Limits) -> Result<Option<Found>, Stop> {
    let count = input.count();
    let fits =
        |neighbours: f64| dense_bytes(count, (neighbours * count as f64 / 2.0) as u64, 1) <= limits.memory;
    let all_fit = fits(count as f64);
    if count < FEW && all_fit {
        return Ok(None);
    }
    let cutoff = Window::up_to(input, max_diameter.unwrap_or(f64::INFINITY)).limit;
    let all = |sample: &Sample| sample.neighbours(cutoff.min(sample.radius));
    let has_boxes = (1..=MOST_COORDINATES).contains(&dimension(input));
    let tried = if has_boxes { count as f64 / TRY } else { 0.0 };
    if all_fit && tried < FIRST && all(&Sample::rough(input)) > 2.0 * MANY {
        return Ok(None);
    }
    room_for_points(input, Sample::bytes(count), limits)?;
    let neighbours = |sample: &Sample| {
        let all = all(sample);
        if !fits(all) {
            FIRST..f64::INFINITY
        } else if all <= MANY {
            FIRST..MANY
        } else {
            FIRST..tried
        }
    };
    Workspace::with(limits, |workspace| found(input, cutoff, neighbours, workspace, limits))
}

/// The pairs of dimensions 0 and 1 of edges with keys up to `cutoff`; `None` if they are not found among as many as a
/// sample says to take: so many neighbours of each point, on average, in the first window, and in the last.
fn found(
    input: Input,
    cutoff: f64,
    neighbours: impl FnOnce(&Sample) -> Range<f64>,
    workspace: &mut Workspace,
    limits: &Limits,
) -> Result<Option<Found>, Stop> {
    by_dimension!(dimension(input), found_in_boxes(input, cutoff, neighbours, workspace, limits)
        else found_in(&input, input, cutoff, neighbours, workspace, limits))
}

fn found_in_boxes<const D: usize>(
    input: Input,
    cutoff: f64,
    neighbours: impl FnOnce(&Sample) -> Range<f64>,
    workspace: &mut Workspace,
    limits: &Limits,
) -> Result<Option<Found>, Stop> {
    let Input::Points { coordinates, .. } = input else { unreachable!("distances have no boxes") };
    let mut boxes = workspace.take_boxes::<D>();
    boxes.refill(coordinates);
    let found = found_in(&*boxes, input, cutoff, neighbours, workspace, limits)?;
    workspace.keep_boxes(boxes);
    Ok(found)
}

fn found_in(
    space: &impl Space,
    input: Input,
    cutoff: f64,
    neighbours: impl FnOnce(&Sample) -> Range<f64>,
    workspace: &mut Workspace,
    limits: &Limits,
) -> Result<Option<Found>, Stop> {
    let known = workspace.known(input, space, cutoff, limits)?;
    if known.is_some() {
        return Ok(known);
    }
    let sample = Sample::new(input, take(&mut workspace.sample));
    let mut windows = Windows { cutoff, neighbours: neighbours(&sample), sample };
    let found = windows.pairs(input, space, workspace, limits)?;
    workspace.sample = windows.sample.into_buffer();
    Ok(found)
}

/// Number of coordinates of points, 0 for distances.
fn dimension(input: Input) -> usize {
    match input {
        Input::Points { coordinates, count } => coordinates.len() / count,
        Input::Distances { .. } => 0,
    }
}

/// Bytes for each point of what the sparse forms keep, but for edges: its place, component, and nearest neighbour.
const POINT: usize = 128;

/// Refuses more points than there is memory for, besides so many bytes.
fn room_for_points(input: Input, bytes: u64, limits: &Limits) -> Result<(), Stop> {
    let count = input.count();
    let each = POINT + dimension(input) * size_of::<f64>();
    let what = format_args!("the pairs of {count} points");
    limits.room_for(bytes + (count * each) as u64, what, "take fewer points or raise maxMemory")
}

#[cfg(test)]
pub mod tests;
