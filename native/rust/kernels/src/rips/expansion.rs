//! Enumeration of the cells.

use super::order::{Number, Order, Vertices};

/// Visits the cells of dimensions 1 to `max_dim` whose critical edge has one of these ranks; those of one dimension and rank
/// come in their order.
///
/// The visitor gets dimension, number, vertices and the rank of the critical edge; it stops the walk by an error.
pub fn expand<N: Number, E>(
    order: Order,
    max_dim: usize,
    ranks: impl IntoIterator<Item = u32>,
    visit: &mut impl FnMut(usize, N, &Vertices, u32) -> Result<(), E>,
) -> Result<(), E> {
    let mut addable = vec![Vec::new(); max_dim - 1];
    for rank in ranks {
        let [u, v] = order.edges.ends(rank);
        if let Some(lune) = addable.first_mut() {
            lune.clear();
            order.edges.weights.common(&[u, v], order.edges.weight(u, v), |w, _| lune.push(w));
        }
        let mut walk = Walk { order, rank, visit };
        walk.descend(&Vertices::of_edge([u, v]), N::first(rank), &mut addable)?;
    }
    Ok(())
}

/// The walk over the cells of one critical edge.
struct Walk<'a, 'v, V> {
    order: Order<'a>,
    rank: u32,
    visit: &'v mut V,
}

impl<V> Walk<'_, '_, V> {
    /// Visits a cell and those that grow from it; the first of the lists has the vertices that can be added to the cell, and
    /// there is another for each further dimension.
    fn descend<N: Number, E>(&mut self, cell: &Vertices, number: N, addable: &mut [Vec<u32>]) -> Result<(), E>
    where
        V: FnMut(usize, N, &Vertices, u32) -> Result<(), E>,
    {
        let (order, dim) = (self.order, cell.len() - 1);
        (self.visit)(dim, number, cell, self.rank)?;
        let [here, deeper @ ..] = addable else { return Ok(()) };
        let [a, b] = [cell[dim - 1], cell[dim]].map(|top| here.partition_point(|&w| w < top));
        for place in (b..here.len()).chain(a..b).chain(0..a) {
            let w = here[place];
            let Some(child) = order.child(cell, number, w, self.rank) else { continue };
            if let [next, ..] = deeper {
                let [u, v] = order.edges.ends(self.rank);
                let own = order.edges.weight(u, v);
                next.clear();
                next.extend(here.iter().copied().filter(|&x| order.edges.weight(w, x) < own));
            }
            self.descend(&cell.with(w), child, deeper)?;
        }
        Ok(())
    }
}
