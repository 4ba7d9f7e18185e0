//! Cells of a triangulation and their facets.

/// Bits of a facet that say which vertex of its cell it is opposite to.
const SLOT_BITS: u32 = 2;

/// A facet still to be linked.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// So many cells have facets of 32 bits.
pub(super) const MOST_CELLS: usize = (1 << (32 - SLOT_BITS)) - 1;

/// A simplex of `N` vertices.
pub(super) struct Cell<const N: usize> {
    pub(super) vertices: [u32; N],
    /// By slot the facet of the neighbour that is shared with the facet opposite the vertex in this slot.
    pub(super) neighbors: [u32; N],
    /// Number of an insertion and what it knew of this cell.
    pub(super) mark: u32,
}

/// The facet of `cell` opposite the vertex in `slot`.
#[inline(always)]
pub(super) fn facet(cell: u32, slot: usize) -> u32 {
    cell << SLOT_BITS | slot as u32
}

/// The cell of a facet and the slot of the vertex opposite.
#[inline(always)]
pub(super) fn cell_and_slot(facet: u32) -> (u32, usize) {
    (facet >> SLOT_BITS, (facet & ((1 << SLOT_BITS) - 1)) as usize)
}

/// The slot of a vertex, if it is one of the cell.
#[inline(always)]
pub(super) fn slot_of<const N: usize>(vertices: &[u32; N], vertex: u32) -> Option<usize> {
    vertices.contains(&vertex).then(|| slot_in(vertices, vertex))
}

/// The slot of a vertex of the cell, without branches.
#[inline(always)]
pub(super) fn slot_in<const N: usize>(vertices: &[u32; N], vertex: u32) -> usize {
    (1..N).fold(0, |found, slot| if vertices[slot] == vertex { slot } else { found })
}

/// The vertices with another one in `slot`.
#[inline(always)]
pub(super) fn replaced<const N: usize>(vertices: &[u32; N], slot: usize, vertex: u32) -> [u32; N] {
    // By selection: a store of one vertex ahead of a load of all of them stalls.
    std::array::from_fn(|k| if k == slot { vertex } else { vertices[k] })
}
