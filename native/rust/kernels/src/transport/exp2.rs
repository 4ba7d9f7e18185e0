//! Powers of two in lanes.
//!
//! Scores of pairs of points are all kept in base 2, so that nothing is multiplied before a power is taken. With n the number
//! nearest to s in a grid, and r = s − n, 2ˢ = 2ⁿ·2ʳ. Adding a number so large that it has no finer digits rounds s to the grid.
//! The grid is that of the integers, and 2ʳ a long polynomial; or, where a register holds a table of 16 numbers, that of
//! sixteenths, and 2ʳ a short one.

use fearless_simd::{Bytes, Simd, SimdBase, SimdFloat, f64x8, u64x8};

/// Numbers beyond count as this in the long polynomial; the results stay normal numbers.
const LIMIT: f64 = 1020.0;
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

/// 2ˢ for s within ±1020; beyond, a number still smaller or larger, which may be 0 or infinite.
#[inline(always)]
pub fn exp2<S: Simd>(simd: S, s: f64x8<S>) -> f64x8<S> {
    #[cfg(target_arch = "x86_64")]
    if let fearless_simd::Level::Avx512(avx512) = simd.level() {
        use fearless_simd::SimdInto;
        return table::exp2(avx512, s.into()).simd_into(simd);
    }
    let s = s.max(-LIMIT).min(LIMIT);
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

/// The short polynomial: two registers of AVX-512 hold the table, and one instruction scales by a power of two.
#[cfg(target_arch = "x86_64")]
mod table {
    use fearless_simd::kernel;
    use std::arch::x86_64::*;
    use std::f64::consts::{LN_2, SQRT_2};

    /// Adding it rounds to sixteenths, of which the lowest four bits are the place in the table.
    const ROUNDER: f64 = 1.5 * (1u64 << 48) as f64;
    /// The polynomial that agrees with (2ʳ − 1)/r in the Chebyshev nodes of |r| ≤ 1/32: relative error 2e-17 of 2ʳ.
    const TAIL: [f64; 6] = [
        LN_2,
        0.24022650695910075,
        0.0555041086566393,
        0.009618129106919537,
        0.0013333781576784268,
        0.00015403723980749256,
    ];
    /// 2^(j/16).
    const TABLE: [f64; 16] = [
        1.0,
        1.0442737824274138,
        1.0905077326652577,
        1.1387886347566916,
        1.189207115002721,
        1.241857812073484,
        1.2968395546510096,
        1.3542555469368927,
        SQRT_2,
        1.4768261459394993,
        1.5422108254079407,
        1.6104903319492543,
        1.681792830507429,
        1.7562521603732995,
        1.8340080864093424,
        1.9152065613971474,
    ];

    kernel!(
        #[inline(always)]
        pub fn exp2(avx512: Avx512, s: __m512d) -> __m512d {
            let rounder = _mm512_set1_pd(ROUNDER);
            let shifted = _mm512_add_pd(s, rounder);
            let n = _mm512_sub_pd(shifted, rounder);
            let r = _mm512_sub_pd(s, n);
            // Written out: what is called with registers of this width must be part of this function.
            let power = _mm512_set1_pd(TAIL[5]);
            let power = _mm512_fmadd_pd(power, r, _mm512_set1_pd(TAIL[4]));
            let power = _mm512_fmadd_pd(power, r, _mm512_set1_pd(TAIL[3]));
            let power = _mm512_fmadd_pd(power, r, _mm512_set1_pd(TAIL[2]));
            let power = _mm512_fmadd_pd(power, r, _mm512_set1_pd(TAIL[1]));
            let power = _mm512_fmadd_pd(power, r, _mm512_set1_pd(TAIL[0]));
            let [a, b, c, d, e, f, g, h, i, j, k, l, m, n_, o, p] = TABLE;
            let low = _mm512_setr_pd(a, b, c, d, e, f, g, h);
            let high = _mm512_setr_pd(i, j, k, l, m, n_, o, p);
            let entry = _mm512_permutex2var_pd(low, _mm512_castpd_si512(shifted), high);
            let power = _mm512_fmadd_pd(_mm512_mul_pd(entry, r), power, entry);
            // Rounding down to integers, as scaling does, leaves the sixteenths to the table.
            _mm512_scalef_pd(power, n)
        }
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    fn of(level: Level, s: f64) -> f64 {
        let lanes: [f64; 8] = dispatch!(level, simd => simd.vectorize(
            #[inline(always)]
            || exp2(simd, f64x8::splat(simd, s)).into()
        ));
        assert!(lanes.iter().all(|lane| lane.to_bits() == lanes[0].to_bits()));
        lanes[0]
    }

    #[test]
    fn it_is_right_to_the_last_digits() {
        for level in [Level::new(), Level::baseline()] {
            let numbers = (-1_020_000..=1_020_000).map(|i| f64::from(i) * 0.001);
            for s in numbers.chain((-100_000..=100_000).map(|i| f64::from(i) * 1e-5)) {
                assert!((of(level, s) / s.exp2() - 1.0).abs() < 1.2e-15, "at {s}");
            }
            for n in -1020..=1020 {
                assert_eq!(of(level, f64::from(n)), f64::from(n).exp2());
            }
        }
    }

    #[test]
    fn it_is_small_and_large_beyond() {
        for level in [Level::new(), Level::baseline()] {
            for s in [1e300, f64::INFINITY, 1e17, 2000.0, 1021.0, 1020.5] {
                assert!(of(level, s) >= 1020f64.exp2(), "at {s}");
                assert!((0.0..=(-1020f64).exp2()).contains(&of(level, -s)), "at -{s}");
            }
        }
    }
}
