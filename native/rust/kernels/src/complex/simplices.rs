//! Boundaries of simplices given by their vertices.

use super::{Boundary, MissingFacet};
use crate::hash::Mixer;
use std::hash::Hasher;

/// The facets of all simplices, or the first that is missing: by dimension, then simplex, then vertex left out.
///
/// `vertices[d]` holds the `d`-simplices, `d + 1` ascending vertices each, in any order; none is there twice. All together
/// have fewer than 2³² vertices.
pub fn simplex_boundary(vertices: &[&[u32]]) -> Result<Boundary, MissingFacet> {
    let length: usize = vertices.iter().skip(1).map(|simplices| simplices.len()).sum();
    let mut boundary = Boundary { starts: vec![0], facets: Vec::with_capacity(length) };
    let mut first = 0;
    for (dimension, simplices) in vertices.iter().enumerate() {
        if dimension == 0 {
            boundary.starts.resize(1 + simplices.len(), 0);
            continue;
        }
        let below = vertices[dimension - 1];
        boundary.append(simplices, dimension, &Lookup::new(below, dimension), first)?;
        first += (below.len() / dimension) as u32;
    }
    Ok(boundary)
}

/// Where the facets of each cell begin, then how many there are, if all cells are simplices: one of dimension `d` has `d + 1`,
/// a point none.
pub fn simplex_starts(dim_offsets: &[usize]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(dim_offsets.last().map_or(1, |size| size + 1));
    starts.push(0);
    let mut start = 0;
    for (d, ends) in dim_offsets.windows(2).enumerate() {
        for _ in ends[0]..ends[1] {
            start += if d == 0 { 0 } else { d as u32 + 1 };
            starts.push(start);
        }
    }
    starts
}

impl Boundary {
    /// Appends the facets of the `dimension`-simplices; `first` is the place of the first of all facets.
    fn append(
        &mut self,
        simplices: &[u32],
        dimension: usize,
        lookup: &Lookup,
        first: u32,
    ) -> Result<(), MissingFacet> {
        let mut facet = vec![0; dimension];
        for (cell, simplex) in simplices.chunks_exact(dimension + 1).enumerate() {
            let start = self.facets.len();
            for skipped in 0..=dimension {
                facet[..skipped].copy_from_slice(&simplex[..skipped]);
                facet[skipped..].copy_from_slice(&simplex[skipped + 1..]);
                let index = lookup.find(&facet).ok_or(MissingFacet { dimension, cell, skipped })?;
                self.facets.push(first + index);
            }
            self.facets[start..].sort_unstable();
            self.starts.push(self.facets.len() as u32);
        }
        Ok(())
    }
}

/// Finds simplices of one dimension by their vertices: a hash table with linear probing, at most half full.
struct Lookup<'a> {
    vertices: &'a [u32],
    width: usize,
    slots: Vec<u32>,
}

/// A slot without a simplex.
const FREE: u32 = u32::MAX;

impl<'a> Lookup<'a> {
    /// The table of simplices of `width` vertices each.
    fn new(vertices: &'a [u32], width: usize) -> Self {
        let capacity = (2 * vertices.len() / width).next_power_of_two();
        let mut lookup = Lookup { vertices, width, slots: vec![FREE; capacity] };
        for (index, simplex) in vertices.chunks_exact(width).enumerate() {
            let free = lookup.probe(simplex).find(|&slot| lookup.slots[slot] == FREE);
            lookup.slots[free.expect("half of the slots are free")] = index as u32;
        }
        lookup
    }

    /// The index of a simplex.
    #[inline]
    fn find(&self, simplex: &[u32]) -> Option<u32> {
        let stored = self.probe(simplex).map(|slot| self.slots[slot]).take_while(|&index| index != FREE);
        stored.into_iter().find(|&index| {
            let start = index as usize * self.width;
            // Vertex by vertex: a call to compare memory takes longer than these few.
            self.vertices[start..start + self.width].iter().zip(simplex).all(|(a, b)| a == b)
        })
    }

    /// The slots where a simplex may be, from its hash onwards.
    #[inline]
    fn probe(&self, simplex: &[u32]) -> impl Iterator<Item = usize> + use<> {
        let mut mixer = Mixer::default();
        simplex.iter().for_each(|&vertex| mixer.write_u32(vertex));
        let (start, mask) = (mixer.finish() as usize, self.slots.len() - 1);
        (0..self.slots.len()).map(move |step| start.wrapping_add(step) & mask)
    }
}
