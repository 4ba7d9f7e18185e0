//! Whether all long pairs of points in few dimensions are spanned, without looking at each.
//!
//! From a point u, a neighbour w spans all pairs to the points beyond the bisector of u and w, but for those near u. So a box far
//! away needs only that some neighbour lies in its direction, and boxes grow with their distance: for each point about
//! logarithmically many are looked at. A box is only passed over if its points clear the bisector by more than rounding
//! could amount to; pairs that no box settles are compared exactly.

use super::Edge;
use super::kd_tree::{KdTree, Node};
use super::links::Links;
use super::short_edges::Window;
use super::space::{GUESSES, Space};
use std::borrow::Cow;

/// More than the relative error of a squared distance, and of the difference of two, in at most six dimensions.
const ROUNDING: f64 = 1e-13;

impl<const D: usize> Space for KdTree<D> {
    fn parts(&self) -> usize {
        self.nodes.len()
    }

    /// Of a leaf, the edges to points at later places.
    fn visit(&self, leaf: usize, window: Window, mut visit: impl FnMut(Edge)) {
        if self.children(leaf).is_some() {
            return;
        }
        let own = &self.nodes[leaf];
        let mut waiting = vec![0];
        while let Some(node) = waiting.pop() {
            let other = &self.nodes[node];
            if other.end <= own.first
                || own.nearest_of(other) > window.limit
                || own.farthest_of(other) <= window.above
            {
                continue;
            }
            if let Some(children) = self.children(node) {
                waiting.extend(children);
                continue;
            }
            for p in own.places() {
                for q in other.places().start.max(p + 1)..other.places().end {
                    if window.contains(self.key(p, q)) {
                        visit(self.edge(p, q));
                    }
                }
            }
        }
    }

    fn order(&self) -> Cow<'_, [u32]> {
        Cow::Borrowed(&self.indices)
    }

    fn is_spanned_from(&self, place: usize, window: Window, links: &Links) -> bool {
        let around = links.around(self.indices[place]).iter().take(GUESSES);
        let guesses = around.map(|link| Guess::new(self, place, self.places[link.to as usize] as usize));
        let mut search = Search { tree: self, window, place, guesses: guesses.collect() };
        search.settles(0)
    }
}

/// A point near another.
struct Guess<const D: usize> {
    place: usize,
    /// Its coordinates less those of the other.
    offset: [f64; D],
    /// The key of the edge between them.
    key: f64,
}

impl<const D: usize> Guess<D> {
    fn new(tree: &KdTree<D>, from: usize, place: usize) -> Self {
        let (a, b) = (&tree.points[from], &tree.points[place]);
        Guess { place, offset: std::array::from_fn(|c| b[c] - a[c]), key: tree.key(from, place) }
    }
}

/// The pairs from one point.
struct Search<'a, const D: usize> {
    tree: &'a KdTree<D>,
    window: Window,
    place: usize,
    /// Points that may span, the last that did so first.
    guesses: Vec<Guess<D>>,
}

impl<const D: usize> Search<'_, D> {
    /// Whether all pairs to the later places in a box are spanned.
    fn settles(&mut self, node: usize) -> bool {
        let tree = self.tree;
        let (own, around) = (&tree.points[self.place], &tree.nodes[node]);
        let (nearest, farthest) = (around.nearest(own), around.farthest(own));
        let is_irrelevant = around.end as usize <= self.place + 1
            || farthest <= self.window.above
            || nearest > self.window.limit;
        if is_irrelevant {
            return true;
        }
        let margin = ROUNDING * farthest + f64::MIN_POSITIVE;
        let spans = |guess: &Guess<D>| guess.key < nearest && clearance(own, &guess.offset, around) > margin;
        if let Some(found) = self.guesses.iter().position(spans) {
            self.guesses[..=found].rotate_right(1);
            return true;
        }
        match tree.children(node) {
            Some([a, b]) => self.settles(a) && self.settles(b),
            None => around.places().all(|other| other <= self.place || self.settles_pair(other)),
        }
    }

    /// Whether the pair to the point at `other` is spanned, or out of the window.
    fn settles_pair(&mut self, other: usize) -> bool {
        let tree = self.tree;
        let key = tree.key(self.place, other);
        if !self.window.contains(key) {
            return true;
        }
        let spans = |guess: &Guess<D>| guess.key < key && tree.key(other, guess.place) < key;
        if self.guesses.iter().any(spans) {
            return true;
        }
        let Some(found) = self.find(0, other, key) else { return false };
        self.guesses.insert(0, Guess::new(tree, self.place, found));
        true
    }

    /// A point in a box that spans the pair to the point at `other`, whose key is `key`.
    fn find(&self, node: usize, other: usize, key: f64) -> Option<usize> {
        let tree = self.tree;
        let longer =
            |node: &Node<D>| node.nearest(&tree.points[self.place]).max(node.nearest(&tree.points[other]));
        match tree.children(node) {
            None => {
                let spans = |&w: &usize| tree.key(self.place, w) < key && tree.key(other, w) < key;
                tree.nodes[node].places().filter(|&w| w != self.place && w != other).find(spans)
            }
            Some(children) => {
                let [a, b] = children.map(|child| (longer(&tree.nodes[child]), child));
                let sides = if a.0 <= b.0 { [a, b] } else { [b, a] };
                sides
                    .into_iter()
                    .filter(|side| side.0 < key)
                    .find_map(|(_, child)| self.find(child, other, key))
            }
        }
    }
}

/// By how much the squared distance to `own` exceeds that to the point at `offset` from it, at least, in a box.
fn clearance<const D: usize>(own: &[f64; D], offset: &[f64; D], node: &Node<D>) -> f64 {
    (0..D)
        .map(|c| {
            let corner = if offset[c] > 0.0 { node.low[c] } else { node.high[c] };
            offset[c] * (2.0 * (corner - own[c]) - offset[c])
        })
        .sum()
}
