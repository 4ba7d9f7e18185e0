//! Vietoris–Rips filtrations: pairs and cells.
//!
//! Both come in two steps: one call computes, and gives a number and a count for each dimension; then, for each number, one
//! call copies what waits there into arrays that the caller has allocated, and forgets it.

use crate::boundary::{Slab, guard, input, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::rips::{self, Cells, Input, Pairs};

static PAIRS: Slab<Pairs> = Slab::new();
static CELLS: Slab<Cells> = Slab::new();

/// Computes the pairs of dimensions 0 to `dimensions − 1`; `numbers` says where those of each wait, `counts` how many.
///
/// `values` are coordinates, or distances if `distances` is not 0; a `max_diameter` that is not a number stands for the
/// default.
#[deno_bindgen]
pub fn dg_rips_persistence(
    values: *const f64,
    values_length: u32,
    distances: u8,
    count: u32,
    max_diameter: f64,
    threads: u32,
    numbers: *mut u32,
    counts: *mut u32,
    dimensions: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let input = rips_input(input(values, values_length), distances, count);
        let pairs =
            rips::persistence(input, dimensions as usize - 1, cutoff(max_diameter), threads as usize)?;
        let (numbers, counts) = (output(numbers, dimensions), output(counts, dimensions));
        for ((number, count), pairs) in numbers.iter_mut().zip(counts).zip(pairs) {
            *count = (pairs.birth_edges.len() / 2) as u32;
            *number = PAIRS.insert(pairs);
        }
        Ok(())
    })
}

/// Takes the pairs that wait under `number`.
#[deno_bindgen]
pub fn dg_rips_pairs(
    number: u32,
    births: *mut u32,
    births_length: u32,
    deaths: *mut u32,
    deaths_length: u32,
    birth_edges: *mut u32,
    death_edges: *mut u32,
    edges_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let pairs = PAIRS.take(number)?;
        output(births, births_length).copy_from_slice(&pairs.births);
        output(deaths, deaths_length).copy_from_slice(&pairs.deaths);
        output(birth_edges, edges_length).copy_from_slice(&pairs.birth_edges);
        output(death_edges, edges_length).copy_from_slice(&pairs.death_edges);
        Ok(())
    })
}

/// Lists the cells of dimensions 0 to `dimensions − 1`; arguments as for `dg_rips_persistence`.
#[deno_bindgen]
pub fn dg_rips_expand(
    values: *const f64,
    values_length: u32,
    distances: u8,
    count: u32,
    max_diameter: f64,
    numbers: *mut u32,
    counts: *mut u32,
    dimensions: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let input = rips_input(input(values, values_length), distances, count);
        let cells = rips::cells(input, dimensions as usize - 1, cutoff(max_diameter))?;
        let (numbers, counts) = (output(numbers, dimensions), output(counts, dimensions));
        for ((number, count), cells) in numbers.iter_mut().zip(counts).zip(cells) {
            *count = (cells.edges.len() / 2) as u32;
            *number = CELLS.insert(cells);
        }
        Ok(())
    })
}

/// Takes the cells that wait under `number`.
#[deno_bindgen]
pub fn dg_rips_cells(
    number: u32,
    vertices: *mut u32,
    vertices_length: u32,
    edges: *mut u32,
    edges_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let cells = CELLS.take(number)?;
        output(vertices, vertices_length).copy_from_slice(&cells.vertices);
        output(edges, edges_length).copy_from_slice(&cells.edges);
        Ok(())
    })
}

/// Forgets pairs that nobody is going to take.
#[deno_bindgen]
pub fn dg_rips_forget_pairs(number: u32) {
    drop(PAIRS.take(number));
}

/// Forgets cells that nobody is going to take.
#[deno_bindgen]
pub fn dg_rips_forget_cells(number: u32) {
    drop(CELLS.take(number));
}

fn rips_input(values: &[f64], distances: u8, count: u32) -> Input<'_> {
    match distances {
        0 => Input::Points { coordinates: values, count: count as usize },
        _ => Input::Distances { matrix: values, count: count as usize },
    }
}

fn cutoff(max_diameter: f64) -> Option<f64> {
    (!max_diameter.is_nan()).then_some(max_diameter)
}
