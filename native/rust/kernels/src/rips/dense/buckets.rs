//! All edges up to a cut-off, in buckets that are sorted when they are reached.
//!
//! One pass over all pairs counts the keys in each of up to 8192 intervals, and finds the enclosing radius; a second one puts the
//! edges into the buckets of these intervals. Threads have rows of pairs, and buckets, of their own: a bucket is the
//! concatenation of one piece from each. When a bucket is sorted, it is written back into its pieces; so at any time edges are
//! found by rank, and ranks by edge, without another copy.

use super::cloud::Cloud;
use super::cutoff::Cutoff;
use super::dense_bytes;
use super::part::{Part, Rows};
use super::word::Word;
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use std::cmp::Ordering;
use std::ops::Range;

/// Edges aimed at for each bucket.
const BUCKET: usize = 48;
/// The least number of edges that a thread sorts at a time.
const SHARE: usize = if cfg!(test) { 16 } else { 1 << 12 };
/// Most bits of a quantum that choose the bucket.
const MOST_BITS: u32 = 13;
/// The edges, by bucket.
pub struct Buckets<W> {
    parts: Vec<Part<W>>,
    /// Quanta per unit of the keys.
    scale: f64,
    /// The greatest key wanted.
    cutoff: f64,
    /// Bits of a quantum below those that choose the bucket.
    shift: u32,
    /// The rank at which each bucket begins, and the number of edges.
    starts: Vec<usize>,
}

impl<W> Default for Buckets<W> {
    fn default() -> Self {
        Buckets { parts: Vec::new(), scale: 0.0, cutoff: 0.0, shift: 0, starts: Vec::new() }
    }
}

impl<W: Word> Buckets<W> {
    /// Fills the buckets with the edges of `cloud`.
    pub fn fill(&mut self, cloud: &Cloud, cutoff: Cutoff, limits: &Limits) -> Result<(), Stop> {
        let pairs = cloud.count() * (cloud.count() - 1) / 2;
        let bits = (pairs / BUCKET).max(1).ilog2().clamp(4, MOST_BITS);
        self.shift = 32 - bits;
        self.scale = f64::from(u32::MAX) / cloud.arrangement().bound;
        let ways = if limits.threads > 1 { 2 * limits.threads } else { 1 };
        self.parts.resize_with(ways, Part::default);
        self.each_part(limits, |buckets, part, rows| {
            part.count(cloud, buckets, rows, &limits.stage(0.0, 0.5))
        })?;
        let cutoff = cutoff.greatest_key(cloud, self.radius(cloud));
        let last = self.bucket(self.quantum(cutoff));
        self.cutoff = cutoff;
        let edges = self.parts.iter().map(|part| part.starts[last + 1]).sum::<usize>() as u64;
        let what = format_args!("{edges} edges between {} points", cloud.count());
        limits.room_for(dense_bytes(cloud.count(), edges, 1), what, "lower maxDiameter")?;
        self.each_part(limits, |buckets, part, rows| {
            part.scatter(cloud, buckets, rows, (cutoff, last), &limits.stage(0.5, 1.0))
        })?;
        self.starts.clear();
        let buckets = 0..=last + 1;
        self.starts
            .extend(buckets.map(|bucket| self.parts.iter().map(|part| part.starts[bucket]).sum::<usize>()));
        Ok(())
    }

    /// Lets `work` at every part, with its rows.
    fn each_part(
        &mut self,
        limits: &Limits,
        work: impl Fn(&Self, &mut Part<W>, Rows) -> Result<(), Stop> + Sync,
    ) -> Result<(), Stop> {
        let mut parts: Vec<(usize, Part<W>)> =
            std::mem::take(&mut self.parts).into_iter().enumerate().collect();
        let step = parts.len();
        let done = map_items(limits.threads, &mut parts, |(first, part)| {
            work(self, part, Rows { first: *first, step })
        });
        self.parts.extend(parts.into_iter().map(|(_, part)| part));
        done.into_iter().collect()
    }

    /// The key of the enclosing radius.
    fn radius(&self, cloud: &Cloud) -> f64 {
        let farthest = |place: usize| self.parts.iter().map(|part| part.farthest[place]).fold(0.0, f64::max);
        (0..cloud.count()).map(farthest).fold(f64::INFINITY, f64::min)
    }

    /// A key on a scale of 32 bits.
    #[inline]
    pub fn quantum(&self, key: f64) -> u32 {
        (key * self.scale) as u32
    }

    /// The bucket of a quantum.
    #[inline]
    pub fn bucket(&self, quantum: u32) -> usize {
        (quantum >> self.shift) as usize
    }

    /// Number of buckets that all quanta fall into.
    pub fn all(&self) -> usize {
        1 << (32 - self.shift)
    }

    /// Number of edges.
    pub fn len(&self) -> usize {
        *self.starts.last().expect("a last bucket")
    }

