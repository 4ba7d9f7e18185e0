//! The edges whose lengths lie in a window, sorted: from a tree of boxes for points in few dimensions, from one pass over all
//! pairs otherwise.

use super::super::edges::Input;
use super::Edge;
use super::dimension;
use super::kd_tree::by_dimension;
use super::space::Space;
use super::workspace::Workspace;
use crate::limits::{Limits, Stop};
use crate::threads::{map_items, map_parts};
use std::sync::atomic::{AtomicU64, Ordering};

/// Parts of the edges that a thread takes at a time.
const PART: usize = 64;

/// Edges that are sorted at a time by one thread, at least.
const RUN: usize = 1 << 14;

/// Keys greater than one and not greater than another.
#[derive(Clone, Copy)]
pub struct Window {
    /// The key that is just too small; negative if there is none.
    pub above: f64,
    /// The greatest key.
    pub limit: f64,
}

impl Window {
    /// The window of all lengths up to `cutoff`.
    pub fn up_to(input: Input, cutoff: f64) -> Self {
        Window { above: -1.0, limit: greatest_key(input, cutoff) }
    }

    /// Whether an edge with this key is wanted.
    pub fn contains(self, key: f64) -> bool {
        self.above < key && key <= self.limit
    }
}

/// The greatest key of an edge that is not longer than `cutoff`.
fn greatest_key(input: Input, cutoff: f64) -> f64 {
    let within = |key: f64| input.value(key) <= cutoff;
    if within(f64::MAX) {
        return f64::MAX;
    }
    // Rounding puts the square of the cut-off beside the key; a few steps lead to it.
    let mut key = match input {
        Input::Points { .. } => cutoff * cutoff,
        Input::Distances { .. } => cutoff,
    };
    while !within(key) {
        key = key.next_down();
    }
    while within(key.next_up()) {
        key = key.next_up();
    }
    key
}

/// The edges not longer than `cutoff`, in their order.
pub fn short_edges(input: Input, cutoff: f64, limits: &Limits) -> Result<Vec<Edge>, Stop> {
    let window = Window::up_to(input, cutoff);
    Workspace::with(limits, |workspace| match input {
        Input::Points { coordinates, .. } => {
            by_dimension!(dimension(input), of_points(coordinates, window, workspace, limits) else of(&input, window, workspace, limits))
        }
        Input::Distances { .. } => of(&input, window, workspace, limits),
    })
}

fn of_points<const D: usize>(
    coordinates: &[f64],
    window: Window,
    workspace: &mut Workspace,
    limits: &Limits,
) -> Result<Vec<Edge>, Stop> {
    let mut boxes = workspace.take_boxes::<D>();
    boxes.refill(coordinates);
    let edges = of(&*boxes, window, workspace, limits)?;
    workspace.keep_boxes(boxes);
    Ok(edges)
}

fn of(
    space: &impl Space,
    window: Window,
    workspace: &mut Workspace,
    limits: &Limits,
) -> Result<Vec<Edge>, Stop> {
    let mut edges = Vec::new();
    gather(space, window, &mut workspace.lists, &mut edges, limits)?;
    Ok(edges)
}

/// Appends the edges of a window in their order; `lists` are buffers.
pub fn gather(
    space: &impl Space,
    window: Window,
    lists: &mut Vec<Vec<Edge>>,
    edges: &mut Vec<Edge>,
    limits: &Limits,
) -> Result<(), Stop> {
    let (done, found) = (edges.len(), AtomicU64::new(0));
    lists.resize_with(space.parts().div_ceil(PART), Vec::new);
    let mut numbered: Vec<(usize, &mut Vec<Edge>)> = lists.iter_mut().enumerate().collect();
    let ends = map_items(limits.threads, &mut numbered, |(number, list)| {
        list.clear();
        for part in *number * PART..space.parts().min((*number + 1) * PART) {
            limits.at(part as f64 / space.parts() as f64)?;
            let before = list.len();
            space.visit(part, window, |edge| list.push(edge));
            let new = (list.len() - before) as u64;
            room_for_edges(new + found.fetch_add(new, Ordering::Relaxed), limits)?;
        }
        Ok(())
    });
    ends.into_iter().collect::<Result<(), Stop>>()?;
    edges.reserve(found.into_inner() as usize);
    lists.iter().for_each(|list| edges.extend_from_slice(list));
    sort(&mut edges[done..], limits.threads);
    Ok(())
}

/// How many edges a window has.
pub fn count(space: &impl Space, window: Window, limits: &Limits) -> Result<usize, Stop> {
    let counts = map_parts(limits.threads, space.parts().div_ceil(PART), |number| {
        let mut count = 0;
        for part in number * PART..space.parts().min((number + 1) * PART) {
            limits.check()?;
            space.visit(part, window, |_| count += 1);
        }
        Ok(count)
    });
    counts.into_iter().sum()
}

/// Refuses more edges than there is memory for, twice over while they are put together.
fn room_for_edges(count: u64, limits: &Limits) -> Result<(), Stop> {
    let bytes = 2 * count * size_of::<Edge>() as u64;
    limits.room_for(bytes, format_args!("{count} edges or more"), "lower maxDiameter or raise maxMemory")
}

/// Sorts edges; each thread takes a range of the result.
fn sort(edges: &mut [Edge], threads: usize) {
    let mut parts = vec![edges];
    while parts.len() < threads && parts[0].len() > 2 * RUN {
        let halves = parts.into_iter().flat_map(|part| {
            let middle = part.len() / 2;
            part.select_nth_unstable(middle);
            let (below, above) = part.split_at_mut(middle);
            [below, above]
        });
        parts = halves.collect();
    }
    map_items(threads, &mut parts, |part| part.sort_unstable());
}
