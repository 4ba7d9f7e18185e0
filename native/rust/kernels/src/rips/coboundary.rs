//! Facets and cofacets of single cells, found from the weights of the edges.
//!
//! When no other edge is as long as the critical edge `u < v` of a cell, its order is that of the vertices added to `uv`: those
//! above v, those between u and v, those below u, ascending in each. Then the latest facet of a cell lacks the first of its
//! added vertices, and a cofacet for which the cell is the latest facet has one that comes before all added so far.

use super::cones::NONE;
use super::edges::{Edges, MISSING};
use super::order::{Number, Order, Vertices};
use std::ops::Range;

/// Finds facets and cofacets.
#[derive(Clone, Copy)]
pub struct Coboundary<'a> {
    order: Order<'a>,
    edges: &'a Edges,
    /// The apexes of quiet edges, by weight.
    apexes: &'a [u32],
}

impl<'a> Coboundary<'a> {
    /// Cells are numbered by `order`; `apexes` are those of quiet edges.
    pub fn new(order: Order<'a>, apexes: &'a [u32]) -> Self {
        Coboundary { order, edges: order.edges, apexes }
    }

    /// The key of a cell with critical edge of weight `weight`: its number, but with the weight of a quiet edge for its rank.
    #[inline]
    fn key<N: Number>(&self, cell: &Vertices, weight: u32) -> N {
        let rank = self.edges.rank(weight);
        let head = if self.apexes[weight as usize] == NONE { rank } else { weight };
        self.order.spell(cell, rank, head)
    }

    /// Vertices of the cell of dimension `dim ≥ 1` with this key, and the apex of its critical edge, or [`NONE`].
    #[inline]
    pub fn cell<N: Number>(&self, key: N, dim: usize) -> (Vertices, u32) {
        let head = self.order.rank(key, dim);
        let apex = self.apexes[head as usize];
        let rank = if apex == NONE { head } else { self.edges.rank(head) };
        (self.order.spelt(key, dim, rank), apex)
    }

    /// Visits the keys of the cofacets of a cell of dimension 1 or more whose critical edge has one of these weights; those of a
    /// quiet edge only if its apex is in them.
    ///
    /// The other cofacets of quiet edges would add up to nothing as soon as those visited have been cancelled.
    #[inline]
    pub fn cofacets<N: Number>(&self, cell: &Vertices, weights: Range<u32>, mut visit: impl FnMut(N)) {
        let own = self.edges.critical_weight(cell);
        if own >= weights.end {
            return;
        }
        self.edges.weights.common(cell, weights.end, |w, reach| {
            let weight = reach.max(own);
            if weight < weights.start {
                return;
            }
            let apex = self.apexes[weight as usize];
            if apex == NONE || apex == w || cell.contains(&apex) {
                visit(self.key(&cell.with(w), weight));
            }
        });
    }

    /// The cofacet that makes an apparent pair with a cell of dimension 1 or more: its earliest, if the cell is the latest
    /// facet of that.
    pub fn apparent_cofacet<N: Number>(&self, cell: &Vertices, rank: u32) -> Option<N> {
        if self.edges.is_tied(rank) {
            let cofacet: N = self.earliest_of_all(cell, rank)?;
            let latest: N = self.latest_facet(&self.order.vertices(cofacet, cell.len()));
            return (latest == self.order.number(cell, rank)).then_some(cofacet);
        }
        let w = self.first_before(cell, rank, first_added(cell, self.edges.ends(rank)))?;
        Some(self.order.number(&cell.with(w), rank))
    }

