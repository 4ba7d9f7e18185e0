//! The faces of a triangulation, numbered lexicographically.

use crate::threads::map_items;
use std::ops::Range;

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
        threads: usize,
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
        if rank == 3 {
            (vertices[2], facets[3]) = facets_of::<4>(vertices[3].as_chunks().0, &[], count, threads);
        }
        if rank >= 2 {
            (vertices[1], facets[2]) = facets_of::<3>(vertices[2].as_chunks().0, &edges, count, threads);
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

/// The facets of simplices of `N` vertices, and `more` edges, if those are facets, in lexicographic order; and for each simplex
/// the numbers of its facets. `count` is the number of vertices.
///
/// Facets are in buckets by their first vertex, which are short and sorted one by one. The simplices with a first vertex follow
/// each other, and all their facets but the opposite ones are in its bucket; only these are dealt to others.
fn facets_of<const N: usize>(
    cells: &[[u32; N]],
    more: &[[u32; 2]],
    count: usize,
    threads: usize,
) -> (Vec<u32>, Vec<u32>) {
    let dealt = Dealt::new(cells, more, count);
    let mut facets = vec![[0; N]; cells.len()];
    let mut opposite = vec![0; dealt.rests.len()];
    let mut parts = parts(cells, &dealt, &mut facets, &mut opposite, threads);
    map_items(threads, &mut parts, |part| part.number(&dealt));
    let mut first = 0;
    for part in &mut parts {
        part.first = first;
        first += (part.listed.len() / (N - 1)) as u32;
    }
    map_items(threads, &mut parts, Part::count_on);
    let lists = parts.into_iter().map(|part| part.listed).collect();
    finish(&mut facets, &opposite, &dealt, threads);
    drop((dealt, opposite));
    (joined(lists), facets.into_flattened())
}

/// The lists one after the other; each is freed when it has been copied.
fn joined(mut lists: Vec<Vec<u32>>) -> Vec<u32> {
    if lists.len() == 1 {
        return lists.pop().unwrap_or_default();
    }
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    lists.into_iter().for_each(|list| all.extend_from_slice(&list));
    all
}

/// The facets opposite the first vertices of simplices, and single edges, in buckets by their own first vertex.
struct Dealt {
    /// Where the bucket of each vertex begins, then the number of all.
    starts: Vec<u32>,
    /// The vertices that follow the first.
    rests: Vec<u64>,
    /// By simplex where its opposite facet is.
    places: Vec<u32>,
}

impl Dealt {
    fn new<const N: usize>(cells: &[[u32; N]], more: &[[u32; 2]], count: usize) -> Self {
        let mut starts = vec![0u32; count + 1];
        let firsts = cells.iter().map(|cell| cell[1]).chain(more.iter().map(|edge| edge[0]));
        firsts.for_each(|v| starts[v as usize + 1] += 1);
        (0..count).for_each(|v| starts[v + 1] += starts[v]);
        let mut ends = starts.clone();
        let mut rests = vec![0; starts[count] as usize];
        let mut deal = |first: u32, rest: u64| {
            let end = &mut ends[first as usize];
            rests[*end as usize] = rest;
            *end += 1;
            *end - 1
        };
        let places = cells.iter().map(|cell| deal(cell[1], packed::<N>(cell, 0))).collect();
        more.iter().for_each(|&[first, second]| {
            deal(first, second.into());
        });
        Dealt { starts, rests, places }
    }

    fn bucket(&self, v: usize) -> Range<usize> {
        self.starts[v] as usize..self.starts[v + 1] as usize
    }
}

/// The vertices of a facet that follow its first, as the digits of one number.
#[inline]
fn packed<const N: usize>(cell: &[u32; N], skipped: usize) -> u64 {
    let second = if skipped < 2 { 2 } else { 1 };
    let last = if skipped == N - 1 { N - 2 } else { N - 1 };
    match N {
        3 => cell[last].into(),
        _ => u64::from(cell[second]) << 32 | u64::from(cell[last]),
    }
}

/// What belongs to some vertices that follow each other.
struct Part<'a, const N: usize> {
    vertices: Range<usize>,
    /// The simplices that begin with these vertices.
    cells: &'a [[u32; N]],
    /// The numbers of their facets.
    facets: &'a mut [[u32; N]],
    /// The numbers of the facets dealt to these vertices.
    opposite: &'a mut [u32],
    /// The vertices of the facets in this part.
    listed: Vec<u32>,
    /// The number of the first of these facets.
    first: u32,
}

