//! Dimension 1 from lists of neighbours: the lunes of the edges, in any order and on all threads, tell the few edges that can
//! matter; these are added one after the other.
//!
//! Why the components of lunes suffice, and how edges of equal length are to be taken, is told where all edges are
//! swept in one table. An edge matters here if its lune (of shorter edges only) is empty or falls apart, or if a triangle on it has
//! another edge of that length and none longer. Any other edge closes a first triangle with two shorter edges as soon as it
//! enters, and all other triangles for which it is critical follow from that one and from earlier ones: it gives its
//! annotation, and nothing else.

use super::super::dense::classes::{Apexes, Classes};
use super::super::dense::turn;
use super::super::dense::{Found, Hole};
use super::super::edges::Input;
use super::links::{Links, is_tied};
use super::lune::{Base, Lune};
use crate::components::Components;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;

/// An edge that can matter.
struct Event {
    base: Base,
    /// Whether its lune is empty.
    is_empty: bool,
    /// Whether a triangle on it has another edge of that length, and none longer.
    is_entangled: bool,
}

/// What edges up to some length have done.
pub struct Sweep<'a> {
    input: Input<'a>,
    components: &'a mut Components,
    classes: Classes,
    /// No class was alive when all edges with keys up to this were there.
    settled: f64,
    found: Found,
}

impl<'a> Sweep<'a> {
    /// No edge is there yet; `components` is a buffer.
    pub fn new(input: Input<'a>, components: &'a mut Components) -> Self {
        components.reset(input.count());
        Sweep { input, components, classes: Classes::default(), settled: -1.0, found: Found::default() }
    }

    /// All that was found, holes by birth; some pairs of zero length are missing.
    pub fn end(mut self) -> Found {
        self.found.holes.sort_unstable_by_key(|hole| hole.birth);
        self.found
    }

    /// Whether a class is alive.
    pub fn any_alive(&self) -> bool {
        self.classes.any_alive()
    }

    /// Adds the edges of rank `done` and up; `order` lists all vertices, close ones together.
    pub fn add(&mut self, links: &Links, done: usize, order: &[u32], limits: &Limits) -> Result<(), Stop> {
        let mut events = events(links, done, order, &limits.stage(0.0, 0.9))?;
        events.sort_unstable_by_key(|event| (event.base.time, event.base.ends));
        let mut lune = Lune::new(links);
        let total = links.edges.len() - done;
        for group in events.chunk_by(|a, b| a.base.time == b.base.time) {
            let first = group[0].base.time as usize / 2 - done;
            limits.stage(0.9, 1.0).at(first as f64 / total as f64)?;
            self.add_tied(links, &mut lune, group, limits)?;
            if !self.any_alive() {
                let [u, v] = group[0].base.ends;
                self.settled = self.input.key(u as usize, v as usize);
            }
        }
        Ok(())
    }

    /// Adds edges of equal length, then the triangles on them.
    fn add_tied(
        &mut self,
        links: &Links,
        lune: &mut Lune,
        group: &[Event],
        limits: &Limits,
    ) -> Result<(), Stop> {
        let mut others = Vec::new();
        for event in group {
            let ends = event.base.ends;
            match event.is_empty.then(|| self.components.merge(ends[0], ends[1])).flatten() {
                Some(dying) => self.found.tree.push((dying, ends)),
                None => others.push(event),
            }
        }
        if !self.any_alive() && !others.iter().any(|event| event.is_empty) {
            return Ok(()); // those that give birth have a lune, and are killed at once
        }
        // An edge whose lune falls apart counts as a birth too: the first triangle on it kills that class again.
        for event in others {
            self.classes.give_birth(event.base.ends);
            self.found.births.push(event.base.ends);
        }
        for event in group {
            if !self.any_alive() {
                break; // no triangle can kill
            }
            limits.check()?;
            self.add_triangles(links, lune, event);
        }
        Ok(())
    }

    /// Adds the triangles for which an edge is critical, as far as they count.
    fn add_triangles(&mut self, links: &Links, lune: &mut Lune, event: &Event) {
        let base = event.base;
        lune.move_to(base.ends[0]);
        let mut thirds = if lune.find(base) { lune.firsts(base) } else { Vec::new() };
        if event.is_entangled {
            thirds.extend(lune.tied_thirds(base));
            thirds.sort_unstable_by_key(|&w| turn(base.ends, w));
        }
        let near = Near { input: self.input, links, settled: self.settled };
        for w in thirds {
            if let Some(dying) = self.classes.add_triangle(base.ends, w, &near) {
                self.found.holes.push(Hole { birth: dying, edge: base.ends, third: w });
            }
        }
    }
}

/// The edges of rank `done` and up that can matter, in any order.
fn events(links: &Links, done: usize, order: &[u32], limits: &Limits) -> Result<Vec<Event>, Stop> {
    // Few parts, because each needs a table of all vertices.
    let parts = if limits.threads == 1 { 1 } else { 8 * limits.threads };
    let size = order.len().div_ceil(parts);
    let lists = map_parts(limits.threads, parts, |part| {
        let mut lune = Lune::new(links);
        let mut events = Vec::new();
        for k in part * size..order.len().min((part + 1) * size) {
            limits.at(k as f64 / order.len() as f64)?;
            let u = order[k];
            let around = links.around(u);
            let new = around.partition_point(|link| (link.time / 2) < done as u32);
            lune.move_to(u);
            for link in around[new..].iter().filter(|link| link.to > u) {
                events.extend(event(&mut lune, Base { ends: [u, link.to], time: link.time }));
            }
        }
        Ok::<_, Stop>(events)
    });
    let mut events = Vec::new();
    for list in lists {
        events.append(&mut list?);
    }
    Ok(events)
}

/// What an edge from the center does, if it can matter.
fn event(lune: &mut Lune, base: Base) -> Option<Event> {
    let is_empty = !lune.find(base);
    let is_entangled = is_tied(base.time) && lune.tied(base).next().is_some();
    let matters = is_empty || is_entangled || !lune.is_connected(base.time);
    matters.then_some(Event { base, is_empty, is_entangled })
}

/// The shorter edges, to find what an edge closes a triangle with.
struct Near<'a> {
    input: Input<'a>,
    links: &'a Links,
    settled: f64,
}

impl Apexes for Near<'_> {
    /// `None` if no class was alive since the edge was there; else the vertex of the lune for which the longer of the two edges to the ends is shortest.
    fn apex(&self, [i, j]: [u32; 2]) -> Option<u32> {
        let key = |a: u32, b: u32| self.input.key(a as usize, b as usize);
        let own = key(i, j);
        if own <= self.settled {
            return None;
        }
        let mut best = (own, None);
        for link in self.links.around(i) {
            let near = key(i, link.to);
            if near >= best.0 {
                break;
            }
            let longer = near.max(key(link.to, j));
            if longer < best.0 {
                best = (longer, Some(link.to));
            }
        }
        best.1
    }
}
