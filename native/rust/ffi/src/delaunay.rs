//! Delaunay complexes: their cells, and the gradient of their values.

use crate::boundary::{Slab, guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::alpha::{self, Cells, Owned, Simplices, Value};

static CELLS: Slab<Cells> = Slab::new();

/// Computes the cells of the Delaunay complex; `number` says where they wait, `counts` how many there are of each dimension.
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
        let cells = alpha::cells(input(points, points_length), dimensions as usize - 1, value, &limits)?;
        for (count, ends) in output(counts, dimensions).iter_mut().zip(cells.offsets.windows(2)) {
            *count = (ends[1] - ends[0]) as u32;
        }
        output(number, 1)[0] = CELLS.insert(cells);
        Ok(())
    })
}

/// Takes one list of the cells that wait under `number`: places of the facets of all cells but points.
///
/// Lists are taken one by one, so that the caller makes room for the next when the last has been freed; the rest is forgotten.
#[deno_bindgen]
pub fn dg_delaunay_take_facets(
    number: u32,
    facets: *mut u32,
    facets_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    take(number, error, error_length, |cells| {
        output(facets, facets_length).copy_from_slice(&std::mem::take(&mut cells.facets));
    })
}

/// Takes the values of all cells.
#[deno_bindgen]
pub fn dg_delaunay_take_values(
    number: u32,
    values: *mut f64,
    size: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    take(number, error, error_length, |cells| {
        output(values, size).copy_from_slice(&std::mem::take(&mut cells.values));
    })
}

/// Takes the places of the owners of all cells.
#[deno_bindgen]
pub fn dg_delaunay_take_owners(
    number: u32,
    owners: *mut u32,
    size: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    take(number, error, error_length, |cells| {
        output(owners, size).copy_from_slice(&std::mem::take(&mut cells.owners));
    })
}

/// Takes something of the cells that wait under `number`, where the others go on waiting.
fn take(number: u32, error: *mut u8, error_length: u32, list: impl FnOnce(&mut Cells)) -> i32 {
    guard(error, error_length, || Ok(CELLS.change(number, list)?))
}

/// Forgets cells that nobody is going to take.
#[deno_bindgen]
pub fn dg_delaunay_forget(number: u32) {
    drop(CELLS.take(number));
}

/// Gradient at the points, which begins as 0, given the one at the births and deaths of `count` pairs, in turn, or at all values
/// if there are no pairs.
///
/// The complex has cells of dimensions 0 to `dimension`: `sizes` says how many of each, `facets` and `owners` are as taken;
/// values are `factor` times the squared radii of the smallest circumspheres of their owners.
#[deno_bindgen]
pub fn dg_delaunay_backward(
    points: *const f64,
    points_length: u32,
    dimension: u32,
    sizes: *const u32,
    facets: *const u32,
    facets_length: u32,
    owners: *const u32,
    size: u32,
    factor: f64,
    births: *const u32,
    deaths: *const u32,
    count: u32,
    slopes: *const f64,
    slopes_length: u32,
    threads: u32,
    gradient: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let offsets = offsets(input(sizes, dimension + 1));
        let simplices = Simplices { offsets: &offsets, facets: input(facets, facets_length) };
        let owned = Owned { simplices, owners: input(owners, size), factor };
        let pairs = (count > 0).then(|| (input(births, count), input(deaths, count)));
        owned.backward(
            input(points, points_length),
            pairs,
            input(slopes, slopes_length),
            threads as usize,
            output(gradient, points_length),
        );
        Ok(())
    })
}

fn offsets(sizes: &[u32]) -> Vec<usize> {
    let mut offsets = vec![0];
    for (d, &size) in sizes.iter().enumerate() {
        offsets.push(offsets[d] + size as usize);
    }
    offsets
}