    /// The facet that makes an apparent pair with a cell of dimension 2 or more.
    pub fn apparent_facet<N: Number>(&self, cell: &Vertices, rank: u32) -> Option<N> {
        let dim = cell.len() - 1;
        if self.edges.is_tied(rank) {
            let facet: N = self.latest_facet(cell);
            let vertices = self.order.vertices(facet, dim - 1);
            let earliest: Option<N> = self.earliest_of_all(&vertices, self.order.rank(facet, dim - 1));
            return (earliest == Some(self.order.number(cell, rank))).then_some(facet);
        }
        let first = first_added(cell, self.edges.ends(rank))?;
        let facet = cell.without(cell.partition_point(|&x| x < first));
        self.first_before(&facet, rank, Some(first)).is_none().then(|| self.order.number(&facet, rank))
    }

    /// The key of the facet that makes an apparent pair with the cell of dimension 2 or more with this key.
    pub fn paired_facet<N: Number>(&self, key: N, dim: usize) -> Option<N> {
        let (cell, apex) = self.cell(key, dim);
        if apex == NONE {
            return self.apparent_facet(&cell, self.order.rank(key, dim));
        }
        let facet = cell.without(cell.partition_point(|&x| x < apex));
        Some(self.key(&facet, self.order.rank(key, dim)))
    }

    /// The earliest of the cofacets of `cell` with the same critical edge, of rank `rank`.
    ///
    /// Like the vertices of one cell they are ordered by the added vertex, so the first that fits is it.
    fn earliest_within<N: Number>(&self, cell: &Vertices, rank: u32) -> Option<N> {
        let [_, v] = self.edges.ends(rank);
        let w = if cell[cell.len() - 1] > v {
            self.first_in(cell, rank, [v + 1..self.edges.count as u32, 0..v, 0..0])
        } else {
            self.first_before(cell, rank, None)
        };
        Some(self.order.number(&cell.with(w?), rank))
    }

    /// The first vertex that can be added to `cell` without a new critical edge, if it comes before the vertex `end`.
    fn first_before(&self, cell: &Vertices, rank: u32, end: Option<u32>) -> Option<u32> {
        let [u, v] = self.edges.ends(rank);
        let [above, between, below] = [v + 1..self.edges.count as u32, u + 1..v, 0..u];
        let ranges = match end {
            Some(end) if end > v => [above.start..end, 0..0, 0..0],
            Some(end) if end > u => [above, between.start..end, 0..0],
            Some(end) => [above, between, 0..end],
            None => [above, between, below],
        };
        self.first_in(cell, rank, ranges)
    }

    /// The first vertex in one range after the other that can be added to `cell` without a new critical edge.
    fn first_in(&self, cell: &Vertices, rank: u32, ranges: [Range<u32>; 3]) -> Option<u32> {
        let [u, v] = self.edges.ends(rank);
        let own = self.edges.weight(u, v);
        ranges.into_iter().find_map(|range| self.edges.weights.first_common(cell, own, range))
    }

    /// The earliest cofacet of a cell with critical edge of rank `rank`, ties or not.
    fn earliest_of_all<N: Number>(&self, cell: &Vertices, rank: u32) -> Option<N> {
        let own = self.edges.critical_weight(cell);
        // A vertex brings another critical edge, which no other vertex brings, or keeps that of the cell.
        let (mut earliest, mut bringing, mut keeping) = (u32::MAX, None, false);
        self.edges.weights.common(cell, MISSING, |w, reach| {
            if reach < own {
                keeping = true;
            } else if self.edges.rank(reach) < earliest {
                (earliest, bringing) = (self.edges.rank(reach), Some(w));
            }
        });
        if keeping && rank < earliest {
            return self.earliest_within(cell, rank);
        }
        Some(self.order.number(&cell.with(bringing?), earliest))
    }

    /// The latest facet of a cell of dimension 2 or more, ties or not.
    fn latest_facet<N: Number>(&self, cell: &Vertices) -> N {
        let facets = || (0..cell.len()).map(|place| cell.without(place));
        let rank = |facet: &Vertices| self.edges.rank(self.edges.critical_weight(facet));
        let latest = facets().map(|facet| rank(&facet)).max().expect("a cell has facets");
        let numbers =
            facets().filter(|facet| rank(facet) == latest).map(|facet| self.order.number(&facet, latest));
        numbers.max().expect("a facet has the greatest rank")
    }
}

