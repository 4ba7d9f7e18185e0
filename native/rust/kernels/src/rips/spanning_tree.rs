//! Dimension 0: the spanning tree that the edges build in their order.

use super::edges::Edges;

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

/// Disjoint sets, each represented by its smallest member.
pub struct Components {
    parents: Vec<u32>,
}

impl Components {
    /// `count` sets of one member.
    pub fn new(count: usize) -> Self {
        Components { parents: (0..count as u32).collect() }
    }

    /// Joins the sets of `u` and `v`; the greater of their representatives, if they differ.
    pub fn merge(&mut self, u: u32, v: u32) -> Option<u32> {
        let (u, v) = (self.root(u), self.root(v));
        let (elder, younger) = (u.min(v), u.max(v));
        self.parents[younger as usize] = elder;
        (u != v).then_some(younger)
    }

    fn root(&mut self, mut v: u32) -> u32 {
        while self.parents[v as usize] != v {
            let grandparent = self.parents[self.parents[v as usize] as usize];
            self.parents[v as usize] = grandparent;
            v = grandparent;
        }
        v
    }
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
