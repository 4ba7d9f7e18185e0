//! When what was found along lists of neighbours still holds.
//!
//! Pairs depend on the order of the edges, and on which are equally long; on nothing else. So the edges that were swept
//! last are looked at first: if they come in the same order, with the same ones of equal length, and no others come between
//! them, they do the same. Those behind them do nothing if no class is alive and each has a vertex in its lune, or if there
//! are none. No edge has to be listed or sorted to see this, and where the order has changed that shows at once.

use super::super::dense::{Found, Hole};
use super::super::edges::Input;
use super::links::Links;
use super::short_edges::{Window, count};
use super::space::Space;
use super::windows::room_for_links;
use crate::limits::{Limits, Stop};

/// Edges between two looks at whether to stop.
const PART: usize = 1024;

/// What was found, and how far it went.
pub struct Certificate {
    found: Found,
    /// Whether all edges up to the cut-off were swept; else no class was alive behind them.
    were_all: bool,
}

impl Certificate {
    /// `found` by a sweep of all edges up to the cut-off, or of so many that nothing more happens.
    pub fn new(found: Found, were_all: bool) -> Self {
        Certificate { found, were_all }
    }

    /// What was found.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Whether it is found of `input` as well, up to a key; `links` are of the edges swept.
    pub fn holds(
        &self,
        input: Input,
        space: &impl Space,
        cutoff: f64,
        links: &Links,
        limits: &Limits,
    ) -> Result<bool, Stop> {
        room_for_links(links.edges.len(), input, limits)?;
        let last = links.edges.last().map_or(-1.0, |&(_, u, v)| input.key(u as usize, v as usize));
        let swept = Window { above: -1.0, limit: if self.were_all { cutoff } else { last } };
        if last > cutoff || count(space, swept, &limits.stage(0.0, 0.3))? != links.edges.len() {
            return Ok(false);
        }
        let rest = Window { above: last, limit: cutoff };
        Ok(self.were_all || space.is_spanned(rest, links, &limits.stage(0.3, 1.0))?)
    }

    /// Says that nothing was found, so that a test can see who believes it.
    #[cfg(test)]
    pub fn forge(&mut self) {
        self.found = Found::default();
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let Found { tree, births, holes } = &self.found;
        let tree = tree.capacity() * size_of::<(u32, [u32; 2])>();
        let births = births.capacity() * size_of::<[u32; 2]>();
        (tree + births + holes.capacity() * size_of::<Hole>()) as u64
    }
}

/// Whether the edges in `links` have the same order in `input`, and the same of them are equally long.
pub fn have_order_of(links: &Links, input: Input, limits: &Limits) -> Result<bool, Stop> {
    let (mut before, mut last) = (u64::MAX, -1.0);
    for (place, &(bits, u, v)) in links.edges.iter().enumerate() {
        if place % PART == 0 {
            limits.check()?;
        }
        let key = input.key(u as usize, v as usize);
        if key < last || (key == last) != (bits == before) {
            return Ok(false);
        }
        (before, last) = (bits, key);
    }
    Ok(true)
}
