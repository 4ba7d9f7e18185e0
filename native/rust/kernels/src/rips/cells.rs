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
use crate::threads::map_parts;
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
    let total = counts.iter().sum::<u64>() as f64;
    let with_room = |(dim, &count): (usize, &u64)| Cells {
        vertices: Vec::with_capacity(count as usize * (dim + 1)),
        edges: Vec::with_capacity(count as usize * 2),
    };
    let mut cells: Vec<Cells> = counts.iter().enumerate().map(with_room).collect();
    for v in 0..order.edges.count as u32 {
        cells[0].vertices.push(v);
        cells[0].edges.extend([v, v]);
    }
    if max_dim > 0 {
        let limits = limits.stage(0.3, 1.0);
        let mut listed = 0u64;
        expand(order, max_dim, 0..order.edges.len() as u32, &mut |dim, _: N, vertices, rank| {
            cells[dim].vertices.extend_from_slice(vertices);
            cells[dim].edges.extend_from_slice(&order.edges.ends(rank));
            listed += 1;
            if listed.is_multiple_of(CHECK) { limits.at(listed as f64 / total) } else { Ok(()) }
        })?;
    }
    Ok(cells)
}

/// Cells between two looks at the limits.
const CHECK: u64 = 1 << 14;

/// Numbers of cells by dimension; refuses more than there is memory for, and 2³² vertices together, which lengths of 32 bits
/// cannot say.
fn count(edges: &Edges, max_dim: usize, limits: &Limits) -> Result<Vec<u64>, Stop> {
    let room = Room { points: edges.count, max_dim, limits };
    room.check(&at_least(edges, max_dim))?;
    let counts: Vec<AtomicU64> = (0..=max_dim).map(|_| AtomicU64::new(0)).collect();
    counts[0].store(edges.count as u64, Ordering::Relaxed);
    let so_far = || counts.iter().map(|count| count.load(Ordering::Relaxed));
    if max_dim > 0 {
        let parts = PARTS * limits.threads;
        let start = |part: usize| (edges.len() * part / parts) as u32;
        let done = map_parts(limits.threads, parts, |part| -> Result<(), Stop> {
            let mut cliques = Cliques {
                edges,
                counts: &counts,
                own: 0,
                check: &|| {
                    limits.check()?;
                    room.check(&so_far().map(|count| count as f64).collect::<Vec<_>>())
                },
            };
            let mut lists = vec![Vec::new(); max_dim - 1];
            (start(part)..start(part + 1)).try_for_each(|weight| cliques.of_edge(weight, &mut lists))
        });
        done.into_iter().collect::<Result<(), Stop>>()?;
    }
    Ok(so_far().collect())
}

/// Parts of the edges for each thread.
const PARTS: usize = 16;

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
    /// Numbers of cells by dimension.
    counts: &'a [AtomicU64],
    /// Weight of the edge at hand.
    own: u32,
    /// Whether to go on.
    check: &'a C,
}

impl<C: Fn() -> Result<(), Stop>> Cliques<'_, C> {
    /// Counts the cells with critical edge of this weight.
    fn of_edge(&mut self, weight: u32, lists: &mut [Vec<u32>]) -> Result<(), Stop> {
        self.own = weight;
        self.counts[1].fetch_add(1, Ordering::Relaxed);
        if let Some(lune) = lists.first_mut() {
            lune.clear();
            self.edges.weights.common(&self.edges.ends(self.edges.rank(weight)), weight, |w, _| lune.push(w));
            self.descend(2, lists)?;
        }
        (self.check)()
    }

    /// Counts the cells that arise when a vertex of the first list is added to one of dimension `dim` − 1, and those on them.
    fn descend(&self, dim: usize, lists: &mut [Vec<u32>]) -> Result<(), Stop> {
        let [here, deeper @ ..] = lists else { return Ok(()) };
        self.counts[dim].fetch_add(here.len() as u64, Ordering::Relaxed);
        for (place, &w) in here.iter().enumerate() {
            let [next, ..] = deeper else { break };
            next.clear();
            next.extend(here[place + 1..].iter().copied().filter(|&x| self.edges.weight(w, x) < self.own));
            self.descend(dim + 1, deeper)?;
        }
        if here.len() > 64 { (self.check)() } else { Ok(()) }
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
                    prop_assert_eq!(&super::count(&edges, max_dim, &limits).unwrap(), &expected);
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
