//! The faces of a triangulation, numbered lexicographically.

/// A complex by dimension; the cells of each dimension are in lexicographic order.
pub struct Faces {
    /// Vertices of the cells of each dimension, ascending in each cell.
    pub vertices: Vec<Vec<u32>>,
    /// For the cells of each dimension from 2 their facets: facet `i` leaves out vertex `i`. Empty below 2.
    pub facets: Vec<Vec<u32>>,
}

impl Faces {
    /// The faces of `cells`, simplices of dimension `rank` on `count` vertices in lexicographic order, together with more
    /// `edges`, which are not among those faces; dimensions above the rank, up to `dimension`, are empty.
    pub fn new(
        count: usize,
        rank: usize,
        cells: Vec<u32>,
        mut edges: Vec<[u32; 2]>,
        dimension: usize,
    ) -> Self {
        let mut vertices = vec![Vec::new(); dimension + 1];
        let mut facets = vec![Vec::new(); dimension + 1];
        vertices[0] = (0..count as u32).collect();
        if rank == 1 {
            edges.extend(cells.as_chunks().0);
        }
        edges.sort_unstable();
        if rank < 2 && dimension > 0 {
            vertices[1] = edges.as_flattened().to_vec();
        }
        if rank >= 2 {
            vertices[rank] = cells;
        }
        for d in (2..=rank).rev() {
            let more = if d == 2 { edges.as_flattened() } else { &[] };
            (vertices[d - 1], facets[d]) = facets_of(&vertices[d], d, more, count);
        }
        Faces { vertices, facets }
    }

    /// Number of cells of a dimension.
    pub fn count(&self, d: usize) -> usize {
        self.vertices[d].len() / (d + 1)
    }

    /// The vertices of a cell.
    #[inline]
    pub fn cell(&self, d: usize, k: usize) -> &[u32] {
        &self.vertices[d][k * (d + 1)..(k + 1) * (d + 1)]
    }

    /// The facets of a cell of dimension at least 2.
    #[inline]
    pub fn facets(&self, d: usize, k: usize) -> &[u32] {
        &self.facets[d][k * (d + 1)..(k + 1) * (d + 1)]
    }
}

/// A face, by the vertices that follow its first, and where its number goes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    rest: u64,
    slot: u32,
}

/// The slot of a face that is nobody's facet.
const NO_SLOT: u32 = u32::MAX;

/// The facets of simplices of dimension 2 or 3, and `more` cells of one dimension less, in lexicographic order; and for each
/// simplex the numbers of its facets.
///
/// Faces are dealt to buckets by their first vertex, which are short and sorted one by one.
fn facets_of(cells: &[u32], d: usize, more: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; count + 1];
    let width = d + 1;
    for cell in cells.chunks_exact(width) {
        starts[cell[0] as usize + 1] += d as u32; // all facets but the one that leaves out the first vertex
        starts[cell[1] as usize + 1] += 1;
    }
    more.chunks_exact(d).for_each(|face| starts[face[0] as usize + 1] += 1);
    for v in 0..count {
        starts[v + 1] += starts[v];
    }
    let mut entries = vec![Entry::default(); starts[count] as usize];
    let mut ends = starts.clone();
    let mut deal = |first: u32, entry: Entry| {
        let end = &mut ends[first as usize];
        entries[*end as usize] = entry;
        *end += 1;
    };
    for (k, cell) in cells.chunks_exact(width).enumerate() {
        for skipped in 0..width {
            let rest = cell.iter().enumerate().filter(|&(i, _)| i != skipped).map(|(_, &v)| v).skip(1);
            deal(
                cell[usize::from(skipped == 0)],
                Entry { rest: packed(rest), slot: (k * width + skipped) as u32 },
            );
        }
    }
    for face in more.chunks_exact(d) {
        deal(face[0], Entry { rest: packed(face[1..].iter().copied()), slot: NO_SLOT });
    }
    number(&starts, &mut entries, d, cells.len())
}

/// Vertices as the digits of one number.
#[inline]
fn packed(vertices: impl Iterator<Item = u32>) -> u64 {
    vertices.fold(0, |packed, v| packed << 32 | u64::from(v))
}

/// Sorts the buckets, and gives equal faces one number.
fn number(starts: &[u32], entries: &mut [Entry], d: usize, slots: usize) -> (Vec<u32>, Vec<u32>) {
    let (mut faces, mut numbers) = (Vec::with_capacity(entries.len() / 2 * d), vec![0; slots]);
    for (first, ends) in starts.windows(2).enumerate() {
        let bucket = &mut entries[ends[0] as usize..ends[1] as usize];
        bucket.sort_unstable();
        for same in bucket.chunk_by(|a, b| a.rest == b.rest) {
            let number = (faces.len() / d) as u32;
            faces.push(first as u32);
            if d == 3 {
                faces.push((same[0].rest >> 32) as u32);
            }
            faces.push(same[0].rest as u32);
            for entry in same.iter().filter(|entry| entry.slot != NO_SLOT) {
                numbers[entry.slot as usize] = number;
            }
        }
    }
    faces.shrink_to_fit();
    (faces, numbers)
}
