//! The persistence pairs of a grid.

use super::decoder::Decoder;
use super::morse::Morse;
use super::plane::Plane;
use super::{Cells, Grid};
use crate::limits::{Limits, Stop};
use crate::shelf::Shelf;
use crate::threads::in_parts;

/// The finite pairs of one homology dimension whose values differ, by birth cell in the filtration order.
#[derive(Debug, Default, PartialEq)]
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
    /// Pairs that are ordered by value of birth; cells of equal value come to be in the order of codes.
    pub fn in_order(mut pairs: Vec<[Cell; 2]>, values: &[f64]) -> Self {
        let value = |[(_, source), _]: &[Cell; 2]| values[*source as usize];
        for ties in pairs.chunk_by_mut(|a, b| value(a) == value(b)).filter(|ties| ties.len() > 1) {
            ties.sort_unstable();
        }
        let cells = |side: usize| Cells {
            codes: pairs.iter().map(|pair| pair[side].0).collect(),
            sources: pairs.iter().map(|pair| pair[side].1).collect(),
        };
        Pairs { births: cells(0), deaths: cells(1) }
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
            let found = in_parts(limits.threads, found.len().div_ceil(PART), |part| {
                let part = found[part * PART..].iter().take(PART);
                let cells = part.map(|pair| pair.map(|(dimension, place)| morse.cell(dimension, place)));
                let lasting = cells.filter(|[birth, death]| birth.value != death.value);
                lasting.map(|pair| pair.map(|critical| decoder.cell(critical))).collect()
            });
            pairs.push(Pairs::in_order(found, values));
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
