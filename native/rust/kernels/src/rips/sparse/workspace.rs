//! What survives a computation without a table of all pairs: its buffers, and what it found.

use super::super::dense::Found;
use super::super::edges::Input;
use super::Edge;
use super::boruvka::Rounds;
use super::certificate::{Certificate, have_order_of};
use super::kd_tree::KdTree;
use super::links::Links;
use super::prim::Outside;
use super::space::Space;
use crate::components::Components;
use crate::limits::{Limits, Stop};
use crate::shelf::Shelf;
use std::any::Any;

/// Workspaces for the next computations.
static WORKSPACES: Shelf<Workspace> = Shelf::new();

/// Buffers, and what was found last.
#[derive(Default)]
pub struct Workspace {
    /// A tree of boxes, and its bytes. Its type depends on the number of coordinates.
    boxes: Option<(Box<dyn Any + Send>, u64)>,
    /// Components of vertices.
    pub components: Components,
    /// The edges of the shortest spanning tree.
    pub tree: Vec<Edge>,
    /// Buffers for it.
    pub rounds: Rounds,
    /// Others, where there are no boxes.
    pub outside: Outside,
    /// The keys of a sample of the edges.
    pub sample: Vec<f64>,
    /// Edges as each thread found them.
    pub lists: Vec<Vec<Edge>>,
    /// The edges that were swept last, if they were.
    pub links: Links,
    /// What was found along these.
    pub certificate: Option<Certificate>,
}

impl Workspace {
    /// What `work` gives with a workspace that has served before if there is one; it is kept if the work succeeds.
    pub fn with<R>(limits: &Limits, work: impl FnOnce(&mut Workspace) -> Result<R, Stop>) -> Result<R, Stop> {
        let mut workspace = WORKSPACES.take();
        if workspace.bytes() > limits.memory {
            workspace = Workspace::default();
        }
        let result = work(&mut workspace)?;
        let bytes = workspace.bytes();
        WORKSPACES.give_back(workspace, bytes);
        Ok(result)
    }

    /// What was found along the edges swept last, if it is found of `input` as well, up to a key.
    pub fn known(
        &mut self,
        input: Input,
        space: &impl Space,
        cutoff: f64,
        limits: &Limits,
    ) -> Result<Option<Found>, Stop> {
        let Workspace { links, certificate, .. } = self;
        let Some(certificate) = certificate.as_ref().filter(|_| links.count() == input.count()) else {
            return Ok(None);
        };
        let holds =
            have_order_of(links, input, limits)? && certificate.holds(input, space, cutoff, links, limits)?;
        Ok(holds.then(|| certificate.found().clone()))
    }

    /// The tree of boxes of the last computation, to be refilled; a new one if that had another number of coordinates.
    pub fn take_boxes<const D: usize>(&mut self) -> Box<KdTree<D>> {
        self.boxes.take().and_then(|(boxes, _)| boxes.downcast().ok()).unwrap_or_default()
    }

    /// Keeps a tree of boxes.
    pub fn keep_boxes<const D: usize>(&mut self, boxes: Box<KdTree<D>>) {
        let bytes = boxes.bytes();
        self.boxes = Some((boxes, bytes));
    }

    /// Bytes held.
    fn bytes(&self) -> u64 {
        let Workspace { tree, sample, lists, links, .. } = self;
        let boxes = self.boxes.as_ref().map_or(0, |&(_, bytes)| bytes);
        let edges = tree.capacity() + lists.iter().map(Vec::capacity).sum::<usize>();
        let lists = edges * size_of::<Edge>() + sample.capacity() * size_of::<f64>();
        let searches = self.components.bytes() + self.rounds.bytes() + self.outside.bytes();
        let found = self.certificate.as_ref().map_or(0, Certificate::bytes);
        boxes + lists as u64 + searches + links.bytes() + found
    }
}

#[cfg(test)]
mod tests;
