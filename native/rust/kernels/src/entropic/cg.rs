//! Conjugate gradients.

use crate::limits::Stop;

/// An approximate solution of `A·x = b`, and the number of products with `A` that it took.
///
/// `A` is symmetric and positive definite, or semidefinite and `b` in its range; `diagonal` is positive and near that of `A`.
/// The search ends when the residual, in the norm of the inverse diagonal, is below this share of the first one.
pub fn solve(
    mut product: impl FnMut(&[f64]) -> Result<Vec<f64>, Stop>,
    diagonal: &[f64],
    b: &[f64],
    share: f64,
    most: usize,
) -> Result<(Vec<f64>, usize), Stop> {
    let mut x = vec![0.0; b.len()];
    let mut residual = b.to_vec();
    let mut direction: Vec<f64> = residual.iter().zip(diagonal).map(|(r, d)| r / d).collect();
    let mut size = inner(&residual, &direction);
    let end = share * share * size;
    let mut count = 0;
    while count < most && size > end {
        let image = product(&direction)?;
        count += 1;
        let curvature = inner(&direction, &image);
        if curvature <= 0.0 || curvature.is_nan() {
            break;
        }
        let step = size / curvature;
        x.iter_mut().zip(&direction).for_each(|(x, d)| *x += step * d);
        residual.iter_mut().zip(&image).for_each(|(r, image)| *r -= step * image);
        let next: f64 = residual.iter().zip(diagonal).map(|(r, d)| r * r / d).sum();
        let turn = next / size;
        direction
            .iter_mut()
            .zip(residual.iter().zip(diagonal))
            .for_each(|(p, (r, d))| *p = r / d + turn * *p);
        size = next;
    }
    Ok((x, count))
}

fn inner(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_system_is_solved_in_as_many_steps_as_it_has_rows() {
        let product = |x: &[f64]| Ok(vec![4.0 * x[0] + x[1], x[0] + 3.0 * x[1]]);
        let (x, count) = solve(product, &[4.0, 3.0], &[1.0, 2.0], 1e-14, 9).unwrap();
        assert!((x[0] - 1.0 / 11.0).abs() < 1e-15 && (x[1] - 7.0 / 11.0).abs() < 1e-15);
        assert_eq!(count, 2);
    }

    #[test]
    fn nothing_is_done_for_nothing() {
        let (x, count) = solve(|_| unreachable!(), &[1.0], &[0.0], 1e-3, 9).unwrap();
        assert_eq!((x, count), (vec![0.0], 0));
    }
}
