//! Enumeration of the cells.

use super::order::{Number, Order, Vertices};
use std::ops::Range;

/// Visits the cells of dimensions 1 to `max_dim` whose critical edge has a rank in `ranks`; those of one dimension come in
/// their order.
///
/// The visitor gets dimension, number, vertices and the rank of the critical edge; it stops the walk by an error.
pub fn expand<N: Number, E>(
    order: Order,
    max_dim: usize,
    ranks: Range<u32>,
    visit: &mut impl FnMut(usize, N, &Vertices, u32) -> Result<(), E>,
) -> Result<(), E> {
    for rank in ranks {
        let cell = Vertices::of_edge(order.edges.ends(rank));
        descend(order, max_dim, &cell, N::first(rank), rank, visit)?;
    }
    Ok(())
}

fn descend<N: Number, E>(
    order: Order,
    max_dim: usize,
    cell: &Vertices,
    number: N,
    rank: u32,
    visit: &mut impl FnMut(usize, N, &Vertices, u32) -> Result<(), E>,
) -> Result<(), E> {
    let dim = cell.len() - 1;
    visit(dim, number, cell, rank)?;
    if dim == max_dim {
        return Ok(());
    }
    let [u, v] = order.edges.ends(rank);
    let limit = order.edges.weight(u, v);
    let (n, a, b) = (order.edges.count as u32, cell[dim - 1], cell[dim]);
    for w in (b + 1..n).chain(a + 1..b).chain(0..a) {
        if cell.iter().all(|&x| order.edges.weight(x, w) < limit)
            && let Some(child) = order.child(cell, number, w, rank)
        {
            descend(order, max_dim, &cell.with(w), child, rank, visit)?;
        }
    }
    Ok(())
}
