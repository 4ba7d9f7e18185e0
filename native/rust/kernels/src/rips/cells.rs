//! The list of all cells.
//!
//! Cells are counted before they are listed, since there may be far more than memory holds. A graph with many edges has many
//! cliques, by a bound of [MoonMoser62] that takes no time: for the numbers N of cliques on s vertices among n,
//! N(s + 1) / N(s) ≥ (s² N(s) / N(s − 1) − n) / (s² − 1). Otherwise cells are counted in the lunes of edges, where those of the
//! top dimension need not be visited, and counting ends as soon as there are too many.

use super::edges::Edges;
use super::expansion::expand;
use super::order::{Number, Order};
use crate::limits::{Limits, Stop};
use crate::threads::{map_items, map_parts};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// The cells of one dimension, in their order.
#[derive(Debug, PartialEq)]
pub struct Cells {
    /// Vertices `[count, dimension + 1]`, ascending in each cell.
    pub vertices: Vec<u32>,
    /// Critical edges `u < v`, `[count, 2]`; `(v, v)` for a vertex.
    pub edges: Vec<u32>,
}

/// All cells of dimensions 0 to `max_dim`, in the numbering `N`.
pub fn list<N: Number>(order: Order, max_dim: usize, limits: &Limits) -> Result<Vec<Cells>, Stop> {
    let counts = count(order.edges, max_dim, &limits.stage(0.0, 0.3))?;
    let zeros = |(dim, count): (usize, u64)| Cells {
        vertices: vec![0; count as usize * (dim + 1)],
        edges: vec![0; count as usize * 2],
    };
    let mut cells: Vec<Cells> =
        totals(order.edges, max_dim, &counts).into_iter().enumerate().map(zeros).collect();
    for v in 0..order.edges.count {
        cells[0].vertices[v] = v as u32;
        cells[0].edges[2 * v..2 * v + 2].fill(v as u32);
    }
    let mut open: Vec<Lists> = cells[1..]
        .iter_mut()
        .map(|cells| Lists { vertices: &mut cells.vertices, edges: &mut cells.edges })
        .collect();
    let mut parts: Vec<(usize, Vec<Lists>)> = counts
        .iter()
        .map(|counts| {
            open.iter_mut()
                .zip(counts)
                .zip(1..)
                .map(|((lists, &count), dim)| lists.take(count, dim))
                .collect()
        })
        .enumerate()
        .collect();
    let (limits, count) = (limits.stage(0.3, 1.0), parts.len());
    let done = map_items(limits.threads, &mut parts, |(part, lists)| {
        limits.at(*part as f64 / count as f64)?;
        let mut listed = 0u64;
        expand(order, max_dim, ranks(order.edges, *part, count), &mut |dim, _: N, vertices, rank| {
            lists[dim - 1].put(vertices, order.edges.ends(rank));
            listed += 1;
            if listed.is_multiple_of(CHECK) { limits.check() } else { Ok(()) }
        })
    });
    done.into_iter().collect::<Result<(), Stop>>()?;
    Ok(cells)
}

/// Cells between two looks at the limits.
const CHECK: u64 = 1 << 14;

/// Room for some cells of one dimension that are not listed yet.
struct Lists<'a> {
    vertices: &'a mut [u32],
    edges: &'a mut [u32],
}

impl<'a> Lists<'a> {
    /// Takes the room for the next `count` cells of dimension `dim`.
    fn take(&mut self, count: u64, dim: usize) -> Lists<'a> {
        let count = count as usize;
        Lists {
            vertices: self.vertices.split_off_mut(..count * (dim + 1)).expect("cells were counted"),
            edges: self.edges.split_off_mut(..count * 2).expect("cells were counted"),
        }
    }

    /// Writes the next cell.
    fn put(&mut self, vertices: &[u32], edge: [u32; 2]) {
        self.vertices.split_off_mut(..vertices.len()).expect("cells were counted").copy_from_slice(vertices);
        self.edges.split_off_mut(..2).expect("cells were counted").copy_from_slice(&edge);
    }
}

