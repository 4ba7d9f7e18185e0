//! When the pairs of the last computation still hold.
//!
//! Pairs depend on the order of the edges alone. So if the edges that the last computation went through still come
//! first and in the same order, their pairs are the same. The edges behind them change nothing if no class was alive any more and
//! none of them has an empty lune, or if there are none. In a descent steps become small, and in a line search nothing moves
//! much: then it is cheaper to see this than to do all again.
//!
//! Edges of equal length would have to stay so; where there were any, no certificate is kept.

use super::buckets::Buckets;
use super::cloud::Cloud;
use super::graph::Graph;
use super::word::Word;
use super::{Cutoff, Found, tail};
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;

/// What a computation went through, and what it found.
pub struct Certificate {
    /// Number of points, and of their coordinates.
    shape: [usize; 2],
    cutoff: Cutoff,
    /// Number of edges gone through.
    edges: usize,
    /// Whether classes were alive behind them.
    alive: bool,
    found: Found,
}

impl Certificate {
    /// What was found among the first `edges` edges; `alive` says whether classes were alive behind them.
    pub fn new(cloud: &Cloud, cutoff: Cutoff, edges: usize, alive: bool, found: Found) -> Self {
        Certificate { shape: cloud.shape(), cutoff, edges, alive, found }
    }

    /// The pairs of the last computation, if this one is known to have the same.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Whether `cloud` is of the same size and the edges within the same kind of cut-off are wanted.
    pub fn is_about(&self, shape: [usize; 2], cutoff: Cutoff) -> bool {
        self.shape == shape && self.cutoff == cutoff
    }

    /// Whether `cloud` has the same pairs; the first buckets, and `graph`, hold the edges gone through.
    pub fn holds<W: Word>(
        &self,
        cloud: &Cloud,
        buckets: &Buckets<W>,
        graph: &Graph,
        limits: &Limits,
    ) -> Result<bool, Stop> {
        let Some(last) = last_of_ascending(cloud, buckets, self.edges, limits)? else { return Ok(false) };
        let (radius, up_to_last) = survey(cloud, last, limits)?;
        let cutoff = self.cutoff.greatest_key(cloud, radius);
        if last > cutoff || up_to_last != self.edges {
            return Ok(false);
        }
        if self.alive {
            return Ok(survey(cloud, cutoff, limits)?.1 == self.edges);
        }
        Ok(tail::greatest_empty(cloud, graph, cutoff, limits)?.is_none())
    }
}

/// The key of the last of the first `edges` edges, if their keys ascend.
fn last_of_ascending<W: Word>(
    cloud: &Cloud,
    buckets: &Buckets<W>,
    edges: usize,
    limits: &Limits,
) -> Result<Option<f64>, Stop> {
    let mut last = -1.0;
    for (count, word) in buckets.words(0..buckets.bucket_count()).take(edges).enumerate() {
        if count % 1024 == 0 {
            limits.check()?;
        }
        let [i, j] = word.ends();
        let key = cloud.key(i, j);
        if key <= last {
            return Ok(None);
        }
        last = key;
    }
    Ok(Some(last))
}

/// The key of the enclosing radius, and the number of edges up to a key.
fn survey(cloud: &Cloud, bound: f64, limits: &Limits) -> Result<(f64, usize), Stop> {
    let n = cloud.count();
    let ways = if limits.threads > 1 { 4 * limits.threads } else { 1 };
    let parts = map_parts(limits.threads, ways, |way| -> Result<(f64, usize), Stop> {
        let mut keys = vec![0.0; n];
        let (mut radius, mut count) = (f64::INFINITY, 0);
        for i in (way..n).step_by(ways) {
            limits.check()?;
            cloud.row(i as u32, 0, &mut keys);
            radius = keys.iter().fold(0.0, |far, &key| if key > far { key } else { far }).min(radius);
            count += keys[i + 1..].iter().filter(|&&key| key <= bound).count();
        }
        Ok((radius, count))
    });
    let mut whole = (f64::INFINITY, 0);
    for part in parts {
        let (radius, count) = part?;
        whole = (whole.0.min(radius), whole.1 + count);
    }
    Ok(whole)
}
