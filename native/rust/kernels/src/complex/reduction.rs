//! Which cell kills the class of which: columns of the boundary matrix reduced from left to right, over Z/2.

use super::pivot_column::PivotColumn;
use crate::components::Components;
use std::ops::Range;

/// Stands for a class that never dies.
pub const IMMORTAL: u32 = u32::MAX;

/// The places of the facets of all cells, as in [`super::Boundary`].
#[derive(Clone, Copy)]
pub struct Facets<'a> {
    pub starts: &'a [u32],
    pub facets: &'a [u32],
}

impl<'a> Facets<'a> {
    /// The facets of the cell at `place`.
    fn of(self, place: usize) -> &'a [u32] {
        &self.facets[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// The killers of vertices, as [`reduced`] gives them, found by joining components: of two that merge, the one whose oldest
/// vertex is younger dies.
pub fn merged(boundary: Facets, vertices: usize, edges: Range<usize>) -> Vec<u32> {
    let mut killers = vec![IMMORTAL; vertices];
    let mut components = Components::new(vertices);
    for edge in edges {
        let [u, v] = boundary.of(edge) else { panic!("the edge at {edge} has not two ends") };
        if let Some(vertex) = components.merge(*u, *v) {
            killers[vertex as usize] = edge as u32;
        }
    }
    killers
}

/// The place of the cell that kills the class born with each of `rows`, from the cells of the next dimension, `columns`.
///
/// `is_cleared` says of a column whether its cell is known to give birth: its reduced column is empty and need not be
/// computed.
pub fn reduced(
    boundary: Facets,
    rows: Range<usize>,
    columns: Range<usize>,
    is_cleared: impl Fn(usize) -> bool,
) -> Vec<u32> {
    let mut killers = vec![IMMORTAL; rows.len()];
    let mut sums = Sums::new(boundary, rows.start, columns.clone());
    let mut column = PivotColumn::new(rows.len());
    let row = |facet: &u32| facet - rows.start as u32;
    for place in columns.filter(|&place| !is_cleared(place)) {
        let facets = boundary.of(place);
        let Some(last) = facets.last().map(row) else { continue };
        if killers[last as usize] == IMMORTAL {
            killers[last as usize] = place as u32; // reduced from the start
            continue;
        }
        facets.iter().map(row).for_each(|row| column.toggle(row));
        while let Some(pivot) = column.greatest() {
            match killers[pivot as usize] {
                IMMORTAL => {
                    killers[pivot as usize] = place as u32;
                    sums.store(place, &mut column);
                }
                killer => sums.of(killer as usize).iter().map(row).for_each(|row| column.toggle(row)),
            }
        }
    }
    killers
}

/// Reduced columns: sums of boundaries. Those that nothing was added to are the boundaries themselves.
struct Sums<'a> {
    boundary: Facets<'a>,
    first_row: u32,
    first_column: usize,
    /// Where the sum of each column is in `facets`; nowhere if it is the boundary.
    spans: Vec<Range<usize>>,
    facets: Vec<u32>,
}

impl<'a> Sums<'a> {
    fn new(boundary: Facets<'a>, first_row: usize, columns: Range<usize>) -> Self {
        let spans = vec![0..0; columns.len()];
        Sums { boundary, first_row: first_row as u32, first_column: columns.start, spans, facets: Vec::new() }
    }

    /// The reduced column of the cell at `place`.
    fn of(&self, place: usize) -> &[u32] {
        match self.spans[place - self.first_column].clone() {
            span if span.is_empty() => self.boundary.of(place),
            span => &self.facets[span],
        }
    }

    /// Moves the column at work here.
    fn store(&mut self, place: usize, column: &mut PivotColumn) {
        let start = self.facets.len();
        while let Some(row) = column.greatest() {
            column.toggle(row);
            self.facets.push(self.first_row + row);
        }
        self.spans[place - self.first_column] = start..self.facets.len();
    }
}
