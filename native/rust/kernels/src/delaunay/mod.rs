//! Exact Delaunay triangulations of points on a line, in the plane and in space.
//!
//! Every finite input has one: points are told apart by exact predicates, ties among cospherical points are broken by a
//! symbolic perturbation that depends on the set of points alone, and points that span a flat of lower dimension are
//! triangulated in it.

mod cell;
mod cloud;
mod exact;
mod filter;
mod hilbert;
mod predicates;
mod sorted;
mod triangulation;

use crate::limits::{Limits, Stop};
use cloud::Cloud;
use predicates::{Plane, Predicates};
pub(crate) use sorted::ascending;
use sorted::sorted;
use triangulation::Triangulation;

/// The Delaunay complex of a cloud: its cells of full dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Delaunay {
    /// Dimension of the affine hull of the points, which is that of the cells.
    pub rank: usize,
    /// Vertices of the cells, `[count, rank + 1]`, ascending in each; cells in lexicographic order.
    pub cells: Vec<u32>,
    /// By point the smallest index of a point with the same coordinates; only these are vertices.
    pub representatives: Vec<u32>,
}

/// The Delaunay complex of `points`, `[count, dimension]`, in dimension 1, 2 or 3.
///
/// It is a function of the set of points: another order of them changes the indices of the vertices only.
pub fn delaunay(points: &[f64], dimension: usize, limits: &Limits) -> Result<Delaunay, Stop> {
    check(points, dimension)?;
    match dimension {
        1 => Ok(on_line(cloud::distinct::<1>(points))),
        2 => in_plane(cloud::distinct::<2>(points), limits),
        _ => in_space(cloud::distinct::<3>(points), limits),
    }
}

fn check(points: &[f64], dimension: usize) -> Result<(), String> {
    if !(1..=3).contains(&dimension) {
        return Err(format!("points of dimension 1, 2 or 3 were expected, but the dimension is {dimension}"));
    }
    if !points.len().is_multiple_of(dimension) {
        let count = points.len();
        return Err(format!("a multiple of {dimension} coordinates was expected, but there are {count}"));
    }
    check_count(points.len() / dimension)?;
    for axis in 0..dimension {
        let along = || points.iter().skip(axis).step_by(dimension);
        let low = along().fold(f64::INFINITY, |m: f64, &x| m.min(x));
        let high = along().fold(f64::NEG_INFINITY, |m: f64, &x| m.max(x));
        if along().any(|x| !x.is_finite()) || high - low == f64::INFINITY {
            return Err(format!("a finite extent was expected, but on axis {axis} it is not"));
        }
    }
    Ok(())
}

/// The number of an insertion shares 32 bits with what is known of a cell.
fn check_count(count: usize) -> Result<(), String> {
    let most = 1 << 28;
    if count > most {
        return Err(format!("at most {most} points were expected, but there are {count}"));
    }
    Ok(())
}

/// The distinct points, the index of each, and for each index the smallest of an equal point.
type Distinct<const D: usize> = (Cloud<D>, Vec<u32>, Vec<u32>);

fn in_space((mut cloud, mut order, representatives): Distinct<3>, limits: &Limits) -> Result<Delaunay, Stop> {
    let flat = |cloud: &Cloud<3>, v: u32| {
        [[0, 1], [1, 2], [2, 0]].iter().all(|&axes| cloud.projected(&[0, 1, v], axes) == 0.0)
    };
    let Some(third) = (2..cloud.len() as u32).find(|&v| !flat(&cloud, v)) else {
        return Ok(on_line((cloud, order, representatives)));
    };
    cloud.advance(&mut order, 2, third as usize);
    let Some(fourth) = (3..cloud.len() as u32).find(|&v| cloud.orientation(&[0, 1, 2, v]) != 0.0) else {
        return triangulated(Plane::new(cloud), order, representatives, limits);
    };
    cloud.advance(&mut order, 3, fourth as usize);
    triangulated(cloud, order, representatives, limits)
}

fn in_plane((mut cloud, mut order, representatives): Distinct<2>, limits: &Limits) -> Result<Delaunay, Stop> {
    let Some(third) = (2..cloud.len() as u32).find(|&v| cloud.orientation(&[0, 1, v]) != 0.0) else {
        return Ok(on_line((cloud, order, representatives)));
    };
    cloud.advance(&mut order, 2, third as usize);
    triangulated(cloud, order, representatives, limits)
}

/// Collinear points: in lexicographic order they follow each other along the line.
fn on_line<const D: usize>((cloud, order, representatives): Distinct<D>) -> Delaunay {
    let count = cloud.len() as u32;
    if count < 2 {
        return Delaunay { rank: 0, cells: order, representatives };
    }
    let mut along: Vec<u32> = (0..count).collect();
    along.sort_unstable_by(|&a, &b| cloud.compare(a, b));
    sorted(along.windows(2).map(|ends| [ends[0], ends[1]]), &order, representatives)
}

fn triangulated<const N: usize>(
    predicates: impl Predicates<N>,
    order: Vec<u32>,
    representatives: Vec<u32>,
    limits: &Limits,
) -> Result<Delaunay, Stop> {
    let triangulation = Triangulation::new(predicates, order.len() as u32, limits)?;
    Ok(sorted(triangulation.finite_cells(), &order, representatives))
}

#[cfg(test)]
mod tests;
