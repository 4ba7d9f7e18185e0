//! Pairs of the lowest and of the highest cells, by joining components.
//!
//! The lowest block of the boundary matrix is that of a graph: an edge has two ends. So is the highest, read from behind,
//! where no cell of dimension `d − 1` has more than two cofaces, as in triangulated manifolds and in grids. Its nodes are the
//! cells of dimension `d` and the outside, its edges the cells of dimension `d − 1`: each joins its two cofaces, or its only one
//! and the outside. Reducing the matrix from behind gives the same pairs, edges in descending order; so the oldest node of all
//! is the outside, and then the last cell.

use super::{Complex, IMMORTAL};
use crate::components::Components;
use crate::limits::{Limits, Stop};
use std::ops::Range;

/// Buffers that serve again.
#[derive(Default)]
pub struct End {
    components: Components,
    /// The two nodes that each facet of the highest cells joins.
    joined: Vec<[u32; 2]>,
    killers: Vec<u32>,
}

impl End {
    /// Makes room for joining `nodes` by `edges`, on the thread of the caller: another would keep it when it is free again.
    pub fn make_room(&mut self, nodes: usize, edges: usize) {
        self.components.reset(nodes);
        self.joined.clear();
        self.joined.reserve(edges);
        self.killers.clear();
        self.killers.reserve(edges.max(nodes));
    }

    /// The killers of vertices: of two components that merge, the one whose oldest vertex is younger dies.
    pub fn merged(&mut self, complex: Complex, limits: &Limits) -> Result<&mut Vec<u32>, Stop> {
        let End { components, killers, .. } = self;
        let (vertices, edges) = (complex.cells(0), complex.cells(1));
        killers.clear();
        killers.resize(vertices.len(), IMMORTAL);
        components.reset(vertices.len());
        for edge in edges.clone() {
            report(edge, &edges, limits)?;
            let [u, v] = complex.facets_of(edge) else { panic!("the edge at {edge} has not two ends") };
            if let Some(vertex) = components.merge(*u, *v) {
                killers[vertex as usize] = edge as u32;
            }
        }
        Ok(killers)
    }

    /// The killers of the facets of the highest cells, those of dimension `top`; none if a facet has more than two cofaces.
    pub fn separated(
        &mut self,
        complex: Complex,
        top: usize,
        limits: &Limits,
    ) -> Result<Option<&mut Vec<u32>>, Stop> {
        let (facets, cells) = (complex.cells(top - 1), complex.cells(top));
        if !self.join_cofaces(complex, &facets, &cells, &limits.stage(0.0, 0.5))? {
            return Ok(None);
        }
        let End { components, joined, killers } = self;
        let limits = limits.stage(0.5, 1.0);
        killers.clear();
        killers.resize(facets.len(), IMMORTAL);
        components.reset(1 + cells.len());
        for (step, (&[u, v], killer)) in joined.iter().zip(&mut *killers).rev().enumerate() {
            report(step, &(0..facets.len()), &limits)?;
            if let Some(node) = components.merge(u, v) {
                *killer = (cells.end - node as usize) as u32;
            }
        }
        Ok(Some(killers))
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let lists =
            self.killers.capacity() * size_of::<u32>() + self.joined.capacity() * size_of::<[u32; 2]>();
        self.components.bytes() + lists as u64
    }

    /// Finds the two nodes that each of `facets` joins; whether there are never more.
    fn join_cofaces(
        &mut self,
        complex: Complex,
        facets: &Range<usize>,
        cells: &Range<usize>,
        limits: &Limits,
    ) -> Result<bool, Stop> {
        self.joined.clear();
        self.joined.resize(facets.len(), [OUTSIDE; 2]);
        for cell in cells.clone() {
            report(cell, cells, limits)?;
            for &facet in complex.facets_of(cell) {
                let nodes = &mut self.joined[facet as usize - facets.start];
                let Some(free) = nodes.iter_mut().find(|node| **node == OUTSIDE) else { return Ok(false) };
                *free = (cells.end - cell) as u32;
            }
        }
        Ok(true)
    }
}

/// The outside. Cells are nodes from the last, 1, to the first.
const OUTSIDE: u32 = 0;

/// Says now and then how far a loop over `range` has come.
#[inline]
fn report(index: usize, range: &Range<usize>, limits: &Limits) -> Result<(), Stop> {
    if index.is_multiple_of(4096) {
        limits.at((index - range.start) as f64 / range.len() as f64)?;
    }
    Ok(())
}
