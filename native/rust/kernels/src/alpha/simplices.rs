//! Simplices that are known by their facets: any two facets of a simplex have all its vertices together.
//!
//! A complex that lists the facets of its cells needs no lists of their vertices.

use crate::delaunay::ascending;
use std::ops::Range;

/// Fills a row of four that has fewer vertices.
pub const NO_VERTEX: u32 = u32::MAX;

/// The simplices of a complex of dimension 3 at most, whose points are their own vertices.
#[derive(Clone, Copy)]
pub struct Simplices<'a> {
    /// The places of the first simplices of each dimension, then the number of simplices.
    pub offsets: &'a [usize],
    /// Places of the facets of all simplices but points.
    pub facets: &'a [u32],
}

impl Simplices<'_> {
    /// The vertices of the simplex at `place`, ascending, behind them [`NO_VERTEX`].
    pub fn vertices(&self, place: u32) -> [u32; 4] {
        let mut vertices = [NO_VERTEX; 4];
        let facets = &self.facets[self.facets_of(place as usize)];
        match facets.len() {
            0 => vertices[0] = place,
            2 => vertices[..2].copy_from_slice(facets),
            length => {
                vertices = self.vertices(facets[0]);
                let others = self.vertices(facets[1]);
                let last = others.into_iter().find(|v| !vertices.contains(v));
                vertices[length - 1] = last.expect("facets of a simplex differ in a vertex");
                vertices = ascending(vertices);
            }
        }
        vertices
    }

    /// Where the facets of the simplex at `place` are.
    fn facets_of(&self, place: usize) -> Range<usize> {
        let mut start = 0;
        for (dimension, ends) in self.offsets.windows(2).enumerate() {
            let width = if dimension == 0 { 0 } else { dimension + 1 };
            if place < ends[1] {
                start += (place - ends[0]) * width;
                return start..start + width;
            }
            start += (ends[1] - ends[0]) * width;
        }
        panic!("there is no simplex at {place}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_facets_have_all_vertices() {
        // Two tetrahedra on the triangle 1, 2, 3 would share its edges; one is enough here.
        let facets = [
            [0, 1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3].as_slice(), // edges 4 to 9
            &[4, 5, 7, 4, 6, 8, 5, 6, 9, 7, 8, 9],           // triangles 10 to 13
            &[10, 11, 12, 13],
        ]
        .concat();
        let simplices = Simplices { offsets: &[0, 4, 10, 14, 15], facets: &facets };
        let no = NO_VERTEX;
        assert_eq!(simplices.vertices(2), [2, no, no, no]);
        assert_eq!(simplices.vertices(8), [1, 3, no, no]);
        assert_eq!(simplices.vertices(12), [0, 2, 3, no]);
        assert_eq!(simplices.vertices(14), [0, 1, 2, 3]);
    }
}
