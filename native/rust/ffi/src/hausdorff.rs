//! Hausdorff divergences of weighted samples.

use crate::boundary::{Filler, guard, input, limits, output};
use crate::transport::{pairs, solved, write};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::entropic::{LossRequest, Pair, hausdorff_divergence};

/// Hausdorff divergences of a batch of pairs of clouds.
///
/// `numbers` are p, floor, blur and tolerance. A row of `reports` has passes and the error of the marginals.
#[deno_bindgen]
pub fn dg_hausdorff_divergences(
    dimension: u32,
    x: *const f64,
    a: *const f64,
    x_ends: *const u32,
    y: *const f64,
    b: *const f64,
    y_ends: *const u32,
    batch: u32,
    numbers: *const f64,
    most: u32,
    threads: u32,
    max_memory: f64,
    watch: *const i32,
    values: *mut f64,
    potentials: *mut f64,
    at_weights: *mut f64,
    at_points: *mut f64,
    reports: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let pairs = pairs(dimension, [(x, a, x_ends), (y, b, y_ends)], batch);
        let &[p, floor, blur, tol] = input(numbers, 4) else { unreachable!("there are four numbers") };
        let (most, reach) = (most as usize, f64::INFINITY);
        let request = LossRequest { p, blur, reach, diameter: None, debias: true, floor, tol, most };
        let limits = limits(threads, max_memory, watch);
        let losses = solved(&pairs, &limits, |&[(x, a), (y, b)], limits| {
            hausdorff_divergence(&Pair { dimension: dimension as usize, x, a, y, b }, &request, limits)
        })?;
        write(&pairs, &losses, [values, potentials, at_weights, at_points]);
        let mut reports = Filler(output(reports, 2 * batch));
        for losses in &losses {
            reports.put(&[losses.report.iterations as f64, losses.report.marginal_error]);
        }
        Ok(())
    })
}
