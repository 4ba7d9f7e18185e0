//! Persistence of images: grids on two axes whose sides are not glued.
//!
//! In the plane the discrete gradient of `morse` need not be noted cell by cell. The code of a vertex, which of its
//! neighbours come earlier, is one byte and says all about its lower star; and to which star a cell belongs follows from
//! the codes of its corners. Equal numbers are ordered by place, so that codes are plain comparisons.
//!
//! Every critical edge, a link, joins two minima below and lies between two maxima above. Both degrees come from joining
//! components, side by side. Numbers on squares are those of the vertices of the dual complex, turned round, as in `morse`.

mod codes;
mod joins;
mod order;
mod paths;
mod reader;
mod rules;

use super::pairs::Pairs;
use super::{Grid, Kind};
use crate::limits::{Limits, Stop};
use crate::threads::join;
use codes::Found;
use order::ascending;
use paths::{Paths, Side};
use reader::Reader;
use rules::Rules;

/// Bytes for each link: its place, the nodes that it joins, and what it takes to sort and to pair it.
const LINK: usize = 64;

const ADVICE: &str = "use fewer numbers, or raise maxMemory";

/// What is known of the last image: its codes, and of its links, by place, the nodes that they join and their order.
#[derive(Default)]
pub struct Plane {
    of: Option<Request>,
    /// The codes of all vertices, with a margin of one.
    codes: Vec<u8>,
    /// By side, the nodes that links join.
    ends: [Vec<[u32; 2]>; 2],
    /// The links in the filtration order.
    order: Vec<u32>,
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
    /// If the codes are those of the last call, so are the ends of all links; and if the links are still in order, they are
    /// not sorted again.
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
        let rules = Rules::new(grid.kind, grid.shape[1] + 2);
        request.room_for(rules.types, 0, limits)?;
        let coding = limits.stage(0.0, 0.4);
        let found = codes::fill(grid, values, &rules, &mut self.codes, is_known, &coding)?;
        request.room_for(rules.types, found.links.len(), limits)?;
        self.follow(&found, &rules, &request, &limits.stage(0.4, 0.7))?;
        let reader = Reader::new(grid, values, &rules, found.has_ties);
        let limits = limits.stage(0.7, 1.0);
        let read = |degree: usize| self.read(degree, &found, request.side(degree), &reader, &limits);
        let (low, high) =
            join(limits.threads, || read(0), || if highest > 0 { read(1).map(Some) } else { Ok(None) });
        self.of = Some(request);
        Ok(std::iter::once(low?).chain(high?).collect())
    }

    /// About how many bytes are held.
    pub fn bytes(&self) -> usize {
        self.codes.len() + 20 * self.order.len()
    }

    /// Sorts the links, and finds what they join.
    fn follow(
        &mut self,
        found: &Found,
        rules: &Rules,
        request: &Request,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let Plane { codes, ends: [below, above], order, .. } = self;
        let follow = |side: Side, ends: &mut Vec<[u32; 2]>| -> Result<(), Stop> {
            if found.is_changed && request.needs(side) {
                *ends = Paths { side, rules, codes, is_dual: request.on_cells }.ends(found, limits)?;
            }
            Ok(())
        };
        let follow_below = || {
            let value = |link: u32| found.links[link as usize].value;
            if found.is_changed || !order.is_sorted_by_key(|&link| (value(link), link)) {
                *order = ascending(found.links.len(), value);
            }
            follow(Side::Below, below)
        };
        let (done_below, done_above) = join(limits.threads, follow_below, || follow(Side::Above, above));
        done_below.and(done_above)
    }

    /// The pairs of one degree.
    fn read(
        &self,
        degree: usize,
        found: &Found,
        side: Side,
        reader: &Reader,
        limits: &Limits,
    ) -> Result<Pairs, Stop> {
        let mut pairs = joins::pairs(side, found, &self.ends[side as usize], &self.order, limits)?;
        let (extrema, place) = match side {
            Side::Below => (&found.minima, 0),
            Side::Above => (&found.maxima, reader.maximum),
        };
        if degree == 0 {
            let value = |pair: u32| extrema[pairs[pair as usize].extremum as usize].value;
            let births = |pair: u32| if side == Side::Above { -value(pair) } else { value(pair) };
            pairs = ascending(pairs.len(), births).into_iter().map(|pair| pairs[pair as usize]).collect();
        } else {
            pairs.reverse(); // now by link as the grid has them, whether these come from below or from above
        }
        let cells = pairs.iter().map(|pair| {
            let extremum = reader.cell(extrema[pair.extremum as usize].vertex, place);
            let link = &found.links[pair.link as usize];
            let link = reader.cell(link.vertex, 1 + link.edge as usize);
            if degree == 0 { [extremum, link] } else { [link, extremum] }
        });
        Ok(Pairs::in_order(cells, reader.values))
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
