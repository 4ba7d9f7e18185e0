//! Complexes listed cell by cell: boundaries of simplices, and pairs.

use crate::boundary::{Slab, guard, input, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::complex::{self, Pairs};

static PAIRS: Slab<Pairs> = Slab::new();

/// Lists the facets of simplices: `starts` of each cell and of their end, and `facets`.
///
/// `vertices` are those of all dimensions one after the other, `counts` says how many simplices each of the `dimensions`
/// has. If a facet is missing, `missing` gets the dimension and the index of the first simplex that has it and which vertex
/// it leaves out; otherwise this dimension is 0.
#[deno_bindgen]
pub fn dg_simplex_boundary(
    vertices: *const u32,
    vertices_length: u32,
    counts: *const u32,
    dimensions: u32,
    starts: *mut u32,
    starts_length: u32,
    facets: *mut u32,
    facets_length: u32,
    missing: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let mut rest = input(vertices, vertices_length);
        let mut simplices = Vec::with_capacity(dimensions as usize);
        for (dimension, &count) in input(counts, dimensions).iter().enumerate() {
            let (these, others) = rest.split_at(count as usize * (dimension + 1));
            simplices.push(these);
            rest = others;
        }
        let missing = output(missing, 3);
        missing.fill(0);
        match complex::simplex_boundary(&simplices) {
            Ok(boundary) => {
                output(starts, starts_length).copy_from_slice(&boundary.starts);
                output(facets, facets_length).copy_from_slice(&boundary.facets);
            }
            Err(facet) => {
                let numbers = [facet.dimension, facet.cell, facet.skipped];
                missing.copy_from_slice(&numbers.map(|number| number as u32));
            }
        }
        Ok(())
    })
}

/// Computes the pairs of dimensions 0 to `homologies − 1`; `numbers` says where those of each wait, `counts` how many.
///
/// `dim_offsets` has one entry for each of the `dimensions` of the complex and its size as last.
#[deno_bindgen]
pub fn dg_complex_persistence(
    dim_offsets: *const u32,
    offsets_length: u32,
    values: *const f64,
    size: u32,
    starts: *const u32,
    starts_length: u32,
    facets: *const u32,
    facets_length: u32,
    numbers: *mut u32,
    counts: *mut u32,
    homologies: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let offsets = input(dim_offsets, offsets_length);
        let offsets: Vec<usize> = offsets.iter().map(|&offset| offset as usize).collect();
        let pairs = complex::pairs(
            &offsets,
            input(values, size),
            input(starts, starts_length),
            input(facets, facets_length),
            homologies as usize - 1,
        );
        let (numbers, counts) = (output(numbers, homologies), output(counts, homologies));
        for ((number, count), pairs) in numbers.iter_mut().zip(counts).zip(pairs) {
            *count = pairs.births.len() as u32;
            *number = PAIRS.insert(pairs);
        }
        Ok(())
    })
}

/// Takes the pairs that wait under `number`.
#[deno_bindgen]
pub fn dg_complex_pairs(
    number: u32,
    births: *mut u32,
    deaths: *mut u32,
    count: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let pairs = PAIRS.take(number)?;
        output(births, count).copy_from_slice(&pairs.births);
        output(deaths, count).copy_from_slice(&pairs.deaths);
        Ok(())
    })
}

/// Forgets pairs that nobody is going to take.
#[deno_bindgen]
pub fn dg_complex_forget_pairs(number: u32) {
    drop(PAIRS.take(number));
}
