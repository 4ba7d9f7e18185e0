//! Vectors and images made of persistence diagrams, and their gradients.
//!
//! A diagram is a list of finite points `[n, 2]`, (birth, death) with death not before birth. Threads take fixed parts of the
//! work, and every sum runs in the order of the points: bits do not depend on their number.

mod image;
mod landscape;
mod tents;
#[cfg(test)]
mod tests;

pub use image::Image;
pub use landscape::{NOBODY, landscape};
pub use tents::{tent_gradients, tents};

/// Terms in a part of the work, which one thread takes at a time: some tens of microseconds.
const TERMS: usize = 1 << 15;

/// The tent over (birth, death) at `x`: as high as `x` is far from both ends, 0 outside.
#[inline(always)]
fn tent(birth: f64, death: f64, x: f64) -> f64 {
    (x - birth).min(death - x).max(0.0)
}
