//! The persistence pairs of a grid.

use super::decoder::Decoder;
use super::morse::Morse;
use super::plane::Plane;
use super::{Cells, Grid};
use crate::limits::{Limits, Stop};
use crate::shelf::Shelf;
use crate::threads::in_parts;
use std::ops::Range;

/// The finite pairs of one homology dimension whose values differ, by birth cell in the filtration order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    /// The cells that give birth.
    pub births: Cells,
    /// The cells that kill.
    pub deaths: Cells,
}

/// A cell: its code, and the index of the number that gives its value.
pub type Cell = (u32, u32);

/// Pairs that one thread decodes at a time.
const PART: usize = 1 << 12;

/// What was computed last: of images, and of other grids.
static PLANES: Shelf<Plane> = Shelf::new();
static SHELF: Shelf<Morse> = Shelf::new();

/// The pairs of dimensions 0 to `max_homology`.
pub fn pairs(grid: &Grid, values: &[f64], max_homology: usize, limits: &Limits) -> Result<Vec<Pairs>, Stop> {
    let none = std::iter::repeat_with(Pairs::default);
    let Some(highest) = grid.max_dim.min(max_homology + 1).checked_sub(1) else {
        return Ok(none.take(max_homology + 1).collect());
    };
    let found = if Plane::takes(grid) {
        let mut plane = PLANES.take();
        let found = plane.pairs(grid, values, highest, limits)?;
        let bytes = plane.bytes() as u64;
        PLANES.give_back(plane, bytes);
        found
    } else {
        let mut morse = SHELF.take();
        let found = Pairs::of(&mut morse, grid, values, highest, limits)?;
        let bytes = morse.bytes() as u64;
        SHELF.give_back(morse, bytes);
        found
    };
    Ok(found.into_iter().chain(none).take(max_homology + 1).collect())
}

impl Pairs {
    /// Pairs, at most `most`, that come by value of birth; cells of equal value come to be in the order of codes.
    pub fn in_order(pairs: impl Iterator<Item = [Cell; 2]>, most: usize, values: &[f64]) -> Self {
        let [mut births, mut deaths] =
            [0, 1].map(|_| Cells { codes: Vec::with_capacity(most), sources: Vec::with_capacity(most) });
        for [(birth, birth_source), (death, death_source)] in pairs {
            births.codes.push(birth);
            births.sources.push(birth_source);
            deaths.codes.push(death);
            deaths.sources.push(death_source);
        }
        let mut found = Pairs { births, deaths };
        let mut start = 0;
        while start < found.births.sources.len() {
            let value = |&source: &u32| values[source as usize];
            let same = value(&found.births.sources[start]);
            let count =
                found.births.sources[start..].iter().take_while(|source| value(source) == same).count();
            found.sort(start..start + count);
            start += count;
        }
        found
    }

    /// Sorts some pairs by code of birth.
    fn sort(&mut self, places: Range<usize>) {
        let Pairs { births, deaths } = self;
        let mut ties: Vec<[Cell; 2]> = Vec::new();
        if places.len() > 1 {
            ties.extend(
                places
                    .clone()
                    .map(|place| [&births, &deaths].map(|cells| (cells.codes[place], cells.sources[place]))),
            );
            ties.sort_unstable();
        }
        for (place, [birth, death]) in places.zip(ties) {
            (births.codes[place], births.sources[place]) = birth;
            (deaths.codes[place], deaths.sources[place]) = death;
        }
    }

    /// The pairs of degrees 0 to `highest` whose values differ, by value of birth, as `morse` finds them.
    pub fn of(
        morse: &mut Morse,
        grid: &Grid,
        values: &[f64],
        highest: usize,
        limits: &Limits,
    ) -> Result<Vec<Pairs>, Stop> {
        let top = grid.shape.len() - 1;
        let degrees = if grid.on_cells { top - highest..=top } else { 0..=highest };
        morse.update(grid, values, degrees, limits)?;
        let decoder = Decoder::new(grid, morse);
        let mut pairs = Vec::new();
        for degree in 0..=highest {
            limits.stage(0.9, 1.0).at(degree as f64 / (highest + 1) as f64)?;
            let found = match grid.on_cells {
                true => from_dual(morse, top - degree),
                false => {
                    morse.pairs(degree).map(|[birth, death]| [(degree, birth), (degree + 1, death)]).collect()
                }
            };
            let found: Vec<[Cell; 2]> = in_parts(limits.threads, found.len().div_ceil(PART), |part| {
                let part = found[part * PART..].iter().take(PART);
                let cells = part.map(|pair| pair.map(|(dimension, place)| morse.cell(dimension, place)));
                let lasting = cells.filter(|[birth, death]| birth.value != death.value);
                lasting.map(|pair| pair.map(|critical| decoder.cell(critical))).collect()
            });
            let count = found.len();
            pairs.push(Pairs::in_order(found.into_iter(), count, values));
        }
        Ok(pairs)
    }
}

/// A critical cell: its dimension, and its place in the filtration order.
type Place = (usize, u32);

/// The pairs of one degree of the dual complex turned round, by birth cell in the order of the grid.
fn from_dual(morse: &Morse, degree: usize) -> Vec<[Place; 2]> {
    let mut partners = vec![None; morse.count(degree + 1)];
    for [birth, death] in morse.pairs(degree) {
        partners[death as usize] = Some(birth);
    }
    let deaths = (0..partners.len()).rev();
    deaths.filter_map(|death| Some([(degree + 1, death as u32), (degree, partners[death]?)])).collect()
}
