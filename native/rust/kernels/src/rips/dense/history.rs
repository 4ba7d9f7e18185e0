//! What the edges and triangles do one after the other: components merge, classes are born and die.
//!
//! Edges of equal length are taken together: first all of them are added, then the triangles on each, in their order. That is
//! allowed because pairs depend on the order of the edges and on that of the triangles, but not on how they interleave. The
//! lune of an edge has the shorter edges only. On an edge that is in no triangle with another of its length, the first
//! triangle kills what the edge gives birth to, at once, and of the others only the first ones of the further components of
//! the lune count. A triangle with two edges of that length is outside the argument, since the triangles it would follow from
//! may come later: it counts on its own, and the edges in it give birth. So the pairs are those of the reduced matrix, ties
//! included.

use super::buckets::Buckets;
use super::chunk::{Chunk, Findings};
use super::classes::{Apexes, Classes};
use super::cloud::Cloud;
use super::lunes::{Event, turn};
use super::ties::{TiedTriangles, first_of_lune};
use super::word::Word;
use super::{Found, Hole};
use crate::components::Components;
use crate::limits::{Limits, Stop};
use std::ops::Range;

/// What has happened up to some edge.
pub struct History {
    /// Whether pairs of zero length may be left out.
    only_lasting: bool,
    components: Components,
    classes: Classes,
    /// No class was alive after the edges before this rank.
    settled: usize,
    /// Whether edges of equal length have come.
    any_tied: bool,
    found: Found,
}

/// The edges up to those at hand, for annotations.
struct Past<'a, W: Word> {
    cloud: Cloud<'a>,
    buckets: &'a Buckets<W>,
    apexes: &'a [W::Place],
    settled: usize,
}

impl<W: Word> Apexes for Past<'_, W> {
    fn apex(&self, [i, j]: [u32; 2]) -> Option<u32> {
        let rank = self.buckets.rank(&self.cloud, [i, j]);
        let apex = self.apexes[rank];
        (rank >= self.settled && apex != W::NONE).then(|| apex.into())
    }
}

impl History {
    /// Nothing has happened to `count` points.
    pub fn new(count: usize, only_lasting: bool) -> Self {
        History {
            only_lasting,
            components: Components::new(count),
            classes: Classes::default(),
            settled: 0,
            any_tied: false,
            found: Found::default(),
        }
    }

    /// Whether a class is alive.
    pub fn any_alive(&self) -> bool {
        self.classes.any_alive()
    }

    /// Whether edges of equal length have come.
    pub fn any_tied(&self) -> bool {
        self.any_tied
    }

    /// All that was found, holes by birth.
    pub fn end(mut self) -> Found {
        self.found.holes.sort_unstable_by_key(|hole| hole.birth);
        self.found
    }

    /// Adds the edges of a chunk; `apexes` are those of all edges so far.
    pub fn add<W: Word>(
        &mut self,
        chunk: &Chunk<W>,
        findings: &Findings,
        buckets: &Buckets<W>,
        apexes: &[W::Place],
        limits: &Limits,
    ) -> Result<(), Stop> {
        let mut past = Past { cloud: chunk.cloud, buckets, apexes, settled: self.settled };
        let mut left = &findings.events[..];
        let mut take = |end: usize| {
            let (events, rest) = left.split_at(left.partition_point(|event| event.rank < end));
            left = rest;
            events
        };
        for group in findings.groups() {
            self.any_tied = true;
            self.add_alone(chunk, take(group.start), &mut past, limits)?;
            self.add_tied(chunk, group.clone(), take(group.end), &mut past, limits)?;
        }
        self.add_alone(chunk, take(usize::MAX), &mut past, limits)?;
        self.settled = past.settled;
        Ok(())
    }

    /// Adds edges that differ in length from all others.
    fn add_alone<W: Word>(
        &mut self,
        chunk: &Chunk<W>,
        events: &[Event],
        past: &mut Past<W>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        for event in events {
            limits.check()?;
            match event.third {
                None => self.join_or_give_birth(chunk, event.rank),
                Some(w) => self.add_triangle(chunk, event.rank, w, past),
            }
            self.settle(event.rank + 1, past);
        }
        Ok(())
    }

    fn settle<W: Word>(&self, end: usize, past: &mut Past<W>) {
        if !self.any_alive() {
            past.settled = end;
        }
    }

    fn join_or_give_birth<W: Word>(&mut self, chunk: &Chunk<W>, rank: usize) {
        let ends = chunk.ends(rank);
        let names = chunk.cloud.names(ends);
        match self.components.merge(names[0], names[1]) {
            Some(dying) => self.found.tree.push((dying, names)),
            None => {
                self.classes.give_birth(ends);
                self.found.births.push(names);
            }
        }
    }

    /// Adds the triangle of the vertex `w` and its critical edge, of rank `rank`.
    fn add_triangle<W: Word>(&mut self, chunk: &Chunk<W>, rank: usize, w: u32, past: &Past<W>) {
        if !self.any_alive() {
            return; // no triangle can kill
        }
        let ends = chunk.ends(rank);
        if let Some(birth) = self.classes.add_triangle(ends, w, past) {
            let (edge, third) = (chunk.cloud.names(ends), chunk.cloud.name(w));
            self.found.holes.push(Hole { birth, edge, third });
        }
    }

    /// Adds edges of equal length, then the triangles on them.
    fn add_tied<W: Word>(
        &mut self,
        chunk: &Chunk<W>,
        group: Range<usize>,
        events: &[Event],
        past: &mut Past<W>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let nothing_lasts = !self.any_alive() && events.iter().all(|event| event.third.is_some());
        if !(self.only_lasting && nothing_lasts) {
            let tied = TiedTriangles::new(chunk, group.clone(), limits)?;
            let of_edge = |rank: usize| {
                let start = events.partition_point(|event| event.rank < rank);
                let end = events.partition_point(|event| event.rank <= rank);
                &events[start..end]
            };
            for rank in group.clone() {
                let counts = !self.only_lasting || tied.touches(rank);
                if counts || of_edge(rank).iter().any(|event| event.third.is_none()) {
                    self.join_or_give_birth(chunk, rank);
                }
            }
            for rank in group.clone() {
                limits.check()?;
                if !self.any_alive() {
                    break; // no triangle can kill
                }
                let mut thirds: Vec<u32> = of_edge(rank).iter().filter_map(|event| event.third).collect();
                if !self.only_lasting || tied.touches(rank) {
                    let apex = past.apexes[rank];
                    match thirds.is_empty() {
                        // The apex of a connected lune is any of its vertices.
                        true if apex != W::NONE => {
                            thirds.extend(first_of_lune(&chunk.cloud, chunk.ends(rank)));
                        }
                        true => (),
                        false => thirds.push(apex.into()),
                    }
                    thirds.extend(tied.on(rank));
                    let names = chunk.cloud.names(chunk.ends(rank));
                    thirds.sort_unstable_by_key(|&w| turn(names, chunk.cloud.name(w)));
                    thirds.dedup();
                }
                thirds.into_iter().for_each(|w| self.add_triangle(chunk, rank, w, past));
            }
        }
        self.settle(group.end, past);
        Ok(())
    }
}
