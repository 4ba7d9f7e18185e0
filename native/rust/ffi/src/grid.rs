//! Freudenthal and cubical complexes on grids: cells, boundaries, and pairs.
//!
//! A grid is given by its numbers, their shape, flags, and the highest dimension of a cell. The flags are a sum: 1 for cubes
//! instead of simplices, 2 if the numbers belong to cubes of full dimension, 4 if large values come first, 8 if opposite
//! sides are glued.

use crate::boundary::{Cutter, Filler, Slab, guard, input, limits, of_item, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::batch::each;
use diagrad_kernels::grid::{self, Grid, Kind, Pairs};

static PAIRS: Slab<Vec<Pairs>> = Slab::new();

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
    max_memory: f64,
    codes: *mut u32,
    sources: *mut u32,
    size: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let grid = grid_of(input(shape, axes), flags, max_dim);
        let limits = limits(threads, max_memory, std::ptr::null());
        let (mut codes, mut sources) = (Filler(output(codes, size)), Filler(output(sources, size)));
        for part in grid::cells(&grid, input(values, values_length), &limits)? {
            codes.put(&part.codes);
            sources.put(&part.sources);
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

/// Lists the facets of all cells: `starts` of each cell and of their end, and `facets`. `codes` are those of all cells in the
/// filtration order, `counts` says how many there are of each dimension from 0 to `max_dim`.
#[deno_bindgen]
pub fn dg_grid_boundary(
    codes: *const u32,
    codes_length: u32,
    counts: *const u32,
    shape: *const u32,
    axes: u32,
    flags: u32,
    max_dim: u32,
    threads: u32,
    max_memory: f64,
    starts: *mut u32,
    starts_length: u32,
    facets: *mut u32,
    facets_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let grid = grid_of(input(shape, axes), flags, max_dim);
        let limits = limits(threads, max_memory, std::ptr::null());
        let mut codes = Cutter(input(codes, codes_length));
        let codes: Vec<&[u32]> =
            input(counts, max_dim + 1).iter().map(|&count| codes.take(count as usize)).collect();
        let boundary = grid::boundary(&grid, &codes, &limits)?;
        output(starts, starts_length).copy_from_slice(&boundary.starts);
        output(facets, facets_length).copy_from_slice(&boundary.facets);
        Ok(())
    })
}

/// Computes the pairs of a batch; `counts` says how many there are, item by item and in each by dimension.
///
/// A row of `items` has: the lengths of four axes, then the number of axes, the flags, the highest dimension of a cell, and
/// one more than the highest homology dimension.
#[deno_bindgen]
pub fn dg_grid_pairs(
    values: *const f64,
    values_length: u32,
    items: *const u32,
    batch: u32,
    threads: u32,
    max_memory: f64,
    watch: *const i32,
    number: *mut u32,
    counts: *mut u32,
    counts_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let mut values = Cutter(input(values, values_length));
        let rows = input(items, 8 * batch).as_chunks::<8>().0.iter();
        let tasks: Vec<(Grid, &[f64], usize)> = rows
            .map(|&[ref lengths @ .., axes, flags, max_dim, homologies]: &[u32; 8]| {
                let shape = &lengths[..axes as usize];
                let size = shape.iter().map(|&length| length as usize).product();
                (grid_of(shape, flags, max_dim), values.take(size), homologies as usize - 1)
            })
            .collect();
        let found = each(&tasks, &limits(threads, max_memory, watch), |(grid, values, highest), limits| {
            grid::pairs(grid, values, *highest, limits)
        });
        let pairs: Vec<Pairs> =
            found.map_err(|failure| of_item(tasks.len(), failure))?.into_iter().flatten().collect();
        for (count, pairs) in output(counts, counts_length).iter_mut().zip(&pairs) {
            *count = pairs.births.codes.len() as u32;
        }
        output(number, 1)[0] = PAIRS.insert(pairs);
        Ok(())
    })
}

/// Takes the pairs that wait under `number`, those of one item and dimension after the other.
#[deno_bindgen]
pub fn dg_grid_take_pairs(
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
        let [mut births, mut deaths, mut birth_sources, mut death_sources] =
            [births, deaths, birth_sources, death_sources].map(|list| Filler(output(list, count)));
        for pairs in PAIRS.take(number)? {
            births.put(&pairs.births.codes);
            deaths.put(&pairs.deaths.codes);
            birth_sources.put(&pairs.births.sources);
            death_sources.put(&pairs.deaths.sources);
        }
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
