//! Predicates in integers: exact for all finite coordinates, whatever their magnitudes.

use num_bigint::{BigInt, Sign};

/// Sign of the determinant of the rows `p_i − p_d` of d + 1 points in dimension d.
pub(super) fn orientation(points: &[&[f64]]) -> f64 {
    sign(&determinant(&differences(points)))
}

/// Sign of the determinant of the rows `(p_i − q, |p_i − q|²)` of d + 2 points in dimension d, of which `q` is the last.
///
/// It is positive if `q` is inside the sphere through the others and these are positively oriented.
pub(super) fn in_sphere(points: &[&[f64]]) -> f64 {
    let mut rows = differences(points);
    for row in &mut rows {
        row.push(row.iter().map(|x| x * x).sum());
    }
    sign(&determinant(&rows))
}

fn sign(x: &BigInt) -> f64 {
    match x.sign() {
        Sign::Minus => -1.0,
        Sign::NoSign => 0.0,
        Sign::Plus => 1.0,
    }
}

/// The differences of all points but the last to the last, as multiples of one power of two.
fn differences(points: &[&[f64]]) -> Vec<Vec<BigInt>> {
    let unit = points.iter().flat_map(|point| point.iter()).map(|&x| decoded(x).1).min().unwrap_or(0);
    let integers: Vec<Vec<BigInt>> = points
        .iter()
        .map(|point| {
            let multiple = |&x: &f64| {
                let (mantissa, exponent) = decoded(x);
                BigInt::from(mantissa) << (exponent - unit)
            };
            point.iter().map(multiple).collect()
        })
        .collect();
    let (last, others) = integers.split_last().expect("a point");
    others.iter().map(|point| point.iter().zip(last).map(|(x, y)| x - y).collect()).collect()
}

/// `(mantissa, exponent)` with `x = mantissa · 2^exponent`; zero has the largest exponent, as it is a multiple of all.
fn decoded(x: f64) -> (i64, i32) {
    if x == 0.0 {
        return (0, i32::from(i16::MAX));
    }
    let bits = x.to_bits();
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = match (bits >> 52 & 0x7ff) as i32 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased - 1075),
    };
    (if x < 0.0 { -mantissa } else { mantissa }, exponent)
}

/// Laplace expansion along the last column.
fn determinant(rows: &[Vec<BigInt>]) -> BigInt {
    let size = rows.len();
    if size == 1 {
        return rows[0][0].clone();
    }
    let mut total = BigInt::ZERO;
    for (i, row) in rows.iter().enumerate() {
        let minor: Vec<Vec<BigInt>> = rows
            .iter()
            .enumerate()
            .filter(|&(k, _)| k != i)
            .map(|(_, other)| other[..size - 1].to_vec())
            .collect();
        let term = &row[size - 1] * determinant(&minor);
        total = if (i + size) % 2 == 1 { total + term } else { total - term };
    }
    total
}
