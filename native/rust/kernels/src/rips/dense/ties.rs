//! Triangles with two or three longest edges.

use super::chunk::Chunk;
use super::cloud::Cloud;
use super::lunes::turn;
use super::word::Word;
use std::ops::Range;

/// The triangles with at least two edges in a group of edges of equal length, and none longer.
pub struct TiedTriangles {
    first: usize,
    /// For each edge whether it is in one of them.
    touched: Vec<bool>,
    /// Critical edges, which are the first in their triangles, with the third vertices.
    thirds: Vec<(usize, u32)>,
}

impl TiedTriangles {
    /// Finds them for the edges of these ranks.
    pub fn new<W: Word>(chunk: &Chunk<W>, group: Range<usize>) -> Self {
        let cloud = &chunk.cloud;
        let length = chunk.key(group.start);
        let mut links: Vec<(u32, u32)> = group.clone().flat_map(|rank| both_ways(chunk.ends(rank))).collect();
        links.sort_unstable();
        let at = |v: u32| {
            let start = links.partition_point(|&(from, _)| from < v);
            links[start..].iter().take_while(move |&&(from, _)| from == v).map(|&(_, to)| to)
        };
        let mut touched = vec![false; group.len()];
        let mut thirds = Vec::new();
        for rank in group.clone() {
            let ends = chunk.ends(rank);
            let names = cloud.names(ends);
            let of_edge = thirds.len();
            for [v, u] in [ends, [ends[1], ends[0]]] {
                for w in at(v).filter(|&w| w != u) {
                    let across = cloud.key(u, w);
                    if across > length {
                        continue;
                    }
                    touched[rank - group.start] = true;
                    let is_first = |side: [u32; 2]| cloud.names(side) > names;
                    if is_first([v, w]) && (across < length || is_first([u, w])) {
                        thirds.push((rank, w));
                    }
                }
            }
            thirds[of_edge..].sort_unstable();
        }
        thirds.dedup();
        TiedTriangles { first: group.start, touched, thirds }
    }

    /// Whether the edge of rank `rank` is in one of the triangles.
    pub fn touches(&self, rank: usize) -> bool {
        self.touched[rank - self.first]
    }

    /// The third vertices of those whose critical edge has rank `rank`.
    pub fn on(&self, rank: usize) -> impl Iterator<Item = u32> {
        let start = self.thirds.partition_point(|&(edge, _)| edge < rank);
        self.thirds[start..].iter().take_while(move |&&(edge, _)| edge == rank).map(|&(_, w)| w)
    }
}

fn both_ways([i, j]: [u32; 2]) -> [(u32, u32); 2] {
    [(i, j), (j, i)]
}

/// The vertex whose turn is first among those of a lune that is not empty.
pub fn first_of_lune(cloud: &Cloud, [i, j]: [u32; 2]) -> Option<u32> {
    let (length, names) = (cloud.key(i, j), cloud.names([i, j]));
    let is_inside = |&w: &u32| w != i && w != j && cloud.key(i, w) < length && cloud.key(j, w) < length;
    (0..cloud.count() as u32).filter(is_inside).min_by_key(|&w| turn(names, cloud.name(w)))
}
