//! The first half of the edges so far, about, as a graph.
//!
//! What is linked to both ends of an edge by much shorter ones stands between them, and so it is likely linked to all other
//! vertices of the lune.

use super::buckets::Buckets;
use super::graph::Graph;
use super::word::Word;

/// The graph.
#[derive(Default)]
pub struct Early {
    /// The edges.
    pub graph: Graph,
    /// The number of first buckets that they come from.
    buckets: usize,
}

impl Early {
    /// Makes this `count` vertices without links.
    pub fn reset(&mut self, count: usize) {
        self.graph.reset(count);
        self.buckets = 0;
    }

    /// Adds those that are missing of the first `edges` edges, about.
    pub fn catch_up<W: Word>(&mut self, buckets: &Buckets<W>, edges: usize) {
        let end = buckets.up_to(edges);
        buckets.words(self.buckets..end).for_each(|word| self.graph.link(word.ends()));
        self.buckets = end;
    }
}
