//! Square roots with their inverses, in lanes.

use fearless_simd::{Select, Simd, SimdBase, SimdFloat, f64x8};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Minus the root of the larger of `square` and `floor`, and the inverse of the root, or 0 where the square is not above the floor.
#[inline(always)]
pub fn roots<S: Simd>(simd: S, square: f64x8<S>, floor: f64) -> [f64x8<S>; 2] {
    #[cfg(target_arch = "x86_64")]
    if let fearless_simd::Level::Avx512(avx512) = simd.level() {
        use fearless_simd::SimdInto;
        let (minus, inverse) = refined(avx512, square.into(), floor, -floor.sqrt());
        return [minus.simd_into(simd), inverse.simd_into(simd)];
    }
    let root = square.max(floor).sqrt();
    [-root, square.simd_gt(floor).select(1.0 / root, f64x8::splat(simd, 0.0))]
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// The same from an inverse of fourteen bits: faster than a root and a division. What is not above the floor costs nothing
    /// more, since an operation can leave out lanes.
    ///
    /// With y near 1/√s and e = 1 − s·y², 1/√s = y·(1 − e)^(−½), of which three terms leave 0.3·e⁴ < 1e-16.
    #[inline(always)]
    fn refined(avx512: Avx512, s: __m512d, floor: f64, least: f64) -> (__m512d, __m512d) {
        let above = _mm512_cmp_pd_mask::<_CMP_GT_OQ>(s, _mm512_set1_pd(floor));
        let y = _mm512_maskz_rsqrt14_pd(above, s);
        let root = _mm512_mask_mul_pd(_mm512_set1_pd(least), above, s, y);
        let e = _mm512_fnmadd_pd(root, y, _mm512_set1_pd(1.0));
        let series = _mm512_fmadd_pd(_mm512_set1_pd(0.3125), e, _mm512_set1_pd(0.375));
        let series = _mm512_fmadd_pd(series, e, _mm512_set1_pd(0.5));
        let more = _mm512_mul_pd(e, series);
        (_mm512_mask3_fnmsub_pd(root, more, root, above), _mm512_fmadd_pd(y, more, y))
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
                let [minus, inverse] = of(level, square, 0.0);
                assert!((-minus / square.sqrt() - 1.0).abs() < 4e-16, "of {square}");
                assert!((inverse * square.sqrt() - 1.0).abs() < 4e-16, "of {square}");
            }
        }
    }

    #[test]
    fn no_inverse_is_at_or_below_the_floor() {
        for level in [Level::new(), Level::baseline()] {
            assert_eq!([0.0, 0.1, 0.25].map(|square| of(level, square, 0.25)), [[-0.5, 0.0]; 3]);
            assert_eq!(of(level, 0.0, 0.0), [0.0; 2]);
            assert_eq!(of(level, 4.0, 0.25), [-2.0, 0.5]);
        }
    }
}
