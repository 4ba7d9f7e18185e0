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

/// The killers of vertices: of two components that merge, the one whose oldest vertex is younger dies.
pub fn merged(complex: Complex, limits: &Limits) -> Result<Vec<u32>, Stop> {
    let (vertices, edges) = (complex.cells(0), complex.cells(1));
    let mut killers = vec![IMMORTAL; vertices.len()];
    let mut components = Components::new(vertices.len());
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
pub fn separated(complex: Complex, top: usize, limits: &Limits) -> Result<Option<Vec<u32>>, Stop> {
    let (facets, cells) = (complex.cells(top - 1), complex.cells(top));
    let Some(joined) = cofaces(complex, &facets, &cells, &limits.stage(0.0, 0.5))? else {
        return Ok(None);
    };
    let limits = limits.stage(0.5, 1.0);
    let mut killers = vec![IMMORTAL; facets.len()];
    let mut components = Components::new(1 + cells.len());
    for (step, (&[u, v], killer)) in joined.iter().zip(&mut killers).rev().enumerate() {
        report(step, &(0..facets.len()), &limits)?;
        if let Some(node) = components.merge(u, v) {
            *killer = (cells.end - node as usize) as u32;
        }
    }
    Ok(Some(killers))
}

/// The outside. Cells are nodes from the last, 1, to the first.
const OUTSIDE: u32 = 0;

/// The two nodes that each of `facets` joins, if there are never more.
fn cofaces(
    complex: Complex,
    facets: &Range<usize>,
    cells: &Range<usize>,
    limits: &Limits,
) -> Result<Option<Vec<[u32; 2]>>, Stop> {
    let mut joined = vec![[OUTSIDE; 2]; facets.len()];
    for cell in cells.clone() {
        report(cell, cells, limits)?;
        for &facet in complex.facets_of(cell) {
            let nodes = &mut joined[facet as usize - facets.start];
            let Some(free) = nodes.iter_mut().find(|node| **node == OUTSIDE) else { return Ok(None) };
            *free = (cells.end - cell) as u32;
        }
    }
    Ok(Some(joined))
}

/// Says now and then how far a loop over `range` has come.
#[inline]
fn report(index: usize, range: &Range<usize>, limits: &Limits) -> Result<(), Stop> {
    if index.is_multiple_of(4096) {
        limits.at((index - range.start) as f64 / range.len() as f64)?;
    }
    Ok(())
}
