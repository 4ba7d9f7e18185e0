//! Triangles with two or three longest edges.
//!
//! There may be as many as triangles at all, so they are found edge by edge when they are asked for.

use super::chunk::Chunk;
use super::cloud::Cloud;
use super::lunes::turn;
use super::word::Word;
use crate::limits::{Limits, Stop};
use std::ops::Range;

/// The triangles with at least two edges in a group of edges of equal length, and none longer.
pub struct TiedTriangles<'a, W> {
    chunk: &'a Chunk<'a, W>,
    first: usize,
    length: f64,
    /// The ends of the edges of the group, both ways, ascending.
    links: Vec<[u32; 2]>,
    /// For each edge whether it is in one of them.
    touched: Vec<bool>,
}

impl<'a, W: Word> TiedTriangles<'a, W> {
    /// Those of the edges of these ranks.
    pub fn new(chunk: &'a Chunk<'a, W>, group: Range<usize>, limits: &Limits) -> Result<Self, Stop> {
        let mut links: Vec<[u32; 2]> = group.clone().flat_map(|rank| both_ways(chunk.ends(rank))).collect();
        links.sort_unstable();
        let (first, length) = (group.start, chunk.key(group.start));
        let mut tied = TiedTriangles { chunk, first, length, links, touched: Vec::new() };
        for rank in group {
            limits.check()?;
            let touched = tied.around(rank).next().is_some();
            tied.touched.push(touched);
        }
        Ok(tied)
    }

    /// Whether the edge of rank `rank` is in one of the triangles.
    pub fn touches(&self, rank: usize) -> bool {
        self.touched[rank - self.first]
    }

    /// The third vertices of those whose critical edge, the first of the longest, has rank `rank`; some of them twice.
    pub fn on(&self, rank: usize) -> impl Iterator<Item = u32> {
        let cloud = &self.chunk.cloud;
        let names = cloud.names(self.chunk.ends(rank));
        let is_first = move |side: [u32; 2]| cloud.names(side) > names;
        let critical = self.around(rank).filter(move |&([u, v, w], across)| {
            is_first([v, w]) && (across < self.length || is_first([u, w]))
        });
        critical.map(|([.., w], _)| w)
    }

    /// The triangles uvw in which the edge of rank `rank` is uv and vw is as long, with the key of uw.
    fn around(&self, rank: usize) -> impl Iterator<Item = ([u32; 3], f64)> {
        both_ways(self.chunk.ends(rank)).into_iter().flat_map(move |[u, v]| {
            let start = self.links.partition_point(|&[from, _]| from < v);
            let others = self.links[start..].iter().take_while(move |&&[from, _]| from == v);
            let triangles = others
                .filter(move |&&[_, w]| w != u)
                .map(move |&[_, w]| ([u, v, w], self.chunk.cloud.key(u, w)));
            triangles.filter(|&(_, across)| across <= self.length)
        })
    }
}

fn both_ways([i, j]: [u32; 2]) -> [[u32; 2]; 2] {
    [[i, j], [j, i]]
}

/// The vertex whose turn is first among those of a lune that is not empty.
pub fn first_of_lune(cloud: &Cloud, [i, j]: [u32; 2]) -> Option<u32> {
    let (length, names) = (cloud.key(i, j), cloud.names([i, j]));
    let is_inside = |&w: &u32| w != i && w != j && cloud.key(i, w) < length && cloud.key(j, w) < length;
    (0..cloud.count() as u32).filter(is_inside).min_by_key(|&w| turn(names, cloud.name(w)))
}
