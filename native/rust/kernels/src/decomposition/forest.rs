//! Blocks in which every row has at most two ones: there columns are the vertices of a graph, and rows its edges.
//!
//! These are the block of edges in a coboundary, as an edge has two ends, and that of the highest cells in the boundary of
//! anything like a manifold. A sum of columns is a cut. To reduce column i is to join to it what its last row leads to, as long as
//! that was reduced before: its pivot is the last row that leads out of the component in which it is the last column.
//! So all is found by joining components, rows in descending order; of the two columns that stand for components joined, the
//! first gets this row as its pivot, and is added to the other. A row with a single one leads outside, which stands after all.

use super::columns::{Columns, Room};
use super::matrix::Matrix;
use super::reduction::NONE;
use crate::components::Components;
use crate::limits::{Limits, Stop};

/// Rows after which the progress is told.
const ROWS_BETWEEN_REPORTS: usize = 1 << 12;

/// The reduced columns of a block, as a forest.
pub struct Forest {
    /// For each column that to which it is added, or [`NONE`].
    pub parents: Vec<u32>,
    /// For each column its last row, or [`NONE`] if it becomes zero.
    pub pivots: Vec<u32>,
    /// The columns added to each column, by descending pivot.
    pub children: Columns,
}

impl Forest {
    /// The forest of a block, if it is one.
    pub fn of(matrix: &Matrix, block: usize, room: &Room, limits: &Limits) -> Result<Option<Self>, Stop> {
        let (rows, columns) = (matrix.rows_of(block), matrix.columns_of(block));
        if rows.is_empty() {
            return Ok(None);
        }
        room.take(8 * rows.len() as u64 + 16 * columns.len() as u64)?;
        let Some(ends) = ends(matrix, block) else { return Ok(None) };
        // The last column represents its component, and what is outside every other: they are counted from the end.
        let (outside, count) = (0, columns.len() as u32);
        let vertex =
            |column: u32| if column == NONE { outside } else { count - (column - columns.start as u32) };
        let mut components = Components::new(columns.len() + 1);
        let (mut parents, mut pivots) = (vec![NONE; columns.len()], vec![NONE; columns.len()]);
        let mut joined = Vec::new();
        for (index, &[a, b]) in ends.iter().enumerate().rev() {
            if index % ROWS_BETWEEN_REPORTS == 0 {
                limits.check()?;
            }
            if a == NONE {
                continue; // no column has this row
            }
            if let Some(first) = components.merge(vertex(a), vertex(b)) {
                let (child, parent) = ((count - first) as usize, components.root(first));
                pivots[child] = (rows.start + index) as u32;
                if parent != outside {
                    parents[child] = columns.start as u32 + count - parent;
                    joined.push(child as u32);
                }
            }
        }
        let visit_all = |visit: &mut dyn FnMut(usize, &[u32])| {
            joined
                .iter()
                .for_each(|&child| visit(columns.start + child as usize, &[parents[child as usize]]));
        };
        let children = Columns::transposed(columns.start, columns.len(), visit_all, room)?;
        Ok(Some(Forest { parents, pivots, children }))
    }
}

/// The one or two columns that have each row of a block; `None` if one has more.
fn ends(matrix: &Matrix, block: usize) -> Option<Vec<[u32; 2]>> {
    let rows = matrix.rows_of(block);
    let mut ends = vec![[NONE; 2]; rows.len()];
    for column in matrix.columns_of(block) {
        for &row in matrix.column(column) {
            let free = ends[row as usize - rows.start].iter_mut().find(|end| **end == NONE)?;
            *free = column as u32;
        }
    }
    Some(ends)
}
