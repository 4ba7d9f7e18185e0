//! The edges whose lengths lie in a window, sorted: from a tree of boxes for points in few dimensions, from one pass over all
//! pairs otherwise.

use super::super::edges::Input;
use super::Edge;
use super::dimension;
use super::kd_tree::{KdTree, by_dimension};
use crate::limits::{Limits, Stop};
use crate::threads::{map_items, map_parts};
use std::sync::atomic::{AtomicU64, Ordering};

/// Leaves, or rows, that a thread takes at a time.
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
    match input {
        Input::Points { coordinates, .. } => {
            by_dimension!(dimension(input), of_points(coordinates, window, limits) else of_pairs(input, window, limits))
        }
        Input::Distances { .. } => of_pairs(input, window, limits),
    }
}

fn of_points<const D: usize>(
    coordinates: &[f64],
    window: Window,
    limits: &Limits,
) -> Result<Vec<Edge>, Stop> {
    in_boxes(&KdTree::<D>::new(coordinates), window, limits)
}

/// The edges in the window between the points of a tree, in their order.
pub fn in_boxes<const D: usize>(
    tree: &KdTree<D>,
    window: Window,
    limits: &Limits,
) -> Result<Vec<Edge>, Stop> {
    let leaves: Vec<usize> = (0..tree.nodes.len()).filter(|&node| tree.children(node).is_none()).collect();
    gathered(leaves.len(), limits, |item, edges| leave(tree, leaves[item], window, edges))
}

/// Appends the edges in the window from the points of a leaf to those at later places.
fn leave<const D: usize>(tree: &KdTree<D>, leaf: usize, window: Window, edges: &mut Vec<Edge>) {
    let own = &tree.nodes[leaf];
    let mut waiting = vec![0];
    while let Some(node) = waiting.pop() {
        let other = &tree.nodes[node];
        if other.end <= own.first
            || own.nearest_of(other) > window.limit
            || own.farthest_of(other) <= window.above
        {
            continue;
        }
        if let Some(children) = tree.children(node) {
            waiting.extend(children);
            continue;
        }
        for p in own.places() {
            for q in other.places().start.max(p + 1)..other.places().end {
                if window.contains(tree.key(p, q)) {
                    edges.push(tree.edge(p, q));
                }
            }
        }
    }
}

/// The edges in the window from a pass over all pairs, in their order.
pub fn of_pairs(input: Input, window: Window, limits: &Limits) -> Result<Vec<Edge>, Stop> {
    let count = input.count();
    gathered(count, limits, |u, edges| {
        for v in u + 1..count {
            let key = input.key(u, v);
            if window.contains(key) {
                edges.push((key.to_bits(), u as u32, v as u32));
            }
        }
    })
}

/// What `search` appends for all of `0..items`, sorted.
fn gathered(
    items: usize,
    limits: &Limits,
    search: impl Fn(usize, &mut Vec<Edge>) + Sync,
) -> Result<Vec<Edge>, Stop> {
    let found = AtomicU64::new(0);
    let lists = map_parts(limits.threads, items.div_ceil(PART), |part| {
        let mut edges = Vec::new();
        for item in part * PART..items.min((part + 1) * PART) {
            limits.at(item as f64 / items as f64)?;
            let before = edges.len();
            search(item, &mut edges);
            let new = (edges.len() - before) as u64;
            room_for_edges(new + found.fetch_add(new, Ordering::Relaxed), limits)?;
        }
        Ok(edges)
    });
    let lists = lists.into_iter().collect::<Result<Vec<Vec<Edge>>, Stop>>()?;
    let mut edges = Vec::with_capacity(found.into_inner() as usize);
    lists.into_iter().for_each(|list| edges.extend(list));
    sort(&mut edges, limits.threads);
    Ok(edges)
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
