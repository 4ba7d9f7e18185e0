//! Blocks in which every column has at most two ones: there rows are the vertices of a graph, and columns its edges.
//!
//! These are the block of edges in a boundary, as an edge has two ends, and that of the next to highest cells in the coboundary
//! of anything like a manifold. A column with a single one leads outside, to a vertex before all others. A sum of columns that
//! makes a path has the ends of this path as its rows, so a reduced column is its pivot, the later end, and what comes *next*,
//! the earlier one. To reduce a column is to go on from the later of its two ends to the next vertex, until nothing comes
//! next, or the ends meet. Where that will be is known without going: if components of earlier columns are represented by
//! their first vertex, the pivot is the later one of the two representatives, and ends of one component meet.

use super::columns::Room;
use super::matrix::Matrix;
use super::reduction::NONE;
use crate::components::Components;
use crate::limits::{Limits, Stop};

/// Columns after which the progress is told.
const COLUMNS_BETWEEN_REPORTS: usize = 1 << 12;

/// The vertex outside; rows are counted from 1.
const OUTSIDE: u32 = 0;

/// The reduced columns of a block, as paths.
pub struct Paths {
    /// The first row of the block.
    first: u32,
    /// For each vertex that is a pivot the one that comes next.
    next: Vec<u32>,
    /// For each column its last row, or [`NONE`] if it becomes zero.
    pub pivots: Vec<u32>,
}

impl Paths {
    /// Whether a block is a graph.
    pub fn are_in(matrix: &Matrix, block: usize) -> bool {
        matrix.columns_of(block).all(|column| matrix.column(column).len() <= 2)
    }

    /// The paths of a block, if it is a graph; columns that are cleared become zero.
    pub fn of(
        matrix: &Matrix,
        block: usize,
        is_cleared: impl Fn(usize) -> bool,
        room: &Room,
        limits: &Limits,
    ) -> Result<Option<Self>, Stop> {
        let (rows, columns) = (matrix.rows_of(block), matrix.columns_of(block));
        if !Self::are_in(matrix, block) {
            return Ok(None);
        }
        room.take(8 * rows.len() as u64 + 4 * columns.len() as u64)?;
        let mut components = Components::new(rows.len() + 1);
        let mut paths = Paths {
            first: rows.start as u32,
            next: vec![OUTSIDE; rows.len() + 1],
            pivots: vec![NONE; columns.len()],
        };
        if rows.is_empty() {
            return Ok(Some(paths));
        }
        for (index, column) in columns.enumerate() {
            if index % COLUMNS_BETWEEN_REPORTS == 0 {
                limits.check()?;
            }
            if is_cleared(column) {
                continue;
            }
            let ends = paths.ends(matrix.column(column));
            if let Some(pivot) = components.merge(ends[0], ends[1]) {
                paths.next[pivot as usize] = paths.walk(ends, pivot, |_| ());
                paths.pivots[index] = paths.row(pivot);
            }
        }
        Ok(Some(paths))
    }

    /// The rows of a reduced column, ascending, given its pivot.
    pub fn reduced(&self, pivot: u32) -> Vec<u32> {
        match self.next_to(pivot) {
            NONE => vec![pivot],
            next => vec![next, pivot],
        }
    }

    /// The row that comes next to a pivot, or [`NONE`] if that is outside.
    pub fn next_to(&self, pivot: u32) -> u32 {
        match self.next[self.vertex(pivot) as usize] {
            OUTSIDE => NONE,
            next => self.row(next),
        }
    }

    /// Visits the rows from which it is gone on while `column` of the matrix is reduced, descending; it gets `pivot`.
    pub fn visit_steps(&self, column: &[u32], pivot: u32, mut visit: impl FnMut(u32)) {
        let until = if pivot == NONE { OUTSIDE } else { self.vertex(pivot) };
        self.walk(self.ends(column), until, |vertex| visit(self.row(vertex)));
    }

    /// Goes on until the later end is `until`, or the ends meet; the earlier end.
    fn walk(&self, [mut a, mut b]: [u32; 2], until: u32, mut visit: impl FnMut(u32)) -> u32 {
        loop {
            let later = a.max(b);
            (a, b) = (later, a.min(b));
            if a == until || a == b {
                return b;
            }
            visit(a);
            a = self.next[a as usize];
        }
    }

    fn ends(&self, column: &[u32]) -> [u32; 2] {
        match *column {
            [] => [OUTSIDE; 2],
            [row] => [OUTSIDE, self.vertex(row)],
            [a, b, ..] => [self.vertex(a), self.vertex(b)],
        }
    }

    fn vertex(&self, row: u32) -> u32 {
        row - self.first + 1
    }

    fn row(&self, vertex: u32) -> u32 {
        self.first + vertex - 1
    }
}
