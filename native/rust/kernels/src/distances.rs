//! Distances between the rows of clouds, and their gradients.

/// Squared Euclidean distance, summed in the order of the coordinates.
#[inline]
pub fn squared(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

/// `out[i, j] = sqrt(|x_i − x_j|² + eps)` for the rows of `x: [n, d]`.
pub fn pairwise(x: &[f64], d: usize, eps: f64, out: &mut [f64]) {
    let n = rows(x, d, out.len().isqrt());
    for i in 0..n {
        out[i * n + i] = eps.sqrt();
        for j in 0..i {
            let distance = (squared(row(x, d, i), row(x, d, j)) + eps).sqrt();
            out[i * n + j] = distance;
            out[j * n + i] = distance;
        }
    }
}

/// Gradient at `x` of [`pairwise`], whose result is `distances`; a distance of 0 contributes nothing.
pub fn pairwise_backward(x: &[f64], d: usize, distances: &[f64], gradient: &[f64], out: &mut [f64]) {
    let n = rows(x, d, distances.len().isqrt());
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
    let (n, m) = sides(x, y, d, out.len());
    for i in 0..n {
        for j in 0..m {
            out[i * m + j] = norm(row(x, d, i), row(y, d, j), p);
        }
    }
}

/// Gradients at `x` and `y` of [`cross`], whose result is `distances`.
///
/// A distance of 0 contributes nothing; for `p = ∞` coordinates that tie share the gradient evenly.
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
    let (n, m) = sides(x, y, d, distances.len());
    out_x.fill(0.0);
    out_y.fill(0.0);
    for i in 0..n {
        for j in 0..m {
            let (distance, weight) = (distances[i * m + j], gradient[i * m + j]);
            if distance == 0.0 || weight == 0.0 {
                continue;
            }
            let (a, b) = (row(x, d, i), row(y, d, j));
            let ties = a.iter().zip(b).filter(|(s, t)| (*s - *t).abs() == distance).count() as f64;
            for k in 0..d {
                let part = weight * slope(a[k] - b[k], distance, p, ties);
                out_x[i * d + k] += part;
                out_y[j * d + k] -= part;
            }
        }
    }
}

/// Derivative of the p-norm by one difference, where the norm is `distance > 0` and `ties` differences attain it.
fn slope(difference: f64, distance: f64, p: f64, ties: f64) -> f64 {
    if p == 2.0 {
        difference / distance
    } else if p == f64::INFINITY {
        if difference.abs() == distance { difference.signum() / ties } else { 0.0 }
    } else if difference == 0.0 {
        0.0
    } else if p == 1.0 {
        difference.signum()
    } else {
        difference.signum() * (difference.abs() / distance).powf(p - 1.0)
    }
}

fn norm(a: &[f64], b: &[f64], p: f64) -> f64 {
    let differences = a.iter().zip(b).map(|(s, t)| (s - t).abs());
    if p == 2.0 {
        squared(a, b).sqrt()
    } else if p == 1.0 {
        differences.sum()
    } else if p == f64::INFINITY {
        differences.fold(0.0, f64::max)
    } else {
        differences.map(|t| t.powf(p)).sum::<f64>().powf(1.0 / p)
    }
}

fn row(x: &[f64], d: usize, i: usize) -> &[f64] {
    &x[i * d..(i + 1) * d]
}

/// Number of rows of `x`; `known` where rows have no coordinates.
fn rows(x: &[f64], d: usize, known: usize) -> usize {
    x.len().checked_div(d).unwrap_or(known)
}

fn sides(x: &[f64], y: &[f64], d: usize, entries: usize) -> (usize, usize) {
    let n = rows(x, d, 0);
    let m = rows(y, d, 0);
    debug_assert_eq!(n * m, entries);
    (n, m)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairwise_gives_the_sides_of_a_triangle() {
        let mut out = [0.0; 9];
        pairwise(&[0.0, 0.0, 3.0, 0.0, 3.0, 4.0], 2, 0.0, &mut out);
        assert_eq!(out, [0.0, 3.0, 5.0, 3.0, 0.0, 4.0, 5.0, 4.0, 0.0]);
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
}
