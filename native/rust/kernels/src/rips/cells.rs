//! The list of all cells.

use super::edges::Edges;
use super::expansion::expand;
use super::order::{Number, Order};
use std::convert::Infallible;

/// The cells of one dimension, in their order.
#[derive(Debug, PartialEq)]
pub struct Cells {
    /// Vertices `[count, dimension + 1]`, ascending in each cell.
    pub vertices: Vec<u32>,
    /// Critical edges `u < v`, `[count, 2]`; `(v, v)` for a vertex.
    pub edges: Vec<u32>,
}

/// All cells of dimensions 0 to `max_dim`, in the numbering `N`.
pub fn list<N: Number>(order: Order, max_dim: usize) -> Result<Vec<Cells>, String> {
    let counts = count::<N>(order, max_dim)?;
    let mut cells = vec![vertices(order.edges)];
    for (dim, &count) in counts.iter().enumerate().skip(1) {
        cells.push(Cells { vertices: room(count * (dim + 1))?, edges: room(count * 2)? });
    }
    if max_dim > 0 {
        let walk: Result<(), Infallible> =
            expand(order, max_dim, 0..order.edges.len() as u32, &mut |dim, _: N, vertices, rank| {
                cells[dim].vertices.extend_from_slice(vertices);
                cells[dim].edges.extend_from_slice(&order.edges.ends(rank));
                Ok(())
            });
        walk.unwrap_or_else(|never| match never {});
    }
    Ok(cells)
}

/// Numbers of cells by dimension; refuses when they have 2³² vertices together, which lengths of 32 bits cannot say.
fn count<N: Number>(order: Order, max_dim: usize) -> Result<Vec<usize>, String> {
    let mut counts = vec![0; max_dim + 1];
    counts[0] = order.edges.count;
    let mut left = u32::MAX - order.edges.count as u32;
    if max_dim > 0 {
        expand(order, max_dim, 0..order.edges.len() as u32, &mut |dim, _: N, _, _| {
            counts[dim] += 1;
            match left.checked_sub(dim as u32 + 1) {
                Some(fewer) => left = fewer,
                None => return Err(too_many(order.edges.count, max_dim)),
            }
            Ok(())
        })?;
    }
    Ok(counts)
}

fn too_many(points: usize, max_dim: usize) -> String {
    format!(
        "cells with fewer than 2^32 vertices together were expected, but {points} points with maxDim {max_dim} have more; \
         lower maxDim or maxDiameter"
    )
}

fn vertices(edges: &Edges) -> Cells {
    let all = 0..edges.count as u32;
    Cells { vertices: all.clone().collect(), edges: all.flat_map(|v| [v, v]).collect() }
}

fn room(length: usize) -> Result<Vec<u32>, String> {
    let mut list = Vec::new();
    list.try_reserve_exact(length).map_err(|_| {
        let bytes = length * size_of::<u32>();
        format!("memory for all cells was expected, but {bytes} bytes are not available; lower maxDim or maxDiameter")
    })?;
    Ok(list)
}
