//! The cells at one anchor: which vertices they have, in the fixed enumeration.
//!
//! A displacement by at most one step along each axis is a mask: the bit of the last axis is 1, that of the axis before it
//! 2, so that masks count the vertices of a grid of two samples per axis in C order.

use super::Kind;

/// Most masks: those of four axes.
pub const CORNERS: usize = 16;

/// The patterns of one dimension: cells up to the place of their anchor.
pub struct Patterns {
    /// Number of patterns.
    pub count: usize,
    /// Displacements of the vertices of each, ascending: `[count, vertices per cell]`.
    pub vertices: Vec<u8>,
    /// The axes along which each extends.
    pub extents: Vec<u8>,
    /// The facets of each: `[count, facets per cell]`.
    pub facets: Vec<Facet>,
}

/// A facet of a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facet {
    /// Displacement of its anchor.
    pub shift: u8,
    /// Its pattern, one dimension below.
    pub pattern: u32,
}

impl Patterns {
    /// The patterns of dimensions 0 to `axes`.
    pub fn all(kind: Kind, axes: usize) -> Vec<Patterns> {
        let mut all: Vec<Patterns> = Vec::new();
        for dimension in 0..=axes {
            let cells = match kind {
                Kind::Simplices => simplices(axes, dimension),
                Kind::Cubes => cubes(axes, dimension),
            };
            let facets = match all.last() {
                Some(below) => {
                    let faces = cells.iter().flat_map(|cell| facets(kind, cell));
                    faces.map(|face| find(below, &face)).collect()
                }
                None => Vec::new(),
            };
            all.push(Patterns {
                count: cells.len(),
                extents: cells.iter().map(|cell| cell[cell.len() - 1]).collect(),
                vertices: cells.concat(),
                facets,
            });
        }
        all
    }

    /// The displacements of the vertices of one pattern.
    pub fn vertices_of(&self, pattern: usize) -> &[u8] {
        let width = self.vertices.len() / self.count;
        &self.vertices[pattern * width..(pattern + 1) * width]
    }

    /// The facets of one pattern.
    pub fn facets_of(&self, pattern: usize) -> &[Facet] {
        let width = self.facets.len() / self.count;
        &self.facets[pattern * width..(pattern + 1) * width]
    }
}

/// Freudenthal simplices on two axes, in the order of Oineus, which breaks ties: the displacements behind the anchor, flat.
const PLANE: [&[u8]; 3] = [&[], &[1, 3, 2], &[2, 3, 1, 3]];

/// Those on three axes.
const SPACE: [&[u8]; 4] = [
    &[],
    &[2, 6, 3, 7, 1, 4, 5],
    &[1, 3, 1, 5, 4, 5, 4, 7, 2, 6, 5, 7, 3, 7, 2, 3, 1, 7, 4, 6, 2, 7, 6, 7],
    &[1, 3, 7, 4, 5, 7, 2, 6, 7, 1, 5, 7, 4, 6, 7, 2, 3, 7],
];

/// The simplices at an anchor: chains of masks, each within the next, that begin with 0.
fn simplices(axes: usize, dimension: usize) -> Vec<Vec<u8>> {
    let tails = match axes {
        2 if dimension > 0 => PLANE[dimension],
        3 if dimension > 0 => SPACE[dimension],
        _ => return chains(axes, dimension),
    };
    tails.chunks_exact(dimension).map(|tail| [&[0], tail].concat()).collect()
}

/// All chains of `dimension + 1` masks that begin with 0, lexicographic.
fn chains(axes: usize, dimension: usize) -> Vec<Vec<u8>> {
    let mut chains = vec![vec![0]];
    for _ in 0..dimension {
        let longer = chains.iter().flat_map(|chain: &Vec<u8>| {
            let last = chain[chain.len() - 1];
            (last + 1..1 << axes)
                .filter(move |mask| mask & last == last)
                .map(|mask| [chain.as_slice(), &[mask]].concat())
        });
        chains = longer.collect();
    }
    chains
}

