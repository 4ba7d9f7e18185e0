//! The questions a triangulation asks about its points, answered exactly.
//!
//! Three stages: floating point where the sign is certain ([`filter`]), the adaptive expansions of `robust` where these can
//! neither underflow nor overflow, integers otherwise ([`exact`]).

use super::cloud::Cloud;
use super::{exact, filter};
use robust::{Coord, Coord3D};
use std::cmp::Ordering;

/// Signs of determinants of the points of a cloud in the space they span, for cells of `N` vertices.
pub(super) trait Predicates<const N: usize> {
    /// Positive for a positively oriented cell, 0 for a flat one.
    fn orientation(&self, cell: &[u32; N]) -> f64;
    /// Positive if `q` is inside the sphere through a positively oriented cell, 0 if it is on it.
    fn in_sphere(&self, cell: &[u32; N], q: u32) -> f64;
    /// The order that decides ties: lexicographic by coordinates, so that it does not depend on the order of the points.
    fn compare(&self, a: u32, b: u32) -> Ordering;
}

impl Predicates<3> for Cloud<2> {
    #[inline]
    fn orientation(&self, cell: &[u32; 3]) -> f64 {
        let [a, b, c] = cell.map(|v| self.point(v));
        orient2d(a, b, c, self.smallest_bound)
    }

    #[inline]
    fn in_sphere(&self, cell: &[u32; 3], q: u32) -> f64 {
        let [a, b, c] = cell.map(|v| self.point(v));
        in_circle(a, b, c, self.point(q), self.smallest_bound)
    }

    fn compare(&self, a: u32, b: u32) -> Ordering {
        Cloud::compare(self, a, b)
    }
}

impl Predicates<4> for Cloud<3> {
    #[inline]
    fn orientation(&self, cell: &[u32; 4]) -> f64 {
        let [a, b, c, d] = cell.map(|v| self.point(v));
        orient3d(a, b, c, d, self.smallest_bound)
    }

    #[inline]
    fn in_sphere(&self, cell: &[u32; 4], q: u32) -> f64 {
        let [a, b, c, d] = cell.map(|v| self.point(v));
        in_sphere(a, b, c, d, self.point(q), self.smallest_bound)
    }

    fn compare(&self, a: u32, b: u32) -> Ordering {
        Cloud::compare(self, a, b)
    }
}

/// Coplanar points of space.
///
/// Projecting along an axis the plane is not parallel to keeps orientations, up to one sign, but no circles. These are
/// the sections of spheres through one more point: the sphere through a triangle and an apex off the plane meets the
/// plane in the circle through the triangle.
pub(super) struct Plane {
    cloud: Cloud<3>,
    /// The axes kept by the projection, in the order that makes the apex lie on the positive side.
    axes: [usize; 2],
    apex: [f64; 3],
}

impl Plane {
    /// The plane of the points, of which the first three are not collinear.
    pub(super) fn new(cloud: Cloud<3>) -> Self {
        let [a, b, c] = [0, 1, 2].map(|v| *cloud.point(v));
        let (mut axes, sign) = [[0, 1], [1, 2], [2, 0]]
            .into_iter()
            .map(|axes| (axes, cloud.projected(&[0, 1, 2], axes)))
            .find(|&(_, sign)| sign != 0.0)
            .expect("three points that are not collinear");
        let dropped = 3 - axes[0] - axes[1];
        let mut apex = a;
        apex[dropped] = if a[dropped].abs() < 0.5 { 1.0 } else { 0.0 };
        if (orient3d(&a, &b, &c, &apex, cloud.smallest_bound) > 0.0) != (sign > 0.0) {
            axes.swap(0, 1);
        }
        Self { cloud, axes, apex }
    }
}

impl Predicates<3> for Plane {
    fn orientation(&self, cell: &[u32; 3]) -> f64 {
        self.cloud.projected(cell, self.axes)
    }

    fn in_sphere(&self, cell: &[u32; 3], q: u32) -> f64 {
        let [a, b, c] = cell.map(|v| self.cloud.point(v));
        in_sphere(a, b, c, &self.apex, self.cloud.point(q), self.cloud.smallest_bound)
    }

