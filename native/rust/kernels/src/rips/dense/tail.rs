//! Whether among the edges that are left any has an empty lune, so that something could still be born.
//!
//! Any vertex that is nearer to both ends than they are to each other shows that a lune is not empty. The graph has all edges
//! that are shorter than those left. So whatever is linked to some neighbour of an end is done with: that takes care of most
//! edges, many at a time, without a look at their lengths. Longer ones have vertices in the middle of the cloud in their lunes,
//! which are tried for whole rows at once; and where that leaves many, so are vertices that stand next to the later end. For
//! the few edges that remain vertices found before are tried, those that stand next to an end, and in the end all of them: the
//! answer is exact.

use super::cloud::Cloud;
use super::graph::{BLOCK, Block, Graph};
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;

/// Neighbours of an end whose links are looked at, about.
const STEPS: usize = 32;
/// Edges from one vertex are looked at one by one if they are so many times fewer than all.
const FEW: usize = 8;
/// How far from an end neighbours are tried for whole rows.
const NEAR: usize = 3;
/// How far from an end neighbours are tried one by one.
const WINDOW: usize = 32;
/// Vertices of other lunes that are tried first.
const RECENT: usize = 4;

/// The greatest key up to `high` of an edge with an empty lune that is not in `graph`, if there is one.
///
/// In the graph are all edges up to some key, and no others.
pub fn greatest_empty(cloud: &Cloud, graph: &Graph, high: f64, limits: &Limits) -> Result<Option<f64>, Stop> {
    let n = cloud.count();
    let hubs = &cloud.arrangement().hubs;
    let around: Vec<Vec<f64>> = hubs.iter().map(|&hub| keys_of(cloud, hub)).collect();
    let near: Vec<Vec<f64>> = (1..=NEAR.min(n - 1))
        .map(|by| (by..n).map(|j| cloud.key((j - by) as u32, j as u32)).collect())
        .collect();
    let ways = if limits.threads > 1 { 4 * limits.threads } else { 1 };
    let greatest = map_parts(limits.threads, ways, |way| {
        let mut search = Search {
            cloud,
            graph,
            around: &around,
            near: &near,
            left: Vec::new(),
            own: vec![0.0; n],
            reach: vec![0.0; n],
            recent: [0; RECENT],
            greatest: None,
        };
        for i in (way..n).step_by(ways) {
            limits.check()?;
            search.look_along(i, high);
        }
        Ok(search.greatest)
    });
    let greatest: Vec<Option<f64>> = greatest.into_iter().collect::<Result<_, Stop>>()?;
    Ok(greatest.into_iter().flatten().reduce(f64::max))
}

fn keys_of(cloud: &Cloud, place: u32) -> Vec<f64> {
    let mut keys = vec![0.0; cloud.count()];
    cloud.row(place, 0, &mut keys);
    keys
}

struct Search<'a> {
    cloud: &'a Cloud<'a>,
    graph: &'a Graph,
    /// The keys between each hub and all places.
    around: &'a [Vec<f64>],
    /// The keys between places at distance 1, 2, … in the arrangement.
    near: &'a [Vec<f64>],
    /// The later places that the first end at hand may have an edge with an empty lune to.
    left: Vec<Block>,
    /// The keys between that end and later places.
    own: Vec<f64>,
    /// For each of them, a key such that a vertex is not farther than that from both ends.
    reach: Vec<f64>,
    /// Vertices found in other lunes.
    recent: [usize; RECENT],
    greatest: Option<f64>,
}

