//! Dimension 1 without a matrix: edge by edge, from the components of the lunes.
//!
//! The lune of an edge is the set of vertices linked to both its ends by shorter edges. With its cofacets an edge attaches
//! a cone along the suspension of the complex that the lune spans. So an edge with an empty lune joins two components or gives
//! birth. Any other closes a triangle with the first vertex of its lune at once, and of the further triangles on it only
//! those count whose vertex is the first of another component of the lune: the others follow from shorter triangles. Nearly
//! all lunes are connected, and then nothing happens.
//!
//! Edges of equal length are taken together: first all of them are added, then the triangles on each, where those with
//! another edge of that length count one by one. So the pairs are those of the reduced matrix, ties included.
//!
//! After the reduced Vietoris–Rips filtration of [Koyama23].

use super::annotations::Annotations;
use super::edges::Edges;
use super::order::{Number, Order, Vertices};
use super::spanning_tree::Components;
use std::ops::Range;

/// The pairs (edge, triangle), but for edges that the first triangle on them kills when no other edge is as long.
pub fn pairs<N: Number>(order: Order) -> Vec<(N, N)> {
    let mut sweep = Sweep::new(order);
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
    /// The edges shorter than those at hand.
    graph: Graph,
    components: Components,
    annotations: Annotations<'a>,
    lune: Lune,
    pairs: Vec<(N, N)>,
}