    fn compare(&self, a: u32, b: u32) -> Ordering {
        self.cloud.compare(a, b)
    }
}

impl Cloud<3> {
    /// Orientation of three points projected to two axes.
    pub(super) fn projected(&self, triangle: &[u32; 3], axes: [usize; 2]) -> f64 {
        let [a, b, c] = triangle.map(|v| axes.map(|k| self.point(v)[k]));
        orient2d(&a, &b, &c, self.smallest_bound)
    }
}

#[inline]
fn orient2d(a: &[f64; 2], b: &[f64; 2], c: &[f64; 2], smallest: f64) -> f64 {
    filter::orient2d(a, b, c, smallest).unwrap_or_else(|| exact_orient2d(a, b, c))
}

#[inline]
fn orient3d(a: &[f64; 3], b: &[f64; 3], c: &[f64; 3], d: &[f64; 3], smallest: f64) -> f64 {
    filter::orient3d(a, b, c, d, smallest).unwrap_or_else(|| exact_orient3d(a, b, c, d))
}

#[inline]
fn in_circle(a: &[f64; 2], b: &[f64; 2], c: &[f64; 2], d: &[f64; 2], smallest: f64) -> f64 {
    filter::in_circle(a, b, c, d, smallest).unwrap_or_else(|| exact_in_circle(a, b, c, d))
}

#[inline]
fn in_sphere(a: &[f64; 3], b: &[f64; 3], c: &[f64; 3], d: &[f64; 3], e: &[f64; 3], smallest: f64) -> f64 {
    filter::in_sphere(a, b, c, d, e, smallest).unwrap_or_else(|| exact_in_sphere(a, b, c, d, e))
}

#[cold]
#[inline(never)]
pub(super) fn exact_orient2d(a: &[f64; 2], b: &[f64; 2], c: &[f64; 2]) -> f64 {
    if !moderate(&[a, b, c]) {
        return exact::orientation(&[a, b, c]);
    }
    robust::orient2d(flat(a), flat(b), flat(c))
}

#[cold]
#[inline(never)]
pub(super) fn exact_orient3d(a: &[f64; 3], b: &[f64; 3], c: &[f64; 3], d: &[f64; 3]) -> f64 {
    if !moderate(&[a, b, c, d]) {
        return exact::orientation(&[a, b, c, d]);
    }
    robust::orient3d(solid(a), solid(b), solid(c), solid(d))
}

#[cold]
#[inline(never)]
pub(super) fn exact_in_circle(a: &[f64; 2], b: &[f64; 2], c: &[f64; 2], d: &[f64; 2]) -> f64 {
    if !moderate(&[a, b, c, d]) {
        return exact::in_sphere(&[a, b, c, d]);
    }
    robust::incircle(flat(a), flat(b), flat(c), flat(d))
}

#[cold]
#[inline(never)]
pub(super) fn exact_in_sphere(a: &[f64; 3], b: &[f64; 3], c: &[f64; 3], d: &[f64; 3], e: &[f64; 3]) -> f64 {
    if !moderate(&[a, b, c, d, e]) {
        return exact::in_sphere(&[a, b, c, d, e]);
    }
    robust::insphere(solid(a), solid(b), solid(c), solid(d), solid(e))
}

/// Whether expansions up to degree 5 neither underflow nor overflow.
///
/// A coordinate that is 0 or at least 2⁻¹³⁸ is a multiple of 2⁻¹⁹⁰, so every number that occurs in an expansion is a
/// multiple of 2⁻⁹⁵⁰: 0 or normal, and so is its product with an error bound.
fn moderate<const D: usize>(points: &[&[f64; D]]) -> bool {
    const SMALLEST: f64 = f64::from_bits((1023 - 138) << 52);
    let fits = |x: f64| x == 0.0 || (SMALLEST..=1.0).contains(&x.abs());
    points.iter().all(|point| point.iter().all(|&x| fits(x)))
}

fn flat(&[x, y]: &[f64; 2]) -> Coord<f64> {
    Coord { x, y }
}

fn solid(&[x, y, z]: &[f64; 3]) -> Coord3D<f64> {
    Coord3D { x, y, z }
}
