//! Distances between the rows of clouds.

use crate::boundary::{guard, input, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::distances;

/// `out[i, j] = sqrt(|x_i − x_j|² + eps)`.
#[deno_bindgen]
pub fn dg_pairwise_distances(
    x: *const f64,
    x_length: u32,
    dimension: u32,
    eps: f64,
    out: *mut f64,
    out_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        distances::pairwise(input(x, x_length), dimension as usize, eps, output(out, out_length));
        Ok(())
    })
}

/// Gradient at `x` of the pairwise distances.
#[deno_bindgen]
pub fn dg_pairwise_distances_backward(
    x: *const f64,
    x_length: u32,
    dimension: u32,
    distances: *const f64,
    gradient: *const f64,
    distances_length: u32,
    out: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        distances::pairwise_backward(
            input(x, x_length),
            dimension as usize,
            input(distances, distances_length),
            input(gradient, distances_length),
            output(out, x_length),
        );
        Ok(())
    })
}

/// `out[i, j] = |x_i − y_j|_p`.
#[deno_bindgen]
pub fn dg_cdist(
    x: *const f64,
    x_length: u32,
    y: *const f64,
    y_length: u32,
    dimension: u32,
    p: f64,
    out: *mut f64,
    out_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        distances::cross(
            input(x, x_length),
            input(y, y_length),
            dimension as usize,
            p,
            output(out, out_length),
        );
        Ok(())
    })
}

/// Gradients at `x` and `y` of the distances between two clouds.
#[deno_bindgen]
pub fn dg_cdist_backward(
    x: *const f64,
    x_length: u32,
    y: *const f64,
    y_length: u32,
    dimension: u32,
    p: f64,
    distances: *const f64,
    gradient: *const f64,
    distances_length: u32,
    out_x: *mut f64,
    out_y: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        distances::cross_backward(
            input(x, x_length),
            input(y, y_length),
            dimension as usize,
            p,
            input(distances, distances_length),
            input(gradient, distances_length),
            output(out_x, x_length),
            output(out_y, y_length),
        );
        Ok(())
    })
}
