//! The columns that become zero in the last block of a boundary matrix, found in the coboundary.
//!
//! Clearing learns from a block which columns of the block before it become zero; the last block has none after it. Where
//! the highest cells outnumber their facets, as in lists of all simplices up to some dimension, most of its columns become
//! zero, each after as many additions as any other: that is nearly all the work. The coboundary has the same pairs
//! [deSilva11], and its clearing starts from the other end, so that it spends nothing on them: cells of the highest dimension
//! are rows there, and those that are nobody's pivot kill nothing. For edges none of this is needed: their block is a graph.

use super::Request;
use super::columns::Room;
use super::matrix::Matrix;
use super::reduction::{NONE, Reduction};
use crate::limits::{Limits, Stop};

/// Which columns of the last block become zero, where it pays to know that before.
pub fn of_last_block(request: &Request, limits: &Limits) -> Result<Option<Vec<bool>>, Stop> {
    let &Request { dim_offsets, starts, facets, dualize, .. } = request;
    if dualize || !outnumber_facets(dim_offsets) {
        return Ok(None);
    }
    let room = Room::new(limits);
    room.take(Matrix::bytes(starts.len() - 1, facets.len()))?;
    let coboundary = Matrix::coboundary(dim_offsets, starts, facets);
    let highest = coboundary.columns_of(0);
    let count = coboundary.block_count();
    let reduction = Reduction::new(coboundary, 0..count, None, false, &room, limits)?;
    Ok(Some(reduction.owners[highest].iter().rev().map(|&owner| owner == NONE).collect()))
}

/// Whether there are more cells of the highest dimension than of the next lower one.
fn outnumber_facets(dim_offsets: &[usize]) -> bool {
    matches!(dim_offsets, &[_, .., facets, cells, end] if end - cells > cells - facets)
}
