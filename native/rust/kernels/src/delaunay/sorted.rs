//! Cells in their final order.

use super::Delaunay;

/// A cell of a complex in the making.
#[derive(Clone, Copy)]
pub(super) struct Found<const N: usize> {
    /// Its own number.
    pub(super) number: u32,
    /// In the order of insertion.
    pub(super) vertices: [u32; N],
    /// The numbers of the cells across the facets opposite the vertices; numbers of no cell on the hull.
    pub(super) across: [u32; N],
}

/// The complex of `cells`, with numbers below `numbers`, whose vertices are the points `order`.
///
/// Vertices ascend in each cell, cells are in lexicographic order.
pub(super) fn sorted<const N: usize>(
    cells: impl Iterator<Item = Found<N>> + Clone,
    numbers: usize,
    order: &[u32],
    representatives: Vec<u32>,
) -> Delaunay {
    // Cells by their first vertex, then each of these short lists by comparing.
    let first = |cell: &Found<N>| {
        cell.vertices.iter().fold(u32::MAX, |least, &v| least.min(order[v as usize])) as usize
    };
    let mut ends = vec![0; representatives.len() + 1];
    cells.clone().for_each(|cell| ends[first(&cell) + 1] += 1);
    for v in 0..representatives.len() {
        ends[v + 1] += ends[v];
    }
    let mut listed = vec![Found { number: 0, vertices: [0; N], across: [0; N] }; ends[representatives.len()]];
    for cell in cells {
        let cell = ascending(cell, order);
        let end = &mut ends[cell.vertices[0] as usize];
        listed[*end] = cell;
        *end += 1;
    }
    let mut start = 0;
    for &end in &ends[..representatives.len()] {
        listed[start..end].sort_unstable_by_key(|cell| cell.vertices);
        start = end;
    }
    let mut places = vec![u32::MAX; numbers];
    listed.iter().enumerate().for_each(|(place, cell)| places[cell.number as usize] = place as u32);
    let place = |number: u32| places.get(number as usize).copied().unwrap_or(u32::MAX);
    Delaunay {
        rank: N - 1,
        cells: listed.iter().flat_map(|cell| cell.vertices).collect(),
        neighbors: listed.iter().flat_map(|cell| cell.across.map(place)).collect(),
        representatives,
    }
}

/// The cell with its vertices in the order of the points.
fn ascending<const N: usize>(cell: Found<N>, order: &[u32]) -> Found<N> {
    let pair = |slot| u64::from(order[cell.vertices[slot] as usize]) << 32 | u64::from(cell.across[slot]);
    let mut pairs: [u64; N] = std::array::from_fn(pair);
    // A network of exchanges without branches.
    for last in (1..N).rev() {
        for slot in 0..last {
            let (a, b) = (pairs[slot], pairs[slot + 1]);
            (pairs[slot], pairs[slot + 1]) = (a.min(b), a.max(b));
        }
    }
    Found {
        vertices: pairs.map(|pair| (pair >> 32) as u32),
        across: pairs.map(|pair| pair as u32),
        number: cell.number,
    }
}
