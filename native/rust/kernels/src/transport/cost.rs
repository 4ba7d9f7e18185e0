//! What it costs to carry a unit of mass from one point to another.

use super::roots::roots;
use fearless_simd::{Simd, SimdBase, SimdFloat, f64x8};
use std::f64::consts::LOG2_E;

/// The cost `|x − y|^p / p`.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The exponent, at least 1.
    pub p: f64,
    /// Shorter distances count as this one, without gradient; of no account for p = 2.
    pub floor: f64,
}

impl Cost {
    /// What coordinates are multiplied with so that the cost is its part of a score in base 2 at this temperature.
    pub fn scale(&self, eps: f64) -> f64 {
        let rate = LOG2_E / eps;
        match self.p {
            1.0 => rate,
            2.0 => rate.sqrt(),
            p => rate.powf(1.0 / p),
        }
    }
}

/// A cost as a function of squared distances, in lanes.
pub trait Radial: Copy + Send + Sync {
    /// Whether the cost is half the squared distance, which needs products alone.
    const SQUARE: bool = false;
    /// Whether it is computed so fast that reading coordinates counts.
    const FAST: bool = true;

    /// The cost.
    fn cost<S: Simd>(self, simd: S, squares: f64x8<S>) -> f64x8<S>;

    /// What the difference of two points is multiplied with in the gradient of the cost.
    fn slope<S: Simd>(self, simd: S, squares: f64x8<S>) -> f64x8<S>;
}

/// Half the squared distance.
#[derive(Clone, Copy)]
pub struct Square;

impl Radial for Square {
    const SQUARE: bool = true;

    #[inline(always)]
    fn cost<S: Simd>(self, _: S, squares: f64x8<S>) -> f64x8<S> {
        squares * 0.5
    }

    #[inline(always)]
    fn slope<S: Simd>(self, simd: S, _: f64x8<S>) -> f64x8<S> {
        f64x8::splat(simd, 1.0)
    }
}

/// The distance.
#[derive(Clone, Copy)]
pub struct Length {
    /// The square of the floor.
    pub floor: f64,
}

impl Radial for Length {
    #[inline(always)]
    fn cost<S: Simd>(self, _: S, squares: f64x8<S>) -> f64x8<S> {
        squares.max(self.floor).sqrt()
    }

    #[inline(always)]
    fn slope<S: Simd>(self, simd: S, squares: f64x8<S>) -> f64x8<S> {
        roots(simd, squares, self.floor)[1]
    }
}

/// A power of the distance over its exponent.
#[derive(Clone, Copy)]
pub struct Power {
    /// The exponent.
    pub p: f64,
    /// The square of the floor.
    pub floor: f64,
}

impl Radial for Power {
    const FAST: bool = false;

    #[inline(always)]
    fn cost<S: Simd>(self, simd: S, squares: f64x8<S>) -> f64x8<S> {
        let squares: [f64; 8] = squares.max(self.floor).into();
        f64x8::from_slice(simd, &squares.map(|square| square.powf(0.5 * self.p) / self.p))
    }

    #[inline(always)]
    fn slope<S: Simd>(self, simd: S, squares: f64x8<S>) -> f64x8<S> {
        let squares: [f64; 8] = squares.into();
        let slope = |square: f64| if square > self.floor { square.powf(0.5 * self.p - 1.0) } else { 0.0 };
        f64x8::from_slice(simd, &squares.map(slope))
    }
}
