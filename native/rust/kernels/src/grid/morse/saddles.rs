//! Pairs in the degrees between the lowest and the highest.
//!
//! Boundaries of critical cells come from sweeps over the gradient. Cells that are known to be paired in the degree below or
//! above take no part: the ones that kill there give birth to nothing here, and the ones born there kill nothing here. The
//! matrix is transposed and its orders are turned round (cohomology), which on plateaus takes a tenth of the additions.

use super::critical::{Ordered, Positions};
use super::flow::Flow;
use super::forest::UNPAIRED;
use super::reduction::{Columns, NONE};
use super::sweep::Sweep;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;

/// Critical cells of one dimension, of which some take part.
pub struct Members<'a> {
    cells: &'a Ordered,
    /// Ranks among those that take part, by place in the filtration order; `UNPAIRED` for the others.
    ranks: Vec<u32>,
    /// Places of those that take part.
    places: Vec<u32>,
}

impl<'a> Members<'a> {
    /// All but those for which `is_out`, given by place in the filtration order.
    pub fn new(cells: &'a Ordered, is_out: impl Fn(u32) -> bool) -> Self {
        let places: Vec<u32> = (0..cells.len() as u32).filter(|&place| !is_out(place)).collect();
        let mut ranks = vec![UNPAIRED; cells.len()];
        for (rank, &place) in (0..).zip(&places) {
            ranks[place as usize] = rank;
        }
        Members { cells, ranks, places }
    }
}

/// Cells that one thread sweeps from at a time.
const PART: usize = 1 << 8;

/// For each critical cell below, by place in the filtration order, the place of the one above that it is paired with.
pub fn killers(
    flow: &Flow,
    below: &Members,
    positions: &Positions,
    above: &Members,
    limits: &Limits,
) -> Result<Vec<u32>, Stop> {
    let entries = boundary(flow, below, positions, above, &limits.stage(0.0, 0.7))?;
    let (columns, rows) = (below.places.len(), above.places.len());
    let turned =
        entries.iter().flatten().map(|&[low, high]| (rows as u32 - 1 - high, columns as u32 - 1 - low));
    let owners = Columns::new(columns, turned).reduced(rows, &limits.stage(0.7, 1.0))?;
    let mut killers = vec![UNPAIRED; below.cells.len()];
    for (row, &column) in owners.iter().enumerate().filter(|&(_, &column)| column != NONE) {
        let birth = below.places[columns - 1 - column as usize];
        killers[birth as usize] = above.places[rows - 1 - row];
    }
    Ok(killers)
}

/// Which members below are in the boundary of which members above, by ranks.
fn boundary(
    flow: &Flow,
    below: &Members,
    positions: &Positions,
    above: &Members,
    limits: &Limits,
) -> Result<Vec<Vec<[u32; 2]>>, Stop> {
    let by_place: Vec<u32> =
        above.cells.orders().into_iter().map(|order| above.ranks[order as usize]).collect();
    let parts = by_place.len().div_ceil(PART);
    let lists = map_parts(limits.threads, parts, |part| {
        let mut sweep = Sweep::new(flow);
        let mut entries = Vec::new();
        for &high in by_place[part * PART..].iter().take(PART).filter(|&&high| high != UNPAIRED) {
            limits.check()?;
            let critical = above.cells.sorted[above.places[high as usize] as usize];
            sweep.boundary(critical.cell, |cell| {
                let low = below.ranks[positions.of(flow, cell) as usize];
                if low != UNPAIRED {
                    entries.push([low, high]);
                }
            });
        }
        limits.at(part as f64 / parts as f64)?;
        Ok(entries)
    });
    lists.into_iter().collect()
}
