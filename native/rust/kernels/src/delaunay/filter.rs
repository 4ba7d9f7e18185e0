//! Signs of determinants in floating point, where they are certain.
//!
//! Rounding is `fl(z) = z(1 + δ)` and also `z = fl(z)(1 + ε)`, `|δ|, |ε| ≤ u = 2⁻⁵³`, as long as nothing underflows. By the
//! second form every exact difference of coordinates is `(1 + ε)` times the computed one. With k differences in each monomial
//! of a determinant and r roundings on the way from them to the result, computed and exact determinant differ by at most
//!
//! `Σ |monomial| · ((1 + u)^r − 1 + (1 + u)^k − 1) ≤ (number of monomials) · (r + k) · u · M · (1 + 32 u)`
//!
//! for r, k ≤ 11, where the monomials are those of the computed differences and `M` bounds each of them: a product of the
//! largest computed differences `m_x, m_y, m_z` along the axes, and of `m²`, `m` the largest of these, for a square.
//!
//! | determinant | monomials | roundings r | degree k | product | constant |
//! |---|---|---|---|---|---|
//! | `orient2d` | 2 | 1 product + 1 sum = 2 | 2 | 8 | 9 |
//! | `orient3d` | 6 | 2 (minor) + 1 product + 2 sums = 5 | 3 | 48 | 50 |
//! | `in_circle` | 3 · 2 · 2 = 12 | 2 (minor) + 2 (lift) + 1 product + 2 sums = 7 | 4 | 132 | 136 |
//! | `in_sphere` | 4 · 6 · 3 = 72 | 5 (minor) + 3 (lift) + 1 product + 2 sums = 11 | 5 | 1152 | 1170 |
//!
//! The constants leave a hundredth of room, in units of `u M`: for the factor `1 + 32 u`, for the at most seven roundings
//! in the bound itself, and for underflow. Coordinates are at most 1 in absolute value, so differences are at most 2 and
//! lifts at most 12. A product that underflows is wrong by at most 2⁻¹⁰⁷⁵; the factors it still meets amount to less
//! than 2⁶, and there are fewer than 64 products: less than 2⁻¹⁰⁶³ in all. A bound above [`SMALLEST_BOUND`] = 2⁻¹⁰⁰⁰ has
//! all its partial products above 2⁻¹⁰⁰⁶, so that it did not underflow itself, and a hundredth of it is far more than that.

/// The smallest bound that covers underflow.
pub(super) const SMALLEST_BOUND: f64 = f64::from_bits((1023 - 1000) << 52);

const UNIT: f64 = f64::EPSILON / 2.0;
const ORIENT_2D: f64 = 9.0 * UNIT;
const ORIENT_3D: f64 = 50.0 * UNIT;
const IN_CIRCLE: f64 = 136.0 * UNIT;
const IN_SPHERE: f64 = 1170.0 * UNIT;

/// The determinant, if its sign is certain: by the bound for all differences of at most 2, or by that for the present ones.
///
/// With an infinite `smallest` nothing is certain.
#[inline(always)]
fn certain(determinant: f64, overall: f64, bound: impl Fn() -> f64, smallest: f64) -> Option<f64> {
    let size = determinant.abs();
    if size > larger(overall, smallest) {
        return Some(determinant);
    }
    let bound = bound();
    (size > bound && bound > smallest).then_some(determinant)
}

#[inline(always)]
fn minus<const D: usize>(a: &[f64; D], b: &[f64; D]) -> [f64; D] {
    std::array::from_fn(|k| a[k] - b[k])
}

/// The larger of two numbers that are not NaN.
#[inline(always)]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// The largest absolute value on axis `k`.
#[inline(always)]
fn largest<const D: usize, const COUNT: usize>(rows: [&[f64; D]; COUNT], k: usize) -> f64 {
    rows.iter().fold(0.0, |m, row| larger(m, row[k].abs()))
}

