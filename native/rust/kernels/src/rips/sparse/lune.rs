//! Lunes of single edges from lists of neighbours.

use super::super::dense::turn;
use super::links::{Link, Links, NEVER};

/// An edge whose lune is asked for.
#[derive(Clone, Copy)]
pub struct Base {
    /// `u < v`.
    pub ends: [u32; 2],
    /// When it enters.
    pub time: u32,
}

/// The lune of one edge after another, among edges from one vertex after another.
pub struct Lune<'a> {
    links: &'a Links,
    center: u32,
    /// When the edge from the center to each vertex enters; [`NEVER`] if there is none.
    times: Vec<u32>,
    /// The vertices of the lune, by length of their edge to the end that is not the center.
    members: Vec<u32>,
    /// The one for which the longer of the two edges to the ends is shortest.
    middle: u32,
    /// Whether a vertex belongs to the lune and was not yet reached by a search; false between searches.
    waits: Vec<bool>,
    reached: Vec<u32>,
}

impl<'a> Lune<'a> {
    /// No edge is looked at yet.
    pub fn new(links: &'a Links) -> Self {
        let count = links.count();
        let mut times = vec![NEVER; count];
        links.around(0).iter().for_each(|link| times[link.to as usize] = link.time);
        Lune {
            links,
            center: 0,
            times,
            members: Vec::new(),
            middle: 0,
            waits: vec![false; count],
            reached: Vec::new(),
        }
    }

    /// Moves the center.
    pub fn move_to(&mut self, center: u32) {
        self.links.around(self.center).iter().for_each(|link| self.times[link.to as usize] = NEVER);
        self.links.around(center).iter().for_each(|link| self.times[link.to as usize] = link.time);
        self.center = center;
    }

    /// Finds the lune of an edge from the center; whether it has a vertex.
    pub fn find(&mut self, base: Base) -> bool {
        self.members.clear();
        let mut best = NEVER;
        for Link { to, time } in self.links.before(self.other(base), base.time) {
            let longer = time.max(self.times[to as usize]);
            if longer < base.time {
                self.members.push(to);
                if longer < best {
                    (best, self.middle) = (longer, to);
                }
            }
        }
        !self.members.is_empty()
    }

    fn other(&self, base: Base) -> u32 {
        base.ends[usize::from(base.ends[0] == self.center)]
    }

    /// Whether the lune found is connected.
    pub fn is_connected(&mut self, time: u32) -> bool {
        if self.members.len() == 1 {
            return true;
        }
        self.members.iter().for_each(|&w| self.waits[w as usize] = true);
        let connected = self.reach(self.middle, time) == self.members.len();
        self.members.iter().for_each(|&w| self.waits[w as usize] = false);
        connected
    }

    /// Collects the waiting vertices connected to `start`; how many there are.
    fn reach(&mut self, start: u32, time: u32) -> usize {
        self.reached.clear();
        self.reached.push(start);
        self.waits[start as usize] = false;
        let mut next = 0;
        while next < self.reached.len() && self.reached.len() < self.members.len() {
            for Link { to, .. } in self.links.before(self.reached[next], time) {
                if self.waits[to as usize] {
                    self.waits[to as usize] = false;
                    self.reached.push(to);
                }
            }
            next += 1;
        }
        self.reached.len()
    }

    /// The first vertex of every component of the lune found, in the order of the triangles on its edge.
    pub fn firsts(&mut self, base: Base) -> Vec<u32> {
        let mut members = self.members.clone();
        members.sort_unstable_by_key(|&w| turn(base.ends, w));
        members.iter().for_each(|&w| self.waits[w as usize] = true);
        let mut firsts = Vec::new();
        for w in members {
            if self.waits[w as usize] {
                self.reach(w, base.time);
                firsts.push(w);
            }
        }
        firsts
    }

    /// The third vertices of the triangles on an edge from the center with another edge of that length and none longer.
    pub fn tied(&self, base: Base) -> impl Iterator<Item = u32> + '_ {
        let sides = self.links.before(self.other(base), base.time + 1);
        let tied = move |link: &Link| link.time.max(self.times[link.to as usize]) == base.time;
        sides.filter(tied).map(|link| link.to)
    }

    /// Those of [`Lune::tied`] for which the edge is the first of the longest.
    pub fn tied_thirds(&self, base: Base) -> Vec<u32> {
        let other = self.other(base);
        let follows = |side: [u32; 2]| [side[0].min(side[1]), side[0].max(side[1])] > base.ends;
        let time_of =
            |w: u32| self.links.around(other).iter().find(|link| link.to == w).expect("a link").time;
        let thirds = self.tied(base).filter(|&w| {
            (self.times[w as usize] < base.time || follows([self.center, w]))
                && (time_of(w) < base.time || follows([other, w]))
        });
        thirds.collect()
    }
}
