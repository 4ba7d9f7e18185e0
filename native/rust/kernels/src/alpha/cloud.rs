//! Points of the line, the plane or space, all as points of space, with a scale at which nothing overflows.

/// Coordinates of a lattice are at most this many units: then polynomials of degree 8 in them stay finite.
const LARGEST_COORDINATE: f64 = (1u64 << 40) as f64;

/// Integers below this are doubles.
const EXACT_INTEGERS: f64 = (1u64 << 53) as f64;

/// The exponents of powers of two that are taken as scales, so that their inverses are normal doubles.
const EXPONENTS: std::ops::RangeInclusive<i32> = -1000..=1000;

/// A cloud of points.
pub struct Cloud<'a> {
    points: &'a [f64],
    dimension: usize,
    /// The exponent of a power of two of which all coordinates are moderate multiples, if there is one.
    lattice: Option<i32>,
}

impl<'a> Cloud<'a> {
    /// The cloud of points `[n, dimension]`.
    pub fn new(points: &'a [f64], dimension: usize) -> Self {
        Cloud { points, dimension, lattice: lattice_exponent(points) }
    }

    /// Coordinates of a point, the missing ones 0.
    #[inline]
    pub fn point(&self, v: u32) -> [f64; 3] {
        let start = v as usize * self.dimension;
        let row = &self.points[start..start + self.dimension];
        std::array::from_fn(|k| row.get(k).copied().unwrap_or(0.0))
    }

    /// Exponent of the power of two that differences of these points are divided by.
    #[inline]
    pub fn exponent(&self, corners: &[[f64; 3]]) -> i32 {
        self.lattice.unwrap_or_else(|| {
            let mut largest = 0.0f64;
            for corner in &corners[1..] {
                for c in 0..3 {
                    largest = largest.max((corner[c] - corners[0][c]).abs());
                }
            }
            exponent(largest).clamp(*EXPONENTS.start(), *EXPONENTS.end())
        })
    }

    /// Polynomials of divided differences are exact in doubles if their magnitude is below this.
    pub fn exact_below(&self) -> f64 {
        if self.lattice.is_some() { EXACT_INTEGERS } else { 0.0 }
    }
}

/// The exponent of the highest bit.
#[inline]
fn exponent(x: f64) -> i32 {
    ((x.to_bits() >> 52) & 0x7ff) as i32 - 1023
}

/// The largest power of two that divides all coordinates, unless some is too large a multiple of it.
fn lattice_exponent(points: &[f64]) -> Option<i32> {
    let mut lowest = i32::MAX;
    let mut largest = 0.0f64;
    for &x in points {
        if x == 0.0 {
            continue;
        }
        let mantissa = (x.to_bits() & ((1 << 52) - 1)) | 1 << 52;
        lowest = lowest.min(exponent(x) - 52 + mantissa.trailing_zeros() as i32);
        largest = largest.max(x.abs());
        if largest > LARGEST_COORDINATE * power_of_two(lowest) {
            return None;
        }
    }
    EXPONENTS.contains(&lowest).then_some(lowest)
}

/// `2^exponent`, 0 below the range of normal doubles.
pub fn power_of_two(exponent: i32) -> f64 {
    if exponent < -1022 { 0.0 } else { f64::from_bits(((exponent + 1023) as u64) << 52) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lattices_are_recognised() {
        assert_eq!(lattice_exponent(&[0.0, 1.0, -6.0]), Some(0));
        assert_eq!(lattice_exponent(&[4.0, 1.5, 0.25]), Some(-2));
        assert_eq!(lattice_exponent(&[12.0, 40.0]), Some(2));
        assert_eq!(lattice_exponent(&[0.1, 0.2]), None);
        assert_eq!(lattice_exponent(&[1e-310]), None);
        assert_eq!(lattice_exponent(&[1e300, 1.0]), None);
        assert_eq!(lattice_exponent(&[0.0]), None);
    }

    #[test]
    fn differences_are_divided_by_about_their_size() {
        let cloud = Cloud::new(&[0.1, 3.3, 1e-200, 0.7], 1);
        assert_eq!(cloud.exponent(&[[0.1, 0.0, 0.0], [3.3, 0.0, 0.0]]), 1);
        assert_eq!(power_of_two(cloud.exponent(&[[0.7, 0.0, 0.0], [0.75, 0.0, 0.0]])), 0.03125);
        assert_eq!(cloud.exponent(&[[0.7, 0.0, 0.0], [0.7, 0.0, 0.0]]), -1000);
    }
}
