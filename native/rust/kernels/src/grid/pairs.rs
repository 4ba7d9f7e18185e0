//! The persistence pairs of a grid.

use super::boundary::boundary_of;
use super::order::cells;
use super::{Cells, Grid};
use crate::complex::{self, Complex};
use crate::limits::{Limits, Stop};

/// The finite pairs of one homology dimension whose values differ, by birth cell in the filtration order.
#[derive(Debug, Default, PartialEq)]
pub struct Pairs {
    /// The cells that give birth.
    pub births: Cells,
    /// The cells that kill.
    pub deaths: Cells,
}

/// The pairs of dimensions 0 to `max_homology`.
pub fn pairs(grid: &Grid, values: &[f64], max_homology: usize, limits: &Limits) -> Result<Vec<Pairs>, Stop> {
    let grid = Grid { max_dim: grid.max_dim.min(max_homology + 1), ..grid.clone() };
    let cells = cells(&grid, values, limits)?;
    let boundary = boundary_of(&grid, &cells)?;
    let mut offsets = vec![0];
    for part in &cells {
        offsets.push(offsets[offsets.len() - 1] + part.codes.len());
    }
    let of_cells: Vec<f64> =
        cells.iter().flat_map(|part| part.sources.iter().map(|&source| values[source as usize])).collect();
    let complex = Complex {
        dim_offsets: &offsets,
        values: &of_cells,
        starts: &boundary.starts,
        facets: &boundary.facets,
    };
    let pairs = complex::pairs(&complex, max_homology, limits)?;
    let decoded = pairs.iter().enumerate().map(|(dimension, pairs)| Pairs {
        births: picked(&cells, &offsets, dimension, &pairs.births),
        deaths: picked(&cells, &offsets, dimension + 1, &pairs.deaths),
    });
    Ok(decoded.collect())
}

/// The cells of one dimension at `places`.
fn picked(cells: &[Cells], offsets: &[usize], dimension: usize, places: &[u32]) -> Cells {
    let Some(part) = cells.get(dimension) else { return Cells::default() };
    let at = |list: &[u32]| places.iter().map(|&place| list[place as usize - offsets[dimension]]).collect();
    Cells { codes: at(&part.codes), sources: at(&part.sources) }
}
