//! The smallest sphere through the vertices of a simplex: its radius, its centre, and how it moves with the vertices.
//!
//! All comes from the barycentric coordinates `λ` of the centre, as polynomials in differences of coordinates over one
//! common denominator. The sign of `λ_i` says on which side of the facet opposite vertex `i` the centre lies, which is where
//! the alpha complex and smallest enclosing balls branch: vertex `i` is strictly inside the smallest circumsphere of that
//! facet if and only if `λ_i < 0`, and on it if and only if `λ_i = 0`. And the gradient of the squared radius at vertex `i` is
//! `2 λ_i (p_i − centre)`: the centre `c` is the critical point of `Σ λ_i |p_i − c|²`, whose value is the squared radius.

use super::cloud::{Cloud, power_of_two};
use super::double_double::DoubleDouble;
use super::entries::for_each;
use super::expansion::Expansion;
use super::number::{Doubled, Number, Rounded, uncertainty};
use super::simplices::NO_VERTEX;

/// The relative error that squared radii may have.
const ACCURACY: f64 = 1e-12;

/// The relative error before the last rounding of those that must be the nearest doubles: then hardly any is not.
const FINE_ACCURACY: f64 = 1.0 / (1u128 << 80) as f64;

/// Up to this a barycentric coordinate of the centre is so near to 0 that the squared radius is that of the opposite facet but
/// for a relative difference of at most `(2 · 2⁻³²)²`, which a double cannot tell.
///
/// Its sign still matters, however small: at a sliver, cells may or may not be attached to a much larger sphere.
const TOUCHING: f64 = 1.0 / (1u64 << 32) as f64;

/// The smallest sphere through the vertices of a triangle or a tetrahedron.
///
/// If edges or heights differ by a factor of more than 10⁷⁵, its polynomials may underflow, and it may count as flat.
pub struct Circumsphere {
    /// The squared radius; not finite if the simplex is flat or the square is too large.
    pub squared_radius: f64,
    /// The correctly rounded squared radius is known to be [`Self::squared_radius`].
    pub exact: bool,
    /// A bit for each vertex for which the barycentric coordinate of the centre is negative.
    pub negative: u8,
    /// A bit for each vertex for which it is 0, or as good as 0 for the radius.
    pub touching: u8,
    /// Barycentric coordinates of the centre.
    coordinates: [f64; 4],
    /// The centre seen from the first vertex.
    centre: [f64; 3],
}

impl Circumsphere {
    /// The sphere through a triangle or a tetrahedron.
    pub fn of(cloud: &Cloud, simplex: &[u32]) -> Self {
        let frame = Frame::of(cloud, simplex);
        frame
            .attempt::<Rounded>(ACCURACY)
            .or_else(|| frame.attempt::<Doubled>(ACCURACY))
            .or_else(|| frame.attempt::<Expansion>(ACCURACY))
            .expect("exact numbers decide")
    }

    /// The same with the double nearest to the squared radius, so that equal spheres have equal ones.
    pub fn refined(cloud: &Cloud, simplex: &[u32]) -> Self {
        let frame = Frame::of(cloud, simplex);
        frame
            .attempt::<Doubled>(FINE_ACCURACY)
            .or_else(|| frame.attempt::<Expansion>(FINE_ACCURACY))
            .expect("exact numbers decide")
    }
}

/// The squared length of an edge as the nearest double; a quarter of it is the squared radius of the smallest sphere.
pub fn squared_length(cloud: &Cloud, edge: &[u32]) -> f64 {
    let corners = [cloud.point(edge[0]), cloud.point(edge[1])];
    let exponent = cloud.exponent(&corners);
    let (scale, inverse) = (power_of_two(exponent), power_of_two(-exponent));
    let part = |c: usize| {
        let difference = DoubleDouble::difference(corners[1][c], corners[0][c]).scaled(inverse);
        difference * difference
    };
    (part(0) + part(1) + part(2)).high * scale * scale
}

