//! Vietoris–Rips filtrations without a table of all pairs of points: memory and time follow the edges that matter.

mod boruvka;
#[allow(dead_code)]
mod kd_tree;
mod prim;
#[allow(dead_code)]
mod short_edges;
mod tree;

#[allow(unused_imports)]
pub use short_edges::short_edges;
pub use tree::components;

use super::edges::Input;

/// An edge: the bits of its key, and its ends `u < v`. Keys are not negative, so edges compare like these tuples.
pub type Edge = (u64, u32, u32);

/// Number of coordinates of points, 0 for distances.
fn dimension(input: Input) -> usize {
    match input {
        Input::Points { coordinates, count } => coordinates.len() / count,
        Input::Distances { .. } => 0,
    }
}

#[cfg(test)]
mod tests;
