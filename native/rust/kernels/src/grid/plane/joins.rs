//! Pairs of extrema and links, by joining components in the filtration order.
//!
//! Below, links come in order, and of two components that one joins, that whose minimum is later dies. Above, everything is
//! the other way round.
//!
//! What is joined depends on the ends of the links, on their order, and on which of two extrema comes first, where a link
//! joins the components of both. So if the first two are those of the last time and every such comparison comes out as it
//! did, all merges are the same, one after the other: the first link finds the same components, and so does the next. It
//! is enough to compare; what else changed in the order of the extrema does not matter.

use super::critical::{Critical, Found};
use super::paths::{FIRST, OUTSIDE, Side};
use super::reader::Reader;
use crate::components::Components;
use crate::grid::ascending::ascending;
use crate::grid::pairs::Pairs;
use crate::limits::{Limits, Stop};

/// Links that are read at a time: far ones first all together, which the memory does faster than one by one.
const PART: usize = 1 << 12;

/// What the links join on one side.
#[derive(Default)]
pub struct Joins {
    /// The nodes that each link joins.
    pub ends: Vec<[u32; 2]>,
    /// All merges, in the order in which pairs are read.
    pub merges: Vec<Merge>,
    /// The pairs, if no neighbours had equal numbers: kept when the same merges have come twice.
    pub pairs: Option<Pairs>,
    /// Whether the merges are those of the last time but one as well.
    is_known: bool,
}

/// Two components become one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The nodes that represented them: the younger one dies.
    pub elder: u32,
    pub younger: u32,
    /// The link that joins them, as its place in the list.
    pub link: u32,
}

/// The extrema of one side as nodes, in their order.
pub struct Nodes<'a> {
    side: Side,
    extrema: &'a [Critical],
    links: &'a [Critical],
}

impl<'a> Nodes<'a> {
    /// Those on one side of the links.
    pub fn new(side: Side, found: &'a Found) -> Self {
        let extrema = if side == Side::Below { &found.minima } else { &found.maxima };
        Nodes { side, extrema, links: &found.links }
    }

    fn extremum(&self, node: u32) -> &Critical {
        &self.extrema[(node - FIRST) as usize]
    }

    /// Whether `a` comes before `b` on the way from the eldest; what is outside comes before all.
    fn is_before(&self, a: u32, b: u32) -> bool {
        let key = |node| (self.extremum(node).value, node);
        a == OUTSIDE
            || b != OUTSIDE && if self.side == Side::Below { key(a) < key(b) } else { key(b) < key(a) }
    }

    /// How far on a node gives birth to a class of degree 0.
    fn birth(&self, node: u32) -> f64 {
        let value = self.extremum(node).value;
        if self.side == Side::Above { -value } else { value }
    }
}

impl Joins {
    /// Forgets the merges.
    pub fn forget(&mut self) {
        (self.merges, self.pairs, self.is_known) = (Vec::new(), None, false);
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        let pairs =
            self.pairs.as_ref().map_or(0, |pairs| pairs.births.codes.len() + pairs.deaths.codes.len());
        self.ends.capacity() * size_of::<[u32; 2]>()
            + self.merges.capacity() * size_of::<Merge>()
            + pairs * 2 * size_of::<u32>()
    }

    /// Finds the merges of links in this order; `is_in_order` says that it, and the ends of the links, are those of last time.
    pub fn update(
        &mut self,
        nodes: &Nodes,
        degree: usize,
        order: &[u32],
        is_in_order: bool,
        limits: &Limits,
    ) -> Result<(), Stop> {
        if is_in_order && self.hold(nodes, limits)? {
            self.is_known = true;
            return Ok(());
        }
        self.forget();
        let components = Components::new(nodes.extrema.len() + FIRST as usize);
        match nodes.side {
            Side::Below => self.join(components, nodes, order.iter(), limits)?,
            Side::Above => self.join(components, nodes, order.iter().rev(), limits)?,
        }
        if degree > 0 {
            self.merges.reverse(); // by link as the grid has them, whether these come from below or from above
        }
        Ok(())
    }

    /// Whether all comparisons of the last merges come out as they did.
    fn hold(&self, nodes: &Nodes, limits: &Limits) -> Result<bool, Stop> {
        for part in self.merges.chunks(PART) {
            limits.check()?;
            if !part.iter().all(|merge| nodes.is_before(merge.elder, merge.younger)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Merges along links; `components` are those of the nodes.
    fn join<'a>(
        &mut self,
        mut components: Components,
        nodes: &Nodes,
        mut order: impl ExactSizeIterator<Item = &'a u32>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let mut part = Vec::with_capacity(PART);
        let count = order.len() as f64;
        self.merges.reserve_exact(nodes.extrema.len());
        while order.len() > 0 {
            limits.at(1.0 - order.len() as f64 / count)?;
            part.clear();
            part.extend(order.by_ref().take(PART).map(|&link| (link, self.ends[link as usize])));
            for &(link, [a, b]) in part.iter().filter(|(_, [a, b])| a != b) {
                if let Some([elder, younger]) = components.merge_by(a, b, |a, b| nodes.is_before(a, b)) {
                    self.merges.push(Merge { elder, younger, link });
                }
            }
        }
        Ok(())
    }

    /// The pairs of one degree whose values differ, by value of birth.
    ///
    /// Cells have their values from the same numbers as long as no neighbours have equal ones. And where births are equal,
    /// pairs are ordered by code: so known ones come in the same order if only births at the same number are.
    pub fn pairs(&mut self, nodes: &Nodes, degree: usize, reader: &Reader) -> Pairs {
        if let Some(pairs) = self.pairs.as_ref().filter(|pairs| !reader.has_ties && reader.ascend(pairs)) {
            return pairs.clone();
        }
        let birth = |merge: &Merge| nodes.birth(merge.younger);
        if degree == 0 && !self.merges.is_sorted_by_key(birth) {
            let order = ascending(self.merges.len(), |merge| birth(&self.merges[merge as usize]));
            self.merges = order.into_iter().map(|merge| self.merges[merge as usize]).collect();
        }
        let ends = self
            .merges
            .iter()
            .map(|merge| (nodes.extremum(merge.younger), &nodes.links[merge.link as usize]));
        let lasting = ends.filter(|(extremum, link)| extremum.value != link.value);
        let cells = lasting.map(|(extremum, link)| {
            let [extremum, link] = [extremum, link].map(|cell| reader.cell(cell.vertex, cell.place as usize));
            if degree == 0 { [extremum, link] } else { [link, extremum] }
        });
        let pairs = Pairs::in_order(cells, self.merges.len(), reader.values);
        self.pairs = (self.is_known && !reader.has_ties).then(|| pairs.clone());
        pairs
    }
}
