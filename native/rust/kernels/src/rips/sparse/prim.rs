//! The shortest spanning tree in linear memory, for any distances: the tree grows from the first vertex, always by the least
//! edge that leaves it [Prim57].
//!
//! For each vertex outside only the least edge to the tree is kept. Of two edges of equal length that share a vertex, the one
//! whose other end has the smaller index is less; so within a vertex only those need comparing.

use super::super::edges::Input;
use super::Edge;
use crate::limits::{Limits, Stop};

/// Vertices whose distances are computed at a time.
const BLOCK: usize = 256;

/// The edges of the least spanning tree, in no particular order.
pub fn spanning_tree(input: Input, limits: &Limits) -> Result<Vec<Edge>, Stop> {
    let count = input.count();
    let mut outside = Outside::new(input);
    let mut tree = Vec::with_capacity(count - 1);
    let mut newest = 0;
    while tree.len() + 1 < count {
        limits.at(1.0 - (outside.vertices.len() as f64 / count as f64).powi(2))?;
        outside.compare_with(newest);
        let (edge, place) = outside.least_edge();
        tree.push(edge);
        newest = outside.remove(place);
    }
    Ok(tree)
}

/// The vertices outside the tree, in no particular order.
struct Outside<'a> {
    input: Input<'a>,
    vertices: Vec<u32>,
    /// For points their coordinates, one list for each axis.
    axes: Vec<Vec<f64>>,
    /// The key of the least edge to the tree.
    keys: Vec<f64>,
    /// The other end of that edge.
    ends: Vec<u32>,
}

impl<'a> Outside<'a> {
    /// All vertices but the first.
    fn new(input: Input<'a>) -> Self {
        let count = input.count();
        let axes = match input {
            Input::Points { coordinates, .. } => {
                let d = coordinates.len() / count;
                (0..d).map(|axis| coordinates.iter().skip(d + axis).step_by(d).copied().collect()).collect()
            }
            Input::Distances { .. } => Vec::new(),
        };
        Outside {
            input,
            vertices: (1..count as u32).collect(),
            axes,
            keys: vec![f64::INFINITY; count - 1],
            ends: vec![u32::MAX; count - 1],
        }
    }

    /// Keeps the edges to the vertex `newest`, just added to the tree, where they are less.
    fn compare_with(&mut self, newest: u32) {
        let mut block = [0.0; BLOCK];
        for start in (0..self.vertices.len()).step_by(BLOCK) {
            let end = self.vertices.len().min(start + BLOCK);
            let block = &mut block[..end - start];
            self.fill(block, start, newest);
            let kept = self.keys[start..end].iter_mut().zip(&mut self.ends[start..end]);
            for (&key, (kept, end)) in block.iter().zip(kept) {
                let less = key < *kept || (key == *kept && newest < *end);
                *kept = if less { key } else { *kept };
                *end = if less { newest } else { *end };
            }
        }
    }

    /// The keys of the edges from `newest` to the vertices from place `start` on.
    fn fill(&self, keys: &mut [f64], start: usize, newest: u32) {
        match self.input {
            Input::Points { coordinates, .. } => {
                keys.fill(0.0);
                let d = self.axes.len();
                let own = &coordinates[newest as usize * d..][..d];
                for (axis, x) in self.axes.iter().zip(own) {
                    for (key, y) in keys.iter_mut().zip(&axis[start..]) {
                        *key += (x - y) * (x - y);
                    }
                }
            }
            Input::Distances { matrix, count } => {
                let row = &matrix[newest as usize * count..][..count];
                for (key, &v) in keys.iter_mut().zip(&self.vertices[start..]) {
                    *key = row[v as usize] + 0.0;
                }
            }
        }
    }

    /// The least edge to the tree, and the place of its end outside.
    fn least_edge(&self) -> (Edge, usize) {
        let least = self.keys.iter().copied().fold(f64::INFINITY, f64::min);
        let tied = self.keys.iter().enumerate().filter(|&(_, &key)| key == least);
        let edge = |place: usize| {
            let (a, b) = (self.vertices[place], self.ends[place]);
            ((self.keys[place].to_bits(), a.min(b), a.max(b)), place)
        };
        tied.map(|(place, _)| edge(place)).min().expect("a vertex outside the tree")
    }

    /// Takes out the vertex at `place`, which the last one takes.
    fn remove(&mut self, place: usize) -> u32 {
        self.axes.iter_mut().for_each(|axis| {
            axis.swap_remove(place);
        });
        self.keys.swap_remove(place);
        self.ends.swap_remove(place);
        self.vertices.swap_remove(place)
    }
}
