//! From spheres to filtration values, each with the cell whose sphere gives it.
//!
//! All three rules copy values, so that they are monotone to the last bit because the squared radii are.

use super::circumsphere::squared_length;
use super::cloud::Cloud;
use super::faces::Faces;
use super::spheres::{Centre, Spheres};
use std::cmp::Reverse;

/// The values of the cells of one dimension.
pub struct Values {
    /// A squared radius, or a squared length.
    pub values: Vec<f64>,
    /// The cell whose smallest circumsphere gives the value, as a number among all cells.
    pub owners: Vec<u32>,
}

/// Alpha values: the squared radius of the smallest empty circumsphere.
///
/// A cell whose own smallest circumsphere has no vertex of a coface inside is of the kind called Gabriel, and keeps its
/// squared radius. Another cell enters with the first of its cofaces.
pub fn alpha(faces: &Faces, spheres: Vec<Spheres>) -> Vec<Values> {
    let (mut levels, mut centres) = (Vec::new(), Vec::new());
    for level in spheres {
        levels.push(Values { values: level.squares, owners: level.owners });
        centres.push(level.centres);
    }
    for d in (2..levels.len()).rev() {
        let (below, cofaces) = levels.split_at_mut(d);
        attach(faces, d, &centres[d], &cofaces[0], &mut below[d - 1]);
    }
    levels
}

/// Gives those facets of the cells of dimension `d` that are not Gabriel the least value of a coface.
fn attach(faces: &Faces, d: usize, centres: &[Centre], cofaces: &Values, level: &mut Values) {
    let mut is_attached = vec![false; level.values.len()];
    for (k, &Centre { inside, .. }) in centres.iter().enumerate().filter(|(_, centre)| centre.inside != 0) {
        for (i, &facet) in faces.facets(d, k).iter().enumerate() {
            if inside >> i & 1 != 0 && !is_attached[facet as usize] {
                is_attached[facet as usize] = true;
                level.values[facet as usize] = f64::INFINITY;
            }
        }
    }
    for (k, (&value, &owner)) in cofaces.values.iter().zip(&cofaces.owners).enumerate() {
        for &facet in faces.facets(d, k) {
            if is_attached[facet as usize] && value < level.values[facet as usize] {
                level.values[facet as usize] = value;
                level.owners[facet as usize] = owner;
            }
        }
    }
}

/// Čech–Delaunay values: the squared radius of the smallest enclosing ball.
///
/// If the centre of the circumsphere is in the interior of the cell, that sphere bounds the ball. Otherwise the ball is that of
/// a facet, and so the largest of those.
pub fn cech_delaunay(faces: &Faces, spheres: Vec<Spheres>) -> Vec<Values> {
    let mut out: Vec<Values> = Vec::new();
    for (d, Spheres { squares, owners, centres }) in spheres.into_iter().enumerate() {
        let mut level = Values { values: squares, owners };
        if d >= 2 {
            let below = &out[d - 1];
            for k in (0..centres.len()).filter(|&k| !centres[k].central) {
                let largest = largest(below, faces.facets(d, k));
                level.values[k] = below.values[largest];
                level.owners[k] = below.owners[largest];
            }
        }
        out.push(level);
    }
    out
}

/// Weak alpha values: the squared length of the longest edge, of several the lexicographically first.
pub fn weak_alpha(cloud: &Cloud, faces: &Faces, offsets: &[usize]) -> Vec<Values> {
    let count = faces.count(0);
    let mut out = vec![Values { values: vec![0.0; count], owners: (0..count as u32).collect() }];
    for d in 1..faces.vertices.len() {
        let (values, owners) = match d {
            1 => {
                let edges = faces.vertices[1].chunks_exact(2);
                (
                    edges.map(|edge| squared_length(cloud, edge)).collect(),
                    (offsets[1] as u32..offsets[2] as u32).collect(),
                )
            }
            _ => {
                let Values { values, owners } = &out[d - 1];
                let largest = (0..faces.count(d)).map(|k| largest(&out[d - 1], faces.facets(d, k)));
                largest.map(|facet| (values[facet], owners[facet])).unzip()
            }
        };
        out.push(Values { values, owners });
    }
    out
}

/// The facet of the largest value; of several the one whose owner comes first.
fn largest(below: &Values, facets: &[u32]) -> usize {
    let facets = facets.iter().map(|&facet| facet as usize);
    let key = |facet: usize| (below.values[facet].to_bits(), Reverse(below.owners[facet]));
    facets.max_by_key(|&facet| key(facet)).expect("a cell has facets")
}
