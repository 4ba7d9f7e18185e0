//! The lunes of a run of edges, by several threads.
//!
//! Every thread has a graph of its own, and takes the next piece of the run when it is done with the last one. Before, it adds
//! the edges that it has skipped. So no thread waits for another, and what is found does not depend on who found it.

use super::cloud::Cloud;
use super::graph::Graph;
use super::lunes::{Event, Observer};
use super::word::Word;
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use std::ops::Range;
use std::sync::Mutex;

/// Edges that a thread takes at a time.
const PIECE: usize = if cfg!(test) { 16 } else { 4096 };
/// Edges between two looks at the limits.
const PATIENCE: usize = 256;

/// Edges that follow each other in the order, whole groups of equal length.
pub struct Chunk<'a, W> {
    /// The cloud.
    pub cloud: Cloud<'a>,
    /// Rank of the first.
    pub first: usize,
    /// The edges.
    pub words: &'a [W],
}

/// What was found in a chunk, by rank.
#[derive(Default)]
pub struct Findings {
    /// Edges with empty lunes, and triangles that count on others.
    pub events: Vec<Event>,
    /// Ranks of edges as long as those before them.
    tied: Vec<usize>,
}

impl Findings {
    /// The ranks of edges of equal length, for every length of several.
    pub fn groups(&self) -> impl Iterator<Item = Range<usize>> {
        self.tied.chunk_by(|a, b| a + 1 == *b).map(|run| run[0] - 1..run[run.len() - 1] + 1)
    }
}

impl<W: Word> Chunk<'_, W> {
    /// The end points of the edge of rank `rank`.
    #[inline]
    pub fn ends(&self, rank: usize) -> [u32; 2] {
        self.words[rank - self.first].ends()
    }

    /// The key of the edge of rank `rank`.
    pub fn key(&self, rank: usize) -> f64 {
        let [i, j] = self.ends(rank);
        self.cloud.key(i, j)
    }

    /// Looks at all lunes; `apexes` gets some vertex of each, the first if it falls apart. In `early` are edges from before.
    pub fn observe(
        &self,
        early: &Graph,
        observers: &mut [Observer<W>],
        apexes: &mut [W::Place],
        limits: &Limits,
    ) -> Result<Findings, Stop> {
        let pieces = Mutex::new(apexes.chunks_mut(PIECE).enumerate());
        let next = || pieces.lock().expect("no panic while it is locked").next();
        let done = map_items(observers.len(), observers, |observer| {
            while let Some((piece, apexes)) = next() {
                self.observe_piece(early, observer, self.first + piece * PIECE, apexes, limits)?;
            }
            self.link_up_to(observer, self.first + self.words.len());
            Ok(())
        });
        done.into_iter().collect::<Result<(), Stop>>()?;
        let mut found = Findings::default();
        for observer in observers {
            found.events.append(&mut observer.events);
            found.tied.append(&mut observer.tied);
        }
        found.events.sort_by_key(|event| event.rank);
        found.tied.sort_unstable();
        Ok(found)
    }

    fn observe_piece(
        &self,
        early: &Graph,
        observer: &mut Observer<W>,
        first: usize,
        apexes: &mut [W::Place],
        limits: &Limits,
    ) -> Result<(), Stop> {
        self.link_up_to(observer, self.first_as_long(first));
        for (rank, apex) in (first..).zip(apexes) {
            if rank % PATIENCE == 0 {
                limits.check()?;
            }
            if self.is_as_long_as_before(rank) {
                observer.tied.push(rank);
            } else {
                self.link_up_to(observer, rank);
            }
            *apex = observer.observe(&self.cloud, early, rank, self.ends(rank));
        }
        Ok(())
    }

    #[inline]
    fn link_up_to(&self, observer: &mut Observer<W>, rank: usize) {
        for word in &self.words[observer.linked - self.first..rank - self.first] {
            observer.graph.link(word.ends());
        }
        observer.linked = rank;
    }

    #[inline]
    fn is_as_long_as_before(&self, rank: usize) -> bool {
        let place = rank - self.first;
        place > 0
            && self.words[place - 1].quantum() == self.words[place].quantum()
            && self.key(rank - 1) == self.key(rank)
    }

    /// The first rank of the edges as long as that of rank `rank`.
    fn first_as_long(&self, rank: usize) -> usize {
        if !self.is_as_long_as_before(rank) {
            return rank;
        }
        let (quantum, key) = (self.words[rank - self.first].quantum(), self.key(rank));
        let is_shorter = |&word: &W| {
            let [i, j] = word.ends();
            word.quantum() < quantum || (word.quantum() == quantum && self.cloud.key(i, j) < key)
        };
        self.first + self.words[..rank - self.first].partition_point(is_shorter)
    }
}
