//! Numbers that know how wrong they may be.
//!
//! A formula written once over [`Number`] is evaluated in plain doubles first, in double-double arithmetic where their
//! rounding might matter, and exactly where even that does not decide.

use super::double_double::DoubleDouble;

/// The value of a polynomial in the differences of coordinates.
pub trait Number: Clone {
    /// Bound of the relative error of one sum, difference or product.
    const UNIT: f64;

    /// `(p − q) · scale`, where `scale` is a power of two.
    fn difference(p: f64, q: f64, scale: f64) -> Self;
    /// The sum.
    fn plus(&self, other: &Self) -> Self;
    /// The difference.
    fn minus(&self, other: &Self) -> Self;
    /// The product.
    fn times(&self, other: &Self) -> Self;
    /// The nearest double known.
    fn value(&self) -> f64;
    /// The same polynomial of the absolute values, with sums for differences; what [`uncertainty`] refers to.
    fn magnitude(&self) -> f64;
    /// The quotient as a double.
    fn ratio(&self, denominator: &Self) -> f64;

    /// Twice this number.
    fn twice(&self) -> Self {
        self.plus(self)
    }

    /// The opposite.
    fn negated(&self) -> Self {
        self.minus(&self.twice())
    }
}

/// More than the number of rounded steps behind any result here: the longest path is the squared length of the normal-weighted
/// sum of a tetrahedron, 27 steps, each of which multiplies a term by at most `1 + UNIT`.
const STEPS: f64 = 32.0;

/// Bound of the error of a number.
pub fn uncertainty<N: Number>(x: &N) -> f64 {
    STEPS * N::UNIT * x.magnitude()
}

/// A plain double with its magnitude.
#[derive(Clone, Copy)]
pub struct Rounded {
    value: f64,
    magnitude: f64,
}

impl Number for Rounded {
    const UNIT: f64 = f64::EPSILON / 2.0;

    #[inline]
    fn difference(p: f64, q: f64, scale: f64) -> Self {
        let value = (p - q) * scale;
        Rounded { value, magnitude: value.abs() }
    }

    #[inline]
    fn plus(&self, other: &Self) -> Self {
        Rounded { value: self.value + other.value, magnitude: self.magnitude + other.magnitude }
    }

    #[inline]
    fn minus(&self, other: &Self) -> Self {
        Rounded { value: self.value - other.value, magnitude: self.magnitude + other.magnitude }
    }

    #[inline]
    fn times(&self, other: &Self) -> Self {
        Rounded { value: self.value * other.value, magnitude: self.magnitude * other.magnitude }
    }

    #[inline]
    fn value(&self) -> f64 {
        self.value
    }

    #[inline]
    fn magnitude(&self) -> f64 {
        self.magnitude
    }

    #[inline]
    fn ratio(&self, denominator: &Self) -> f64 {
        self.value / denominator.value
    }
}

/// A double-double with its magnitude.
#[derive(Clone, Copy)]
pub struct Doubled {
    value: DoubleDouble,
    magnitude: f64,
}

impl Number for Doubled {
    const UNIT: f64 = DoubleDouble::UNIT;

    fn difference(p: f64, q: f64, scale: f64) -> Self {
        let value = DoubleDouble::difference(p, q).scaled(scale);
        Doubled { value, magnitude: value.high.abs() }
    }

    fn plus(&self, other: &Self) -> Self {
        Doubled { value: self.value + other.value, magnitude: self.magnitude + other.magnitude }
    }

    fn minus(&self, other: &Self) -> Self {
        Doubled { value: self.value - other.value, magnitude: self.magnitude + other.magnitude }
    }

    fn times(&self, other: &Self) -> Self {
        Doubled { value: self.value * other.value, magnitude: self.magnitude * other.magnitude }
    }

    fn value(&self) -> f64 {
        self.value.high
    }

    fn magnitude(&self) -> f64 {
        self.magnitude
    }

    fn ratio(&self, denominator: &Self) -> f64 {
        self.value.ratio(denominator.value)
    }
}
