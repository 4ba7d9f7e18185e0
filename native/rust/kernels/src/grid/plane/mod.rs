//! Persistence of images: grids on two axes whose sides are not glued.
//!
//! In the plane the discrete gradient of `morse` need not be noted cell by cell. The code of a vertex, which of its
//! neighbours come earlier, is one byte and says all about its lower star; and to which star a cell belongs follows from
//! the codes of its corners. Equal numbers are ordered by place, so that codes are plain comparisons.
//!
//! Every critical edge, a link, joins two minima below and lies between two maxima above. Both degrees come from joining
//! components, side by side. Numbers on squares are those of the vertices of the dual complex, turned round, as in `morse`.

mod codes;
mod critical;
mod joins;
mod paths;
mod reader;
mod rules;

use super::ascending::ascending;
use super::pairs::Pairs;
use super::{Grid, Kind};
use crate::limits::{Limits, Stop};
use crate::threads::join;
use codes::Numbers;
use critical::Found;
use joins::{Joins, Nodes};
use paths::{Paths, Side};
use reader::Reader;
use rules::Rules;

/// Bytes for each link: its place and that of an extremum, the nodes that it joins, and what it takes to sort and to pair it.
const LINK: usize = 96;

const ADVICE: &str = "use fewer numbers, or raise maxMemory";

/// What is known of the last image: its codes, its critical cells, the order of its links, and what these join.
#[derive(Default)]
pub struct Plane {
    of: Option<Request>,
    /// The codes of all vertices, with a margin of one.
    codes: Vec<u8>,
    found: Found,
    /// The links in the filtration order.
    order: Vec<u32>,
    /// By side.
    joins: [Joins; 2],
}

/// What the codes mean, and what is made of them.
#[derive(Clone, PartialEq)]
struct Request {
    shape: [u32; 2],
    kind: Kind,
    on_cells: bool,
    highest: usize,
}

impl Plane {
    /// Whether it takes a grid.
    pub fn takes(grid: &Grid) -> bool {
        grid.shape.len() == 2 && !grid.wrap
    }

    /// The pairs of degrees 0 to `highest`, at most 1, whose values differ: by value of birth.
    ///
    /// If the codes are those of the last call, so are the critical cells and the ends of all links; and if the links are
    /// still in order, they are not sorted again, and merges are only looked through.
    pub fn pairs(
        &mut self,
        grid: &Grid,
        values: &[f64],
        highest: usize,
        limits: &Limits,
    ) -> Result<Vec<Pairs>, Stop> {
        let request = Request {
            shape: [grid.shape[0], grid.shape[1]],
            kind: grid.kind,
            on_cells: grid.on_cells,
            highest,
        };
        let is_known = self.of.take().as_ref() == Some(&request);
        let (rules, numbers) = (Rules::new(grid.kind, grid.shape[1] + 2), Numbers::new(grid, values));
        request.room_for(rules.types, 0, limits)?;
        let coding = limits.stage(0.0, 0.2);
        let seen = codes::fill(grid, &numbers, &rules, &mut self.codes, is_known, &coding)?;
        if seen.is_changed {
            self.found.collect(&self.codes, &rules, &numbers, &limits.stage(0.2, 0.4))?;
        } else {
            self.found.read(&rules, &numbers, limits)?;
        }
        request.room_for(rules.types, self.found.links.len(), limits)?;
        let is_in_order = self.follow(seen.is_changed, &rules, &request, &limits.stage(0.4, 0.7))?;
        let reader = Reader::new(grid, values, &rules, seen.has_ties);
        let limits = limits.stage(0.7, 1.0);
        let Plane { found, order, joins: [below, above], .. } = self;
        let (lowest, next) = if request.on_cells { (above, below) } else { (below, above) };
        let read = |degree: usize, joins: &mut Joins| -> Result<Pairs, Stop> {
            let nodes = Nodes::new(request.side(degree), found);
            joins.update(&nodes, degree, order, is_in_order, &limits)?;
            Ok(joins.pairs(&nodes, degree, &reader))
        };
        let (low, high) = join(
            limits.threads,
            || read(0, lowest),
            || if highest > 0 { read(1, next).map(Some) } else { Ok(None) },
        );
        self.of = Some(request);
        Ok(std::iter::once(low?).chain(high?).collect())
    }

    /// How many bytes are held.
    pub fn bytes(&self) -> usize {
        let joins: usize = self.joins.iter().map(Joins::bytes).sum();
        self.codes.capacity() + self.found.bytes() + self.order.capacity() * size_of::<u32>() + joins
    }

    /// Finds what the links join, and sorts them. Returns whether both were known.
    fn follow(
        &mut self,
        is_changed: bool,
        rules: &Rules,
        request: &Request,
        limits: &Limits,
    ) -> Result<bool, Stop> {
        let Plane { codes, found, order, joins: [below, above], .. } = self;
        let follow = |side: Side, joins: &mut Joins| -> Result<(), Stop> {
            if is_changed && request.needs(side) {
                joins.forget();
                joins.ends = Paths { side, rules, codes, is_dual: request.on_cells }.ends(found, limits)?;
            }
            Ok(())
        };
        let follow_below = || {
            let value = |link: u32| found.links[link as usize].value;
            let is_known = !is_changed && order.is_sorted_by_key(|&link| (value(link), link));
            if !is_known {
                *order = ascending(found.links.len(), value);
            }
            follow(Side::Below, below).map(|()| is_known)
        };
        let (done_below, done_above) = join(limits.threads, follow_below, || follow(Side::Above, above));
        done_above.and(done_below)
    }
}

impl Request {
    /// Where the extrema of one degree are.
    fn side(&self, degree: usize) -> Side {
        if (degree == 0) == self.on_cells { Side::Above } else { Side::Below }
    }

    /// Whether the extrema of a side take part.
    fn needs(&self, side: Side) -> bool {
        (0..=self.highest).any(|degree| self.side(degree) == side)
    }

    /// Checks that there is room for the codes, the labels, and this many links.
    fn room_for(&self, types: u32, links: usize, limits: &Limits) -> Result<(), Stop> {
        let [height, width] = self.shape.map(u64::from);
        let places = (height + 2) * (width + 2);
        let bytes = places * u64::from(5 + 4 * types) + (links * LINK) as u64;
        limits.room_for(bytes, format_args!("an image of {} numbers", height * width), ADVICE)?;
        if places * u64::from(types) > u64::from(u32::MAX) {
            return Err(Stop::TooLarge(format!(
                "an image with fewer than {} numbers was expected, but it has {places} with a margin of one",
                (1u64 << 32) / u64::from(types)
            )));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
