//! Losses between persistence diagrams.

use crate::boundary::{guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::matching::{Request, match_diagrams};
use diagrad_kernels::sliced;

/// A matching of the diagrams `a` and `b` within `delta` of the cheapest: a partner per point of `a`, a price per point of
/// `b`, and as `result` its cost and what no cost undercuts. It starts from `start`, such prices or nothing.
#[deno_bindgen]
pub fn dg_match_diagrams(
    a: *const f64,
    a_length: u32,
    b: *const f64,
    b_length: u32,
    q: f64,
    p: f64,
    delta: f64,
    start: *const f64,
    start_length: u32,
    threads: u32,
    max_memory: f64,
    partners: *mut u32,
    prices: *mut f64,
    result: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let request = Request { q, p, delta, prices: input(start, start_length) };
        let limits = limits(threads, max_memory, std::ptr::null());
        let matching = match_diagrams(input(a, a_length), input(b, b_length), &request, &limits)?;
        output(partners, a_length / 2).copy_from_slice(&matching.partners);
        output(prices, b_length / 2).copy_from_slice(&matching.prices);
        output(result, 2).copy_from_slice(&[matching.cost, matching.bound]);
        Ok(())
    })
}

/// A sliced Wasserstein loss, one number, and its gradients at `a` and `b`; `corrected` is 0 or 1.
#[deno_bindgen]
pub fn dg_sliced_wasserstein(
    a: *const f64,
    a_length: u32,
    b: *const f64,
    b_length: u32,
    directions: *const f64,
    directions_length: u32,
    q: f64,
    corrected: u32,
    threads: u32,
    max_memory: f64,
    value: *mut f64,
    gradient_a: *mut f64,
    gradient_b: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let directions = input(directions, directions_length);
        let (a, b) = (input(a, a_length), input(b, b_length));
        let limits = limits(threads, max_memory, std::ptr::null());
        let sliced = sliced::sliced_wasserstein(a, b, directions, q, corrected != 0, &limits)?;
        output(value, 1)[0] = sliced.value;
        output(gradient_a, a_length).copy_from_slice(&sliced.gradient_a);
        output(gradient_b, b_length).copy_from_slice(&sliced.gradient_b);
        Ok(())
    })
}
