//! Vietoris–Rips filtrations: their persistence pairs without the cells, and their cells.

mod cells;
mod coboundary;
mod cohomology;
mod column;
mod cones;
mod dense;
mod edges;
mod expansion;
mod higher;
mod order;
mod sparse;
mod weights;

pub use cells::Cells;
pub use edges::Input;

use crate::limits::{Limits, Stop};
use dense::{Cutoff, Hole};
use edges::Edges;
use order::{Number, Order, Vertices};

/// The finite pairs of one dimension whose values differ, by birth cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    /// Vertices of the cells that give birth, `[count, dimension + 1]`, ascending in each.
    pub births: Vec<u32>,
    /// Vertices of the cells that kill, `[count, dimension + 2]`, ascending in each.
    pub deaths: Vec<u32>,
    /// Critical edges of the cells that give birth, `[count, 2]`; `(v, v)` for a vertex.
    pub birth_edges: Vec<u32>,
    /// Critical edges of the cells that kill, `[count, 2]`.
    pub death_edges: Vec<u32>,
}

/// The pairs of dimensions 0 to `max_homology`, with edges up to `max_diameter` or 1.00001 times the enclosing radius.
pub fn pairs(
    input: Input,
    max_homology: usize,
    max_diameter: Option<f64>,
    limits: &Limits,
) -> Result<Vec<Pairs>, Stop> {
    // A cell has at most all points: higher dimensions are empty.
    let highest = max_homology.min(input.count().saturating_sub(2));
    let mut pairs = if highest == 0 {
        vec![sparse::components(input, max_diameter, limits)?]
    } else if highest == 1 {
        let found = match sparse::pairs(input, max_diameter, limits)? {
            Some(found) => found,
            None => dense::pairs(input, Cutoff::Cone(max_diameter), limits)?,
        };
        vec![components(input, found.tree), loops(input, &found.births, &found.holes)]
    } else {
        let edges = edges::sorted(input, max_diameter, limits)?;
        let bits = order::bits(input.count(), edges.len(), highest + 1);
        match bits {
            ..=64 => higher::pairs::<u64>(input, edges, max_diameter, highest, limits)?,
            65..=128 => higher::pairs::<u128>(input, edges, max_diameter, highest, limits)?,
            _ => return Err(too_wide(input.count(), highest + 1, bits).into()),
        }
    };
    pairs.resize_with(max_homology + 1, Pairs::default);
    Ok(pairs)
}

/// The cells of dimensions 0 to `max_dim`, with edges up to `max_diameter` or 1.00001 times the enclosing radius, but not
/// longer than `up_to`.
pub fn cells(
    input: Input,
    max_dim: usize,
    max_diameter: Option<f64>,
    up_to: f64,
    limits: &Limits,
) -> Result<Vec<Cells>, Stop> {
    let cutoff = edges::cutoff(input, max_diameter, limits)?;
    let edges = Edges::new(input, Some(cutoff.min(up_to)), limits)?;
    let order = Order::new(&edges);
    let highest = max_dim.min(edges.count - 1);
    let bits = order.bits(highest.max(1));
    let mut cells = match bits {
        ..=64 => cells::list::<u64>(order, highest, limits)?,
        65..=128 => cells::list::<u128>(order, highest, limits)?,
        _ => return Err(too_wide(edges.count, highest, bits).into()),
    };
    cells.resize_with(max_dim + 1, || Cells { vertices: Vec::new(), edges: Vec::new() });
    Ok(cells)
}

fn too_wide(points: usize, dim: usize, bits: u32) -> String {
    format!(
        "cells of at most 128 bits were expected, but {points} points with maxDim {dim} need {bits} bits; \
         lower maxDim or maxDiameter"
    )
}

/// The pairs of dimension 0 of positive length.
fn components(input: Input, mut deaths: Vec<(u32, [u32; 2])>) -> Pairs {
    deaths.retain(|&(_, edge)| length(input, edge) > 0.0);
    deaths.sort_unstable();
    let ends = || deaths.iter().flat_map(|&(_, edge)| edge);
    Pairs {
        births: deaths.iter().map(|&(v, _)| v).collect(),
        deaths: ends().collect(),
        birth_edges: deaths.iter().flat_map(|&(v, _)| [v, v]).collect(),
        death_edges: ends().collect(),
    }
}

/// The pairs of dimension 1 of positive length.
fn loops(input: Input, births: &[[u32; 2]], holes: &[Hole]) -> Pairs {
    let lasts = |hole: &&Hole| length(input, births[hole.birth]) != length(input, hole.edge);
    let holes: Vec<&Hole> = holes.iter().filter(lasts).collect();
    let births: Vec<u32> = holes.iter().flat_map(|hole| births[hole.birth]).collect();
    Pairs {
        deaths: holes
            .iter()
            .flat_map(|hole| Vertices::of_edge(hole.edge).with(hole.third).to_vec())
            .collect(),
        birth_edges: births.clone(),
        births,
        death_edges: holes.iter().flat_map(|hole| hole.edge).collect(),
    }
}

fn length(input: Input, [u, v]: [u32; 2]) -> f64 {
    input.value(input.key(u as usize, v as usize))
}

/// The pairs of dimension `dim ≥ 2` of positive length.
fn holes<N: Number>(order: Order, dim: usize, found: &[(N, N)]) -> Pairs {
    let ranks = |&(birth, death): &(N, N)| [order.rank(birth, dim), order.rank(death, dim + 1)];
    let lasts = |pair: &&(N, N)| {
        let [birth, death] = ranks(pair).map(|rank| order.edges.value(rank));
        birth != death
    };
    let found: Vec<&(N, N)> = found.iter().filter(lasts).collect();
    Pairs {
        births: found.iter().flat_map(|&&(birth, _)| order.vertices(birth, dim).to_vec()).collect(),
        deaths: found.iter().flat_map(|&&(_, death)| order.vertices(death, dim + 1).to_vec()).collect(),
        birth_edges: found.iter().flat_map(|pair| order.edges.ends(ranks(pair)[0])).collect(),
        death_edges: found.iter().flat_map(|pair| order.edges.ends(ranks(pair)[1])).collect(),
    }
}

#[cfg(test)]
mod tests;
