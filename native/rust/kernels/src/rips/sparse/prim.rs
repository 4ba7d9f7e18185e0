//! The shortest spanning tree in linear memory, for any distances: the tree grows from the first vertex, always by the least
//! edge that leaves it [Prim57].
//!
//! For each vertex outside only the least edge to the tree is kept. Of two edges of equal length that share a vertex, the one
//! whose other end has the smaller index is less; so within a vertex only those need comparing.

use super::super::edges::Input;
use super::{Edge, dimension};
use crate::limits::{Limits, Stop};

/// Vertices whose distances are computed at a time.
const BLOCK: usize = 256;

/// The vertices outside the tree, in no particular order.
#[derive(Default)]
pub struct Outside {
    vertices: Vec<u32>,
    /// For points their coordinates, one list for each axis.
    axes: Vec<Vec<f64>>,
    /// The key of the least edge to the tree.
    keys: Vec<f64>,
    /// The other end of that edge.
    ends: Vec<u32>,
}

impl Outside {
    /// Replaces `edges` by those of the least spanning tree, in no particular order.
    pub fn span(&mut self, input: Input, edges: &mut Vec<Edge>, limits: &Limits) -> Result<(), Stop> {
        let count = input.count();
        self.refill(input);
        edges.clear();
        let mut newest = 0;
        while edges.len() + 1 < count {
            limits.at(1.0 - (self.vertices.len() as f64 / count as f64).powi(2))?;
            self.compare_with(input, newest);
            let (edge, place) = self.least_edge();
            edges.push(edge);
            newest = self.remove(place);
        }
        Ok(())
    }

    /// Becomes all vertices but the first.
    fn refill(&mut self, input: Input) {
        let Outside { vertices, axes, keys, ends } = self;
        let count = input.count();
        vertices.clear();
        vertices.extend(1..count as u32);
        axes.resize_with(dimension(input), Vec::new);
        if let Input::Points { coordinates, .. } = input {
            let d = axes.len();
            for (place, axis) in axes.iter_mut().enumerate() {
                axis.clear();
                axis.extend(coordinates.iter().skip(d + place).step_by(d));
            }
        }
        keys.clear();
        keys.resize(count - 1, f64::INFINITY);
        ends.clear();
        ends.resize(count - 1, u32::MAX);
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let numbers = self.keys.capacity() + self.axes.iter().map(Vec::capacity).sum::<usize>();
        let vertices = self.vertices.capacity() + self.ends.capacity();
        (numbers * size_of::<f64>() + vertices * size_of::<u32>()) as u64
    }

    /// Keeps the edges to the vertex `newest`, just added to the tree, where they are less.
    fn compare_with(&mut self, input: Input, newest: u32) {
        let mut block = [0.0; BLOCK];
        for start in (0..self.vertices.len()).step_by(BLOCK) {
            let end = self.vertices.len().min(start + BLOCK);
            let block = &mut block[..end - start];
            self.fill(input, block, start, newest);
            let kept = self.keys[start..end].iter_mut().zip(&mut self.ends[start..end]);
            for (&key, (kept, end)) in block.iter().zip(kept) {
                let less = key < *kept || (key == *kept && newest < *end);
                *kept = if less { key } else { *kept };
                *end = if less { newest } else { *end };
            }
        }
    }

    /// The keys of the edges from `newest` to the vertices from place `start` on.
    fn fill(&self, input: Input, keys: &mut [f64], start: usize, newest: u32) {
        match input {
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
