//! Facets and cofacets of single cells, found from the weights of the edges.

use super::edges::MISSING;
use super::order::{Number, Order, Vertices};

/// Finds facets and cofacets; keeps room for one weight a vertex.
pub struct Coboundary<'a> {
    order: Order<'a>,
    /// For each vertex the greatest weight of its edges to the cell at hand, [`MISSING`] where one is missing.
    reach: Vec<u32>,
}

impl<'a> Coboundary<'a> {
    /// Cells are numbered by `order`.
    pub fn new(order: Order<'a>) -> Self {
        Coboundary { order, reach: Vec::new() }
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

    /// The earliest cofacet of the cell `number` of dimension `dim ≥ 1`.
    pub fn earliest_cofacet<N: Number>(&mut self, number: N, dim: usize) -> Option<N> {
        let cell = self.order.vertices(number, dim);
        let rank = self.order.rank(number, dim);
        if !self.order.edges.is_tied(rank) {
            // Cofacets with the same critical edge come before all others.
            let earliest = self.earliest_within(&cell, rank);
            if earliest.is_some() {
                return earliest;
            }
        }
        let own = self.look_around(&cell);
        let mut earliest: Option<N> = None;
        let mut earliest_rank = u32::MAX;
        for (w, &reach) in self.reach.iter().enumerate() {
            if reach == MISSING || self.order.edges.rank(reach.max(own)) > earliest_rank {
                continue;
            }
            let cofacet = self.cofacet(&cell, w as u32, reach.max(own));
            if earliest.is_none_or(|other| cofacet < other) {
                earliest = Some(cofacet);
                earliest_rank = self.order.edges.rank(reach.max(own));
            }
        }
        earliest
    }

    /// The earliest of the cofacets of `cell` with the same critical edge, of rank `rank`.
    ///
    /// They are ordered by the added vertex like the vertices of a cell in its number, so the first that fits is it.
    fn earliest_within<N: Number>(&self, cell: &Vertices, rank: u32) -> Option<N> {
        let edges = self.order.edges;
        let ([u, v], own) = (edges.ends(rank), edges.critical_weight(&edges.ends(rank)));
        let fits = |w: &u32| cell.iter().all(|&x| edges.weight(x, *w) < own);
        let above = v + 1..edges.count as u32;
        let w = if cell[cell.len() - 1] > v {
            above.chain(0..v).find(fits)
        } else {
            above.chain(u + 1..v).chain(0..u).find(fits)
        };
        Some(self.order.number(&cell.with(w?), rank))
    }

    /// The latest facet of the cell `number` of dimension `dim ≥ 2`.
    pub fn latest_facet<N: Number>(&self, number: N, dim: usize) -> N {
        let cell = self.order.vertices(number, dim);
        let facets = (0..cell.len()).map(|place| {
            let facet = cell.without(place);
            let rank = self.order.edges.rank(self.order.edges.critical_weight(&facet));
            self.order.number::<N>(&facet, rank)
        });
        facets.max().expect("a cell of dimension 2 has facets")
    }

    /// The partner of the cell `number` of dimension `dim ≥ 1` in an apparent pair in which it gives birth: its earliest
    /// cofacet, if it is the latest facet of that.
    pub fn apparent_cofacet<N: Number>(&mut self, number: N, dim: usize) -> Option<N> {
        let cofacet = self.earliest_cofacet(number, dim)?;
        (self.latest_facet(cofacet, dim + 1) == number).then_some(cofacet)
    }

    /// The partner of the cell `number` of dimension `dim ≥ 2` in an apparent pair in which it kills.
    pub fn apparent_facet<N: Number>(&mut self, number: N, dim: usize) -> Option<N> {
        let facet = self.latest_facet(number, dim);
        (self.earliest_cofacet(facet, dim - 1) == Some(number)).then_some(facet)
    }

    /// Fills `reach` and gives the weight of the critical edge of the cell.
    fn look_around(&mut self, cell: &Vertices) -> u32 {
        self.reach.clear();
        self.reach.extend_from_slice(self.order.edges.row(cell[0]));
        for &x in &cell[1..] {
            for (reach, &weight) in self.reach.iter_mut().zip(self.order.edges.row(x)) {
                *reach = weight.max(*reach);
            }
        }
        self.order.edges.critical_weight(cell)
    }

    #[inline]
    fn cofacet<N: Number>(&self, cell: &Vertices, w: u32, weight: u32) -> N {
        self.order.number(&cell.with(w), self.order.edges.rank(weight))
    }
}
