//! Kernels that are functions of the distance.

use super::exp2::exp2;
use super::roots::roots;
use fearless_simd::{Simd, f64x8};
use std::f64::consts::LOG2_E;

/// A kernel as a function of squared distances of scaled points, in lanes.
pub trait Profile: Copy + Send + Sync {
    /// Whether [`Self::at`] takes squares with the other sign, which costs nothing where they are summed up.
    const MINUS: bool = false;

    /// The kernel, and what the difference of two points is multiplied with in its gradient at the first, but for sign and scale.
    fn at<S: Simd>(self, simd: S, squares: f64x8<S>) -> [f64x8<S>; 2];

    /// What coordinates are multiplied with, and gradients at scaled points, which have the other sign.
    fn scale(self) -> [f64; 2];

    /// By how many binary digits the kernel at a distance of scaled points, and at all longer ones, is smaller than at 0.
    fn digits(self, length: f64) -> f64;
}

/// `exp(−|x − y|²/(2 blur²))`.
#[derive(Clone, Copy)]
pub struct Gaussian {
    /// The width.
    pub blur: f64,
}

impl Profile for Gaussian {
    const MINUS: bool = true;

    #[inline(always)]
    fn at<S: Simd>(self, simd: S, squares: f64x8<S>) -> [f64x8<S>; 2] {
        [exp2(simd, squares); 2]
    }

    fn scale(self) -> [f64; 2] {
        let root = (0.5 * LOG2_E).sqrt();
        [root / self.blur, 1.0 / (root * self.blur)]
    }

    fn digits(self, length: f64) -> f64 {
        length * length
    }
}

/// `exp(−|x − y|/blur)`.
#[derive(Clone, Copy)]
pub struct Laplacian {
    /// The width.
    pub blur: f64,
    /// Less than this share of the width counts as it, without gradient.
    pub floor: f64,
}

impl Profile for Laplacian {
    #[inline(always)]
    fn at<S: Simd>(self, simd: S, squares: f64x8<S>) -> [f64x8<S>; 2] {
        let [minus, inverse] = roots(simd, squares, (self.floor * LOG2_E).powi(2));
        let kernel = exp2(simd, minus);
        [kernel, kernel * inverse]
    }

    fn scale(self) -> [f64; 2] {
        [LOG2_E / self.blur, 1.0 / self.blur]
    }

    fn digits(self, length: f64) -> f64 {
        (length - self.floor * LOG2_E).max(0.0)
    }
}

/// `−|x − y|`.
#[derive(Clone, Copy)]
pub struct Energy {
    /// Shorter distances count as this one, without gradient.
    pub floor: f64,
}

impl Profile for Energy {
    #[inline(always)]
    fn at<S: Simd>(self, simd: S, squares: f64x8<S>) -> [f64x8<S>; 2] {
        roots(simd, squares, self.floor.powi(2))
    }

    fn scale(self) -> [f64; 2] {
        [1.0; 2]
    }

    fn digits(self, _: f64) -> f64 {
        0.0
    }
}
