//! Which pairs the sums of a falling kernel leave out, and the proof that nothing of the result is lost with them.
//!
//! Both clouds' sums with themselves contain what each point gives itself, so that `½⟨a, K a⟩ + ½⟨b, K b⟩` is at least
//! `½ k(0) (Σ a² + Σ b²)`. All that is left out is at most `½ 2^(−digits) k(0) (Σ a + Σ b)²`: with enough digits less than rounding
//! changes in the former. Gradients have no such part; they are compared when they are known, and found again if need be.

use super::cloud::Cloud;
use super::morton::sorts;

/// How many binary digits below the terms of points with themselves all that is left out must be: beyond those of a number.
const DIGITS: f64 = 54.0;
/// The largest gradient may change by less than this share.
const MOST_CHANGE: f64 = 1e-10;

/// What may be left out.
pub struct Cut {
    /// How many binary digits a pair must be below the kernel at 0; infinite if all pairs count.
    pub digits: f64,
    /// The sum of all weights.
    mass: f64,
    /// The sum of their squares.
    squares: f64,
}

impl Cut {
    /// That of clouds; nothing, unless these are in Morton's order.
    pub fn new(clouds: &[Cloud; 2]) -> Self {
        let weights = || clouds.iter().flat_map(|cloud| &cloud.weights);
        let (mass, squares) = (weights().sum::<f64>(), weights().map(|weight| weight * weight).sum::<f64>());
        let fewest = clouds[0].count.min(clouds[1].count);
        let counts = sorts(clouds[0].dimension, fewest) && squares > 0.0;
        let digits = if counts { DIGITS + (mass * mass / squares).log2() } else { f64::INFINITY };
        Cut { digits, mass, squares }
    }

    /// The share of what sums over each cloud with itself give that pairs may have of which none is more than `k(0)` times
    /// 2 to the power `skipped`.
    pub fn share(&self, skipped: f64) -> f64 {
        skipped.exp2() * self.mass * self.mass / self.squares
    }

    /// Whether gradients at the points of a cloud are right without such pairs; `slope` is the factor of those at scaled points.
    pub fn spares(&self, cloud: &Cloud, gradients: &[f64], slope: f64, skipped: f64) -> bool {
        if skipped == f64::NEG_INFINITY {
            return true;
        }
        // A pair at the distance s in scaled coordinates has a slope of at most s times its kernel, and this falls, too.
        let most = slope * (-skipped).sqrt() * skipped.exp2() * self.mass;
        let heaviest = cloud.weights.iter().copied().fold(0.0, f64::max);
        let largest = gradients.iter().fold(0.0, |largest: f64, gradient| largest.max(gradient.abs()));
        heaviest * most <= MOST_CHANGE * largest
    }
}
