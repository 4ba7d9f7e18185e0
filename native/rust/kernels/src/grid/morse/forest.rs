//! Pairs in the lowest and in the highest degree, by joining components.
//!
//! In degree 0 every critical edge joins the minima that the gradient leads to from its two ends; of two components the one
//! whose minimum is younger dies. In the highest degree a critical ridge, a cell of one dimension less than the axes, lies
//! between two cells of full dimension, from which the gradient leads up to maxima: read from the last cell to the first and
//! with cofaces in place of faces, this is the same. What lies beyond the margin is one component older than all.

use super::critical::Positions;
use super::flow::{Flow, Mark};
use crate::components::Components;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::sync::atomic::{AtomicU32, Ordering};

/// Which extrema are joined.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    /// Minima, by edges.
    Below,
    /// Maxima, by ridges.
    Above,
}

/// What nothing is paired with.
pub const UNPAIRED: u32 = u32::MAX;

/// Links that one thread follows at a time.
const PART: usize = 1 << 10;

/// Links, in any order, between extrema in the filtration order.
pub struct Forest<'a> {
    pub flow: &'a Flow<'a>,
    pub side: Side,
    /// Where each extremum stands in the filtration order.
    pub extrema: &'a Positions,
    /// Number of extrema.
    pub count: usize,
    /// What is known of places: 0, or one more than the node that the gradient leads to from the cell of the first type there.
    pub labels: &'a [AtomicU32],
}

impl Forest<'_> {
    /// The two nodes that each of these links joins: 0 is outside, others count the extrema, the eldest first.
    ///
    /// Links come by place, so that neighbouring ones find each other's labels in the cache.
    pub fn ends(&self, links: &[u32], limits: &Limits) -> Result<Vec<[u32; 2]>, Stop> {
        let parts = links.len().div_ceil(PART);
        let lists = map_parts(limits.threads, parts, |part| {
            limits.at(part as f64 / parts as f64)?;
            let mut passed = Vec::new();
            let links = links[part * PART..].iter().take(PART);
            Ok(links.map(|&link| self.sides(link).map(|end| self.node(end, &mut passed))).collect())
        });
        let lists: Vec<Vec<[u32; 2]>> = lists.into_iter().collect::<Result<_, Stop>>()?;
        Ok(lists.concat())
    }

    /// What pairs with each extremum, as places in the filtration order: `links` are the nodes that links join, in this order.
    pub fn killers(&self, links: impl DoubleEndedIterator<Item = (u32, [u32; 2])>) -> Vec<u32> {
        let mut killers = vec![UNPAIRED; self.count];
        let mut components = Components::new(self.count + 1);
        let mut join = |(link, [a, b]): (u32, [u32; 2])| {
            if let Some(younger) = components.merge(a, b) {
                killers[self.turned(younger - 1)] = link;
            }
        };
        match self.side {
            Side::Below => links.for_each(&mut join),
            Side::Above => links.rev().for_each(&mut join),
        }
        killers
    }

    /// The node that the gradient leads to from the extremal cell `start`. `passed` is a place to work.
    fn node(&self, start: u32, passed: &mut Vec<usize>) -> u32 {
        passed.clear();
        let mut cell = start;
        let node = loop {
            let has_label = self.has_label(cell);
            if has_label {
                let label = self.labels[self.flow.anchor(cell)].load(Ordering::Relaxed);
                if label != 0 {
                    break label - 1;
                }
                passed.push(self.flow.anchor(cell));
            }
            let link = match self.flow.mark(cell) {
                Mark::None => break 0,
                Mark::Critical => break 1 + self.turned(self.extrema.of(self.flow, cell)) as u32,
                Mark::Up(which) => self.flow.coface(cell, which),
                Mark::Down(which) => self.flow.face(cell, which),
            };
            let [a, b] = self.sides(link);
            cell = if a == cell { b } else { a };
        };
        passed.iter().for_each(|&place| self.labels[place].store(node + 1, Ordering::Relaxed));
        node
    }

    /// The two extremal cells that a link lies between.
    #[inline]
    fn sides(&self, link: u32) -> [u32; 2] {
        match self.side {
            Side::Below => [0, 1].map(|which| self.flow.face(link, which)),
            Side::Above => [0, 1].map(|which| self.flow.coface(link, which)),
        }
    }

    /// Whether there is a label for `cell`: only for those of the first type, to save memory.
    #[inline]
    fn has_label(&self, cell: u32) -> bool {
        let kind = self.flow.kind(cell) as usize;
        match self.side {
            Side::Below => true,
            Side::Above => kind == self.flow.model.first[self.flow.model.axes],
        }
    }

    /// The filtration order to ages, or back.
    #[inline]
    fn turned(&self, place: u32) -> usize {
        match self.side {
            Side::Below => place as usize,
            Side::Above => self.count - 1 - place as usize,
        }
    }
}
