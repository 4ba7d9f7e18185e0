//! The distinct points, scaled, in the order of insertion.

use super::filter::SMALLEST_BOUND;
use super::hilbert;
use std::cmp::Ordering;

/// Points whose vertices are their places in the order of insertion.
pub(super) struct Cloud<const D: usize> {
    points: Vec<[f64; D]>,
    /// The smallest error bound the floating-point stage of the predicates may trust.
    pub(super) smallest_bound: f64,
}

/// The cloud of `coordinates`, the index of each of its points, and for each index the smallest of an equal point.
pub(super) fn distinct<const D: usize>(coordinates: &[f64]) -> (Cloud<D>, Vec<u32>, Vec<u32>) {
    let (points, lossless) = scaled::<D>(coordinates);
    let (order, representatives) = hilbert::insertion_order(&points);
    // Where scaling rounded, coordinates differ by a factor of 2^1000, and everything is left to integers.
    let smallest_bound = if lossless { SMALLEST_BOUND } else { f64::INFINITY };
    let mut cloud = Cloud { points: Vec::new(), smallest_bound };
    cloud.points = order.iter().map(|&i| points[i as usize]).collect();
    (cloud, order, representatives)
}

/// The points scaled by a power of two to coordinates of at most 1, and whether this changed no mantissa; as they are if
/// it would.
///
/// Predicates are homogeneous, and this keeps their floating-point stages clear of underflow and overflow.
fn scaled<const D: usize>(coordinates: &[f64]) -> (Vec<[f64; D]>, bool) {
    let largest = coordinates.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
    // `largest < 2^exponent`; half of the power at a time, as the whole may not be a number.
    let exponent = (largest.to_bits() >> 52) as i32 - 1022;
    let root = 2f64.powi((-exponent).div_euclid(2));
    let lossless = coordinates.iter().all(|&x| x * root * root / root / root == x);
    let factor = if lossless { root } else { 1.0 };
    // Adding 0 turns −0 into 0.
    let points =
        coordinates.chunks_exact(D).map(|row| std::array::from_fn(|k| row[k] * factor * factor + 0.0));
    (points.collect(), lossless)
}

impl<const D: usize> Cloud<D> {
    /// The number of points.
    pub(super) fn len(&self) -> usize {
        self.points.len()
    }

    #[inline(always)]
    pub(super) fn point(&self, vertex: u32) -> &[f64; D] {
        &self.points[vertex as usize]
    }

    /// Lexicographic order of the coordinates.
    pub(super) fn compare(&self, a: u32, b: u32) -> Ordering {
        self.point(a).partial_cmp(self.point(b)).expect("finite coordinates")
    }

    /// Makes the point at `place` the one at `earlier`, behind those before it.
    pub(super) fn advance(&mut self, order: &mut [u32], earlier: usize, place: usize) {
        self.points[earlier..=place].rotate_right(1);
        order[earlier..=place].rotate_right(1);
    }
}