/// The ranks of the edges of a part of `parts`.
fn ranks(edges: &Edges, part: usize, parts: usize) -> Range<u32> {
    let start = |part: usize| (edges.len() * part / parts) as u32;
    start(part)..start(part + 1)
}

/// Numbers of cells by part of the critical edges and dimension, from 1 on; refuses more than there is memory for, and 2³²
/// vertices together, which lengths of 32 bits cannot say.
fn count(edges: &Edges, max_dim: usize, limits: &Limits) -> Result<Vec<Vec<u64>>, Stop> {
    let room = Room { points: edges.count, max_dim, limits };
    room.check(&at_least(edges, max_dim))?;
    if max_dim == 0 {
        return Ok(Vec::new());
    }
    let counts: Vec<AtomicU64> = (0..=max_dim).map(|_| AtomicU64::new(0)).collect();
    counts[0].store(edges.count as u64, Ordering::Relaxed);
    let check = || {
        limits.check()?;
        room.check(&counts.iter().map(|count| count.load(Ordering::Relaxed) as f64).collect::<Vec<_>>())
    };
    let parts = PARTS * limits.threads;
    let found = map_parts(limits.threads, parts, |part| -> Result<Vec<u64>, Stop> {
        let mut cliques = Cliques { edges, counts: &counts, found: vec![0; max_dim], own: 0, check: &check };
        let mut lists = vec![Vec::new(); max_dim - 1];
        ranks(edges, part, parts).try_for_each(|rank| cliques.of_edge(rank, &mut lists))?;
        Ok(cliques.found)
    });
    found.into_iter().collect()
}

/// Parts of the edges for each thread.
const PARTS: usize = 16;

/// Numbers of cells by dimension.
fn totals(edges: &Edges, max_dim: usize, counts: &[Vec<u64>]) -> Vec<u64> {
    let of = |dim: usize| counts.iter().map(|part| part[dim - 1]).sum();
    [edges.count as u64].into_iter().chain((1..=max_dim).map(of)).collect()
}

/// A lower bound for the numbers of cells, by dimension.
fn at_least(edges: &Edges, max_dim: usize) -> Vec<f64> {
    let points = edges.count as f64;
    let (mut cells, mut ratio) = (points, edges.len() as f64 / points);
    let mut bounds = vec![cells];
    for dim in 1..=max_dim {
        cells *= ratio.max(0.0);
        bounds.push(cells);
        let square = ((dim + 1) * (dim + 1)) as f64;
        ratio = (square * ratio - points) / (square - 1.0);
    }
    bounds
}

/// What the list of cells may take.
struct Room<'a> {
    points: usize,
    max_dim: usize,
    limits: &'a Limits<'a>,
}

impl Room<'_> {
    /// Refuses these numbers of cells by dimension, or more.
    fn check(&self, counts: &[f64]) -> Result<(), Stop> {
        let Room { points, max_dim, limits } = self;
        let numbers = |of_cell: fn(usize) -> usize| -> f64 {
            counts.iter().enumerate().map(|(dim, count)| count * of_cell(dim) as f64).sum()
        };
        let bytes = 4.0 * numbers(|dim| dim + 3);
        let what = format_args!(
            "the cells of {points} points with maxDim {max_dim}, at least {:.0},",
            counts.iter().sum::<f64>()
        );
        limits.room_for(bytes as u64, what, ADVICE)?;
        if numbers(|dim| dim + 1) < f64::from(u32::MAX) {
            return Ok(());
        }
        Err(Stop::TooLarge(format!(
            "cells with fewer than 2^32 vertices together were expected, but {points} points with maxDim {max_dim} have \
             more; {ADVICE}"
        )))
    }
}

const ADVICE: &str = "lower maxDim or maxDiameter";

/// Counts cells as the cliques in the lunes of their critical edges.
struct Cliques<'a, C> {
    edges: &'a Edges,
    /// Numbers of cells by dimension, those found by others included.
    counts: &'a [AtomicU64],
    /// Numbers of cells found here by dimension, from 1 on.
    found: Vec<u64>,
    /// Weight of the edge at hand.
    own: u32,
    /// Whether to go on.
    check: &'a C,
}