/// Adds to `out` the gradient at the points of the weighted sum of squared radii of smallest circumspheres.
///
/// `vertices` gives those of the simplex each weight belongs to, behind them `NO_VERTEX`. A vertex has no gradient; neither
/// has a simplex that is flat or so nearly flat that its gradient is not finite. A weight that is not finite is not hidden.
pub fn circumradius_backward(
    points: &[f64],
    dimension: usize,
    vertices: impl Fn(usize) -> [u32; 4] + Sync,
    weights: &[f64],
    threads: usize,
    out: &mut [f64],
) {
    let cloud = Cloud::new(points, dimension);
    let mut block = vec![([NO_VERTEX; 4], [[0.0; 3]; 4]); ROWS_AT_A_TIME.min(weights.len())];
    for (first, weights) in (0..).step_by(ROWS_AT_A_TIME).zip(weights.chunks(ROWS_AT_A_TIME)) {
        let block = &mut block[..weights.len()];
        for_each(threads, block, |row, (simplex, parts)| {
            *simplex = if weights[row] == 0.0 { [NO_VERTEX; 4] } else { vertices(first + row) };
            *parts = slopes(&cloud, simplex).map(|part| part.map(|x| weights[row] * x));
        });
        // Sums are in the order of the rows, whatever the threads.
        for ((simplex, parts), weight) in block.iter().zip(weights) {
            if weight.is_finite() && !parts.as_flattened().iter().all(|x| x.is_finite()) {
                continue;
            }
            for (&v, part) in simplex.iter().zip(parts).take_while(|&(&v, _)| v != NO_VERTEX) {
                let start = v as usize * dimension;
                for (x, slope) in out[start..start + dimension].iter_mut().zip(part) {
                    *x += slope;
                }
            }
        }
    }
}

/// So many gradients of simplices are held at a time.
const ROWS_AT_A_TIME: usize = 1 << 12;

/// The gradient of the squared radius at each vertex.
fn slopes(cloud: &Cloud, simplex: &[u32; 4]) -> [[f64; 3]; 4] {
    let simplex = &simplex[..simplex.iter().position(|&v| v == NO_VERTEX).unwrap_or(4)];
    let mut out = [[0.0; 3]; 4];
    match simplex.len() {
        2 => {
            let [p, q] = [cloud.point(simplex[0]), cloud.point(simplex[1])];
            out[0] = std::array::from_fn(|c| (p[c] - q[c]) / 2.0);
            out[1] = out[0].map(|x| -x);
        }
        3 | 4 => {
            let sphere = Circumsphere::of(cloud, simplex);
            let base = cloud.point(simplex[0]);
            for (i, &v) in simplex.iter().enumerate() {
                let p = cloud.point(v);
                out[i] = std::array::from_fn(|c| {
                    2.0 * sphere.coordinates[i] * ((p[c] - base[c]) - sphere.centre[c])
                });
            }
        }
        _ => {}
    }
    out
}

/// The corners of a simplex and their scale.
struct Frame<'a> {
    corners: [[f64; 3]; 4],
    count: usize,
    exponent: i32,
    cloud: &'a Cloud<'a>,
}

impl<'a> Frame<'a> {
    fn of(cloud: &'a Cloud<'a>, simplex: &[u32]) -> Self {
        let mut corners = [[0.0; 3]; 4];
        simplex.iter().zip(&mut corners).for_each(|(&v, corner)| *corner = cloud.point(v));
        let exponent = cloud.exponent(&corners[..simplex.len()]);
        Frame { corners, count: simplex.len(), exponent, cloud }
    }

    /// The sphere, if numbers of this kind are good enough for this relative error of the squared radius.
    fn attempt<N: Number>(&self, accuracy: f64) -> Option<Circumsphere> {
        match self.count {
            3 => self.settle(triangle::<N>(self.edge(0, 1), self.edge(0, 2), self.edge(1, 2)), accuracy),
            _ => self.settle(tetrahedron::<N>(self.edge(0, 1), self.edge(0, 2), self.edge(0, 3)), accuracy),
        }
    }

    /// From corner `i` to corner `j`.
    fn edge<N: Number>(&self, i: usize, j: usize) -> [N; 3] {
        let inverse = power_of_two(-self.exponent);
        std::array::from_fn(|c| N::difference(self.corners[j][c], self.corners[i][c], inverse))
    }

    fn settle<N: Number, const K: usize>(&self, sphere: Sphere<N, K>, accuracy: f64) -> Option<Circumsphere> {
        let exact_below = self.cloud.exact_below();
        if !(sphere.condition <= accuracy || sphere.radius.magnitude() < exact_below) {
            return None;
        }
        let (mut negative, mut touching) = (0, 0);
        let near = TOUCHING * sphere.total.value();
        let largest = sphere.coordinates.iter().map(|x| x.value().abs()).fold(0.0, f64::max);
        for (i, coordinate) in sphere.coordinates.iter().enumerate() {
            let value = coordinate.value();
            let error = if coordinate.magnitude() < exact_below { 0.0 } else { uncertainty(coordinate) };
            if error > value.abs().min(TOUCHING * largest) {
                return None;
            }
            negative |= u8::from(value < 0.0) << i;
            touching |= u8::from(value.abs() <= near) << i;
        }
        let scale = power_of_two(self.exponent);
        let mut coordinates = [0.0; 4];
        for (out, coordinate) in coordinates.iter_mut().zip(&sphere.coordinates) {
            *out = coordinate.ratio(&sphere.total);
        }
        Some(Circumsphere {
            squared_radius: sphere.radius.ratio(&sphere.radius_unit) * scale * scale,
            exact: sphere.radius.magnitude() < exact_below && sphere.radius_unit.magnitude() < exact_below,
            negative,
            touching,
            coordinates,
            centre: sphere.centre.each_ref().map(|x| x.ratio(&sphere.centre_unit) * scale),
        })
    }
}

