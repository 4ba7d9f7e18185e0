//! The shortest spanning tree of points in few dimensions: in every round, each component is joined to another by the least
//! edge that leaves it [Boruvka26], found in a tree of boxes [Bentley78].
//!
//! Edges are in a strict order, so the least one that leaves a component belongs to the one least spanning tree, and the
//! number of components at least halves. A point keeps the least edge found for it: while its other end lies in another
//! component it is still the least, and afterwards its length bounds that of the next from below. Most points lie inside their
//! component and never get near the least edge that leaves it, so they are not asked again.

use super::Edge;
use super::kd_tree::KdTree;
use crate::components::Components;
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use std::sync::atomic::{AtomicU64, Ordering};

/// Points that a thread takes at a time.
const PART: usize = 1024;

/// The component of a box with points of several.
const MIXED: u32 = u32::MAX;

/// No edge: greater than all.
const NONE: Edge = (u64::MAX, u32::MAX, u32::MAX);

/// What is known of the edges from one point to other components.
#[derive(Clone, Copy)]
struct Nearest {
    /// The least of them, if it is known; else all have at least its key, and its ends are no vertices.
    edge: Edge,
    /// The place of the other end.
    other: u32,
}

/// The edges of the least spanning tree, in no particular order.
pub fn spanning_tree<const D: usize>(tree: &KdTree<D>, limits: &Limits) -> Result<Vec<Edge>, Stop> {
    let count = tree.len();
    let mut components = Components::new(count);
    let mut nearest = vec![Nearest { edge: (0, u32::MAX, u32::MAX), other: u32::MAX }; count];
    let mut edges = Vec::with_capacity(count - 1);
    while edges.len() + 1 < count {
        let around = Surroundings::new(tree, (0..count as u32).map(|place| components.root(place)).collect());
        around.search(&mut nearest, limits)?;
        for (edge, place, other) in around.least_edges(&nearest) {
            if components.merge(place, other).is_some() {
                edges.push(edge);
            }
        }
        limits.at(edges.len() as f64 / count as f64)?;
    }
    Ok(edges)
}

/// The components in one round.
struct Surroundings<'a, const D: usize> {
    tree: &'a KdTree<D>,
    /// The component of each place.
    components: Vec<u32>,
    /// The component of each box, or [`MIXED`].
    boxes: Vec<u32>,
    /// For each component the bits of the least key found so far of an edge that leaves it.
    bounds: Vec<AtomicU64>,
}

impl<'a, const D: usize> Surroundings<'a, D> {
    fn new(tree: &'a KdTree<D>, components: Vec<u32>) -> Self {
        let mut boxes = vec![MIXED; tree.nodes.len()];
        for node in (0..boxes.len()).rev() {
            boxes[node] = match tree.children(node) {
                Some([a, b]) if boxes[a] == boxes[b] => boxes[a],
                Some(_) => MIXED,
                None => {
                    let own = &components[tree.nodes[node].places()];
                    if own.iter().all(|&other| other == own[0]) { own[0] } else { MIXED }
                }
            };
        }
        let bounds = (0..components.len()).map(|_| AtomicU64::new(u64::MAX)).collect();
        Surroundings { tree, components, boxes, bounds }
    }

    /// Brings what is known up to date wherever the least edge that leaves a component could be.
    fn search(&self, nearest: &mut [Nearest], limits: &Limits) -> Result<(), Stop> {
        let mut parts: Vec<(usize, &mut [Nearest])> = nearest.chunks_mut(PART).enumerate().collect();
        let ends = map_items(limits.threads, &mut parts, |(part, nearest)| {
            limits.check()?;
            nearest.iter_mut().enumerate().for_each(|(k, nearest)| self.renew(*part * PART + k, nearest));
            Ok(())
        });
        ends.into_iter().collect()
    }

    /// Finds the least edge from the point at `place` to another component, unless it cannot be the least of its component.
    fn renew(&self, place: usize, nearest: &mut Nearest) {
        let own = self.components[place];
        let bound = &self.bounds[own as usize];
        if !self.leaves(own, nearest) {
            let limit = bound.load(Ordering::Relaxed);
            if nearest.edge.0 > limit {
                return;
            }
            let mut found = Nearest { edge: (limit, u32::MAX, u32::MAX), other: u32::MAX };
            self.descend(0, place, &mut found);
            *nearest = found;
        }
        if self.leaves(own, nearest) {
            bound.fetch_min(nearest.edge.0, Ordering::Relaxed);
        }
    }

    /// Whether an edge is known and leaves the component `own`.
    fn leaves(&self, own: u32, nearest: &Nearest) -> bool {
        nearest.other != u32::MAX && self.components[nearest.other as usize] != own
    }

    /// Searches a box for an edge from `place` to another component that is less than the one found.
    fn descend(&self, node: usize, place: usize, found: &mut Nearest) {
        let own = self.components[place];
        let Some(children) = self.tree.children(node) else {
            for other in self.tree.nodes[node].places() {
                if self.components[other] != own {
                    let edge = self.tree.edge(place, other);
                    if edge < found.edge {
                        *found = Nearest { edge, other: other as u32 };
                    }
                }
            }
            return;
        };
        let mut sides = children.map(|child| (self.least_to(child, place), child));
        sides.sort_unstable();
        for (least, child) in sides {
            if least < found.edge && self.boxes[child] != own {
                self.descend(child, place, found);
            }
        }
    }

    /// No edge from `place` into a box is less, not even among those of equal length.
    fn least_to(&self, node: usize, place: usize) -> Edge {
        let (node, own) = (&self.tree.nodes[node], self.tree.indices[place]);
        let key = node.nearest(&self.tree.points[place]) + 0.0;
        (key.to_bits(), own.min(node.least), own.max(node.least))
    }

    /// For each component the least edge that leaves it, with the places of its ends.
    fn least_edges(&self, nearest: &[Nearest]) -> Vec<(Edge, u32, u32)> {
        let mut least = vec![(NONE, 0, 0); nearest.len()];
        for (place, nearest) in nearest.iter().enumerate() {
            let own = self.components[place];
            if self.leaves(own, nearest) {
                let kept = &mut least[own as usize];
                *kept = (*kept).min((nearest.edge, place as u32, nearest.other));
            }
        }
        least.retain(|&(edge, ..)| edge != NONE);
        least
    }
}
