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

/// Buffers of a search for the least spanning tree.
#[derive(Default)]
pub struct Rounds {
    components: Components,
    nearest: Vec<Nearest>,
    around: Surroundings,
    least: Vec<(Edge, u32, u32)>,
}

impl Rounds {
    /// Replaces `edges` by those of the least spanning tree, in no particular order.
    pub fn span<const D: usize>(
        &mut self,
        tree: &KdTree<D>,
        edges: &mut Vec<Edge>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let Rounds { components, nearest, around, least } = self;
        let count = tree.len();
        components.reset(count);
        nearest.clear();
        nearest.resize(count, Nearest { edge: (0, u32::MAX, u32::MAX), other: u32::MAX });
        edges.clear();
        while edges.len() + 1 < count {
            around.refill(tree, components);
            Search { tree, around }.run(nearest, limits)?;
            around.find_least(nearest, least);
            for &(edge, place, other) in &*least {
                if components.merge(place, other).is_some() {
                    edges.push(edge);
                }
            }
            limits.at(edges.len() as f64 / count as f64)?;
        }
        Ok(())
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let Rounds { components, nearest, around, least } = self;
        let points =
            nearest.capacity() * size_of::<Nearest>() + least.capacity() * size_of::<(Edge, u32, u32)>();
        points as u64 + components.bytes() + around.bytes()
    }
}

/// The components in one round.
#[derive(Default)]
struct Surroundings {
    /// The component of each place.
    components: Vec<u32>,
    /// The component of each box, or [`MIXED`].
    boxes: Vec<u32>,
    /// For each component the bits of the least key found so far of an edge that leaves it.
    bounds: Vec<AtomicU64>,
}

impl Surroundings {
    fn refill<const D: usize>(&mut self, tree: &KdTree<D>, roots: &mut Components) {
        let Surroundings { components, boxes, bounds } = self;
        components.clear();
        components.extend((0..tree.len() as u32).map(|place| roots.root(place)));
        boxes.clear();
        boxes.resize(tree.nodes.len(), MIXED);
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
        bounds.clear();
        bounds.resize_with(components.len(), || AtomicU64::new(u64::MAX));
    }

    /// For each component the least edge that leaves it, with the places of its ends.
    fn find_least(&self, nearest: &[Nearest], least: &mut Vec<(Edge, u32, u32)>) {
        least.clear();
        least.resize(nearest.len(), (NONE, 0, 0));
        for (place, nearest) in nearest.iter().enumerate() {
            let own = self.components[place];
            if self.leaves(own, nearest) {
                let kept = &mut least[own as usize];
                *kept = (*kept).min((nearest.edge, place as u32, nearest.other));
            }
        }
        least.retain(|&(edge, ..)| edge != NONE);
    }

    /// Whether an edge is known and leaves the component `own`.
    fn leaves(&self, own: u32, nearest: &Nearest) -> bool {
        nearest.other != u32::MAX && self.components[nearest.other as usize] != own
    }

    fn bytes(&self) -> u64 {
        let numbers = self.components.capacity() + self.boxes.capacity();
        (numbers * size_of::<u32>() + self.bounds.capacity() * size_of::<AtomicU64>()) as u64
    }
}

/// A search for the least edges that leave components.
struct Search<'a, const D: usize> {
    tree: &'a KdTree<D>,
    around: &'a Surroundings,
}

impl<const D: usize> Search<'_, D> {
    /// Brings what is known up to date wherever the least edge that leaves a component could be.
    fn run(&self, nearest: &mut [Nearest], limits: &Limits) -> Result<(), Stop> {
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
        let own = self.around.components[place];
        let bound = &self.around.bounds[own as usize];
        if !self.around.leaves(own, nearest) {
            let limit = bound.load(Ordering::Relaxed);
            if nearest.edge.0 > limit {
                return;
            }
            let mut found = Nearest { edge: (limit, u32::MAX, u32::MAX), other: u32::MAX };
            self.descend(0, place, &mut found);
            *nearest = found;
        }
        if self.around.leaves(own, nearest) {
            bound.fetch_min(nearest.edge.0, Ordering::Relaxed);
        }
    }

    /// Searches a box for an edge from `place` to another component that is less than the one found.
    fn descend(&self, node: usize, place: usize, found: &mut Nearest) {
        let own = self.around.components[place];
        let Some(children) = self.tree.children(node) else {
            for other in self.tree.nodes[node].places() {
                if self.around.components[other] != own {
                    let edge = self.tree.edge(place, other);
                    if edge < found.edge {
                        *found = Nearest { edge, other: other as u32 };
                    }
                }
            }
            return;
        };
        let [a, b] = children;
        let (a, b) = ((self.least_to(a, place), a), (self.least_to(b, place), b));
        for (least, child) in if b < a { [b, a] } else { [a, b] } {
            if least < found.edge && self.around.boxes[child] != own {
                self.descend(child, place, found);
            }
        }
    }

    /// No edge from `place` into a box is less, not even among those of equal length.
    #[inline]
    fn least_to(&self, node: usize, place: usize) -> Edge {
        let (node, own) = (&self.tree.nodes[node], self.tree.indices[place]);
        let key = node.nearest(&self.tree.points[place]) + 0.0;
        (key.to_bits(), own.min(node.least), own.max(node.least))
    }
}