impl<C: Fn() -> Result<(), Stop>> Cliques<'_, C> {
    /// Counts the cells whose critical edge has this rank.
    fn of_edge(&mut self, rank: u32, lists: &mut [Vec<u32>]) -> Result<(), Stop> {
        let [u, v] = self.edges.ends(rank);
        self.own = self.edges.weight(u, v);
        self.add(1, 1);
        if let Some(lune) = lists.first_mut() {
            lune.clear();
            self.edges.weights.common(&[u, v], self.own, |w, _| lune.push(w));
            self.descend(2, lists)?;
        }
        (self.check)()
    }

    /// Counts the cells that arise when a vertex of the first list is added to one of dimension `dim` − 1, and those on them.
    fn descend(&mut self, dim: usize, lists: &mut [Vec<u32>]) -> Result<(), Stop> {
        let [here, deeper @ ..] = lists else { return Ok(()) };
        self.add(dim, here.len() as u64);
        for (place, &w) in here.iter().enumerate() {
            let [next, ..] = deeper else { break };
            next.clear();
            next.extend(here[place + 1..].iter().copied().filter(|&x| self.edges.weight(w, x) < self.own));
            self.descend(dim + 1, deeper)?;
        }
        if here.len() > 64 { (self.check)() } else { Ok(()) }
    }

    fn add(&mut self, dim: usize, count: u64) {
        self.found[dim - 1] += count;
        self.counts[dim].fetch_add(count, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::super::edges::Input;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_many_cells_are_counted_as_listed(
            draw in prop::collection::vec(0..9u8, 100..=100),
            count in 1..=10usize,
            cutoff in 0..9u8,
        ) {
            let entry = |i: usize, j: usize| if i == j { 0.0 } else { f64::from(draw[i.min(j) * count + i.max(j)]) };
            let matrix: Vec<f64> = (0..count * count).map(|p| entry(p / count, p % count)).collect();
            let input = Input::Distances { matrix: &matrix, count };
            let edges = Edges::new(input, Some(f64::from(cutoff)), &Limits::default()).unwrap();
            for max_dim in 0..count {
                let listed = list::<u64>(Order::new(&edges), max_dim, &Limits::default()).unwrap();
                let expected: Vec<u64> = listed.iter().map(|cells| cells.edges.len() as u64 / 2).collect();
                for threads in [1, 3] {
                    let limits = Limits::new(threads, u64::MAX, None);
                    let counts = super::count(&edges, max_dim, &limits).unwrap();
                    prop_assert_eq!(&totals(&edges, max_dim, &counts), &expected);
                    prop_assert_eq!(&list::<u64>(Order::new(&edges), max_dim, &limits).unwrap(), &listed);
                }
                for (bound, &count) in at_least(&edges, max_dim).iter().zip(&expected) {
                    prop_assert!(*bound <= count as f64 * (1.0 + 1e-9), "{} of {}", bound, count);
                }
            }
        }
    }

    #[test]
    fn more_cells_than_there_is_room_for_are_refused() {
        let line: Vec<f64> = (0..300).map(f64::from).collect();
        let refusal = |cutoff: f64, max_dim: usize, memory: u64| {
            let input = Input::Points { coordinates: &line, count: 300 };
            let edges = Edges::new(input, Some(cutoff), &Limits::default()).unwrap();
            let stop = list::<u128>(Order::new(&edges), max_dim, &Limits::new(2, memory, None)).unwrap_err();
            assert!(matches!(stop, Stop::TooLarge(_)));
            stop.to_string()
        };
        let text = refusal(300.0, 8, u64::MAX);
        assert_eq!(
            text,
            "cells with fewer than 2^32 vertices together were expected, but 300 points with maxDim 8 have more; lower maxDim \
             or maxDiameter"
        );
        // Few neighbours each: the bound says nothing, and cells are counted.
        for cutoff in [60.0, 300.0] {
            let text = refusal(cutoff, 5, 1 << 24);
            assert!(
                text.starts_with(
                    "at most 16.0 MiB of memory (maxMemory) were expected, but the cells of 300"
                ),
                "{text}"
            );
        }
    }
}
