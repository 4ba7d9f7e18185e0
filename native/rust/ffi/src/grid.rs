//! Freudenthal and cubical complexes on grids: cells, boundaries, and pairs.
//!
//! A grid is given by its numbers, their shape, flags, and the highest dimension of a cell. The flags are a sum: 1 for cubes
//! instead of simplices, 2 if the numbers belong to cubes of full dimension, 4 if large values come first, 8 if opposite
//! sides are glued.

use crate::boundary::{Slab, guard, input, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::grid::{self, Grid, Kind, Pairs};

static PAIRS: Slab<Pairs> = Slab::new();

/// Lists the cells, dimension after dimension, in the filtration order: codes, and which number gives the value.
#[deno_bindgen]
pub fn dg_grid_cells(
    values: *const f64,
    values_length: u32,
    shape: *const u32,
    axes: u32,
    flags: u32,
    max_dim: u32,
    threads: u32,
    codes: *mut u32,
    sources: *mut u32,
    size: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let grid = grid_of(input(shape, axes), flags, max_dim);
        let cells = grid::cells(&grid, input(values, values_length), threads as usize);
        let (mut codes, mut sources) = (output(codes, size), output(sources, size));
        for part in cells {
            let (own_codes, other_codes) = codes.split_at_mut(part.codes.len());
            let (own_sources, other_sources) = sources.split_at_mut(part.codes.len());
            own_codes.copy_from_slice(&part.codes);
            own_sources.copy_from_slice(&part.sources);
            (codes, sources) = (other_codes, other_sources);
        }
        Ok(())
    })
}

/// Lists the vertices, ascending in each, of cells of one dimension given by their codes.
#[deno_bindgen]
pub fn dg_grid_vertices(
    shape: *const u32,
    axes: u32,
    flags: u32,
    dimension: u32,
    codes: *const u32,
    count: u32,
    vertices: *mut u32,
    vertices_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let grid = grid_of(input(shape, axes), flags, dimension);
        let found = grid::vertices(&grid, dimension as usize, input(codes, count));
        output(vertices, vertices_length).copy_from_slice(&found);
        Ok(())
    })
}

/// Lists the facets of all cells: `starts` of each cell and of their end, and `facets`.
#[deno_bindgen]
pub fn dg_grid_boundary(
    values: *const f64,
    values_length: u32,
    shape: *const u32,
    axes: u32,
    flags: u32,
    max_dim: u32,
    starts: *mut u32,
    starts_length: u32,
    facets: *mut u32,
    facets_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let grid = grid_of(input(shape, axes), flags, max_dim);
        let boundary = grid::boundary(&grid, input(values, values_length))?;
        output(starts, starts_length).copy_from_slice(&boundary.starts);
        output(facets, facets_length).copy_from_slice(&boundary.facets);
        Ok(())
    })
}

/// Computes the pairs of dimensions 0 to `homologies − 1`; `numbers` says where those of each wait, `counts` how many.
#[deno_bindgen]
pub fn dg_grid_persistence(
    values: *const f64,
    values_length: u32,
    shape: *const u32,
    axes: u32,
    flags: u32,
    max_dim: u32,
    numbers: *mut u32,
    counts: *mut u32,
    homologies: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let grid = grid_of(input(shape, axes), flags, max_dim);
        let pairs = grid::pairs(&grid, input(values, values_length), homologies as usize - 1)?;
        let (numbers, counts) = (output(numbers, homologies), output(counts, homologies));
        for ((number, count), pairs) in numbers.iter_mut().zip(counts).zip(pairs) {
            *count = pairs.births.codes.len() as u32;
            *number = PAIRS.insert(pairs);
        }
        Ok(())
    })
}

/// Takes the pairs that wait under `number`.
#[deno_bindgen]
pub fn dg_grid_pairs(
    number: u32,
    births: *mut u32,
    deaths: *mut u32,
    birth_sources: *mut u32,
    death_sources: *mut u32,
    count: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let pairs = PAIRS.take(number)?;
        output(births, count).copy_from_slice(&pairs.births.codes);
        output(deaths, count).copy_from_slice(&pairs.deaths.codes);
        output(birth_sources, count).copy_from_slice(&pairs.births.sources);
        output(death_sources, count).copy_from_slice(&pairs.deaths.sources);
        Ok(())
    })
}

/// Forgets pairs that nobody is going to take.
#[deno_bindgen]
pub fn dg_grid_forget_pairs(number: u32) {
    drop(PAIRS.take(number));
}

fn grid_of(shape: &[u32], flags: u32, max_dim: u32) -> Grid<'_> {
    Grid {
        shape,
        kind: if flags & 1 == 0 { Kind::Simplices } else { Kind::Cubes },
        on_cells: flags & 2 != 0,
        negate: flags & 4 != 0,
        wrap: flags & 8 != 0,
        max_dim: max_dim as usize,
    }
}
