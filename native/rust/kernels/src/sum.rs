//! Sums of many numbers.

/// A sum that keeps what rounding loses (Neumaier's), so that its last digit does not depend on how many are added.
#[derive(Default)]
pub struct Sum {
    rounded: f64,
    lost: f64,
}

impl Sum {
    /// Adds `x`.
    pub fn add(&mut self, x: f64) {
        let sum = self.rounded + x;
        let (larger, smaller) =
            if self.rounded.abs() >= x.abs() { (self.rounded, x) } else { (x, self.rounded) };
        self.lost += larger - sum + smaller;
        self.rounded = sum;
    }

    /// The sum so far.
    pub fn value(&self) -> f64 {
        // Of an infinite sum nothing else is known.
        if self.rounded.is_finite() { self.rounded + self.lost } else { self.rounded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_keeps_what_rounding_loses() {
        let of = |terms: &[f64]| {
            let mut sum = Sum::default();
            terms.iter().for_each(|&x| sum.add(x));
            sum.value()
        };
        assert_eq!(of(&[1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(of(&[0.1; 10]), 1.0);
        assert_eq!(of(&[f64::MAX, f64::MAX, 1.0]), f64::INFINITY);
    }
}