/// `det(a − c, b − c)`.
#[inline]
pub(super) fn orient2d(a: &[f64; 2], b: &[f64; 2], c: &[f64; 2], smallest: f64) -> Option<f64> {
    let (a, b) = (minus(a, c), minus(b, c));
    let bound = || ORIENT_2D * largest([&a, &b], 0) * largest([&a, &b], 1);
    certain(a[0] * b[1] - a[1] * b[0], ORIENT_2D * 4.0, bound, smallest)
}

/// `det(a − d, b − d, c − d)`.
#[inline]
pub(super) fn orient3d(a: &[f64; 3], b: &[f64; 3], c: &[f64; 3], d: &[f64; 3], smallest: f64) -> Option<f64> {
    let (a, b, c) = (minus(a, d), minus(b, d), minus(c, d));
    let determinant = a[2] * (b[0] * c[1] - c[0] * b[1])
        + b[2] * (c[0] * a[1] - a[0] * c[1])
        + c[2] * (a[0] * b[1] - b[0] * a[1]);
    let rows = [&a, &b, &c];
    let bound = || ORIENT_3D * largest(rows, 0) * largest(rows, 1) * largest(rows, 2);
    certain(determinant, ORIENT_3D * 8.0, bound, smallest)
}

/// `det((a − d, |a − d|²), (b − d, …), (c − d, …))`.
#[inline]
pub(super) fn in_circle(
    a: &[f64; 2],
    b: &[f64; 2],
    c: &[f64; 2],
    d: &[f64; 2],
    smallest: f64,
) -> Option<f64> {
    let (a, b, c) = (minus(a, d), minus(b, d), minus(c, d));
    let lift = |p: &[f64; 2]| p[0] * p[0] + p[1] * p[1];
    let determinant = lift(&a) * (b[0] * c[1] - c[0] * b[1])
        + lift(&b) * (c[0] * a[1] - a[0] * c[1])
        + lift(&c) * (a[0] * b[1] - b[0] * a[1]);
    let rows = [&a, &b, &c];
    let bound = || {
        let (x, y) = (largest(rows, 0), largest(rows, 1));
        let m = larger(x, y);
        IN_CIRCLE * x * y * m * m
    };
    certain(determinant, IN_CIRCLE * 16.0, bound, smallest)
}

/// `det((a − e, |a − e|²), (b − e, …), (c − e, …), (d − e, …))`.
#[inline]
pub(super) fn in_sphere(
    a: &[f64; 3],
    b: &[f64; 3],
    c: &[f64; 3],
    d: &[f64; 3],
    e: &[f64; 3],
    smallest: f64,
) -> Option<f64> {
    let (a, b, c, d) = (minus(a, e), minus(b, e), minus(c, e), minus(d, e));
    let minor = |p: &[f64; 3], q: &[f64; 3]| p[0] * q[1] - q[0] * p[1];
    let (ab, bc, cd, da) = (minor(&a, &b), minor(&b, &c), minor(&c, &d), minor(&d, &a));
    let (ac, bd) = (minor(&a, &c), minor(&b, &d));
    let abc = a[2] * bc - b[2] * ac + c[2] * ab;
    let bcd = b[2] * cd - c[2] * bd + d[2] * bc;
    let cda = c[2] * da + d[2] * ac + a[2] * cd;
    let dab = d[2] * ab + a[2] * bd + b[2] * da;
    let lift = |p: &[f64; 3]| p[0] * p[0] + p[1] * p[1] + p[2] * p[2];
    let determinant = (lift(&d) * abc - lift(&c) * dab) + (lift(&b) * cda - lift(&a) * bcd);
    let rows = [&a, &b, &c, &d];
    let bound = || {
        let (x, y, z) = (largest(rows, 0), largest(rows, 1), largest(rows, 2));
        let m = larger(larger(x, y), z);
        IN_SPHERE * x * y * z * m * m
    };
    certain(determinant, IN_SPHERE * 32.0, bound, smallest)
}
