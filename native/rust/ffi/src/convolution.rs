//! Convolutions of images in logarithms.

use crate::boundary::{guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::convolution::log_convolve;

/// `out_i = log Σ_j exp(values_j − slope·Σ_k |i_k − j_k|^p)` for images of one shape, one after the other.
#[deno_bindgen]
pub fn dg_log_convolve(
    values: *const f64,
    length: u32,
    shape: *const u32,
    axes: u32,
    slope: f64,
    p: f64,
    threads: u32,
    max_memory: f64,
    watch: *const i32,
    out: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let shape: Vec<usize> = input(shape, axes).iter().map(|&length| length as usize).collect();
        let limits = limits(threads, max_memory, watch);
        let convolved = log_convolve(input(values, length), &shape, slope, p, &limits)?;
        output(out, length).copy_from_slice(&convolved);
        Ok(())
    })
}
