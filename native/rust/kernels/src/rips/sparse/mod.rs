//! Vietoris–Rips filtrations without a table of all pairs of points: memory and time follow the edges that matter.

mod boruvka;
mod kd_tree;
mod links;
mod lune;
mod prim;
#[allow(dead_code)]
mod short_edges;
mod space;
mod spanned;
mod sweep;
mod tree;
mod windows;

#[allow(unused_imports)]
pub use short_edges::short_edges;
pub use tree::components;

use super::dense::{Found, dense_bytes};
use super::edges::Input;
use crate::limits::{Limits, Stop};

/// An edge: the bits of its key, and its ends `u < v`. Keys are not negative, so edges compare like these tuples.
pub type Edge = (u64, u32, u32);

/// Neighbours of a point, on average, among the first edges that are listed.
const FIRST: f64 = 24.0;

/// Fewer points are always compared in pairs.
const FEW: usize = 1000;

/// With more neighbours of a point, on average, sets of bits are faster than lists.
const MANY: f64 = 100.0;

/// The pairs of dimensions 0 and 1 if they are found among few edges, or if there is no room for all; else `None`.
pub fn pairs(input: Input, max_diameter: Option<f64>, limits: &Limits) -> Result<Option<Found>, Stop> {
    let count = input.count() as u64;
    let all = count * (count - 1) / 2;
    let most = if dense_bytes(input.count(), all, 1) > limits.memory { f64::INFINITY } else { MANY };
    if input.count() < FEW && most == MANY {
        return Ok(None);
    }
    windows::pairs(input, max_diameter, FIRST..most, limits)
}

/// Number of coordinates of points, 0 for distances.
fn dimension(input: Input) -> usize {
    match input {
        Input::Points { coordinates, count } => coordinates.len() / count,
        Input::Distances { .. } => 0,
    }
}

#[cfg(test)]
pub mod tests;
