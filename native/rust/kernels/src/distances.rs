//! Distances between the rows of clouds, and their gradients.

/// Squared Euclidean distance, summed in the order of the coordinates.
#[inline]
pub fn squared(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

/// `out[i, j] = sqrt(|x_i − x_j|² + eps)` for the rows of `x: [n, d]`.
pub fn pairwise(x: &[f64], d: usize, eps: f64, out: &mut [f64]) {
    let n = out.len().isqrt();
    for i in 0..n {
        out[i * n + i] = (squared(row(x, d, i), row(x, d, i)) + eps).sqrt();
        for j in 0..i {
            let distance = (squared(row(x, d, i), row(x, d, j)) + eps).sqrt();
            out[i * n + j] = distance;
            out[j * n + i] = distance;
        }
    }
}

/// Gradient at `x` of [`pairwise`], whose result is `distances`; a distance of 0 contributes nothing.
pub fn pairwise_backward(x: &[f64], d: usize, distances: &[f64], gradient: &[f64], out: &mut [f64]) {
    let n = distances.len().isqrt();
    out.fill(0.0);
    for i in 0..n {
        for j in 0..i {
            let distance = distances[i * n + j];
            if distance == 0.0 {
                continue;
            }
            let weight = (gradient[i * n + j] + gradient[j * n + i]) / distance;
            for k in 0..d {
                let part = weight * (x[i * d + k] - x[j * d + k]);
                out[i * d + k] += part;
                out[j * d + k] -= part;
            }
        }
    }
}

/// `out[i, j] = |x_i − y_j|_p` for the rows of `x: [n, d]` and `y: [m, d]`, `p` in `[1, ∞]`.
pub fn cross(x: &[f64], y: &[f64], d: usize, p: f64, out: &mut [f64]) {
    if d == 0 {
        return out.fill(0.0);
    }
    let m = y.len() / d;
    let columns = transposed(y, m, d);
    for (i, distances) in out.chunks_exact_mut(m.max(1)).enumerate() {
        let point = row(x, d, i);
        if p == 2.0 {
            fill_row(distances, point, &columns, |sum, t| sum + t * t);
            distances.iter_mut().for_each(|distance| *distance = distance.sqrt());
        } else if p == 1.0 {
            fill_row(distances, point, &columns, |sum, t| sum + t.abs());
        } else {
            fill_row(distances, point, &columns, |largest, t| larger(largest, t.abs()));
            if p < f64::INFINITY {
                for (j, distance) in distances.iter_mut().enumerate() {
                    *distance = scaled_norm(point, row(y, d, j), p, *distance);
                }
            }
        }
    }
}

/// Gradients at `x` and `y` of [`cross`], whose result is `distances`.
///
/// A distance of 0 contributes nothing; for `p = ∞` every coordinate that attains the distance gets the whole gradient.
#[allow(clippy::too_many_arguments)]
pub fn cross_backward(
    x: &[f64],
    y: &[f64],
    d: usize,
    p: f64,
    distances: &[f64],
    gradient: &[f64],
    out_x: &mut [f64],
    out_y: &mut [f64],
) {
    out_x.fill(0.0);
    out_y.fill(0.0);
    if d == 0 {
        return;
    }
    let m = y.len() / d;
    for i in 0..x.len() / d {
        for j in 0..m {
            let (distance, weight) = (distances[i * m + j], gradient[i * m + j]);
            if distance == 0.0 {
                continue;
            }
            for k in 0..d {
                let part = weight * slope(x[i * d + k] - y[j * d + k], distance, p);
                out_x[i * d + k] += part;
                out_y[j * d + k] -= part;
            }
        }
    }
}

/// Derivative of the p-norm by one difference, where the norm is `distance > 0`.
#[inline]
fn slope(difference: f64, distance: f64, p: f64) -> f64 {
    if p == 2.0 {
        difference / distance
    } else if difference == 0.0 {
        0.0
    } else if p == 1.0 {
        difference.signum()
    } else if p == f64::INFINITY {
        if difference.abs() == distance { difference.signum() } else { 0.0 }
    } else {
        difference.signum() * (difference.abs() / distance).powf(p - 1.0)
    }
}

/// The p-norm of `a − b`, whose largest coordinate is `scale`: divided by it, powers neither overflow nor vanish.
fn scaled_norm(a: &[f64], b: &[f64], p: f64, scale: f64) -> f64 {
    if scale == 0.0 || !scale.is_finite() {
        return scale;
    }
    let powers: f64 = a.iter().zip(b).map(|(s, t)| ((s - t).abs() / scale).powf(p)).sum();
    scale * powers.powf(p.recip())
}

/// Folds `f` over the coordinates of `point − y_j`, starting with 0, for all `j` at once.
///
/// `columns` is the transposed cloud: the inner loop runs over contiguous memory and has no order to keep, so that the
/// compiler vectorises it.
#[inline]
fn fill_row(out: &mut [f64], point: &[f64], columns: &[f64], f: impl Fn(f64, f64) -> f64) {
    out.fill(0.0);
    for (&coordinate, column) in point.iter().zip(columns.chunks_exact(out.len().max(1))) {
        for (value, &other) in out.iter_mut().zip(column) {
            *value = f(*value, coordinate - other);
        }
    }
}

/// The larger of two; NaN if one is NaN, unlike `f64::max`.
#[inline]
fn larger(a: f64, b: f64) -> f64 {
    if b > a || b.is_nan() { b } else { a }
}

fn row(x: &[f64], d: usize, i: usize) -> &[f64] {
    &x[i * d..(i + 1) * d]
}

/// `x: [n, d]` as `[d, n]`.
fn transposed(x: &[f64], n: usize, d: usize) -> Vec<f64> {
    (0..d).flat_map(|k| (0..n).map(move |i| x[i * d + k])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pairwise_gives_the_sides_of_a_triangle() {
        let mut out = [0.0; 9];
        pairwise(&[0.0, 0.0, 3.0, 0.0, 3.0, 4.0], 2, 0.0, &mut out);
        assert_eq!(out, [0.0, 3.0, 5.0, 3.0, 0.0, 4.0, 5.0, 4.0, 0.0]);
    }

    #[test]
    fn points_without_coordinates_coincide() {
        let mut out = [7.0; 4];
        pairwise(&[], 0, 4.0, &mut out);
        assert_eq!(out, [2.0; 4]);
        cross(&[], &[], 0, 2.0, &mut out);
        assert_eq!(out, [0.0; 4]);
    }

    #[test]
    fn no_points_give_nothing() {
        pairwise(&[], 2, 0.0, &mut []);
        cross(&[], &[1.0, 2.0], 2, 2.0, &mut []);
        cross(&[1.0, 2.0], &[], 2, 3.0, &mut []);
        cross_backward(&[], &[1.0], 1, 2.0, &[], &[], &mut [], &mut [0.0]);
    }

    #[test]
    fn coincident_points_have_no_gradient() {
        let mut out = [1.0; 2];
        pairwise_backward(&[2.0, 2.0], 1, &[0.0; 4], &[1.0; 4], &mut out);
        assert_eq!(out, [0.0, 0.0]);
    }

    #[test]
    fn cross_knows_every_norm() {
        let (x, y) = ([0.0, 0.0], [3.0, -4.0]);
        for (p, expected) in [(1.0, 7.0), (2.0, 5.0), (3.0, 91f64.cbrt()), (f64::INFINITY, 4.0)] {
            let mut out = [0.0];
            cross(&x, &y, 2, p, &mut out);
            assert!((out[0] - expected).abs() < 1e-14, "p = {p}");
        }
    }

    #[test]
    fn cross_propagates_nan_in_every_norm() {
        for p in [1.0, 2.0, 3.0, f64::INFINITY] {
            let mut out = [0.0];
            cross(&[f64::NAN, 1.0], &[0.0, 0.0], 2, p, &mut out);
            assert!(out[0].is_nan(), "p = {p}");
        }
    }

    #[test]
    fn high_powers_of_tiny_differences_do_not_vanish() {
        let mut out = [0.0];
        cross(&[0.0], &[1e-200], 1, 30.0, &mut out);
        assert_eq!(out, [1e-200]);
    }

    fn cloud(d: usize) -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec(-10.0..10.0, 0..60).prop_map(move |mut x| {
            x.truncate(x.len() / d * d);
            x
        })
    }

    fn norm(a: &[f64], b: &[f64], p: f64) -> f64 {
        let differences = a.iter().zip(b).map(|(s, t)| (s - t).abs());
        if p == f64::INFINITY {
            differences.fold(0.0, f64::max)
        } else {
            differences.map(|t| t.powf(p)).sum::<f64>().powf(1.0 / p)
        }
    }

    proptest! {
        #[test]
        fn pairwise_is_the_root_of_squared_to_the_last_bit(x in cloud(3), eps in 0.0..0.1) {
            let n = x.len() / 3;
            let mut out = vec![0.0; n * n];
            pairwise(&x, 3, eps, &mut out);
            for i in 0..n {
                for j in 0..n {
                    prop_assert_eq!(out[i * n + j], (squared(row(&x, 3, i), row(&x, 3, j)) + eps).sqrt());
                }
            }
        }

        #[test]
        fn cross_agrees_with_the_definition(
            x in cloud(2),
            y in cloud(2),
            p in prop::sample::select(vec![1.0, 1.5, 2.0, 3.0, 7.5, f64::INFINITY]),
        ) {
            let m = y.len() / 2;
            let mut out = vec![0.0; x.len() / 2 * m];
            cross(&x, &y, 2, p, &mut out);
            for i in 0..x.len() / 2 {
                for j in 0..m {
                    let expected = norm(row(&x, 2, i), row(&y, 2, j), p);
                    prop_assert!((out[i * m + j] - expected).abs() <= 1e-13 * expected);
                }
            }
        }

        #[test]
        fn gradients_of_pairwise_are_those_of_cross_with_itself(x in cloud(2), seed in prop::collection::vec(-1.0..1.0, 900)) {
            let n = x.len() / 2;
            let gradient = &seed[..n * n];
            let mut distances = vec![0.0; n * n];
            pairwise(&x, 2, 0.0, &mut distances);
            let (mut out, mut left, mut right) = (vec![9.0; 2 * n], vec![9.0; 2 * n], vec![9.0; 2 * n]);
            pairwise_backward(&x, 2, &distances, gradient, &mut out);
            cross_backward(&x, &x, 2, 2.0, &distances, gradient, &mut left, &mut right);
            for k in 0..2 * n {
                prop_assert!((out[k] - left[k] - right[k]).abs() < 1e-12);
            }
        }

        #[test]
        fn gradients_of_cross_are_the_slopes_of_its_sum(
            x in prop::collection::vec(-10.0..10.0, 6),
            y in prop::collection::vec(20.0..40.0, 4),
            p in prop::sample::select(vec![1.0, 1.5, 2.0, 3.0]),
            k in 0usize..6,
        ) {
            let total = |x: &[f64]| {
                let mut out = [0.0; 6];
                cross(x, &y, 2, p, &mut out);
                (out, out.iter().sum::<f64>())
            };
            let (distances, _) = total(&x);
            let (mut at_x, mut at_y) = ([0.0; 6], [0.0; 4]);
            cross_backward(&x, &y, 2, p, &distances, &[1.0; 6], &mut at_x, &mut at_y);
            let moved = |h: f64| {
                let mut moved = x.clone();
                moved[k] += h;
                total(&moved).1
            };
            prop_assert!((at_x[k] - (moved(1e-5) - moved(-1e-5)) / 2e-5).abs() < 1e-6);
        }
    }
}
