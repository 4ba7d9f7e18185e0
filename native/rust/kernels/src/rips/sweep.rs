//! Dimension 1 without a matrix: edge by edge, from the components of the lunes.
//!
//! The lune of an edge is the set of vertices linked to both its ends by shorter edges. With its cofacets an edge attaches
//! a cone along the suspension of the complex that the lune spans. So an edge with an empty lune joins two components or gives
//! birth. Any other closes a triangle with the first vertex of its lune at once, and of the further triangles on it only
//! those count whose vertex is the first of another component of the lune. For if x and y are linked in the lune of uv, the
//! tetrahedron uvxy makes uvy the sum of uvx and of two triangles whose edges are all shorter: the later of uvx and uvy
//! reduces to zero. Nearly all lunes are connected, and then nothing happens.
//!
//! Edges of equal length are taken together: first all of them are added, then the triangles on each, in their order. That is
//! allowed because pairs depend on the order of the edges and on that of the triangles, but not on how they interleave. The
//! lune still has the shorter edges only; a triangle with another edge of that length is outside the argument, since the
//! triangles it would follow from may come later, and counts on its own. So the pairs are those of the reduced matrix, ties
//! included.

use super::annotations::Annotations;
use super::edges::Edges;
use super::lune::{Graph, Lune, place};
use super::order::{Number, Order, Vertices};
use crate::components::Components;
use std::ops::Range;

/// The pairs (edge, triangle), but for edges that the first triangle on them kills when no other edge is as long.
///
/// With `only_lasting`, further pairs of zero length may be missing, those of ties among them.
pub fn pairs<N: Number>(order: Order, only_lasting: bool) -> Vec<(N, N)> {
    let mut sweep = Sweep::new(order, only_lasting);
    let mut first = 0;
    while first < order.edges.len() as u32 {
        let end = order.edges.end_of_ties(first);
        if end == first + 1 {
            sweep.add(first);
        } else {
            sweep.add_tied(first..end);
        }
        (first..end).for_each(|rank| sweep.graph.link(order.edges.ends(rank)));
        first = end;
    }
    sweep.pairs
}

struct Sweep<'a, N> {
    order: Order<'a>,
    only_lasting: bool,
    /// The edges shorter than those at hand.
    graph: Graph,
    components: Components,
    annotations: Annotations<'a>,
    lune: Lune,
    pairs: Vec<(N, N)>,
}

impl<'a, N: Number> Sweep<'a, N> {
    fn new(order: Order<'a>, only_lasting: bool) -> Self {
        let count = order.edges.count;
        Sweep {
            order,
            only_lasting,
            graph: Graph::new(count),
            components: Components::new(count),
            annotations: Annotations::new(order.edges),
            lune: Lune::new(count),
            pairs: Vec::new(),
        }
    }

    /// Adds an edge that differs in length from all others, with its triangles.
    fn add(&mut self, rank: u32) {
        let [u, v] = self.order.edges.ends(rank);
        if !self.lune.find(&self.graph, [u, v]) {
            return self.join_or_give_birth(rank);
        }
        if !self.annotations.any_alive() {
            return self.annotations.set_apex(rank, self.lune.any());
        }
        if let Some(apex) = self.lune.dominator(&self.graph, [u, v]) {
            return self.annotations.set_apex(rank, apex);
        }
        let firsts = self.lune.split(&self.graph, [u, v]);
        self.annotations.set_apex(rank, firsts[0]);
        for &w in &firsts[1..] {
            self.add_triangle(rank, w);
        }
    }

    /// Adds edges of equal length, then the triangles on them.
    fn add_tied(&mut self, ranks: Range<u32>) {
        if self.only_lasting && self.kill_at_once(ranks.clone()) {
            return;
        }
        ranks.clone().for_each(|rank| self.join_or_give_birth(rank));
        for rank in ranks.clone() {
            if !self.annotations.any_alive() {
                return; // no triangle can kill
            }
            let [u, v] = self.order.edges.ends(rank);
            let mut thirds = tied_thirds(self.order.edges, rank, ranks.start);
            if self.lune.find(&self.graph, [u, v]) {
                thirds.extend(self.lune.split(&self.graph, [u, v]));
            }
            thirds.sort_unstable_by_key(|&w| place([u, v], w));
            thirds.iter().for_each(|&w| self.add_triangle(rank, w));
        }
    }

    /// Adds edges of equal length if no class is alive and none of them gives birth to one that lasts, because each closes
    /// a triangle with two shorter edges; whether it did.
    fn kill_at_once(&mut self, ranks: Range<u32>) -> bool {
        if self.annotations.any_alive() {
            return false;
        }
        let apex = |rank| {
            let found = self.lune.find(&self.graph, self.order.edges.ends(rank));
            found.then(|| self.lune.any())
        };
        let Some(apexes) = ranks.clone().map(apex).collect::<Option<Vec<u32>>>() else { return false };
        ranks.zip(apexes).for_each(|(rank, apex)| self.annotations.set_apex(rank, apex));
        true
    }

    fn join_or_give_birth(&mut self, rank: u32) {
        let [u, v] = self.order.edges.ends(rank);
        if self.components.merge(u, v).is_none() {
            self.annotations.give_birth(rank);
        }
    }

    /// Adds the triangle of the vertex `w` and its critical edge, of rank `rank`.
    fn add_triangle(&mut self, rank: u32, w: u32) {
        let ends = self.order.edges.ends(rank);
        let [a, b] = ends.map(|end| self.order.edges.rank(self.order.edges.weight(end, w)));
        if let Some(birth) = self.annotations.relate(&[rank, a, b]) {
            let triangle = self.order.number(&Vertices::of_edge(ends).with(w), rank);
            self.pairs.push((N::first(birth), triangle));
        }
    }
}

/// The third vertices of the triangles with critical edge of rank `rank` and another edge of that length; the first edge of
/// that length has rank `first`.
fn tied_thirds(edges: &Edges, rank: u32, first: u32) -> Vec<u32> {
    let [u, v] = edges.ends(rank);
    let own = edges.weight(u, v);
    let sides = edges.row(u).iter().zip(edges.row(v));
    let tied = sides.enumerate().filter(|&(_, (&a, &b))| a.max(b) < own && a.max(b) >= first);
    tied.map(|(w, _)| w as u32).collect()
}
