//! Vectors and images made of persistence diagrams.

use crate::boundary::{guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::vectorize::{self, Image};

/// The persistence image of weighted points, `[rows, columns]`.
#[deno_bindgen]
pub fn dg_persistence_image(
    points: *const f64,
    points_length: u32,
    weights: *const f64,
    columns: *const f64,
    columns_length: u32,
    rows: *const f64,
    rows_length: u32,
    bandwidth: f64,
    threads: u32,
    max_memory: f64,
    out: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (points, weights) = (input(points, points_length), input(weights, points_length / 2));
        let (columns, rows) = (input(columns, columns_length), input(rows, rows_length));
        let out = output(out, columns_length * rows_length);
        Image { points, weights, columns, rows, bandwidth }
            .draw(out, &limits(threads, max_memory, std::ptr::null()))
    })
}

/// What a gradient at the pixels of a persistence image is at the points, `[n, 2]`, and at the weights, `[n]`.
#[deno_bindgen]
pub fn dg_persistence_image_gradient(
    points: *const f64,
    points_length: u32,
    weights: *const f64,
    columns: *const f64,
    columns_length: u32,
    rows: *const f64,
    rows_length: u32,
    bandwidth: f64,
    gradient: *const f64,
    threads: u32,
    max_memory: f64,
    at_points: *mut f64,
    at_weights: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (points, weights) = (input(points, points_length), input(weights, points_length / 2));
        let (columns, rows) = (input(columns, columns_length), input(rows, rows_length));
        let gradient = input(gradient, columns_length * rows_length);
        let (at_points, at_weights) =
            (output(at_points, points_length), output(at_weights, points_length / 2));
        let limits = limits(threads, max_memory, std::ptr::null());
        Image { points, weights, columns, rows, bandwidth }
            .pull_back(gradient, at_points, at_weights, &limits)
    })
}

/// The highest tents over the points at the places of a grid, and the rows of their points: both `[levels, grid]`.
#[deno_bindgen]
pub fn dg_persistence_landscape(
    points: *const f64,
    points_length: u32,
    grid: *const f64,
    grid_length: u32,
    levels: u32,
    threads: u32,
    max_memory: f64,
    heights: *mut f64,
    rows: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let length = levels * grid_length;
        let (heights, rows) = (output(heights, length), output(rows, length));
        let (points, grid) = (input(points, points_length), input(grid, grid_length));
        let limits = limits(threads, max_memory, std::ptr::null());
        vectorize::landscape(points, grid, levels as usize, heights, rows, &limits)
    })
}

/// The weighted sum of the tents over the points at the places of a grid.
#[deno_bindgen]
pub fn dg_tents(
    points: *const f64,
    points_length: u32,
    weights: *const f64,
    grid: *const f64,
    grid_length: u32,
    threads: u32,
    max_memory: f64,
    out: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (points, weights) = (input(points, points_length), input(weights, points_length / 2));
        let limits = limits(threads, max_memory, std::ptr::null());
        vectorize::tents(points, weights, input(grid, grid_length), output(out, grid_length), &limits)
    })
}

/// What a gradient at that sum is at the points, `[n, 2]`, and at the weights, `[n]`; the grid ascends.
#[deno_bindgen]
pub fn dg_tents_gradient(
    points: *const f64,
    points_length: u32,
    weights: *const f64,
    grid: *const f64,
    grid_length: u32,
    gradient: *const f64,
    threads: u32,
    max_memory: f64,
    at_points: *mut f64,
    at_weights: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (points, weights) = (input(points, points_length), input(weights, points_length / 2));
        let (grid, gradient) = (input(grid, grid_length), input(gradient, grid_length));
        let (at_points, at_weights) =
            (output(at_points, points_length), output(at_weights, points_length / 2));
        let limits = limits(threads, max_memory, std::ptr::null());
        vectorize::tent_gradients(points, weights, grid, gradient, at_points, at_weights, &limits)
    })
}
