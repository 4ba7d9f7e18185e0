//! Delaunay complexes as filtrations: cells, values, order, and the gradient of the values.
//!
//! Every value is the squared radius of the smallest sphere through the vertices of some cell, its owner, or four times that
//! of an edge. Values are copied from owner to owned, never computed again, so that they are monotone to the last bit.

mod circumsphere;
mod cloud;
mod double_double;
mod expansion;
mod faces;
mod number;
mod spheres;
#[cfg(test)]
mod tests;
mod values;

pub use circumsphere::circumradius_backward;

use crate::delaunay::{Delaunay, delaunay};
use crate::limits::{Limits, Stop};
use cloud::Cloud;
use faces::Faces;
use spheres::Spheres;
use values::Values;

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
pub struct Cells {
    /// Vertices of the cells of each dimension, ascending in each cell.
    pub vertices: Vec<Vec<u32>>,
    /// The values of all cells.
    pub values: Vec<f64>,
    /// For each cell the place of its owner.
    pub owners: Vec<u32>,
}

/// The cells of the Delaunay complex of the points `[n, dimension]`, of dimensions 0 to `dimension`.
///
/// All points are vertices. A point equal to an earlier one hangs at the first such by an edge of value 0.
pub fn cells(points: &[f64], dimension: usize, value: Value, _limits: &Limits) -> Result<Cells, Stop> {
    let Delaunay { rank, cells, representatives, .. } = delaunay(points, dimension)?;
    let hanging = (0..).zip(&representatives).filter(|&(v, &first)| v != first).map(|(v, &first)| [first, v]);
    let faces = Faces::new(representatives.len(), rank, cells, hanging.collect(), dimension);
    let counts: Vec<usize> = (0..=dimension).map(|d| faces.count(d)).collect();
    let offsets = offsets(&counts)?;
    let cloud = Cloud::new(points, dimension);
    let values = match value {
        Value::Alpha => values::alpha(&faces, Spheres::all(&cloud, &faces, &offsets)),
        Value::CechDelaunay => values::cech_delaunay(&faces, Spheres::all(&cloud, &faces, &offsets)),
        Value::WeakAlpha => values::weak_alpha(&cloud, &faces, &offsets),
    };
    Ok(sorted(faces, &values, &offsets))
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

/// The cells by value, where numbers, which are lexicographic, decide ties.
fn sorted(faces: Faces, levels: &[Values], offsets: &[usize]) -> Cells {
    let size = offsets[levels.len()];
    let mut places = vec![0u32; size];
    let mut order = Vec::with_capacity(size);
    let mut vertices = Vec::new();
    for (d, (level, listed)) in levels.iter().zip(faces.vertices).enumerate() {
        let mut keys: Vec<(u64, u32)> = level.values.iter().map(|x| x.to_bits()).zip(0..).collect();
        keys.sort_unstable(); // the bits of numbers that are not negative are in their order
        let mut moved = Vec::with_capacity(listed.len());
        for (_, k) in keys {
            let k = k as usize;
            places[offsets[d] + k] = order.len() as u32;
            order.push((level.values[k], level.owners[k]));
            moved.extend_from_slice(&listed[k * (d + 1)..(k + 1) * (d + 1)]);
        }
        vertices.push(moved);
    }
    Cells {
        vertices,
        values: order.iter().map(|&(value, _)| value).collect(),
        owners: order.iter().map(|&(_, owner)| places[owner as usize]).collect(),
    }
}
