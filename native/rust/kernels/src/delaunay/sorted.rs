//! Cells in their final order.

use super::Delaunay;

/// The complex of `cells`, whose vertices are the points `order`.
///
/// Vertices ascend in each cell, cells are in lexicographic order.
pub(super) fn sorted<const N: usize>(
    cells: impl Iterator<Item = [u32; N]> + Clone,
    order: &[u32],
    representatives: Vec<u32>,
) -> Delaunay {
    // Cells by their first vertex, then each of these short lists by comparing.
    let points = |cell: [u32; N]| cell.map(|v| order[v as usize]);
    let first = |cell: [u32; N]| points(cell).into_iter().fold(u32::MAX, u32::min) as usize;
    let mut ends = vec![0; representatives.len() + 1];
    cells.clone().for_each(|cell| ends[first(cell) + 1] += 1);
    for v in 0..representatives.len() {
        ends[v + 1] += ends[v];
    }
    let mut listed = vec![[0; N]; ends[representatives.len()]];
    for cell in cells {
        let cell = ascending(points(cell));
        let end = &mut ends[cell[0] as usize];
        listed[*end] = cell;
        *end += 1;
    }
    let mut start = 0;
    for &end in &ends[..representatives.len()] {
        listed[start..end].sort_unstable();
        start = end;
    }
    Delaunay { rank: N - 1, cells: listed.into_flattened(), representatives }
}

/// Sorts by a network of exchanges without branches.
#[inline]
pub(crate) fn ascending<const N: usize>(mut vertices: [u32; N]) -> [u32; N] {
    for last in (1..N).rev() {
        for slot in 0..last {
            let (a, b) = (vertices[slot], vertices[slot + 1]);
            (vertices[slot], vertices[slot + 1]) = (a.min(b), a.max(b));
        }
    }
    vertices
}
