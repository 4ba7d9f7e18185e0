//! The facets of the cells of a grid.

use super::lattice::Lattice;
use super::order::ADVICE;
use super::patterns::Patterns;
use super::{Grid, Kind};
use crate::complex::Boundary;
use crate::limits::{Limits, Stop};
use crate::threads::map_items;

/// Cells that one thread takes at a time.
const PART: usize = 1 << 13;

/// The facets of all cells of a grid, which are given by dimension as codes in the filtration order.
pub fn boundary(grid: &Grid, codes: &[&[u32]], limits: &Limits) -> Result<Boundary, Stop> {
    let counts: Vec<usize> = codes.iter().map(|part| part.len()).collect();
    let lattice = Lattice::new(grid);
    let patterns = Patterns::all(grid.kind, grid.shape.len());
    limits.room_for(
        bytes(grid.kind, &counts),
        format_args!("the facets of {} cells", counts.iter().sum::<usize>()),
        ADVICE,
    )?;
    let starts = starts(grid.kind, &counts)?;
    let mut facets = vec![0; starts[starts.len() - 1] as usize];
    let mut rest = &mut facets[..];
    let mut first = 0; // place of the first cell one dimension below
    for dimension in 1..codes.len() {
        let below = &patterns[dimension - 1];
        let mut places = vec![u32::MAX; lattice.count() * below.count];
        for (&code, place) in codes[dimension - 1].iter().zip(first..) {
            places[code as usize] = place;
        }
        first += counts[dimension - 1] as u32;
        let (own, width) = (&patterns[dimension], width(grid.kind, dimension));
        let (filled, others) = rest.split_at_mut(width * counts[dimension]);
        rest = others;
        let mut parts: Vec<_> = codes[dimension].chunks(PART).zip(filled.chunks_mut(width * PART)).collect();
        let done = map_items(limits.threads, &mut parts, |(codes, filled)| {
            limits.check()?;
            for (&code, filled) in codes.iter().zip(filled.chunks_exact_mut(width)) {
                let (anchor, pattern) = (code / own.count as u32, code % own.count as u32);
                let (anchor, pattern) = (anchor as usize, pattern as usize);
                for (place, facet) in filled.iter_mut().zip(own.facets_of(pattern)) {
                    *place =
                        places[lattice.displaced(anchor, facet.shift) * below.count + facet.pattern as usize];
                }
                sort(filled);
            }
            Ok(())
        });
        done.into_iter().collect::<Result<(), Stop>>()?;
    }
    Ok(Boundary { starts, facets })
}

/// Sorts the facets of a cell, most often two or three.
#[inline]
fn sort(places: &mut [u32]) {
    match places {
        [a, b] => (*a, *b) = (*a.min(b), *a.max(b)),
        [a, b, c] => {
            let (low, high) = (*a.min(b), *a.max(b));
            let (middle, last) = (high.min(*c), high.max(*c));
            (*a, *b, *c) = (low.min(middle), low.max(middle), last);
        }
        _ => places.sort_unstable(),
    }
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

/// About how many bytes it takes to list the facets: start and place of each cell, and the facets.
fn bytes(kind: Kind, counts: &[usize]) -> u64 {
    (4 * (2 * counts.iter().sum::<usize>() + facets(kind, counts))) as u64
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
    use crate::grid::cells;
    use crate::grid::tests::codes_of;

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
            let limits = Limits::new(1, memory, None);
            let listed = cells(&grid, &[0.0; 81], &limits);
            let stop = listed.and_then(|cells| boundary(&grid, &codes_of(&cells), &limits)).unwrap_err();
            assert!(matches!(stop, Stop::TooLarge(_)));
            stop.to_string()
        };
        assert!(refusal(23_003).contains("the cells of a grid of 81 numbers would need about 22.5 KiB"));
        assert!(refusal(23_004).contains("the facets of 1296 cells would need about 30.4 KiB"));
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
