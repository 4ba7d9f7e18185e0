//! Facets and cofacets of single cells, found from the weights of the edges.
//!
//! When no other edge is as long as the critical edge `u < v` of a cell, its order is that of the vertices added to `uv`: those
//! above v, those between u and v, those below u, ascending in each. Then the latest facet of a cell lacks the first of its
//! added vertices, and a cofacet for which the cell is the latest facet has one that comes before all added so far.

use super::edges::{Edges, MISSING};
use super::order::{Number, Order, Vertices};

/// Finds facets and cofacets; keeps room for one weight a vertex.
pub struct Coboundary<'a> {
    order: Order<'a>,
    edges: &'a Edges,
    /// For each vertex the greatest weight of its edges to the cell at hand, [`MISSING`] where one is missing.
    reach: Vec<u32>,
}

impl<'a> Coboundary<'a> {
    /// Cells are numbered by `order`.
    pub fn new(order: Order<'a>) -> Self {
        Coboundary { order, edges: order.edges, reach: Vec::new() }
    }

    /// Visits the cofacets of the cell `number` of dimension `dim ≥ 1`.
    pub fn cofacets<N: Number>(&mut self, number: N, dim: usize, mut visit: impl FnMut(N)) {
        let cell = self.order.vertices(number, dim);
        let own = self.look_around(&cell);
        for (w, &reach) in self.reach.iter().enumerate() {
            if reach != MISSING {
                visit(self.cofacet(&cell, w as u32, reach.max(own)));
            }
        }
    }

    /// The earliest cofacet of a cell with critical edge of rank `rank`.
    pub fn earliest_cofacet<N: Number>(&mut self, cell: &Vertices, rank: u32) -> Option<N> {
        // Without ties the cofacets with the same critical edge come before all others.
        let within = if self.edges.is_tied(rank) { None } else { self.earliest_within(cell, rank) };
        within.or_else(|| self.earliest_of_all(cell, rank))
    }

    /// The cofacet that makes an apparent pair with a cell of dimension 1 or more: its earliest, if the cell is the latest
    /// facet of that.
    pub fn apparent_cofacet<N: Number>(&mut self, cell: &Vertices, rank: u32) -> Option<N> {
        if self.edges.is_tied(rank) {
            let cofacet: N = self.earliest_of_all(cell, rank)?;
            let latest: N = self.latest_facet(&self.order.vertices(cofacet, cell.len()));
            return (latest == self.order.number(cell, rank)).then_some(cofacet);
        }
        let w = self.first_before(cell, rank, first_added(cell, self.edges.ends(rank)))?;
        Some(self.order.number(&cell.with(w), rank))
    }

    /// The facet that makes an apparent pair with a cell of dimension 2 or more.
    pub fn apparent_facet<N: Number>(&mut self, cell: &Vertices, rank: u32) -> Option<N> {
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

    /// The earliest of the cofacets of `cell` with the same critical edge, of rank `rank`.
    ///
    /// Like the vertices of one cell they are ordered by the added vertex, so the first that fits is it.
    fn earliest_within<N: Number>(&self, cell: &Vertices, rank: u32) -> Option<N> {
        let [u, v] = self.edges.ends(rank);
        let own = self.edges.weight(u, v);
        let above = v + 1..self.edges.count as u32;
        let fits = |w: &u32| self.fits(cell, *w, own);
        let w = if cell[cell.len() - 1] > v {
            above.chain(0..v).find(fits)
        } else {
            above.chain(u + 1..v).chain(0..u).find(fits)
        };
        Some(self.order.number(&cell.with(w?), rank))
    }

    /// The first vertex that can be added to `cell` without a new critical edge, if it comes before the vertex `end`.
    fn first_before(&self, cell: &Vertices, rank: u32, end: Option<u32>) -> Option<u32> {
        let [u, v] = self.edges.ends(rank);
        let own = self.edges.weight(u, v);
        let all = (v + 1..self.edges.count as u32).chain(u + 1..v).chain(0..u);
        all.take_while(|&w| Some(w) != end).find(|&w| self.fits(cell, w, own))
    }

    /// Whether the edges from `w` to `cell` weigh less than `own`.
    #[inline]
    fn fits(&self, cell: &Vertices, w: u32, own: u32) -> bool {
        let row = self.edges.row(w);
        cell.iter().all(|&x| row[x as usize] < own)
    }

    /// The earliest cofacet of a cell with critical edge of rank `rank`, ties or not.
    fn earliest_of_all<N: Number>(&mut self, cell: &Vertices, rank: u32) -> Option<N> {
        let own = self.look_around(cell);
        // A vertex brings another critical edge, which no other vertex brings, or keeps that of the cell.
        let (mut earliest, mut bringing, mut keeping) = (u32::MAX, None, false);
        for (w, &reach) in self.reach.iter().enumerate() {
            if reach < own {
                keeping = true;
            } else if reach != MISSING && self.edges.rank(reach) < earliest {
                (earliest, bringing) = (self.edges.rank(reach), Some(w as u32));
            }
        }
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

    /// Fills `reach` and gives the weight of the critical edge of the cell.
    fn look_around(&mut self, cell: &Vertices) -> u32 {
        self.reach.clear();
        self.reach.extend_from_slice(self.edges.row(cell[0]));
        for &x in &cell[1..] {
            for (reach, &weight) in self.reach.iter_mut().zip(self.edges.row(x)) {
                *reach = weight.max(*reach);
            }
        }
        self.edges.critical_weight(cell)
    }

    #[inline]
    fn cofacet<N: Number>(&self, cell: &Vertices, w: u32, weight: u32) -> N {
        self.order.number(&cell.with(w), self.edges.rank(weight))
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
            let edges = Edges::new(Input::Distances { matrix: &matrix, count: POINTS }, Some(4.5)).unwrap();
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
            let mut coboundary = Coboundary::new(order);
            for (vertices, &(number, rank)) in &cells {
                let dim = vertices.len() - 1;
                let cell = order.vertices(number, dim);
                let latest = |cell: &[u32]| facets(cell).iter().map(|facet| cells[facet].0).max().unwrap();
                if dim < 4 {
                    let (mut found, mut expected) = (Vec::new(), cofacets(vertices));
                    coboundary.cofacets(number, dim, |cofacet| found.push(cofacet));
                    found.sort();
                    expected.sort();
                    prop_assert_eq!(&found, &expected);
                    let earliest = expected.first().copied();
                    prop_assert_eq!(coboundary.earliest_cofacet(&cell, rank), earliest);
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
