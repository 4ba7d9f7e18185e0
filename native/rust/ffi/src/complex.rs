//! Complexes listed cell by cell: boundaries of simplices, and pairs.

use crate::boundary::{Cutter, Filler, Slab, guard, input, limits, of_item, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::batch::each;
use diagrad_kernels::complex::{self, Complex, Pairs};
use std::borrow::Cow;

static PAIRS: Slab<Vec<Pairs>> = Slab::new();

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

/// Computes the pairs of a batch; `counts` says how many there are, item by item and in each by dimension.
///
/// A row of `items` has: the number of entries of `dim_offsets`, the last of which is the number of cells, one more than the
/// highest homology dimension, and 0 if `starts` has nothing of the item because its cells are simplices.
#[deno_bindgen]
pub fn dg_complex_pairs(
    dim_offsets: *const u32,
    offsets_length: u32,
    values: *const f64,
    values_length: u32,
    starts: *const u32,
    starts_length: u32,
    facets: *const u32,
    facets_length: u32,
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
        let offsets: Vec<usize> =
            input(dim_offsets, offsets_length).iter().map(|&offset| offset as usize).collect();
        let mut offsets = Cutter(&offsets);
        let mut values = Cutter(input(values, values_length));
        let mut starts = Cutter(input(starts, starts_length));
        let mut facets = Cutter(input(facets, facets_length));
        let rows = input(items, 3 * batch).as_chunks::<3>().0;
        let listed: Vec<(&[usize], Cow<[u32]>)> = rows
            .iter()
            .map(|&[dimensions, _, listed]| {
                let dim_offsets = offsets.take(dimensions as usize);
                let size = dim_offsets[dim_offsets.len() - 1];
                let starts = match listed {
                    0 => Cow::Owned(complex::simplex_starts(dim_offsets)),
                    _ => Cow::Borrowed(starts.take(size + 1)),
                };
                (dim_offsets, starts)
            })
            .collect();
        let tasks: Vec<(Complex, usize)> = listed
            .iter()
            .zip(rows)
            .map(|((dim_offsets, starts), &[_, homologies, _])| {
                let size = starts.len() - 1;
                let (values, facets) = (values.take(size), facets.take(starts[size] as usize));
                (Complex { dim_offsets, values, starts, facets }, homologies as usize - 1)
            })
            .collect();
        let found = each(&tasks, &limits(threads, max_memory, watch), |(complex, highest), limits| {
            complex::pairs(complex, *highest, limits)
        });
        let pairs: Vec<Pairs> =
            found.map_err(|failure| of_item(tasks.len(), failure))?.into_iter().flatten().collect();
        for (count, pairs) in output(counts, counts_length).iter_mut().zip(&pairs) {
            *count = pairs.births.len() as u32;
        }
        output(number, 1)[0] = PAIRS.insert(pairs);
        Ok(())
    })
}

/// Takes the pairs that wait under `number`, those of one item and dimension after the other.
#[deno_bindgen]
pub fn dg_complex_take_pairs(
    number: u32,
    births: *mut u32,
    deaths: *mut u32,
    count: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (mut births, mut deaths) = (Filler(output(births, count)), Filler(output(deaths, count)));
        for pairs in PAIRS.take(number)? {
            births.put(&pairs.births);
            deaths.put(&pairs.deaths);
        }
        Ok(())
    })
}

/// Forgets pairs that nobody is going to take.
#[deno_bindgen]
pub fn dg_complex_forget_pairs(number: u32) {
    drop(PAIRS.take(number));
}
