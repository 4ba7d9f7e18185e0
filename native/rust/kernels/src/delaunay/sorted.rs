//! Cells in their final order.

use super::Delaunay;

/// A complex whose cells `[count, N]` name vertices by `order`, sorted: vertices ascending in each cell, cells
/// lexicographically.
pub(super) fn sorted<const N: usize>(
    cells: &[[u32; N]],
    neighbors: &[[u32; N]],
    order: &[u32],
    representatives: Vec<u32>,
) -> Delaunay {
    // Cells by their first vertex, then each of these short lists by comparing.
    let ascending = |cell: &[u32; N]| {
        let mut vertices = cell.map(|v| order[v as usize]);
        vertices.sort_unstable();
        vertices
    };
    let first =
        |cell: &[u32; N]| cell.iter().fold(u32::MAX, |least, &v| least.min(order[v as usize])) as usize;
    let mut ends = vec![0; representatives.len() + 1];
    cells.iter().for_each(|cell| ends[first(cell) + 1] += 1);
    for v in 0..representatives.len() {
        ends[v + 1] += ends[v];
    }
    let mut entries = vec![([0; N], 0); cells.len()];
    for (old, cell) in cells.iter().enumerate() {
        let end: &mut usize = &mut ends[first(cell)];
        entries[*end] = (ascending(cell), old as u32);
        *end += 1;
    }
    let mut start = 0;
    for &end in &ends[..representatives.len()] {
        entries[start..end].sort_unstable();
        start = end;
    }
    let mut places = vec![0; cells.len()];
    entries.iter().enumerate().for_each(|(place, &(_, old))| places[old as usize] = place as u32);
    let across = |old: u32, vertex: u32| {
        let (cell, around) = (&cells[old as usize], &neighbors[old as usize]);
        let slot = cell.iter().position(|&v| order[v as usize] == vertex).expect("a vertex of the cell");
        places.get(around[slot] as usize).copied().unwrap_or(u32::MAX)
    };
    Delaunay {
        rank: N - 1,
        neighbors: entries.iter().flat_map(|&(cell, old)| cell.map(|vertex| across(old, vertex))).collect(),
        cells: entries.iter().flat_map(|&(cell, _)| cell).collect(),
        representatives,
    }
}