/// About equal parts, one for each thread and some more, so that no thread waits long for another.
fn parts<'a, const N: usize>(
    mut cells: &'a [[u32; N]],
    dealt: &Dealt,
    mut facets: &'a mut [[u32; N]],
    mut opposite: &'a mut [u32],
    threads: usize,
) -> Vec<Part<'a, N>> {
    let count = dealt.starts.len() - 1;
    let wanted = if threads > 1 { 4 * threads } else { 1 };
    let (all, mut start) = (cells.len(), 0);
    let mut parts = Vec::with_capacity(wanted);
    for part in 1..=wanted {
        // Up to the first vertex of some simplex; the last part takes the rest.
        let left = all - all * part / wanted;
        let end = if part == wanted {
            count
        } else {
            cells[cells.len() - left..].first().map_or(count, |cell| cell[0] as usize)
        };
        let end = end.max(start);
        let own = cells.partition_point(|cell| (cell[0] as usize) < end);
        let dealt_here = (dealt.starts[end] - dealt.starts[start]) as usize;
        let (these_cells, other_cells) = cells.split_at(own);
        let (these_facets, other_facets) = facets.split_at_mut(own);
        let (these_opposite, other_opposite) = opposite.split_at_mut(dealt_here);
        (cells, facets, opposite) = (other_cells, other_facets, other_opposite);
        // Most facets are shared by two simplices. Room for them is made here and not by the threads, which would each keep
        // it for themselves when it is free again.
        let expected = (N * own + dealt_here - own) / 2 * 65 / 64 + 64;
        parts.push(Part {
            vertices: start..end,
            cells: these_cells,
            facets: these_facets,
            opposite: these_opposite,
            listed: Vec::with_capacity(expected * (N - 1)),
            first: 0,
        });
        start = end;
    }
    parts
}

/// Where the number of a facet goes: to the opposite ones from here, by place, and below to those of a simplex.
const OPPOSITE: u32 = 1 << 31;

impl<const N: usize> Part<'_, N> {
    /// Sorts the buckets, gives equal facets one number, from 0, and lists their vertices.
    fn number(&mut self, dealt: &Dealt) {
        let mut bucket: Vec<(u64, u32)> = Vec::new();
        let (first_dealt, mut own) = (dealt.starts[self.vertices.start], 0);
        let mut number = 0u32;
        for v in self.vertices.clone() {
            bucket.clear();
            let here = dealt.bucket(v);
            let slots = OPPOSITE | (here.start as u32 - first_dealt)..;
            bucket.extend(dealt.rests[here].iter().copied().zip(slots));
            while let Some(cell) = self.cells.get(own).filter(|cell| cell[0] as usize == v) {
                bucket.extend((1..N).map(|skipped| (packed(cell, skipped), (own * N + skipped) as u32)));
                own += 1;
            }
            bucket.sort_unstable_by_key(|&(rest, _)| rest);
            for same in bucket.chunk_by(|a, b| a.0 == b.0) {
                self.listed.push(v as u32);
                if N == 4 {
                    self.listed.push((same[0].0 >> 32) as u32);
                }
                self.listed.push(same[0].0 as u32);
                for &(_, slot) in same {
                    match slot & OPPOSITE {
                        0 => self.facets.as_flattened_mut()[slot as usize] = number,
                        _ => self.opposite[(slot & !OPPOSITE) as usize] = number,
                    }
                }
                number += 1;
            }
        }
    }

    /// Raises the numbers by that of the first facet.
    fn count_on(&mut self) {
        let first = self.first;
        self.opposite.iter_mut().for_each(|number| *number += first);
        self.facets.as_flattened_mut().iter_mut().for_each(|number| *number += first);
    }
}

/// Fetches the numbers of the opposite facets.
fn finish<const N: usize>(facets: &mut [[u32; N]], opposite: &[u32], dealt: &Dealt, threads: usize) {
    let length = facets.len().div_ceil(4 * threads).max(1);
    let mut chunks: Vec<_> = facets.chunks_mut(length).zip(dealt.places.chunks(length)).collect();
    map_items(threads, &mut chunks, |(facets, places)| {
        for (facets, &place) in facets.iter_mut().zip(*places) {
            facets[0] = opposite[place as usize];
        }
    });
}