impl Search<'_> {
    /// Looks at the edges from `i` to later places.
    fn look_along(&mut self, i: usize, high: f64) {
        let left = self.find_left(i);
        let are_few = left * FEW < self.own.len() - i;
        if left > 0 && !are_few {
            self.find_reach(i);
            if 2 * left > self.own.len() - i {
                self.shorten_reach(i + 1);
            }
        }
        let left = std::mem::take(&mut self.left);
        for (block, places) in left.iter().enumerate() {
            places.each(block, |j| {
                let j = j as usize;
                let (key, reach) = if are_few { self.alone(i, j) } else { (self.own[j], self.reach[j]) };
                let counts = key <= high && self.greatest.is_none_or(|greatest| key > greatest);
                if counts && reach >= key && self.is_lune_empty(i, j, key) {
                    self.greatest = Some(key);
                }
            });
        }
        self.left = left;
    }

    /// The key between `i` and `j`, and the least such that a hub is not farther than that from both.
    fn alone(&self, i: usize, j: usize) -> (f64, f64) {
        let reach = self.around.iter().map(|around| around[i].max(around[j])).fold(f64::INFINITY, f64::min);
        (self.cloud.key(i as u32, j as u32), reach)
    }

    /// The same for all later places.
    fn find_reach(&mut self, i: usize) {
        let Search { cloud, own, reach, .. } = self;
        let first = i + 1;
        cloud.row(i as u32, first, &mut own[first..]);
        reach[first..].fill(f64::INFINITY);
        for around in self.around {
            let near = around[i];
            let both = reach[first..].iter_mut().zip(&around[first..]);
            both.for_each(|(reach, &far)| shorten(reach, near, far));
        }
    }

    /// Shortens the reach to places from `first` on by vertices that stand next to them.
    fn shorten_reach(&mut self, first: usize) {
        let (own, reach) = (&self.own[first..], &mut self.reach[first..]);
        for (by, near) in (1..).zip(self.near) {
            let near = near[first.min(near.len())..].iter();
            let before = own.iter().zip(near.clone());
            reach.iter_mut().skip(by).zip(before).for_each(|(reach, (&a, &b))| shorten(reach, a, b));
            let after = own.iter().skip(by).zip(near);
            reach.iter_mut().zip(after).for_each(|(reach, (&a, &b))| shorten(reach, a, b));
        }
    }

    /// Leaves out the places linked to `i`, and those linked to some of its neighbours; how many later ones are left.
    fn find_left(&mut self, i: usize) -> usize {
        let Search { graph, left, .. } = self;
        let (row, n) = (graph.row(i as u32), self.own.len());
        left.clear();
        left.extend((0..row.len()).map(|block| later(i, n, block).with(&row[block], |a, b| a & !b)));
        let words = row.iter().flat_map(|block| block.0).enumerate();
        for (word, members) in words.step_by(n.div_ceil(32 * STEPS)) {
            if members == 0 {
                continue;
            }
            for bit in [members.trailing_zeros(), members.ilog2()] {
                let links = graph.row(word as u32 * 64 + bit);
                for (left, links) in left.iter_mut().zip(links).skip(i / BLOCK) {
                    *left = left.with(links, |a, b| a & !b);
                }
            }
        }
        left.iter().map(Block::len).sum()
    }

    /// Whether no vertex is nearer to `i` and to `j` than `key`, which is their own.
    fn is_lune_empty(&mut self, i: usize, j: usize, key: f64) -> bool {
        let (cloud, count) = (self.cloud, self.own.len());
        if self.graph.have_common([i as u32, j as u32]) {
            return false;
        }
        let is_inside = |v: usize| [i, j].into_iter().all(|end| cloud.key(v as u32, end as u32) < key);
        if self.recent.iter().any(|&v| is_inside(v)) {
            return false;
        }
        let window = |end: usize| end.saturating_sub(WINDOW)..(end + WINDOW).min(count);
        let mut all = window(j).chain(window(i)).chain(0..count);
        let Some(inside) = all.find(|&v| is_inside(v)) else { return true };
        self.recent.rotate_right(1);
        self.recent[0] = inside;
        false
    }
}

/// The places after `i` among `count`, in block number `block`.
fn later(i: usize, count: usize, block: usize) -> Block {
    let before = |end: usize, word: usize| match end.saturating_sub(block * BLOCK + word * 64) {
        bits @ 0..64 => (1 << bits) - 1,
        _ => u64::MAX,
    };
    Block(std::array::from_fn(|word| before(count, word) & !before(i + 1, word)))
}

/// Lowers `reach` to the greater of `a` and `b`, if that is less.
#[inline]
fn shorten(reach: &mut f64, a: f64, b: f64) {
    let both = if a > b { a } else { b };
    *reach = if both < *reach { both } else { *reach };
}