/// A sphere as polynomials over common denominators.
struct Sphere<N, const K: usize> {
    /// Barycentric coordinates of the centre, times `total`.
    coordinates: [N; K],
    /// Positive, 0 if flat.
    total: N,
    /// The centre seen from the first corner, times `centre_unit`.
    centre: [N; 3],
    centre_unit: N,
    /// The squared radius, times `radius_unit`.
    radius: N,
    radius_unit: N,
    /// Bound of the relative error of the quotients.
    condition: f64,
}

/// The circumsphere of the triangle with edges `u = p1 − p0`, `v = p2 − p0`, `w = p2 − p1`.
///
/// The coordinate of a vertex is the squared length of the opposite edge times the inner product of the adjacent ones, over
/// `2 |u × v|²`; the squared radius is `|u|² |v|² |w|² / 4 |u × v|²`.
fn triangle<N: Number>(u: [N; 3], v: [N; 3], w: [N; 3]) -> Sphere<N, 3> {
    let normal = cross(&u, &v);
    let [uu, vv, ww] = [dot(&u, &u), dot(&v, &v), dot(&w, &w)];
    let total = dot(&normal, &normal).twice();
    let coordinates = [ww.times(&dot(&u, &v)), vv.times(&dot(&u, &w).negated()), uu.times(&dot(&v, &w))];
    let centre = std::array::from_fn(|c| coordinates[1].times(&u[c]).plus(&coordinates[2].times(&v[c])));
    Sphere {
        condition: 2.0 * condition(&normal) + condition(&centre),
        centre,
        centre_unit: total.clone(),
        radius: uu.times(&vv).times(&ww),
        radius_unit: total.twice(),
        coordinates,
        total,
    }
}

/// The circumsphere of the tetrahedron with edges `a`, `b`, `c` at its first vertex.
///
/// With the determinant `D = a · (b × c)` and `N = |a|² b × c + |b|² c × a + |c|² a × b`, the centre is at `N / 2D`, its squared
/// radius is `|N|² / 4D²`, and its coordinates are the inner products of `N` with `b × c`, `c × a` and `a × b` over `2D²`.
fn tetrahedron<N: Number>(a: [N; 3], b: [N; 3], c: [N; 3]) -> Sphere<N, 4> {
    let normals = [cross(&b, &c), cross(&c, &a), cross(&a, &b)];
    let squares = [dot(&a, &a), dot(&b, &b), dot(&c, &c)];
    let determinant = dot(&a, &normals[0]);
    let centre: [N; 3] = std::array::from_fn(|k| {
        let [x, y, z]: [N; 3] = std::array::from_fn(|i| squares[i].times(&normals[i][k]));
        x.plus(&y).plus(&z)
    });
    let total = determinant.times(&determinant).twice();
    let [x, y, z] = normals.each_ref().map(|normal| dot(&centre, normal));
    Sphere {
        condition: 2.0 * (condition(&centre) + condition(std::slice::from_ref(&determinant))),
        coordinates: [total.minus(&x.plus(&y).plus(&z)), x, y, z],
        radius: dot(&centre, &centre),
        radius_unit: total.twice(),
        centre,
        centre_unit: determinant.twice(),
        total,
    }
}

fn dot<N: Number>(a: &[N; 3], b: &[N; 3]) -> N {
    a[0].times(&b[0]).plus(&a[1].times(&b[1])).plus(&a[2].times(&b[2]))
}

fn cross<N: Number>(a: &[N; 3], b: &[N; 3]) -> [N; 3] {
    let component = |i: usize, j: usize| a[i].times(&b[j]).minus(&a[j].times(&b[i]));
    [component(1, 2), component(2, 0), component(0, 1)]
}

/// Bound of the relative error of the length of a vector.
fn condition<N: Number>(vector: &[N]) -> f64 {
    let norm = |component: fn(&N) -> f64| vector.iter().map(|x| component(x).powi(2)).sum::<f64>().sqrt();
    if N::UNIT == 0.0 { 0.0 } else { norm(uncertainty) / norm(N::value) }
}

#[cfg(test)]
mod tests;
