//! Dimension 0 without a list of edges: the pairs are the edges of the shortest spanning tree.
//!
//! No default cut-off is needed. The vertex in the middle of the smallest ball around all others spans a tree of edges that
//! are at most as long as the enclosing radius, and the longest edge of the shortest spanning tree is no longer than that of
//! any other tree.

use super::super::Pairs;
use super::super::edges::Input;
use super::kd_tree::{KdTree, by_dimension};
use super::{Edge, boruvka, dimension, prim, room_for_points};
use crate::components::Components;
use crate::limits::{Limits, Stop};

/// Fewer points are joined one by one.
const FEW: usize = 64;

/// The pairs of dimension 0 of positive length, of edges not longer than the cut-off.
pub fn components(input: Input, max_diameter: Option<f64>, limits: &Limits) -> Result<Pairs, Stop> {
    room_for_points(input, 0, limits)?;
    let mut tree = spanning_tree(input, limits)?;
    tree.retain(|&(bits, ..)| max_diameter.is_none_or(|cutoff| input.value(f64::from_bits(bits)) <= cutoff));
    tree.sort_unstable();
    let mut components = Components::new(input.count());
    let mut deaths: Vec<(u32, Edge)> = Vec::with_capacity(tree.len());
    for edge @ (bits, u, v) in tree {
        let dying = components.merge(u, v).expect("a tree has no cycle");
        if input.value(f64::from_bits(bits)) > 0.0 {
            deaths.push((dying, edge));
        }
    }
    deaths.sort_unstable();
    let ends: Vec<u32> = deaths.iter().flat_map(|&(_, (_, u, v))| [u, v]).collect();
    Ok(Pairs {
        births: deaths.iter().map(|&(vertex, _)| vertex).collect(),
        deaths: ends.clone(),
        birth_edges: deaths.iter().flat_map(|&(vertex, _)| [vertex, vertex]).collect(),
        death_edges: ends,
    })
}

/// The edges of the shortest spanning tree, the least under the order of all edges; in no particular order.
fn spanning_tree(input: Input, limits: &Limits) -> Result<Vec<Edge>, Stop> {
    let count = input.count();
    match input {
        Input::Points { coordinates, .. } if count > FEW => {
            by_dimension!(dimension(input), by_boxes(coordinates, limits) else prim::spanning_tree(input, limits))
        }
        _ => prim::spanning_tree(input, limits),
    }
}

fn by_boxes<const D: usize>(coordinates: &[f64], limits: &Limits) -> Result<Vec<Edge>, Stop> {
    boruvka::spanning_tree(&KdTree::<D>::new(coordinates), limits)
}
