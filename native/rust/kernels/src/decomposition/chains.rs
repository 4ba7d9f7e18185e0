//! Many columns of V and rows of U at a time, each up to a place: the chains of cells that critical sets are made of.

use super::column_of_v::{Scratch, column_of_v};
use super::columns::Room;
use super::reduction::Reduction;
use super::rows_of_u::Rows;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::sync::OnceLock;

/// Parts that threads take one after the other.
const PARTS: usize = 64;

/// Lists of places, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chains {
    /// Where each list ends in `members`.
    pub ends: Vec<u32>,
    /// The members of all lists, each in the order in which it was walked.
    pub members: Vec<u32>,
}

/// The lists that begin at the first index of each pair and go no further than the second: columns of V if that is before,
/// rows of U if it is after; `rows` are those of U by block.
pub fn chains(
    reduction: &Reduction,
    rows: Option<&[OnceLock<Rows>]>,
    wanted: &[[usize; 2]],
    limits: &Limits,
) -> Result<Chains, Stop> {
    let room = Room::new(limits);
    for &[index, _] in wanted.iter().filter(|[index, last]| last > index) {
        let block = reduction.matrix.block_of(index);
        let kept = &rows.expect("rows of U are wanted")[block];
        if kept.get().is_none() {
            let found = Rows::new(reduction, block, &room)?;
            kept.get_or_init(|| found);
        }
    }
    let parts = PARTS.min(wanted.len());
    let bound = |part: usize| part * wanted.len() / parts;
    let lists = map_parts(limits.threads, parts, |part| {
        limits.at(part as f64 / parts as f64)?;
        some_chains(reduction, rows, &wanted[bound(part)..bound(part + 1)], &room, limits)
    });
    let lists = lists.into_iter().collect::<Result<Vec<Chains>, Stop>>()?;
    let mut all = Chains { ends: Vec::with_capacity(wanted.len()), members: Vec::new() };
    let total = lists.iter().map(|part| part.members.len()).sum();
    if u32::try_from(total).is_err() {
        return Err(Stop::TooLarge(format!(
            "fewer than 2^32 members of chains were expected, but there are {total}"
        )));
    }
    room.grow(&mut all.members, total)?;
    for Chains { ends, members } in lists {
        let before = all.members.len() as u32;
        all.ends.extend(ends.iter().map(|end| before + end));
        all.members.extend(members);
    }
    Ok(all)
}

fn some_chains(
    reduction: &Reduction,
    rows: Option<&[OnceLock<Rows>]>,
    wanted: &[[usize; 2]],
    room: &Room,
    limits: &Limits,
) -> Result<Chains, Stop> {
    let mut found = Chains::default();
    let mut list = Vec::new();
    let mut at_hand: Option<(usize, Scratch)> = None;
    for &[index, last] in wanted {
        let block = reduction.matrix.block_of(index);
        let (_, scratch) = match at_hand.take() {
            Some((of, scratch)) if of == block => at_hand.insert((of, scratch)),
            _ => at_hand.insert((block, Scratch::new(reduction, block))),
        };
        if last <= index {
            column_of_v(reduction, index, last, scratch, &mut list, limits)?;
        } else {
            let rows = rows.and_then(|rows| rows[block].get()).expect("rows were made");
            rows.row_of_u(reduction, block, [index, last], scratch, &mut list, limits)?;
        }
        room.grow(&mut found.members, list.len())?;
        found.members.extend_from_slice(&list);
        found.ends.push(found.members.len() as u32);
    }
    Ok(found)
}