/// The first of the vertices that are added to the edge `u < v` to give `cell`.
fn first_added(cell: &Vertices, [u, v]: [u32; 2]) -> Option<u32> {
    let above = cell.iter().find(|&&w| w > v);
    let between = || cell.iter().find(|&&w| u < w && w < v);
    let below = || cell.first().filter(|&&w| w < u);
    above.or_else(between).or_else(below).copied()
}

#[cfg(test)]
mod tests {
    use super::super::edges::Input;
    use super::super::expansion::expand;
    use super::*;
    use crate::limits::Limits;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    const POINTS: usize = 9;

    /// Distances drawn from few integers; without `ties` each is raised by an amount of its own.
    fn matrix(draw: &[u8], ties: bool) -> Vec<f64> {
        let entry = |i: usize, j: usize| match i.min(j) * POINTS + i.max(j) {
            _ if i == j => 0.0,
            pair => f64::from(draw[pair]) + if ties { 0.0 } else { pair as f64 / 100.0 },
        };
        (0..POINTS * POINTS).map(|pair| entry(pair / POINTS, pair % POINTS)).collect()
    }

    proptest! {
        #[test]
        fn apparent_pairs_are_those_of_the_definition(
            draw in prop::collection::vec(0..6u8, POINTS * POINTS),
            ties: bool,
        ) {
            let matrix = matrix(&draw, ties);
            let edges = Edges::new(Input::Distances { matrix: &matrix, count: POINTS }, Some(4.5), &Limits::default()).unwrap();
            let order = Order::new(&edges);
            // Cells of dimensions 1 to 4 by vertices, with number and rank.
            let mut cells: BTreeMap<Vec<u32>, (u64, u32)> = BTreeMap::new();
            let walk: Result<(), Infallible> =
                expand(order, 4, 0..edges.len() as u32, &mut |_, number: u64, cell, rank| {
                    cells.insert(cell.to_vec(), (number, rank));
                    Ok(())
                });
            walk.unwrap_or_else(|never| match never {});
            let facets = |cell: &[u32]| -> Vec<Vec<u32>> {
                (0..cell.len()).map(|skip| [&cell[..skip], &cell[skip + 1..]].concat()).collect()
            };
            let cofacets = |cell: &[u32]| -> Vec<u64> {
                let above = cells.iter().filter(|(other, _)| other.len() == cell.len() + 1);
                above.filter(|(other, _)| cell.iter().all(|v| other.contains(v))).map(|(_, found)| found.0).collect()
            };
            let none = vec![NONE; edges.len()];
            let coboundary = Coboundary::new(order, &none);
            for (vertices, &(number, rank)) in &cells {
                let dim = vertices.len() - 1;
                let cell = order.vertices(number, dim);
                let latest = |cell: &[u32]| facets(cell).iter().map(|facet| cells[facet].0).max().unwrap();
                if dim < 4 {
                    let (mut found, mut expected) = (Vec::new(), cofacets(vertices));
                    coboundary.cofacets(&cell, 0..MISSING, |cofacet: u64| found.push(cofacet));
                    found.sort();
                    expected.sort();
                    prop_assert_eq!(&found, &expected);
                    let earliest = expected.first().copied();
                    let apparent = earliest.filter(|&other| latest(&order.vertices(other, dim + 1)) == number);
                    prop_assert_eq!(coboundary.apparent_cofacet(&cell, rank), apparent);
                }
                if dim > 1 {
                    let facet = latest(vertices);
                    let earliest = cofacets(&order.vertices(facet, dim - 1)).into_iter().min();
                    let apparent = (earliest == Some(number)).then_some(facet);
                    prop_assert_eq!(coboundary.apparent_facet(&cell, rank), apparent);
                }
            }
        }
    }
}
