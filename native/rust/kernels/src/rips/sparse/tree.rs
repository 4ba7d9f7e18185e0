//! Dimension 0 without a list of edges: the pairs are the edges of the shortest spanning tree.
//!
//! No default cut-off is needed. The vertex in the middle of the smallest ball around all others spans a tree of edges that
//! are at most as long as the enclosing radius, and the longest edge of the shortest spanning tree is no longer than that of
//! any other tree.

use super::super::Pairs;
use super::super::edges::Input;
use super::kd_tree::by_dimension;
use super::workspace::Workspace;
use super::{Edge, dimension, room_for_points};
use crate::limits::{Limits, Stop};

/// Fewer points are joined one by one.
const FEW: usize = 64;

/// The pairs of dimension 0 of positive length, of edges not longer than the cut-off.
pub fn components(input: Input, max_diameter: Option<f64>, limits: &Limits) -> Result<Pairs, Stop> {
    room_for_points(input, 0, limits)?;
    Workspace::with(limits, |workspace| pairs(input, max_diameter, workspace, limits))
}

/// The same with buffers.
pub fn pairs(
    input: Input,
    max_diameter: Option<f64>,
    workspace: &mut Workspace,
    limits: &Limits,
) -> Result<Pairs, Stop> {
    span(input, workspace, limits)?;
    Ok(merged(input, max_diameter, workspace))
}

/// Puts the edges of the shortest spanning tree, the least under the order of all edges, into the workspace.
fn span(input: Input, workspace: &mut Workspace, limits: &Limits) -> Result<(), Stop> {
    let count = input.count();
    let one_by_one = |Workspace { tree, outside, .. }: &mut Workspace| outside.span(input, tree, limits);
    match input {
        Input::Points { coordinates, .. } if count > FEW => {
            by_dimension!(dimension(input), by_boxes(coordinates, workspace, limits) else one_by_one(workspace))
        }
        _ => one_by_one(workspace),
    }
}

fn by_boxes<const D: usize>(
    coordinates: &[f64],
    workspace: &mut Workspace,
    limits: &Limits,
) -> Result<(), Stop> {
    let mut boxes = workspace.take_boxes::<D>();
    boxes.refill(coordinates);
    let Workspace { tree, rounds, .. } = workspace;
    rounds.span(&boxes, tree, limits)?;
    workspace.keep_boxes(boxes);
    Ok(())
}

/// The pairs that the edges of the shortest spanning tree make, up to the cut-off.
fn merged(input: Input, max_diameter: Option<f64>, workspace: &mut Workspace) -> Pairs {
    let Workspace { tree, components, .. } = workspace;
    tree.sort_unstable();
    let value = |bits: u64| input.value(f64::from_bits(bits));
    let is_wanted = |&&(bits, ..): &&Edge| max_diameter.is_none_or(|cutoff| value(bits) <= cutoff);
    components.reset(input.count());
    let mut deaths: Vec<(u32, Edge)> = Vec::with_capacity(tree.len());
    for &edge @ (bits, u, v) in tree.iter().take_while(is_wanted) {
        let dying = components.merge(u, v).expect("a tree has no cycle");
        if value(bits) > 0.0 {
            deaths.push((dying, edge));
        }
    }
    deaths.sort_unstable();
    let ends: Vec<u32> = deaths.iter().flat_map(|&(_, (_, u, v))| [u, v]).collect();
    Pairs {
        births: deaths.iter().map(|&(vertex, _)| vertex).collect(),
        deaths: ends.clone(),
        birth_edges: deaths.iter().flat_map(|&(vertex, _)| [vertex, vertex]).collect(),
        death_edges: ends,
    }
}
