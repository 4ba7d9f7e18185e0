//! The exponential of numbers that are not positive, in lanes.
//!
//! With n the integer nearest to x/ln 2 and r = x − n·ln 2, eˣ = 2ⁿ·eʳ and |r| ≤ ½ ln 2. Adding 1.5·2⁵² to x/ln 2 rounds it to
//! n, which then stands in the lowest bits of the sum; shifted into the exponent they are 2ⁿ. The relative error is below
//! 3e-16, and e⁰ is 1.

use fearless_simd::{Bytes, Select, Simd, SimdBase, f64x8, u64x8};

/// Below this, where results would be subnormal, they are 0.
const LEAST: f64 = -708.0;
/// Adding it rounds to an integer.
const ROUNDER: f64 = 1.5 * (1u64 << 52) as f64;
/// ln 2 in two parts, of which the first has so few bits that n times it is exact.
const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
/// The polynomial that agrees with (eʳ − 1 − r)/r² in the Chebyshev nodes of the interval of r: relative error 1.6e-17.
const TAIL: [f64; 10] = [
    0.5000000000000001,
    0.16666666666666669,
    0.04166666666662413,
    0.008333333333330062,
    0.0013888888917213717,
    0.00019841269863053618,
    2.4801521295954376e-5,
    2.7557268459997064e-6,
    2.7620088445409746e-7,
    2.510038549551032e-8,
];

/// eˣ for x ≤ 0, also for −∞; NaN for NaN.
#[inline(always)]
pub fn exp<S: Simd>(simd: S, x: f64x8<S>) -> f64x8<S> {
    let shifted = x * std::f64::consts::LOG2_E + ROUNDER;
    let n = shifted - ROUNDER;
    let r = x - n * LN_2[0] - n * LN_2[1];
    let [lower @ .., highest] = TAIL;
    let tail = lower.iter().rev().fold(f64x8::splat(simd, highest), |tail, &c| tail * r + c);
    let mantissa = (r + r * r * tail) + 1.0;
    let power: u64x8<S> = (shifted.bitcast::<u64x8<S>>() + 1023u64) << 52;
    x.simd_lt(LEAST).select(f64x8::splat(simd, 0.0), mantissa * power.bitcast::<f64x8<S>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    fn of(x: f64) -> f64 {
        let lanes: [f64; 8] = dispatch!(Level::new(), simd => exp(simd, f64x8::splat(simd, x)).into());
        assert!(lanes.iter().all(|lane| lane.to_bits() == lanes[0].to_bits()));
        lanes[0]
    }

    #[test]
    fn it_is_right_to_the_last_digit() {
        let numbers =
            (0..=708_000).map(|i| -f64::from(i) * 0.001).chain((0..=100_000).map(|i| -f64::from(i) * 1e-5));
        for x in numbers {
            assert!((of(x) / x.exp() - 1.0).abs() < 4.5e-16, "at {x}");
        }
    }

    #[test]
    fn it_ends_in_zero() {
        assert_eq!([0.0, -0.0, -1e-300].map(of), [1.0; 3]);
        assert_eq!([-708.1, -1e9, f64::MIN, f64::NEG_INFINITY].map(of), [0.0; 4]);
        assert!(of(f64::NAN).is_nan());
    }
}
