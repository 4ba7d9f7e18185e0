//! Eight numbers at a time.
//!
//! Sums are kept in eight lanes and the lanes added in one fixed order, whatever the width of the processor's registers, and
//! a product is rounded before it is added. So the bits of a result are the same on every machine.

use fearless_simd::{Simd, SimdBase, f64x8};

/// How many.
pub const LANES: usize = 8;

/// The sum of the lanes.
#[inline(always)]
pub fn total<S: Simd>(lanes: f64x8<S>) -> f64 {
    let [a, b, c, d, e, f, g, h]: [f64; LANES] = lanes.into();
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// The product of two lists of the same length.
#[inline(always)]
pub fn dot<S: Simd>(simd: S, a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut sum = f64x8::splat(simd, 0.0);
    for (a, b) in a.iter().zip(b) {
        sum += f64x8::from_slice(simd, a) * f64x8::from_slice(simd, b);
    }
    a_rest.iter().zip(b_rest).fold(total(sum), |sum, (a, b)| sum + a * b)
}

/// Subtracts `factor` times `b` from `a`.
#[inline(always)]
pub fn subtract<S: Simd>(simd: S, a: &mut [f64], factor: f64, b: &[f64]) {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks_mut::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in a.iter_mut().zip(b) {
        (f64x8::from_slice(simd, a) - f64x8::from_slice(simd, b) * factor).store_slice(a);
    }
    a_rest.iter_mut().zip(b_rest).for_each(|(a, b)| *a -= factor * b);
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    #[test]
    fn lists_of_any_length_are_multiplied_and_subtracted() {
        for n in 0..20 {
            let a: Vec<f64> = (0..n).map(f64::from).collect();
            let (mut rest, squares) = (a.clone(), a.iter().map(|x| x * x).sum::<f64>());
            let product = dispatch!(Level::new(), simd => {
                subtract(simd, &mut rest, 3.0, &a);
                dot(simd, &a, &a)
            });
            assert_eq!(product, squares);
            assert_eq!(rest, a.iter().map(|x| -2.0 * x).collect::<Vec<_>>());
        }
    }
}
