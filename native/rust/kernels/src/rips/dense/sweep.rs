//! The way through the edges, chunk by chunk, until nothing more can happen.
//!
//! All threads look at the lunes of a chunk. What the edges with empty or broken lunes do happens one after the other; meanwhile
//! other threads sort the next chunk.

use super::buckets::Buckets;
use super::chunk::Chunk;
use super::cloud::Cloud;
use super::cutoff::Cutoff;
use super::early::Early;
use super::graph::Graph;
use super::history::History;
use super::lunes::Observer;
use super::word::Word;
use super::{dense_bytes, tail};
use crate::limits::{Limits, Stop};
use crate::threads::join;
use std::ops::Range;

/// The least number of edges in a chunk, for each thread. Tests see several chunks and threads on few points.
const CHUNK: usize = if cfg!(test) { 32 } else { 8192 };
/// Larger chunks would take memory, and go farther than necessary.
const MOST: usize = 1 << 20;

/// What is needed on the way.
pub struct Sweep<W: Word> {
    /// All edges; as far as the way went, they are sorted.
    pub buckets: Buckets<W>,
    /// The edges at hand.
    sorted: Vec<W>,
    /// The edges after these.
    next: Vec<W>,
    /// Some vertex of the lune of every edge so far, the first if it falls apart.
    apexes: Vec<W::Place>,
    observers: Vec<Observer<W>>,
    early: Early,
}

impl<W: Word> Default for Sweep<W> {
    fn default() -> Self {
        Sweep {
            buckets: Buckets::default(),
            sorted: Vec::new(),
            next: Vec::new(),
            apexes: Vec::new(),
            observers: Vec::new(),
            early: Early::default(),
        }
    }
}

impl<W: Word> Sweep<W> {
    /// Goes through the edges of `cloud` within the cut-off.
    pub fn run(&mut self, cloud: &Cloud, cutoff: Cutoff, limits: &Limits) -> Result<History, Stop> {
        self.buckets.fill(cloud, cutoff, &limits.stage(0.0, 0.1))?;
        let fits = |threads: &usize| {
            dense_bytes(cloud.count(), self.buckets.len() as u64, *threads) <= limits.memory
        };
        let threads = (2..=limits.threads).rev().find(fits).unwrap_or(1);
        self.observers.resize_with(threads, Observer::default);
        self.observers.iter_mut().for_each(|observer| observer.reset(cloud));
        self.early.reset(cloud.count());
        self.apexes.clear();
        let only_lasting = matches!(cutoff, Cutoff::Cone(_));
        let mut history = History::new(cloud.count(), only_lasting);
        let (mut chunk, mut last_birth) = (self.chunk_after(0, limits), None);
        self.buckets.sort(chunk.clone(), cloud, &mut self.next, limits)?;
        while !chunk.is_empty() {
            limits.stage(0.1, 1.0).at(self.edges() as f64 / self.buckets.len() as f64)?;
            chunk = self.add(cloud, chunk, &mut history, limits)?;
            if only_lasting && !history.any_alive() {
                let last = match last_birth {
                    None => tail::greatest_empty(cloud, self.graph(), self.buckets.cutoff(), limits)?,
                    Some(last) => last,
                };
                if last.is_none_or(|key| key <= self.last_key(cloud)) {
                    break;
                }
                last_birth = Some(last);
            }
        }
        limits.at(1.0)?;
        Ok(history)
    }

    /// Number of edges so far.
    pub fn edges(&self) -> usize {
        self.apexes.len()
    }

    /// The edges so far.
    pub fn graph(&self) -> &Graph {
        &self.observers[0].graph
    }

    /// Bytes held, but for those of small buffers.
    pub fn bytes(&self) -> u64 {
        let words = (self.sorted.capacity() + self.next.capacity()) * size_of::<W>()
            + self.apexes.capacity() * size_of::<W::Place>();
        let observers: u64 = self.observers.iter().map(Observer::bytes).sum();
        self.buckets.bytes() + words as u64 + observers + self.early.graph.bytes_held()
    }

    /// The key of the last edge so far.
    fn last_key(&self, cloud: &Cloud) -> f64 {
        self.sorted.last().map_or(0.0, |word| {
            let [i, j] = word.ends();
            cloud.key(i, j)
        })
    }

    /// The buckets of the chunk that begins with bucket `first`.
    fn chunk_after(&self, first: usize, limits: &Limits) -> Range<usize> {
        let (done, total) = (self.buckets.ranks(0..first).len(), self.buckets.len());
        let aim = done + (done / 3).min(MOST).max(total / 64).max(CHUNK * limits.threads);
        first..if done < total { self.buckets.reach(first, aim) } else { first }
    }

    /// Adds the edges of a chunk, which are those sorted as the next; then sorts the next.
    fn add(
        &mut self,
        cloud: &Cloud,
        chunk: Range<usize>,
        history: &mut History,
        limits: &Limits,
    ) -> Result<Range<usize>, Stop> {
        let following = self.chunk_after(chunk.end, limits);
        let Sweep { buckets, sorted, next, apexes, observers, early } = self;
        std::mem::swap(sorted, next);
        buckets.keep(chunk, sorted);
        let first = apexes.len();
        apexes.resize(first + sorted.len(), W::NONE);
        let chunk = Chunk { cloud: *cloud, first, words: sorted };
        let findings = chunk.observe(&early.graph, observers, &mut apexes[first..], limits)?;
        let happen = || history.add(&chunk, &findings, buckets, apexes, limits);
        let prepare = || {
            early.catch_up(buckets, apexes.len() / 2);
            buckets.sort(following.clone(), cloud, next, limits)
        };
        let (happened, prepared) = join(limits.threads, happen, prepare);
        happened.and(prepared).and(Ok(following))
    }
}
