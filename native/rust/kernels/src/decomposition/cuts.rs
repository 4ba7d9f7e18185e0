//! Rows of U in a block of paths: cuts of its graph.
//!
//! Row r of U says which columns have r added: those that, on their way from one of their two ends, but not from both, come to
//! the pivot of r and go on. Let y be the set of vertices from which one comes to this pivot by columns up to some last one;
//! then the members of the row, up to there, are the edges that leave y. For a column whose two ends are in y, or whose ways
//! meet before, does not have r added; and one that comes to a vertex at which a later column goes on has taken it as its
//! pivot, or its ways have met.

use super::columns::{Columns, Room};
use super::paths::Paths;
use super::reduction::{NONE, Reduction};
use crate::limits::{Limits, Stop};

/// The graph of a block by vertices, which are its rows.
pub struct Cuts {
    /// For each vertex the reduced columns to which it comes next, ascending.
    arriving: Columns,
    /// Where the edges of each vertex begin, then how many there are.
    starts: Vec<u32>,
    /// The edges of each vertex, ascending, each with its other end.
    edges: Vec<[u32; 2]>,
}

/// A set of vertices; empty between uses.
#[derive(Default)]
pub struct Met {
    vertices: Vec<u32>,
    is_in: Vec<bool>,
}

impl Cuts {
    /// The graph of a block of paths.
    pub fn new(reduction: &Reduction, paths: &Paths, block: usize, room: &Room) -> Result<Self, Stop> {
        let Reduction { matrix, pivots, .. } = reduction;
        let (rows, columns) = (matrix.rows_of(block), matrix.columns_of(block));
        let vertex = |row: u32| row as usize - rows.start;
        room.take(8 * rows.len() as u64 + 16 * columns.len() as u64)?;
        let arriving = Columns::transposed(
            rows.start,
            rows.len(),
            |visit| {
                let next = columns.clone().filter(|&column| pivots[column] != NONE);
                next.map(|column| (column, paths.next_to(pivots[column])))
                    .filter(|&(_, next)| next != NONE)
                    .for_each(|(column, next)| visit(column, &[next]));
            },
            room,
        )?;
        let mut starts = vec![0; rows.len() + 2];
        for &row in columns.clone().flat_map(|column| matrix.column(column)) {
            starts[vertex(row) + 2] += 1;
        }
        for index in 2..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut edges = vec![[0; 2]; starts[rows.len() + 1] as usize];
        for column in columns {
            let own = matrix.column(column);
            for (end, &row) in own.iter().enumerate() {
                let at = &mut starts[vertex(row) + 1];
                edges[*at as usize] = [column as u32, if own.len() == 2 { own[1 - end] } else { NONE }];
                *at += 1;
            }
        }
        Ok(Cuts { arriving, starts, edges })
    }

    /// Writes those members of row `row` of U, which is not zero in R, that are not after `last` to `list`, ascending.
    pub fn row_of_u(
        &self,
        reduction: &Reduction,
        first_row: usize,
        [row, last]: [usize; 2],
        met: &mut Met,
        list: &mut Vec<u32>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let vertex = |row: u32| row as usize - first_row;
        let Met { vertices, is_in } = met;
        is_in.resize(self.starts.len(), false);
        vertices.push(reduction.pivots[row]);
        let mut done = 0;
        while let Some(&one) = vertices.get(done) {
            limits.check()?;
            is_in[vertex(one)] = true;
            let arriving =
                self.arriving.get(vertex(one)).iter().take_while(|&&column| column as usize <= last);
            vertices.extend(arriving.map(|&column| reduction.pivots[column as usize]));
            done += 1;
        }
        for &one in vertices.iter() {
            let [start, end] = [0, 1].map(|next| self.starts[vertex(one) + next] as usize);
            for &[column, other] in &self.edges[start..end] {
                if column as usize > last {
                    break;
                }
                if other == NONE || !is_in[vertex(other)] {
                    list.push(column);
                }
            }
        }
        vertices.drain(..).for_each(|one| is_in[vertex(one)] = false);
        list.sort_unstable();
        Ok(())
    }
}
