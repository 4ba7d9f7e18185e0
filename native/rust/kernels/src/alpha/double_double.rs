//! Error-free sums and products of doubles, and numbers of twice their precision made of them.

use std::ops::{Add, Mul, Neg, Sub};

/// `a + b` as the rounded sum and its error (Knuth).
#[inline]
pub fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let shadow = sum - a;
    (sum, (a - (sum - shadow)) + (b - shadow))
}

/// `a · b` as the rounded product and its error (Dekker and Veltkamp): exact unless a part overflows or underflows.
#[inline]
pub fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let ((a, x), (b, y)) = (halves(a), halves(b));
    (product, ((a * b - product) + a * y + x * b) + x * y)
}

/// The upper 26 bits and the rest.
#[inline]
fn halves(a: f64) -> (f64, f64) {
    let shifted = 134_217_729.0 * a; // 2^27 + 1
    let high = shifted - (shifted - a);
    (high, a - high)
}

/// The unevaluated sum of two doubles, the second at most half a unit in the last place of the first.
#[derive(Clone, Copy, Debug)]
pub struct DoubleDouble {
    /// The nearest double.
    pub high: f64,
    /// What is missing there.
    pub low: f64,
}

impl DoubleDouble {
    /// Bound of the relative error of one operation: 3u² for sums, 7u² for products, u = 2⁻⁵³.
    pub const UNIT: f64 = f64::EPSILON * f64::EPSILON * 2.0;

    /// `p − q`, exactly.
    pub fn difference(p: f64, q: f64) -> Self {
        let (high, low) = two_sum(p, -q);
        DoubleDouble { high, low }
    }

    /// Times a power of two.
    pub fn scaled(self, scale: f64) -> Self {
        DoubleDouble { high: self.high * scale, low: self.low * scale }
    }

    /// The quotient, right to about the last bit of a double.
    pub fn ratio(self, denominator: Self) -> f64 {
        let quotient = self.high / denominator.high;
        let rest = self - DoubleDouble { high: quotient, low: 0.0 } * denominator;
        quotient + rest.high / denominator.high
    }

    /// `high + low` for `|high| ≥ |low|`.
    fn normal(high: f64, low: f64) -> Self {
        let sum = high + low;
        DoubleDouble { high: sum, low: low - (sum - high) }
    }
}

impl Add for DoubleDouble {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (high, error) = two_sum(self.high, other.high);
        let (low, lost) = two_sum(self.low, other.low);
        let sum = Self::normal(high, error + low);
        Self::normal(sum.high, sum.low + lost)
    }
}

impl Neg for DoubleDouble {
    type Output = Self;

    fn neg(self) -> Self {
        DoubleDouble { high: -self.high, low: -self.low }
    }
}

impl Sub for DoubleDouble {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for DoubleDouble {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let (product, error) = two_product(self.high, other.high);
        Self::normal(product, error + (self.high * other.low + self.low * other.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn products_keep_what_doubles_lose() {
        let tiny = 2f64.powi(-60);
        let x = DoubleDouble { high: 1.0, low: tiny };
        let square = x * x - DoubleDouble { high: 1.0, low: 0.0 };
        assert_eq!(square.high, 2.0 * tiny);
        assert_eq!(DoubleDouble::difference(1.0, -tiny).low, tiny);
    }

    #[test]
    fn a_quotient_uses_both_parts() {
        let third = DoubleDouble { high: 1.0, low: 0.0 }.ratio(DoubleDouble { high: 3.0, low: 0.0 });
        assert_eq!(third, 1.0 / 3.0);
        let x = DoubleDouble { high: 0.1, low: 1e-18 };
        assert_eq!((x * DoubleDouble { high: 7.0, low: 0.0 }).ratio(x), 7.0);
    }

    proptest! {
        #[test]
        fn sums_and_products_are_split_without_loss(a in -1i64 << 52..1 << 52, b in -1i64 << 52..1 << 52) {
            let (sum, rest) = two_sum(a as f64 * 1024.0, b as f64);
            prop_assert_eq!(sum as i128 + rest as i128, 1024 * a as i128 + b as i128);
            let (product, rest) = two_product(a as f64, b as f64);
            prop_assert_eq!(product as i128 + rest as i128, a as i128 * b as i128);
        }

        #[test]
        fn operations_stay_within_their_unit(a in -1i64 << 60..1 << 60, b in -1i64 << 60..1 << 60) {
            let exact = |x: i64| {
                let high = x as f64;
                DoubleDouble { high, low: (x as i128 - high as i128) as f64 }
            };
            let product = exact(a) * exact(b);
            let error = product.high as i128 + product.low as i128 - a as i128 * b as i128;
            prop_assert!(error.abs() as f64 <= DoubleDouble::UNIT * (a as f64 * b as f64).abs());
        }
    }
}
