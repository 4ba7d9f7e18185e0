//! Losses between persistence diagrams.

use crate::boundary::{guard, input, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::{matching, sliced};

/// A cheapest matching of the diagrams `a` and `b`: a partner per point of `a`, and one number, the cost.
#[deno_bindgen]
pub fn dg_match_diagrams(
    a: *const f64,
    a_length: u32,
    b: *const f64,
    b_length: u32,
    q: f64,
    p: f64,
    partners: *mut u32,
    cost: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let matching = matching::match_diagrams(input(a, a_length), input(b, b_length), q, p);
        output(partners, a_length / 2).copy_from_slice(&matching.partners);
        output(cost, 1)[0] = matching.cost;
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
    value: *mut f64,
    gradient_a: *mut f64,
    gradient_b: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let directions = input(directions, directions_length);
        let (a, b) = (input(a, a_length), input(b, b_length));
        let sliced = sliced::sliced_wasserstein(a, b, directions, q, corrected != 0);
        output(value, 1)[0] = sliced.value;
        output(gradient_a, a_length).copy_from_slice(&sliced.gradient_a);
        output(gradient_b, b_length).copy_from_slice(&sliced.gradient_b);
        Ok(())
    })
}
