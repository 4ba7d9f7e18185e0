//! Bottleneck matchings.

use crate::boundary::{guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::bottleneck;

/// A bottleneck matching of the diagrams `a` and `b`: a partner per point of `a`, one number, the distance, and the two
/// points of the critical pair.
#[deno_bindgen]
pub fn dg_bottleneck(
    a: *const f64,
    a_length: u32,
    b: *const f64,
    b_length: u32,
    threads: u32,
    max_memory: f64,
    partners: *mut u32,
    value: *mut f64,
    critical: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let limits = limits(threads, max_memory, std::ptr::null());
        let found = bottleneck::bottleneck(input(a, a_length), input(b, b_length), &limits)?;
        output(partners, a_length / 2).copy_from_slice(&found.partners);
        output(value, 1)[0] = found.value;
        output(critical, 2).copy_from_slice(&found.critical);
        Ok(())
    })
}
