//! Exact numbers: sums of doubles that do not overlap [Shewchuk97].

use super::double_double::{DoubleDouble, two_product, two_sum};
use super::number::Number;

/// A sum of doubles without common bits, the smallest first; none is 0.
///
/// Sums and products are exact unless a part underflows.
#[derive(Clone)]
pub struct Expansion(Vec<f64>);

impl Expansion {
    /// Adds one double.
    fn add(&mut self, x: f64) {
        let mut carry = x;
        let mut kept = 0;
        for i in 0..self.0.len() {
            let (sum, rest) = two_sum(carry, self.0[i]);
            carry = sum;
            if rest != 0.0 {
                self.0[kept] = rest;
                kept += 1;
            }
        }
        self.0.truncate(kept);
        if carry != 0.0 {
            self.0.push(carry);
        }
    }

    /// The same number in as few parts as possible.
    fn compressed(mut self) -> Self {
        let Some(mut carry) = self.0.pop() else { return self };
        let mut parts = Vec::new(); // the largest first
        while let Some(part) = self.0.pop() {
            let (sum, rest) = two_sum(carry, part);
            if rest != 0.0 {
                parts.push(sum);
                carry = rest;
            } else {
                carry = sum;
            }
        }
        let mut out = Vec::with_capacity(parts.len() + 1);
        while let Some(part) = parts.pop() {
            let (sum, rest) = two_sum(part, carry);
            if rest != 0.0 {
                out.push(rest);
            }
            carry = sum;
        }
        out.push(carry);
        Expansion(out)
    }

    /// The two largest parts: the number to twice the precision of a double.
    fn leading(&self) -> DoubleDouble {
        match self.0[..] {
            [] => DoubleDouble { high: 0.0, low: 0.0 },
            [high] => DoubleDouble { high, low: 0.0 },
            [.., low, high] => DoubleDouble { high, low },
        }
    }
}

impl Number for Expansion {
    const UNIT: f64 = 0.0;

    fn difference(p: f64, q: f64, scale: f64) -> Self {
        let DoubleDouble { high, low } = DoubleDouble::difference(p, q).scaled(scale);
        Expansion([low, high].into_iter().filter(|&x| x != 0.0).collect())
    }

    fn plus(&self, other: &Self) -> Self {
        let mut sum = Expansion(self.0.clone());
        other.0.iter().for_each(|&x| sum.add(x));
        sum.compressed()
    }

    fn minus(&self, other: &Self) -> Self {
        let mut sum = Expansion(self.0.clone());
        other.0.iter().for_each(|&x| sum.add(-x));
        sum.compressed()
    }

    fn times(&self, other: &Self) -> Self {
        let mut sum = Expansion(Vec::new());
        for &a in &self.0 {
            for &b in &other.0 {
                let (product, rest) = two_product(a, b);
                sum.add(rest);
                sum.add(product);
            }
        }
        sum.compressed()
    }

    fn value(&self) -> f64 {
        self.leading().high
    }

    fn magnitude(&self) -> f64 {
        self.value().abs()
    }

    fn ratio(&self, denominator: &Self) -> f64 {
        self.leading().ratio(denominator.leading())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(x: i64) -> Expansion {
        let (high, low) = two_sum((x >> 32) as f64 * 4294967296.0, (x & 0xffff_ffff) as f64);
        Expansion([low, high].into_iter().filter(|&x| x != 0.0).collect())
    }

    fn total(x: &Expansion) -> i128 {
        x.0.iter().map(|&part| part as i128).sum()
    }

    proptest! {
        #[test]
        fn arithmetic_is_exact(a in any::<i64>(), b in any::<i64>(), c in -1i64 << 60..1 << 60) {
            let (x, y, z) = (whole(a), whole(b), whole(c));
            prop_assert_eq!(total(&x.plus(&y)), a as i128 + b as i128);
            prop_assert_eq!(total(&x.minus(&y)), a as i128 - b as i128);
            prop_assert_eq!(total(&x.times(&z)), a as i128 * c as i128);
            prop_assert_eq!(total(&x.times(&z).minus(&z.times(&x))), 0);
        }

        #[test]
        fn the_two_largest_parts_are_a_double_double(a in any::<i64>(), b in -1i64 << 60..1 << 60) {
            let DoubleDouble { high, low } = whole(a).times(&whole(b)).leading();
            let error = high as i128 + low as i128 - a as i128 * b as i128;
            prop_assert!(error.abs() as f64 <= DoubleDouble::UNIT * high.abs());
        }
    }

    #[test]
    fn nothing_is_lost_when_almost_all_cancels() {
        let tiny = 2f64.powi(-300);
        let x = Expansion(vec![tiny, 1.0]);
        let one = Expansion(vec![1.0]);
        let rest = x.times(&x).minus(&one).minus(&Expansion(vec![tiny]).twice());
        assert_eq!(rest.0, [tiny * tiny]);
        assert_eq!(x.minus(&x).value(), 0.0);
    }
}