    /// Number of buckets.
    pub fn bucket_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// Ranks of the edges in a range of buckets.
    pub fn ranks(&self, buckets: Range<usize>) -> Range<usize> {
        self.starts[buckets.start]..self.starts[buckets.end]
    }

    /// The least number of buckets, more than `from`, that have at least `count` edges together; or all.
    pub fn reach(&self, from: usize, count: usize) -> usize {
        self.starts.partition_point(|&start| start < count).clamp(from + 1, self.bucket_count())
    }

    /// The greatest key wanted.
    pub fn cutoff(&self) -> f64 {
        self.cutoff
    }

    /// The number of first buckets that have at most `count` edges together, but for one that may have more.
    pub fn up_to(&self, count: usize) -> usize {
        self.starts.partition_point(|&start| start <= count) - 1
    }

    /// The edges in a range of buckets, in order as far as these are sorted.
    pub fn words(&self, buckets: Range<usize>) -> impl Iterator<Item = W> {
        let pieces = |bucket| self.parts.iter().flat_map(move |part| part.bucket(bucket));
        buckets.flat_map(pieces).copied()
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let words: usize = self.parts.iter().map(|part| part.words.capacity()).sum();
        (words * size_of::<W>()) as u64
    }

    /// Copies a range of buckets into `sorted`, in order.
    pub fn sort(
        &self,
        buckets: Range<usize>,
        cloud: &Cloud,
        sorted: &mut Vec<W>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let ranks = self.ranks(buckets.clone());
        sorted.clear();
        sorted.resize(ranks.len(), W::default());
        let share = ranks.len().div_ceil(4 * limits.threads).max(SHARE);
        let (mut tasks, mut left, mut first) = (Vec::new(), &mut sorted[..], buckets.start);
        while first < buckets.end {
            let end = self.reach(first, self.starts[first] + share).min(buckets.end);
            let (task, rest) = left.split_at_mut(self.ranks(first..end).len());
            tasks.push((first..end, task));
            (left, first) = (rest, end);
        }
        let done = map_items(limits.threads, &mut tasks, |(buckets, words)| {
            limits.check()?;
            self.sort_into(buckets.clone(), cloud, words);
            Ok(())
        });
        done.into_iter().collect()
    }

    /// Takes over the order of a range of buckets.
    pub fn keep(&mut self, buckets: Range<usize>, sorted: &[W]) {
        let mut left = sorted;
        for bucket in buckets {
            for part in &mut self.parts {
                let piece = &mut part.words[part.starts[bucket]..part.starts[bucket + 1]];
                let (words, rest) = left.split_at(piece.len());
                piece.copy_from_slice(words);
                left = rest;
            }
        }
    }

    fn sort_into(&self, buckets: Range<usize>, cloud: &Cloud, words: &mut [W]) {
        let mut left = words;
        for bucket in buckets {
            let (words, rest) = left.split_at_mut(self.ranks(bucket..bucket + 1).len());
            let mut filled = 0;
            for part in &self.parts {
                let piece = part.bucket(bucket);
                words[filled..filled + piece.len()].copy_from_slice(piece);
                filled += piece.len();
            }
            words.sort_unstable();
            words.chunk_by_mut(|a, b| a.quantum() == b.quantum()).for_each(|run| sort_exactly(run, cloud));
            left = rest;
        }
    }

    /// The rank of the edge with these ends, which lies in a sorted bucket.
    pub fn rank(&self, cloud: &Cloud, ends: [u32; 2]) -> usize {
        let key = cloud.key(ends[0], ends[1]);
        let (quantum, names) = (self.quantum(key), cloud.names(ends));
        let bucket = self.bucket(quantum);
        let order = |word: W| {
            word.quantum().cmp(&quantum).then_with(|| {
                let [i, j] = word.ends();
                cloud.key(i, j).total_cmp(&key).then_with(|| cloud.names([i, j]).cmp(&names))
            })
        };
        let mut rank = self.starts[bucket];
        for part in &self.parts {
            let piece = part.bucket(bucket);
            let before = piece.partition_point(|&word| order(word) == Ordering::Less);
            rank += before;
            if before < piece.len() {
                break;
            }
        }
        rank
    }
}

/// Sorts words of equal quantum by key, then by the names of the ends.
fn sort_exactly<W: Word>(run: &mut [W], cloud: &Cloud) {
    if run.len() == 1 {
        return;
    }
    let mut keyed: Vec<(u64, [u32; 2], W)> = run
        .iter()
        .map(|&word| {
            let [i, j] = word.ends();
            (cloud.key(i, j).to_bits(), cloud.names([i, j]), word)
        })
        .collect();
    keyed.sort_unstable();
    run.iter_mut().zip(keyed).for_each(|(word, (_, _, sorted))| *word = sorted);
}