impl<'a, N: Number> Sweep<'a, N> {
    fn new(order: Order<'a>) -> Self {
        let count = order.edges.count;
        Sweep {
            order,
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

/// Where `w` comes among the third vertices of triangles on the edge `u < v`.
fn place([u, v]: [u32; 2], w: u32) -> (u32, u32) {
    (u32::from(w < v) + u32::from(w < u), w)
}

/// A graph as a matrix of bits.
struct Graph {
    /// Words in a row.
    words: usize,
    rows: Vec<u64>,
}

impl Graph {
    fn new(count: usize) -> Self {
        let words = count.div_ceil(64);
        Graph { words, rows: vec![0; words * count] }
    }

    fn row(&self, v: u32) -> &[u64] {
        &self.rows[v as usize * self.words..][..self.words]
    }

    fn link(&mut self, [u, v]: [u32; 2]) {
        self.rows[u as usize * self.words + v as usize / 64] |= 1 << (v % 64);
        self.rows[v as usize * self.words + u as usize / 64] |= 1 << (u % 64);
    }
}

/// The lune of one edge, as a set of bits.
struct Lune {
    bits: Vec<u64>,
    /// For each vertex the neighbour that was last found to be linked to a whole lune at it.
    hints: Vec<u32>,
}

impl Lune {
    fn new(count: usize) -> Self {
        Lune { bits: vec![0; count.div_ceil(64)], hints: (0..count as u32).collect() }
    }

    /// Finds the lune of the edge `uv`; whether it has a vertex.
    fn find(&mut self, graph: &Graph, [u, v]: [u32; 2]) -> bool {
        let mut union = 0;
        for (bits, (a, b)) in self.bits.iter_mut().zip(graph.row(u).iter().zip(graph.row(v))) {
            *bits = a & b;
            union |= *bits;
        }
        union != 0
    }

    /// Some vertex.
    fn any(&self) -> u32 {
        least(&self.bits, 0).expect("a lune with a vertex")
    }

    /// A vertex linked to all others, if a few guesses find one.
    fn dominator(&mut self, graph: &Graph, [u, v]: [u32; 2]) -> Option<u32> {
        let hints = [self.hints[u as usize], self.hints[v as usize]].into_iter();
        let mut guesses =
            hints.filter(|&w| contains(&self.bits, w)).chain(std::iter::once_with(|| self.middle()));
        let found = guesses.find(|&w| self.is_dominated(graph, w))?;
        self.hints[u as usize] = found;
        self.hints[v as usize] = found;
        Some(found)
    }

    fn is_dominated(&self, graph: &Graph, w: u32) -> bool {
        let mut outside = without(&self.bits, graph.row(w));
        outside.all(|(index, bits)| bits == 0 || (index == w as usize / 64 && bits == 1 << (w % 64)))
    }

    /// A vertex near the middle of the list of vertices of the lune.
    fn middle(&self) -> u32 {
        let half = self.bits.iter().map(|word| word.count_ones()).sum::<u32>() / 2;
        let mut before = 0;
        for (index, &word) in self.bits.iter().enumerate() {
            before += word.count_ones();
            if before > half {
                return index as u32 * 64 + word.trailing_zeros();
            }
        }
        self.any()
    }

    /// The first vertex of every component, in the order of the triangles on `edge`. Empties the lune.
    fn split(&mut self, graph: &Graph, edge: [u32; 2]) -> Vec<u32> {
        let center = self.middle();
        // The component of the center, grown by one step only: what is left is searched for links to it.
        let mut main: Vec<u64> = self.bits.iter().zip(graph.row(center)).map(|(a, b)| a & b).collect();
        insert(&mut main, center);
        remove_all(&mut self.bits, &main);
        let mut firsts = Vec::new();
        while let Some(start) = least(&self.bits, 0) {
            let (component, joined) = self.grow(graph, start, &main);
            if joined {
                main.iter_mut().zip(&component).for_each(|(a, b)| *a |= b);
            } else {
                firsts.push(first_of(&component, edge));
            }
        }
        firsts.push(first_of(&main, edge));
        firsts.sort_unstable_by_key(|&w| place(edge, w));
        firsts
    }

    /// Moves out what is connected to `start`, until a vertex linked to `main` is met; whether one was.
    fn grow(&mut self, graph: &Graph, start: u32, main: &[u64]) -> (Vec<u64>, bool) {
        let mut component = vec![0; main.len()];
        let mut waiting = vec![start];
        insert(&mut component, start);
        remove_all(&mut self.bits, &component);
        while let Some(x) = waiting.pop() {
            let row = graph.row(x);
            if row.iter().zip(main).any(|(a, b)| a & b != 0) {
                return (component, true);
            }
            for (index, &links) in row.iter().enumerate() {
                let mut new = self.bits[index] & links;
                self.bits[index] ^= new;
                component[index] |= new;
                while new != 0 {
                    waiting.push(index as u32 * 64 + new.trailing_zeros());
                    new &= new - 1;
                }
            }
        }
        (component, false)
    }
}

/// The first vertex of a set in the order of the triangles on the edge `u < v`.
fn first_of(set: &[u64], [u, v]: [u32; 2]) -> u32 {
    let first = least(set, v).or_else(|| least(set, u).filter(|&w| w < v)).or_else(|| least(set, 0));
    first.expect("a component has a vertex")
}

/// The least member that is at least `from`.
fn least(set: &[u64], from: u32) -> Option<u32> {
    let start = from as usize / 64;
    let mask = u64::MAX << (from % 64);
    let words = set.iter().enumerate().skip(start);
    let mut words = words.map(|(index, &word)| (index, if index == start { word & mask } else { word }));
    words.find(|&(_, word)| word != 0).map(|(index, word)| index as u32 * 64 + word.trailing_zeros())
}

fn contains(set: &[u64], w: u32) -> bool {
    set[w as usize / 64] >> (w % 64) & 1 == 1
}

fn insert(set: &mut [u64], w: u32) {
    set[w as usize / 64] |= 1 << (w % 64);
}

fn remove_all(set: &mut [u64], others: &[u64]) {
    set.iter_mut().zip(others).for_each(|(a, b)| *a &= !b);
}

/// The words of `set` without the members of `others`.
fn without<'a>(set: &'a [u64], others: &'a [u64]) -> impl Iterator<Item = (usize, u64)> + 'a {
    set.iter().zip(others).map(|(a, b)| a & !b).enumerate()
}
