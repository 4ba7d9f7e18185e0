//! The facets of the cells of a grid.

use super::lattice::Lattice;
use super::order::{ADVICE, Cells, cells};
use super::patterns::Patterns;
use super::{Grid, Kind};
use crate::complex::Boundary;
use crate::limits::{Limits, Stop};

/// The facets of all cells of dimensions 0 to `max_dim`.
pub fn boundary(grid: &Grid, values: &[f64], limits: &Limits) -> Result<Boundary, Stop> {
    boundary_of(grid, &cells(grid, values, limits)?, limits)
}

/// The facets of these cells, which are all those of `grid`.
fn boundary_of(grid: &Grid, cells: &[Cells], limits: &Limits) -> Result<Boundary, Stop> {
    let counts: Vec<usize> = cells.iter().map(|part| part.codes.len()).collect();
    let lattice = Lattice::new(grid);
    let patterns = Patterns::all(grid.kind, grid.shape.len());
    limits.room_for(
        bytes(grid.kind, &counts),
        format_args!("the facets of {} cells", counts.iter().sum::<usize>()),
        ADVICE,
    )?;
    let starts = starts(grid.kind, &counts)?;
    let mut facets = Vec::with_capacity(starts[starts.len() - 1] as usize);
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

/// Number of facets of a cell.
fn width(kind: Kind, dimension: usize) -> usize {
    match kind {
        _ if dimension == 0 => 0,
        Kind::Simplices => dimension + 1,
        Kind::Cubes => 2 * dimension,
    }
}

/// Number of facets, given the number of cells of each dimension.
fn facets(kind: Kind, counts: &[usize]) -> usize {
    counts.iter().enumerate().map(|(dimension, count)| count * width(kind, dimension)).sum()
}

/// About how many bytes it takes to list the facets: code, source, start and place of each cell, and the facets.
fn bytes(kind: Kind, counts: &[usize]) -> u64 {
    (4 * (4 * counts.iter().sum::<usize>() + facets(kind, counts))) as u64
}

/// Where the facets of each cell begin, given the number of cells of each dimension.
fn starts(kind: Kind, counts: &[usize]) -> Result<Vec<u32>, String> {
    let total = facets(kind, counts);
    if u32::try_from(total).is_err() {
        return Err(format!(
            "cells with fewer than 2^32 facets together were expected, but they have {total}"
        ));
    }
    let mut starts = Vec::with_capacity(counts.iter().sum::<usize>() + 1);
    let mut end = 0;
    starts.push(end);
    for (dimension, &count) in counts.iter().enumerate() {
        for _ in 0..count {
            end += width(kind, dimension) as u32;
            starts.push(end);
        }
    }
    Ok(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_facets_beyond_the_memory_are_refused() {
        let grid = Grid {
            shape: &[3; 4],
            kind: Kind::Cubes,
            on_cells: false,
            negate: false,
            wrap: true,
            max_dim: 4,
        };
        let refusal = |memory: u64| {
            let stop = boundary(&grid, &[0.0; 81], &Limits::new(1, memory, None)).unwrap_err();
            assert!(matches!(stop, Stop::TooLarge(_)));
            stop.to_string()
        };
        assert!(refusal(23_003).contains("the cells of a grid of 81 numbers would need about 22.5 KiB"));
        assert!(refusal(23_004).contains("the facets of 1296 cells would need about 40.5 KiB"));
    }

    #[test]
    fn facets_that_do_not_fit_32_bits_are_refused() {
        let text = starts(Kind::Cubes, &[1, 1 << 30, 1 << 29]).unwrap_err();
        assert_eq!(
            text,
            "cells with fewer than 2^32 facets together were expected, but they have 4294967296"
        );
        assert!(starts(Kind::Simplices, &[1, 1, 1 << 31]).is_err());
        assert_eq!(starts(Kind::Simplices, &[2, 1, 2]), Ok(vec![0, 0, 0, 2, 5, 8]));
    }
}
