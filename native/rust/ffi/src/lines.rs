//! Transport between samples on lines and circles, and between projections of clouds to them.

use crate::boundary::{Filler, guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::lines::sliced::Sliced;
use diagrad_kernels::lines::{self, Columns, Space};

/// The costs of `count` pairs of samples `[count, n]` and `[count, m]`, and their gradients.
///
/// Weights are `[n]` and `[m]`, `[count, n]` and `[count, m]`, or empty for uniform ones; `circle` is 0 or 1. Gradients at weights
/// are as long as the samples, or empty if not wanted.
#[deno_bindgen]
pub fn dg_line_costs(
    x: *const f64,
    x_length: u32,
    a: *const f64,
    a_length: u32,
    y: *const f64,
    y_length: u32,
    b: *const f64,
    b_length: u32,
    count: u32,
    circle: u32,
    p: f64,
    threads: u32,
    max_memory: f64,
    costs: *mut f64,
    at_x: *mut f64,
    at_y: *mut f64,
    at_a: *mut f64,
    at_a_length: u32,
    at_b: *mut f64,
    at_b_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let columns = Columns {
            count: count as usize,
            x: input(x, x_length),
            a: weights(a, a_length),
            y: input(y, y_length),
            b: weights(b, b_length),
        };
        let limits = limits(threads, max_memory, std::ptr::null());
        let found = lines::costs(&columns, space(circle), p, at_a_length + at_b_length > 0, &limits)?;
        let (mut at_x, mut at_y) = (Filler(output(at_x, x_length)), Filler(output(at_y, y_length)));
        let (mut at_a, mut at_b) = (Filler(output(at_a, at_a_length)), Filler(output(at_b, at_b_length)));
        for (cost, column) in output(costs, count).iter_mut().zip(&found) {
            *cost = column.cost;
            at_x.put(&column.at_x);
            at_y.put(&column.at_y);
            if at_a_length + at_b_length > 0 {
                at_a.put(&column.at_a);
                at_b.put(&column.at_b);
            }
        }
        Ok(())
    })
}

/// The costs of the projections of two clouds, and the gradients of their mean at the points and at the weights; all or none
/// of the gradients at the points, and at the weights, are empty. On circles two directions belong together.
#[deno_bindgen]
pub fn dg_sliced_costs(
    x: *const f64,
    x_length: u32,
    a: *const f64,
    a_length: u32,
    y: *const f64,
    y_length: u32,
    b: *const f64,
    b_length: u32,
    dimension: u32,
    directions: *const f64,
    directions_length: u32,
    circle: u32,
    p: f64,
    threads: u32,
    max_memory: f64,
    costs: *mut f64,
    costs_length: u32,
    at_x: *mut f64,
    at_x_length: u32,
    at_y: *mut f64,
    at_y_length: u32,
    at_a: *mut f64,
    at_a_length: u32,
    at_b: *mut f64,
    at_b_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let sliced = Sliced {
            dimension: dimension as usize,
            x: input(x, x_length),
            a: weights(a, a_length),
            y: input(y, y_length),
            b: weights(b, b_length),
            directions: input(directions, directions_length),
            space: space(circle),
            p,
            at_points: at_x_length > 0,
            at_weights: at_a_length > 0,
        };
        let found = sliced.costs(&limits(threads, max_memory, std::ptr::null()))?;
        output(costs, costs_length).copy_from_slice(&found.costs);
        let gradients = [(at_x, at_x_length), (at_y, at_y_length), (at_a, at_a_length), (at_b, at_b_length)];
        for ((out, length), gradient) in
            gradients.into_iter().zip(found.at_points.into_iter().chain(found.at_weights))
        {
            output(out, length).copy_from_slice(&gradient);
        }
        Ok(())
    })
}

/// What goes where on a line: at most `n + m − 1` rows of both samples, with masses; `count` says how many.
#[deno_bindgen]
pub fn dg_line_plan(
    x: *const f64,
    x_length: u32,
    a: *const f64,
    a_length: u32,
    y: *const f64,
    y_length: u32,
    b: *const f64,
    b_length: u32,
    rows: *mut u32,
    columns: *mut u32,
    masses: *mut f64,
    count: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (x, y) = (input(x, x_length), input(y, y_length));
        let parts = lines::plan(x, weights(a, a_length), y, weights(b, b_length));
        let length = x_length + y_length - 1;
        let (rows, columns, masses) = (output(rows, length), output(columns, length), output(masses, length));
        for (k, &(row, column, mass)) in parts.iter().enumerate() {
            (rows[k], columns[k], masses[k]) = (row, column, mass);
        }
        output(count, 1)[0] = parts.len() as u32;
        Ok(())
    })
}

/// None for uniform weights.
fn weights<'a>(pointer: *const f64, length: u32) -> Option<&'a [f64]> {
    (length > 0).then(|| input(pointer, length))
}

fn space(circle: u32) -> Space {
    if circle == 0 { Space::Line } else { Space::Circle }
}
