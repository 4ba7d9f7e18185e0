//! Delaunay complexes: their cells, and the gradient of their values.

use crate::boundary::{Slab, guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::alpha::{self, Simplices, Unsorted, Value};

static CELLS: Slab<Unsorted> = Slab::new();

/// Computes the cells of the Delaunay complex; `number` says where they wait to be sorted, `counts` how many there are of each
/// dimension.
///
/// `value` is 0 for alpha, 1 for Čech–Delaunay, 2 for weak alpha; `dimensions` is the dimension of the points and 1.
#[deno_bindgen]
pub fn dg_delaunay_cells(
    points: *const f64,
    points_length: u32,
    value: u8,
    threads: u32,
    max_memory: f64,
    number: *mut u32,
    counts: *mut u32,
    dimensions: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let value = match value {
            0 => Value::Alpha,
            1 => Value::CechDelaunay,
            _ => Value::WeakAlpha,
        };
        let limits = limits(threads, max_memory, std::ptr::null());
        let cells = alpha::unsorted(input(points, points_length), dimensions as usize - 1, value, &limits)?;
        for (count, ends) in output(counts, dimensions).iter_mut().zip(cells.offsets().windows(2)) {
            *count = (ends[1] - ends[0]) as u32;
        }
        output(number, 1)[0] = CELLS.insert(cells);
        Ok(())
    })
}

/// Sorts the cells that wait under `number` to where the caller has made room; `facets` are the places of the facets of all
/// cells but points.
///
/// Nothing is copied: what waits is freed while the memory of the outputs is taken, which is when it is first written.
#[deno_bindgen]
pub fn dg_delaunay_take(
    number: u32,
    facets: *mut u32,
    facets_length: u32,
    values: *mut f64,
    owners: *mut u32,
    size: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        CELLS.take(number)?.write(output(facets, facets_length), output(values, size), output(owners, size));
        Ok(())
    })
}

/// Forgets cells that nobody is going to take.
#[deno_bindgen]
pub fn dg_delaunay_forget(number: u32) {
    drop(CELLS.take(number));
}

/// Gradient at the points of the weighted sum of squared radii of the smallest circumspheres of `count` cells of a complex.
///
/// The complex has cells of dimensions 0 to `dimension`: `counts` says how many of each, `facets` are as taken, `places` says
/// which cells the weights belong to.
#[deno_bindgen]
pub fn dg_circumradius_backward(
    points: *const f64,
    points_length: u32,
    dimension: u32,
    counts: *const u32,
    facets: *const u32,
    facets_length: u32,
    places: *const u32,
    weights: *const f64,
    count: u32,
    threads: u32,
    gradient: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let mut offsets = vec![0];
        for (d, &count) in input(counts, dimension + 1).iter().enumerate() {
            offsets.push(offsets[d] + count as usize);
        }
        let simplices = Simplices { offsets: &offsets, facets: input(facets, facets_length) };
        let places = input(places, count);
        let result = alpha::circumradius_backward(
            input(points, points_length),
            dimension as usize,
            |row| simplices.vertices(places[row]),
            input(weights, count),
            threads as usize,
        );
        output(gradient, points_length).copy_from_slice(&result);
        Ok(())
    })
}
