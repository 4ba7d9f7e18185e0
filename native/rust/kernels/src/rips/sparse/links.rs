//! The edges so far, as lists of the neighbours of each vertex.

use super::Edge;

/// Later than all edges.
pub const NEVER: u32 = u32::MAX;

/// A neighbour of a vertex.
#[derive(Clone, Copy, Default)]
pub struct Link {
    /// The neighbour.
    pub to: u32,
    /// When the edge enters: twice the rank of the first edge as long, plus 1 if there are several.
    pub time: u32,
}

/// The edges up to some length.
#[derive(Default)]
pub struct Links {
    /// All edges, by rank.
    pub edges: Vec<Edge>,
    /// Where the list of each vertex begins, and the last one ends.
    starts: Vec<usize>,
    /// The lists, each by rank of the edge.
    links: Vec<Link>,
    /// Where each list ends so far, while they are filled.
    ends: Vec<usize>,
}

impl Links {
    /// The most edges, so that times have 32 bits.
    pub const MOST: u64 = (NEVER / 2) as u64;

    /// Bytes for each edge.
    pub const BYTES: u64 = (size_of::<Edge>() + 2 * size_of::<Link>()) as u64;

    /// Becomes `count` vertices without edges.
    pub fn reset(&mut self, count: usize) {
        self.edges.clear();
        self.starts.clear();
        self.starts.resize(count + 1, 0);
        self.links.clear();
    }

    /// Lists the neighbours again, after longer edges were appended in their order.
    pub fn update(&mut self) {
        let Links { edges, starts, links, ends } = self;
        starts.fill(0);
        for &(_, u, v) in &*edges {
            starts[u as usize + 1] += 1;
            starts[v as usize + 1] += 1;
        }
        for v in 1..starts.len() {
            starts[v] += starts[v - 1];
        }
        ends.clone_from(starts);
        links.clear();
        links.resize(2 * edges.len(), Link::default());
        let mut first = 0;
        for tied in edges.chunk_by(|a, b| a.0 == b.0) {
            let time = 2 * first + u32::from(tied.len() > 1);
            for &(_, u, v) in tied {
                for (from, to) in [(u, v), (v, u)] {
                    let end = &mut ends[from as usize];
                    links[*end] = Link { to, time };
                    *end += 1;
                }
            }
            first += tied.len() as u32;
        }
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let Links { edges, starts, links, ends } = self;
        let vertices = (starts.capacity() + ends.capacity()) * size_of::<usize>();
        (edges.capacity() * size_of::<Edge>() + links.capacity() * size_of::<Link>() + vertices) as u64
    }

    /// Number of vertices.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The neighbours of `v`, by rank of the edge.
    #[inline]
    pub fn around(&self, v: u32) -> &[Link] {
        &self.links[self.starts[v as usize]..self.starts[v as usize + 1]]
    }

    /// The neighbours of `v` along edges shorter than those of a time.
    #[inline]
    pub fn before(&self, v: u32, time: u32) -> impl Iterator<Item = Link> + '_ {
        self.around(v).iter().copied().take_while(move |link| link.time < time)
    }
}

/// Whether several edges enter at a time.
pub fn is_tied(time: u32) -> bool {
    time % 2 == 1
}
