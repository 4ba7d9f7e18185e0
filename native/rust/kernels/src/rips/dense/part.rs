//! The edges from some of the points, put into buckets by one thread.

use super::buckets::Buckets;
use super::cloud::Cloud;
use super::word::Word;
use crate::limits::{Limits, Stop};

/// Pairs of points between two looks at the limits.
const PATIENCE: usize = 1 << 16;
/// Points up to whose number the keys of all pairs are kept from one pass to the next, if they take long to compute.
const MOST_KEPT: usize = if cfg!(test) { 50 } else { 2048 };

/// The edges of one thread.
#[derive(Default)]
pub struct Part<W> {
    /// The edges, by bucket.
    pub words: Vec<W>,
    /// Where each bucket begins, and the last one ends.
    pub starts: Vec<usize>,
    /// For each place the greatest key seen.
    pub farthest: Vec<f64>,
    /// The keys of all rows, or of one.
    keys: Vec<f64>,
    /// Whether those of all rows are there.
    kept: bool,
}

impl<W: Word> Part<W> {
    /// The edges in a bucket.
    pub fn bucket(&self, bucket: usize) -> &[W] {
        &self.words[self.starts[bucket]..self.starts[bucket + 1]]
    }

    /// Counts the keys in each interval, and notes the greatest for each place.
    pub fn count(
        &mut self,
        cloud: &Cloud,
        buckets: &Buckets<W>,
        rows: Rows,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let n = cloud.count();
        let mut counts = vec![0u32; buckets.all()];
        self.farthest.clear();
        self.farthest.resize(n, 0.0);
        self.kept = cloud.is_slow() && n <= MOST_KEPT;
        self.keys.resize(if self.kept { rows.pairs(n) } else { n }, 0.0);
        let mut start = 0;
        rows.each(n, limits, |i| {
            let keys = &mut self.keys[start..][..n - i - 1];
            start += if self.kept { keys.len() } else { 0 };
            cloud.row(i as u32, i + 1, keys);
            let mut farthest = self.farthest[i];
            for (&key, other) in keys.iter().zip(&mut self.farthest[i + 1..]) {
                *other = greater(*other, key);
                farthest = greater(farthest, key);
            }
            self.farthest[i] = farthest;
            keys.iter().for_each(|&key| counts[buckets.bucket(buckets.quantum(key))] += 1);
        })?;
        self.starts.clear();
        self.starts.push(0);
        let mut start = 0;
        self.starts.extend(counts.iter().map(|&count| {
            start += count as usize;
            start
        }));
        Ok(())
    }

    /// Puts the edges with keys up to the cut-off, which lies in bucket `last`, into their buckets.
    pub fn scatter(
        &mut self,
        cloud: &Cloud,
        buckets: &Buckets<W>,
        rows: Rows,
        (cutoff, last): (f64, usize),
        limits: &Limits,
    ) -> Result<(), Stop> {
        let n = cloud.count();
        let room = self.starts[last + 1];
        if self.words.len() < room || self.words.len() / 2 > room {
            self.words = vec![W::default(); room];
        }
        let mut ends = self.starts[..=last].to_vec();
        let mut start = 0;
        rows.each(n, limits, |i| {
            let keys = &mut self.keys[start..][..n - i - 1];
            if self.kept {
                start += keys.len();
            } else {
                cloud.row(i as u32, i + 1, keys);
            }
            for (j, &key) in keys.iter().enumerate() {
                if key <= cutoff {
                    let quantum = buckets.quantum(key);
                    let end = &mut ends[buckets.bucket(quantum)];
                    self.words[*end] = W::new(quantum, i as u32, (i + 1 + j) as u32);
                    *end += 1;
                }
            }
        })?;
        self.starts[last + 1] = ends[last];
        Ok(())
    }
}

/// Every so many rows from a first one on.
#[derive(Clone, Copy)]
pub struct Rows {
    /// The first row.
    pub first: usize,
    /// From one row to the next.
    pub step: usize,
}

impl Rows {
    /// Number of pairs of one of these rows and a later one, of `count`.
    fn pairs(self, count: usize) -> usize {
        (self.first..count).step_by(self.step).map(|i| count - i - 1).sum()
    }

    /// Calls `work` with each row.
    fn each(self, count: usize, limits: &Limits, mut work: impl FnMut(usize)) -> Result<(), Stop> {
        let mut since = 0;
        for i in (self.first..count).step_by(self.step) {
            work(i);
            since += count - i;
            if since > PATIENCE {
                limits.at(1.0 - ((count - i) as f64 / count as f64).powi(2))?;
                since = 0;
            }
        }
        Ok(())
    }
}

#[inline]
fn greater(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
