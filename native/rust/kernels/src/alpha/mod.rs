//! Delaunay complexes as filtrations: cells, values, order, and the gradient of the values.
//!
//! Every value is the squared radius of the smallest sphere through the vertices of some cell, its owner, or four times that
//! of an edge. Values are copied from owner to owned, never computed again, so that they are monotone to the last bit.

mod circumsphere;
mod cloud;
mod double_double;
mod entries;
mod expansion;
mod faces;
mod number;
mod owned;
mod simplices;
mod sorting;
mod spheres;
#[cfg(test)]
mod tests;
mod values;

pub use owned::Owned;
pub use simplices::Simplices;

use crate::delaunay::{Delaunay, delaunay};
use crate::limits::{Limits, Stop};
use cloud::Cloud;
use faces::Faces;
use sorting::sorted;
use spheres::Spheres;

/// What gives a cell its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// The squared radius of the smallest empty circumsphere.
    Alpha,
    /// The squared radius of the smallest enclosing ball.
    CechDelaunay,
    /// The squared length of the longest edge.
    WeakAlpha,
}

/// A complex in its order: by dimension, value, and vertices lexicographically.
#[derive(Debug, PartialEq)]
pub struct Cells {
    /// The places of the first cells of each dimension, then the number of cells.
    pub offsets: Vec<usize>,
    /// Places of the facets of all cells but points, ascending in each cell.
    pub facets: Vec<u32>,
    /// The values of all cells.
    pub values: Vec<f64>,
    /// For each cell the place of its owner.
    pub owners: Vec<u32>,
}

impl Cells {
    /// Their vertices.
    pub fn simplices(&self) -> Simplices<'_> {
        Simplices { offsets: &self.offsets, facets: &self.facets }
    }
}

/// The cells of the Delaunay complex of the points `[n, dimension]`, of dimensions 0 to `dimension`.
///
/// All points are vertices. A point equal to an earlier one hangs at the first such by an edge of value 0.
pub fn cells(points: &[f64], dimension: usize, value: Value, limits: &Limits) -> Result<Cells, Stop> {
    check_room(points.len() / dimension.max(1), dimension, limits)?;
    let threads = limits.threads;
    let Delaunay { rank, cells, representatives, .. } = delaunay(points, dimension, &limits.stage(0.0, 0.4))?;
    let hanging = (0..).zip(&representatives).filter(|&(v, &first)| v != first).map(|(v, &first)| [first, v]);
    let faces = Faces::new(representatives.len(), rank, cells, hanging.collect(), dimension, threads);
    drop(representatives);
    limits.at(0.5)?;
    let counts: Vec<usize> = (0..=dimension).map(|d| faces.count(d)).collect();
    let offsets = offsets(&counts)?;
    let cloud = Cloud::new(points, dimension);
    let spheres = || Spheres::all(&cloud, &faces, &offsets, &limits.stage(0.5, 0.8));
    let values = match value {
        Value::Alpha => values::alpha(&faces, spheres()?),
        Value::CechDelaunay => values::cech_delaunay(&faces, spheres()?),
        Value::WeakAlpha => values::weak_alpha(&cloud, &faces, &offsets),
    };
    limits.at(0.9)?;
    Ok(sorted(faces, values, offsets, threads))
}

/// Refuses points whose cells, as many as is typical, would not fit.
fn check_room(count: usize, dimension: usize, limits: &Limits) -> Result<(), Stop> {
    let bytes_for_each = match dimension {
        1 => 150,
        2 => 400,
        _ => 1600,
    };
    let what = format_args!("the Delaunay cells of {count} points");
    limits.room_for(bytes_for_each * count as u64, what, "take fewer points")
}

/// The number of the first cell of each dimension, then that of all; the vertices of all cells must be a `u32` too.
fn offsets(counts: &[usize]) -> Result<Vec<usize>, String> {
    let listed: usize = counts.iter().zip(1..).map(|(count, width)| count * width).sum();
    if u32::try_from(listed).is_err() {
        let most = u32::MAX;
        return Err(format!(
            "cells with at most {most} vertices in all were expected, but there are {listed}; take fewer points"
        ));
    }
    let mut offsets = vec![0];
    for (d, count) in counts.iter().enumerate() {
        offsets.push(offsets[d] + count);
    }
    Ok(offsets)
}
