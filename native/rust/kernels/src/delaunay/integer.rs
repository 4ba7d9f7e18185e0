//! Signed integers of any length: as much as exact determinants need.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// A sign and the digits of the absolute value in base 2⁶⁴, lowest first; the highest digit is not 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Integer {
    negative: bool,
    digits: Vec<u64>,
}

impl Integer {
    /// `value · 2^shift`.
    pub(super) fn shifted(value: i64, shift: u32) -> Self {
        let mut digits = vec![0; shift as usize / 64];
        let wide = u128::from(value.unsigned_abs()) << (shift % 64);
        digits.extend([wide as u64, (wide >> 64) as u64]);
        Self::new(value < 0, digits)
    }

    /// −1, 0 or 1.
    pub(super) fn sign(&self) -> f64 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0.0,
            (_, true) => -1.0,
            (_, false) => 1.0,
        }
    }

    fn new(negative: bool, mut digits: Vec<u64>) -> Self {
        let length = digits.iter().rposition(|&digit| digit != 0).map_or(0, |highest| highest + 1);
        digits.truncate(length);
        Self { negative: negative && length > 0, digits }
    }
}

impl Add for &Integer {
    type Output = Integer;

    fn add(self, other: &Integer) -> Integer {
        if self.negative == other.negative {
            return Integer::new(self.negative, sum(&self.digits, &other.digits));
        }
        match compare(&self.digits, &other.digits) {
            Ordering::Less => Integer::new(other.negative, difference(&other.digits, &self.digits)),
            _ => Integer::new(self.negative, difference(&self.digits, &other.digits)),
        }
    }
}

impl Neg for &Integer {
    type Output = Integer;

    fn neg(self) -> Integer {
        Integer::new(!self.negative, self.digits.clone())
    }
}

impl Sub for &Integer {
    type Output = Integer;

    fn sub(self, other: &Integer) -> Integer {
        self + &-other
    }
}

impl Mul for &Integer {
    type Output = Integer;

    fn mul(self, other: &Integer) -> Integer {
        let mut digits = vec![0; self.digits.len() + other.digits.len()];
        for (i, &a) in self.digits.iter().enumerate() {
            let mut carry = 0;
            for (place, &b) in digits[i..].iter_mut().zip(&other.digits) {
                let wide = u128::from(a) * u128::from(b) + u128::from(*place) + u128::from(carry);
                *place = wide as u64;
                carry = (wide >> 64) as u64;
            }
            digits[i + other.digits.len()] = carry;
        }
        Integer::new(self.negative != other.negative, digits)
    }
}

fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn sum(a: &[u64], b: &[u64]) -> Vec<u64> {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut carry = false;
    let mut digits: Vec<u64> = long
        .iter()
        .enumerate()
        .map(|(i, &digit)| {
            let (partial, first) = digit.overflowing_add(short.get(i).copied().unwrap_or(0));
            let (total, second) = partial.overflowing_add(u64::from(carry));
            carry = first || second;
            total
        })
        .collect();
    digits.push(u64::from(carry));
    digits
}

/// `large − small`, which must not be negative.
fn difference(large: &[u64], small: &[u64]) -> Vec<u64> {
    let mut borrow = false;
    let rest = large.iter().enumerate().map(|(i, &digit)| {
        let (partial, first) = digit.overflowing_sub(small.get(i).copied().unwrap_or(0));
        let (total, second) = partial.overflowing_sub(u64::from(borrow));
        borrow = first || second;
        total
    });
    rest.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn arithmetic_agrees_with_that_of_the_machine(a in any::<i64>(), b in any::<i64>(), c in any::<i64>()) {
            let [x, y, z] = [a, b, c].map(|value| Integer::shifted(value, 0));
            let exact = i128::from(a) * i128::from(b);
            prop_assert_eq!((&x * &y).sign(), exact.signum() as f64);
            let low = Integer::shifted((exact >> 64) as i64, 64);
            let high = Integer::shifted(((exact as u64) >> 1) as i64, 1);
            let rebuilt = &(&low + &high) + &Integer::shifted((exact & 1) as i64, 0);
            prop_assert_eq!(&rebuilt, &(&x * &y));
            // Distributivity and cancellation, over several digits.
            let (p, q) = (&(&x * &y) * &z, &(&x * &z) * &y);
            prop_assert_eq!((&p - &q).sign(), 0.0);
            prop_assert_eq!(&(&x + &y) * &p, &(&x * &p) + &(&y * &q));
        }

        #[test]
        fn shifts_multiply_by_powers_of_two(a in any::<i64>(), shift in 0u32..300) {
            let mut expected = Integer::shifted(a, 0);
            for _ in 0..shift {
                expected = &expected + &expected;
            }
            prop_assert_eq!((&Integer::shifted(a, shift) - &expected).sign(), 0.0);
        }
    }
}