/// The cubes at an anchor, ascending by the axes they span when the first axis has bit 1, the second bit 2.
fn cubes(axes: usize, dimension: usize) -> Vec<Vec<u8>> {
    let spans = (0..1u8 << axes).filter(|span| span.count_ones() as usize == dimension);
    spans.map(|span| submasks(span.reverse_bits() >> (8 - axes))).collect()
}

/// The masks within `mask`, ascending.
pub fn submasks(mask: u8) -> Vec<u8> {
    (0..=mask).filter(|part| part & mask == *part).collect()
}

/// The vertices of the facets of a cell of dimension 1 or more.
fn facets(kind: Kind, cell: &[u8]) -> Vec<Vec<u8>> {
    match kind {
        Kind::Simplices => {
            let without = |skipped: usize| [&cell[..skipped], &cell[skipped + 1..]].concat();
            (0..cell.len()).map(without).collect()
        }
        Kind::Cubes => {
            let extent = cell[cell.len() - 1];
            let bits = (0..8).map(|axis| 1 << axis).filter(|bit| extent & bit != 0);
            let side = |bit: u8, end: u8| cell.iter().copied().filter(|mask| mask & bit == end).collect();
            bits.flat_map(|bit| [side(bit, 0), side(bit, bit)]).collect()
        }
    }
}

/// The facet with these vertices.
fn find(below: &Patterns, vertices: &[u8]) -> Facet {
    let shift = vertices[0];
    let pattern = (0..below.count).find(|&pattern| {
        let own = below.vertices_of(pattern);
        own.iter().zip(vertices).all(|(own, mask)| *own == mask - shift)
    });
    Facet { shift, pattern: pattern.expect("patterns are closed under facets") as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_list_all_chains() {
        for (axes, dimension) in [(2, 1), (2, 2), (3, 1), (3, 2), (3, 3)] {
            let mut listed = simplices(axes, dimension);
            listed.sort();
            assert_eq!(listed, chains(axes, dimension));
        }
    }

    #[test]
    fn there_are_as_many_patterns_as_known() {
        let counts = |kind, axes| Patterns::all(kind, axes).iter().map(|p| p.count).collect::<Vec<_>>();
        assert_eq!(counts(Kind::Simplices, 1), [1, 1]);
        assert_eq!(counts(Kind::Simplices, 2), [1, 3, 2]);
        assert_eq!(counts(Kind::Simplices, 3), [1, 7, 12, 6]);
        assert_eq!(counts(Kind::Simplices, 4), [1, 15, 50, 60, 24]);
        assert_eq!(counts(Kind::Cubes, 4), [1, 4, 6, 4, 1]);
    }

    #[test]
    fn the_edge_along_the_first_axis_is_the_first_of_a_cube() {
        let edges = &Patterns::all(Kind::Cubes, 3)[1];
        assert_eq!(edges.vertices, [0, 4, 0, 2, 0, 1]);
        assert_eq!(Patterns::all(Kind::Cubes, 3)[2].extents, [6, 5, 3]);
    }

    #[test]
    fn every_facet_has_the_vertices_that_its_cell_has() {
        for (kind, axes) in [(Kind::Simplices, 3), (Kind::Simplices, 4), (Kind::Cubes, 3), (Kind::Cubes, 4)] {
            let all = Patterns::all(kind, axes);
            for dimension in 1..=axes {
                for pattern in 0..all[dimension].count {
                    let cell = all[dimension].vertices_of(pattern);
                    let mut seen = std::collections::HashSet::new();
                    for facet in all[dimension].facets_of(pattern) {
                        let own = all[dimension - 1].vertices_of(facet.pattern as usize);
                        let vertices: Vec<u8> = own.iter().map(|mask| mask + facet.shift).collect();
                        assert!(vertices.iter().all(|mask| cell.contains(mask)));
                        assert!(seen.insert(vertices));
                    }
                    assert_eq!(seen.len(), if kind == Kind::Cubes { 2 * dimension } else { dimension + 1 });
                }
            }
        }
    }
}
