//! The order of the cells: by value, then code.

use super::Grid;
use super::ascending::ascending;
use super::lattice::Lattice;
use super::patterns::{CORNERS, Patterns, submasks};
use crate::limits::{Limits, Stop};
use crate::threads::in_parts;

/// What stands for a number where there is no cell.
const NONE: u64 = u64::MAX;

/// Fewer numbers are not worth a thread.
const SERIAL: usize = 1 << 12;

/// Bytes for each number, to rank it and to count the cells of its rank.
const NUMBER: u64 = 28;

/// Bytes for each code: its number, and the cell in order.
const CELL: u64 = 16;

/// What to change where memory does not suffice.
pub const ADVICE: &str = "lower maxDim, take a smaller grid, or raise maxMemory";

/// The cells of one dimension, in the filtration order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    /// Codes.
    pub codes: Vec<u32>,
    /// For each cell the index of the number that gives its value.
    pub sources: Vec<u32>,
}

/// The cells of dimensions 0 to `max_dim`.
pub fn cells(grid: &Grid, values: &[f64], limits: &Limits) -> Result<Vec<Cells>, Stop> {
    let (lattice, patterns) = (Lattice::new(grid), Patterns::all(grid.kind, grid.shape.len()));
    let dimensions = grid.max_dim + 1;
    let codes = lattice.count() * patterns[..dimensions].iter().map(|patterns| patterns.count).sum::<usize>();
    let bytes = NUMBER * values.len() as u64 + CELL * codes as u64;
    limits.room_for(bytes, format_args!("the cells of a grid of {} numbers", values.len()), ADVICE)?;
    let preference = Preference::new(values, grid.on_cells == grid.negate);
    let threads = if values.len() < SERIAL { 1 } else { limits.threads };
    Ok(in_parts(threads, dimensions, |dimension| {
        let list = listed(grid, &lattice, &patterns[dimension], &preference.numbers);
        vec![preference.sorted(&list, grid.on_cells)]
    }))
}

/// The numbers ranked by which of them gives its value to a cell that could have several: the latest of the vertices, the
/// earliest of the cubes, and the first in C order among equal ones.
struct Preference {
    /// Each number as its rank, how many different values are preferred to it, above its index: the least is preferred.
    numbers: Vec<u64>,
    /// How many different values there are.
    ranks: usize,
}

impl Preference {
    fn new(values: &[f64], descending: bool) -> Self {
        let value = |index: u32| {
            let value = values[index as usize];
            if descending { 0.0 - value } else { value + 0.0 } // −0 is 0
        };
        let mut numbers = vec![0; values.len()];
        let (mut rank, mut last) = (0, None);
        for index in ascending(values.len(), value) {
            let own = value(index);
            rank += u64::from(last.is_some_and(|last| last != own));
            last = Some(own);
            numbers[index as usize] = rank << 32 | u64::from(index);
        }
        Preference { numbers, ranks: rank as usize + 1 }
    }

    /// Sorts cells, given by code as their numbers: by rank if preferred numbers come early, else the other way round.
    fn sorted(&self, listed: &[u64], ascending: bool) -> Cells {
        let slot = |number: u64| {
            let rank = (number >> 32) as usize;
            if ascending { rank } else { self.ranks - 1 - rank }
        };
        let cells = || (0u32..).zip(listed).filter(|&(_, &number)| number != NONE);
        let mut ends = vec![0u32; self.ranks];
        cells().for_each(|(_, &number)| ends[slot(number)] += 1);
        let mut count = 0;
        for end in &mut ends {
            count += std::mem::replace(end, count);
        }
        let mut sorted = Cells { codes: vec![0; count as usize], sources: vec![0; count as usize] };
        for (code, &number) in cells() {
            let end = &mut ends[slot(number)];
            sorted.codes[*end as usize] = code;
            sorted.sources[*end as usize] = number as u32;
            *end += 1;
        }
        sorted
    }
}

/// For each code of one dimension the number that gives the value, or `NONE` if there is no such cell.
fn listed(grid: &Grid, lattice: &Lattice, patterns: &Patterns, numbers: &[u64]) -> Vec<u64> {
    let candidates = candidates(grid, patterns);
    let width = candidates.len() / patterns.count;
    let mut list = Vec::with_capacity(lattice.count() * patterns.count);
    lattice.for_each(|at| {
        let behind = !lattice.ahead(at);
        let mut around = [NONE; CORNERS];
        for (number, &index) in around.iter_mut().zip(&lattice.numbers(at)[..1 << grid.shape.len()]) {
            *number = numbers[index as usize];
        }
        list.extend(candidates.chunks_exact(width).zip(&patterns.extents).map(|(masks, extent)| {
            let best = masks.iter().map(|&mask| around[usize::from(mask)]).fold(NONE, u64::min);
            if extent & behind == 0 { best } else { NONE }
        }));
    });
    list
}

/// For each pattern the masks of the numbers that could give it its value: its vertices, or the cubes around it.
fn candidates(grid: &Grid, patterns: &Patterns) -> Vec<u8> {
    if !grid.on_cells {
        return patterns.vertices.clone();
    }
    let all = (1 << grid.shape.len()) - 1;
    patterns.extents.iter().flat_map(|extent| submasks(all & !extent)).collect()
}
