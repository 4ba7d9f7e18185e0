//! Square roots with their inverses, in lanes.

use fearless_simd::{Select, Simd, SimdBase, SimdFloat, f64x8};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// The root of the larger of `square` and `floor`, and its inverse, or 0 where the square is not above the floor.
#[inline(always)]
pub fn roots<S: Simd>(simd: S, square: f64x8<S>, floor: f64) -> [f64x8<S>; 2] {
    let zero = f64x8::splat(simd, 0.0);
    let above = square.simd_gt(floor);
    #[cfg(target_arch = "x86_64")]
    if let fearless_simd::Level::Avx512(avx512) = simd.level() {
        use fearless_simd::SimdInto;
        let (root, inverse) = refined(avx512, square.into());
        let least = f64x8::splat(simd, floor.sqrt());
        return [above.select(root.simd_into(simd), least), above.select(inverse.simd_into(simd), zero)];
    }
    let root = square.max(floor).sqrt();
    [root, above.select(1.0 / root, zero)]
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// Root and inverse of what is positive, from an inverse of fourteen bits: faster than a root and a division.
    ///
    /// With y near 1/√s and e = 1 − s·y², 1/√s = y·(1 − e)^(−½), of which three terms leave 0.3·e⁴ < 1e-16.
    #[inline(always)]
    fn refined(avx512: Avx512, s: __m512d) -> (__m512d, __m512d) {
        let y = _mm512_rsqrt14_pd(s);
        let root = _mm512_mul_pd(s, y);
        let e = _mm512_fnmadd_pd(root, y, _mm512_set1_pd(1.0));
        let series = _mm512_fmadd_pd(_mm512_set1_pd(0.3125), e, _mm512_set1_pd(0.375));
        let series = _mm512_fmadd_pd(series, e, _mm512_set1_pd(0.5));
        let more = _mm512_mul_pd(e, series);
        (_mm512_fmadd_pd(root, more, root), _mm512_fmadd_pd(y, more, y))
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    fn of(level: Level, square: f64, floor: f64) -> [f64; 2] {
        dispatch!(level, simd => simd.vectorize(
            #[inline(always)]
            || roots(simd, f64x8::splat(simd, square), floor).map(|lanes| lanes[0])
        ))
    }

    #[test]
    fn they_are_right_to_the_last_digits() {
        for level in [Level::new(), Level::baseline()] {
            for i in 1..100_000 {
                let square = (f64::from(i) * 0.01 - 500.0).exp2();
                let [root, inverse] = of(level, square, 0.0);
                assert!((root / square.sqrt() - 1.0).abs() < 4e-16, "of {square}");
                assert!((inverse * square.sqrt() - 1.0).abs() < 4e-16, "of {square}");
            }
        }
    }

    #[test]
    fn no_inverse_is_at_or_below_the_floor() {
        for level in [Level::new(), Level::baseline()] {
            assert_eq!([0.0, 0.1, 0.25].map(|square| of(level, square, 0.25)), [[0.5, 0.0]; 3]);
            assert_eq!(of(level, 0.0, 0.0), [0.0; 2]);
            assert_eq!(of(level, 4.0, 0.25), [2.0, 0.5]);
        }
    }
}
