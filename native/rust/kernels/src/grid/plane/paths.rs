//! Where the gradient leads to from both ends of the links: below, from vertex to vertex, to minima; above, across edges
//! from one cell of full dimension to the next, to maxima.
//!
//! Places that were passed remember where they lead to, so that none is passed twice.

use super::critical::{Critical, Found};
use super::rules::Rules;
use crate::limits::{Limits, Stop};

/// Which extrema links join.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    /// Minima.
    Below,
    /// Maxima.
    Above,
}

/// What stands for a node where none is known.
const UNKNOWN: u32 = 0;

/// The node of what lies outside.
pub const OUTSIDE: u32 = 1;

/// The node of the first extremum; the others follow, by place.
pub const FIRST: u32 = 2;

/// Links that are followed before somebody may stop it.
const PART: usize = 1 << 12;

/// The paths on one side.
pub struct Paths<'a> {
    pub side: Side,
    pub rules: &'a Rules,
    /// The codes of all vertices, with their margin.
    pub codes: &'a [u8],
    /// Whether the margin comes before everything, so that it is outside below; else it is outside above.
    pub is_dual: bool,
}

impl Paths<'_> {
    /// The two nodes that each link joins.
    pub fn ends(&self, found: &Found, limits: &Limits) -> Result<Vec<[u32; 2]>, Stop> {
        let labels = self.labels(found);
        let (links, rules) = (&found.links, self.rules);
        match self.side {
            Side::Below => {
                let start = |link: &Critical| {
                    let step = rules.edges[link.place as usize - 1].far;
                    [link.vertex, link.vertex.wrapping_add(step)]
                };
                follow(links, start, |vertex| self.down(vertex), labels, limits)
            }
            Side::Above => {
                let start = |link: &Critical| {
                    let steps = rules.edges[link.place as usize - 1].beside;
                    steps.map(|step| (link.vertex * rules.types).wrapping_add(step))
                };
                follow(links, start, |cell| self.up(cell), labels, limits)
            }
        }
    }

    /// The nodes of extrema, and of what is outside.
    fn labels(&self, found: &Found) -> Vec<u32> {
        let &Rules { types, stride, maximum, .. } = self.rules;
        let (types, extrema, step) = match self.side {
            Side::Below => (1, &found.minima, 0),
            Side::Above => (types, &found.maxima, self.rules.of_star(maximum)),
        };
        let mut labels = vec![UNKNOWN; self.codes.len() * types as usize];
        if self.is_dual == (self.side == Side::Below) {
            // What has a corner in the margin: cells of full dimension, whose anchors come first, end one sooner.
            let (row, far) = ((stride * types) as usize, usize::from(self.side == Side::Above));
            let rows = self.codes.len() / stride as usize - far;
            labels[..row].fill(OUTSIDE);
            labels[(rows - 1) * row..rows * row].fill(OUTSIDE);
            for labels in labels.chunks_exact_mut(row) {
                labels[..types as usize].fill(OUTSIDE);
                labels[row - (1 + far) * types as usize..].fill(OUTSIDE);
            }
        }
        for (node, extremum) in (FIRST..).zip(extrema) {
            labels[(extremum.vertex * types).wrapping_add(step) as usize] = node;
        }
        labels
    }

    /// The vertex that the gradient leads to from one that is no minimum.
    #[inline]
    fn down(&self, vertex: u32) -> u32 {
        vertex.wrapping_add(self.rules.by_code[usize::from(self.codes[vertex as usize])].down)
    }

    /// The cell of full dimension that the gradient leads to from one that is no maximum: read in the star of its latest corner.
    #[inline]
    fn up(&self, cell: u32) -> u32 {
        let Rules { types, type_bits, .. } = *self.rules;
        let (anchor, kind) = (cell >> type_bits, (cell & (types - 1)) as usize);
        let corners = &self.rules.corners[kind];
        let (mut latest, mut code) = (0, 0);
        for (corner, (&step, &others)) in corners.steps.iter().zip(&corners.others).enumerate() {
            let found = self.codes[(anchor + step) as usize];
            if found & others == others {
                (latest, code) = (corner, found);
            }
        }
        cell.wrapping_add(self.rules.by_code[usize::from(code)].up[kind][latest])
    }
}

/// The nodes that paths lead to from the two starts of each link, along `next`.
fn follow(
    links: &[Critical],
    starts: impl Fn(&Critical) -> [u32; 2],
    next: impl Fn(u32) -> u32,
    mut labels: Vec<u32>,
    limits: &Limits,
) -> Result<Vec<[u32; 2]>, Stop> {
    let mut ends = Vec::with_capacity(links.len());
    let mut passed = Vec::new();
    let mut node = |start: u32| {
        let mut at = start;
        while labels[at as usize] == UNKNOWN {
            passed.push(at);
            at = next(at);
        }
        let node = labels[at as usize];
        passed.drain(..).for_each(|at: u32| labels[at as usize] = node);
        node
    };
    for part in links.chunks(PART) {
        limits.at(ends.len() as f64 / links.len() as f64)?;
        ends.extend(part.iter().map(|link| starts(link).map(&mut node)));
    }
    Ok(ends)
}
