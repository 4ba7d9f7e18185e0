//! Fields made of Gaussians.

use crate::boundary::{guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::gaussian::{self, Sources};

/// `out_i = Σ_j K(x_i, z_j) w_j / Σ_j K(x_i, z_j)` with the Gaussian K of width `sigma`, for at least one source `z`.
#[deno_bindgen]
pub fn dg_gaussian_mean(
    x: *const f64,
    x_length: u32,
    z: *const f64,
    z_length: u32,
    dimension: u32,
    weights: *const f64,
    weights_length: u32,
    sigma: f64,
    threads: u32,
    max_memory: f64,
    out: *mut f64,
    out_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (z, weights, dimension) =
            (input(z, z_length), input(weights, weights_length), dimension as usize);
        let width = weights.len() * dimension / z.len();
        let sources = Sources::new(z, weights, dimension, width);
        let limits = limits(threads, max_memory, std::ptr::null());
        gaussian::mean(input(x, x_length), &sources, sigma, output(out, out_length), &limits)
    })
}

/// The values at `x` of the smallest field of Gaussians that has the given values at one or more anchors.
#[deno_bindgen]
pub fn dg_gaussian_interpolation(
    x: *const f64,
    x_length: u32,
    anchors: *const f64,
    anchors_length: u32,
    dimension: u32,
    values: *const f64,
    values_length: u32,
    sigma: f64,
    threads: u32,
    max_memory: f64,
    out: *mut f64,
    out_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (anchors, values) = (input(anchors, anchors_length), input(values, values_length));
        let dimension = dimension as usize;
        let width = values.len() * dimension / anchors.len();
        let limits = limits(threads, max_memory, std::ptr::null());
        let (x, out) = (input(x, x_length), output(out, out_length));
        gaussian::interpolate(x, anchors, values, dimension, width, sigma, out, &limits)
    })
}
