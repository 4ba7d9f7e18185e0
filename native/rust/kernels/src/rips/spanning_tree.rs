//! Dimension 0: the spanning tree that the edges build in their order.

use super::edges::Edges;
use crate::components::Components;

/// The vertices that die, each with the rank of the edge that kills it, by edge.
///
/// Of two components that merge, the one whose oldest vertex has the greater index dies, and that vertex gave birth to it.
pub fn spanning_tree(edges: &Edges) -> Vec<(u32, u32)> {
    let mut components = Components::new(edges.count);
    let mut deaths = Vec::with_capacity(edges.count.saturating_sub(1));
    for rank in 0..edges.len() as u32 {
        let [u, v] = edges.ends(rank);
        if let Some(vertex) = components.merge(u, v) {
            deaths.push((vertex, rank));
            if deaths.len() + 1 == edges.count {
                break;
            }
        }
    }
    deaths
}

#[cfg(test)]
mod tests {
    use super::super::edges::Input;
    use super::*;

    #[test]
    fn the_component_with_the_younger_oldest_vertex_dies() {
        let line = Input::Points { coordinates: &[10.0, 0.0, 1.0, 12.0], count: 4 };
        let edges = Edges::new(line, None).unwrap();
        let deaths: Vec<_> =
            spanning_tree(&edges).into_iter().map(|(v, rank)| (v, edges.ends(rank))).collect();
        assert_eq!(deaths, [(2, [1, 2]), (3, [0, 3]), (1, [0, 2])]);
    }
}
