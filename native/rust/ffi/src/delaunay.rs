//! Delaunay complexes: their cells, and the gradient of their values.

use crate::boundary::{Slab, guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::alpha::{self, Cells, Value};

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
        for ((count, vertices), d) in output(counts, dimensions).iter_mut().zip(&cells.vertices).zip(1..) {
            *count = (vertices.len() / d) as u32;
        }
        output(number, 1)[0] = CELLS.insert(cells);
        Ok(())
    })
}

/// Takes the cells that wait under `number`; `vertices` are those of all dimensions, one after the other, and `facets` the
/// places of the facets of all cells.
#[deno_bindgen]
pub fn dg_delaunay_take(
    number: u32,
    vertices: *mut u32,
    vertices_length: u32,
    facets: *mut u32,
    facets_length: u32,
    values: *mut f64,
    owners: *mut u32,
    size: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let cells = CELLS.take(number)?;
        // The facets of edges are their vertices; points have none.
        let (edges, others) = output(facets, facets_length).split_at_mut(cells.vertices[1].len());
        edges.copy_from_slice(&cells.vertices[1]);
        lay_out(cells.facets.into_iter().skip(2), others);
        lay_out(cells.vertices.into_iter(), output(vertices, vertices_length));
        output(values, size).copy_from_slice(&cells.values);
        output(owners, size).copy_from_slice(&cells.owners);
        Ok(())
    })
}

/// Moves lists one after the other; each is freed at once, as the memory they go to is only taken when it is written.
fn lay_out(lists: impl Iterator<Item = Vec<u32>>, mut rest: &mut [u32]) {
    for list in lists {
        let (head, tail) = rest.split_at_mut(list.len());
        head.copy_from_slice(&list);
        rest = tail;
    }
}

/// Forgets cells that nobody is going to take.
#[deno_bindgen]
pub fn dg_delaunay_forget(number: u32) {
    drop(CELLS.take(number));
}

/// Gradient at the points of the weighted sum of squared radii of the smallest circumspheres of `count` simplices.
#[deno_bindgen]
pub fn dg_circumradius_backward(
    points: *const f64,
    points_length: u32,
    dimension: u32,
    simplices: *const u32,
    weights: *const f64,
    count: u32,
    threads: u32,
    gradient: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let result = alpha::circumradius_backward(
            input(points, points_length),
            dimension as usize,
            input(simplices, 4 * count),
            input(weights, count),
            threads as usize,
        );
        output(gradient, points_length).copy_from_slice(&result);
        Ok(())
    })
}
