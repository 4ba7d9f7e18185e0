//! The facets of the cells of a grid.

use super::lattice::Lattice;
use super::order::{Cells, cells};
use super::patterns::Patterns;
use super::{Grid, Kind};
use crate::complex::Boundary;

/// The facets of all cells of dimensions 0 to `max_dim`.
pub fn boundary(grid: &Grid, values: &[f64]) -> Result<Boundary, String> {
    boundary_of(grid, &cells(grid, values))
}

/// The facets of these cells, which are all those of `grid`.
pub fn boundary_of(grid: &Grid, cells: &[Cells]) -> Result<Boundary, String> {
    let starts = starts(grid.kind, cells)?;
    let mut facets = Vec::with_capacity(starts[starts.len() - 1] as usize);
    let lattice = Lattice::new(grid);
    let patterns = Patterns::all(grid.kind, grid.shape.len());
    let mut first = 0; // place of the first cell one dimension below
    for dimension in 1..cells.len() {
        let below = &patterns[dimension - 1];
        let mut places = vec![u32::MAX; lattice.count() * below.count];
        for (&code, place) in cells[dimension - 1].codes.iter().zip(first..) {
            places[code as usize] = place;
        }
        first += cells[dimension - 1].codes.len() as u32;
        let own = &patterns[dimension];
        for &code in &cells[dimension].codes {
            let (anchor, pattern) = (code as usize / own.count, code as usize % own.count);
            let start = facets.len();
            facets.extend(own.facets_of(pattern).iter().map(|facet| {
                places[lattice.displaced(anchor, facet.shift) * below.count + facet.pattern as usize]
            }));
            facets[start..].sort_unstable();
        }
    }
    Ok(Boundary { starts, facets })
}

fn starts(kind: Kind, cells: &[Cells]) -> Result<Vec<u32>, String> {
    let width = |dimension: usize| match kind {
        _ if dimension == 0 => 0,
        Kind::Simplices => dimension + 1,
        Kind::Cubes => 2 * dimension,
    };
    let total: usize =
        cells.iter().enumerate().map(|(dimension, cells)| cells.codes.len() * width(dimension)).sum();
    if u32::try_from(total).is_err() {
        return Err(format!("at most 4294967295 facets were expected, but the cells have {total}"));
    }
    let mut starts = vec![0];
    let mut end = 0;
    for (dimension, cells) in cells.iter().enumerate() {
        starts.extend(cells.codes.iter().map(|_| {
            end += width(dimension) as u32;
            end
        }));
    }
    Ok(starts)
}
