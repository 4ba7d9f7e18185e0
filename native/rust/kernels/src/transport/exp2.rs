//! Powers of two in lanes.
//!
//! With n the integer nearest to s and r = s − n, 2ˢ = 2ⁿ·2ʳ. Adding 1.5·2⁵² to s rounds it to n, which then stands in the
//! lowest bits of the sum; shifted, they are added to the exponent. Scores of pairs of points are all kept in base 2, so that
//! nothing is multiplied.

use fearless_simd::{Bytes, Simd, SimdBase, SimdFloat, f64x8, u64x8};

/// Numbers beyond count as this; the results stay normal numbers.
pub const BOUND: f64 = 1020.0;
/// Adding it rounds to an integer.
const ROUNDER: f64 = 1.5 * (1u64 << 52) as f64;
/// The polynomial that agrees with (2ʳ − 1)/r in the Chebyshev nodes of the interval of r: relative error 6e-16 of 2ʳ.
const TAIL: [f64; 10] = [
    0.6931471805599462,
    0.24022650695910075,
    0.05550410866465167,
    0.009618129107618665,
    0.0013333558200794592,
    0.00015403530424776529,
    1.5252672924850737e-5,
    1.3215451633221434e-6,
    1.0205905413765595e-7,
    7.070977866508138e-9,
];

/// 2ˢ for s within ±[`BOUND`], and that of the bound beyond.
#[inline(always)]
pub fn exp2<S: Simd>(simd: S, s: f64x8<S>) -> f64x8<S> {
    let s = s.max(-BOUND).min(BOUND);
    let shifted = s + ROUNDER;
    let r = s - (shifted - ROUNDER);
    let mut power = f64x8::splat(simd, TAIL[9]);
    for &c in TAIL[..9].iter().rev() {
        power = power.mul_add(r, c);
    }
    let power = power.mul_add(r, 1.0);
    let bits = power.bitcast::<u64x8<S>>() + (shifted.bitcast::<u64x8<S>>() << 52);
    bits.bitcast::<f64x8<S>>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    fn of(s: f64) -> f64 {
        let lanes: [f64; 8] = dispatch!(Level::new(), simd => exp2(simd, f64x8::splat(simd, s)).into());
        assert!(lanes.iter().all(|lane| lane.to_bits() == lanes[0].to_bits()));
        lanes[0]
    }

    #[test]
    fn it_is_right_in_fourteen_digits() {
        let numbers = (-1_020_000..=1_020_000).map(|i| f64::from(i) * 0.001);
        for s in numbers.chain((-100_000..=100_000).map(|i| f64::from(i) * 1e-5)) {
            assert!((of(s) / s.exp2() - 1.0).abs() < 1e-14, "at {s}");
        }
        for n in -1020..=1020 {
            assert_eq!(of(f64::from(n)), f64::from(n).exp2());
        }
    }

    #[test]
    fn it_ends_at_the_bound() {
        assert_eq!([-1e300, f64::NEG_INFINITY, -1021.0].map(of), [(-BOUND).exp2(); 3]);
        assert_eq!([1e300, f64::INFINITY, 1021.0].map(of), [BOUND.exp2(); 3]);
    }
}
