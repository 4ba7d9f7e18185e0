//! Decompositions R = D·V: they stay here under a number, and what of them is asked for is copied out.

use crate::boundary::{Cutter, Slab, guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::batch::each;
use diagrad_kernels::critical::{
    Moves, MovesIn, Order, Resolution, critical_gradient, critical_sets, lasting_pairs,
};
use diagrad_kernels::decomposition::{Decomposition, Request};
use diagrad_kernels::limits::Limits;
use std::sync::Arc;

static DECOMPOSITIONS: Slab<Arc<Decomposition>> = Slab::new();
static LISTS: Slab<Vec<u32>> = Slab::new();
static GRADIENTS: Slab<(Vec<u32>, Vec<f64>)> = Slab::new();

/// Decomposes the boundary of a complex (side 0), its coboundary (1), or both, side by side; each decomposition waits under
/// one of `numbers` until it is forgotten.
///
/// `dim_offsets` has one entry for each dimension and the number of cells as last. `flags` is a sum: 1 if columns of V will be
/// asked for, 2 if rows of U. Of cells that kill, those below
/// dimension `lowest` are not asked about.
#[deno_bindgen]
pub fn dg_decompositions(
    dim_offsets: *const u32,
    offsets_length: u32,
    starts: *const u32,
    starts_length: u32,
    facets: *const u32,
    facets_length: u32,
    sides: *const u32,
    sides_length: u32,
    flags: u32,
    lowest: u32,
    threads: u32,
    max_memory: f64,
    numbers: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let offsets = input(dim_offsets, offsets_length);
        let dim_offsets: Vec<usize> = offsets.iter().map(|&offset| offset as usize).collect();
        let (starts, facets) = (input(starts, starts_length), input(facets, facets_length));
        let request = |&side: &u32| Request {
            dim_offsets: &dim_offsets,
            starts,
            facets,
            dualize: side == 1,
            v: flags & 1 != 0,
            u: flags & 2 != 0,
            lowest: lowest as usize,
        };
        let requests: Vec<Request> = input(sides, sides_length).iter().map(request).collect();
        let limits = limits(threads, max_memory, std::ptr::null());
        let found = each(&requests, &limits, Decomposition::new).map_err(|(_, stop)| stop)?;
        for (number, decomposition) in output(numbers, sides_length).iter_mut().zip(found) {
            *number = DECOMPOSITIONS.insert(Arc::new(decomposition));
        }
        Ok(())
    })
}

/// Copies the places of the pivots of all columns of R; `u32::MAX` for those that are zero.
#[deno_bindgen]
pub fn dg_decomposition_pivots(
    number: u32,
    pivots: *mut u32,
    size: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        output(pivots, size).copy_from_slice(&DECOMPOSITIONS.get(number)?.pivots());
        Ok(())
    })
}

/// Lists the places of a column of R (`part` 0) or V (1) or of a row of U (2), ascending. `waiting` gets the number under
/// which the list waits and its length.
#[deno_bindgen]
pub fn dg_decomposition_list(
    number: u32,
    part: u32,
    place: u32,
    waiting: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let decomposition = DECOMPOSITIONS.get(number)?;
        let list = match part {
            0 => decomposition.column_of_r(place),
            1 => decomposition.column_of_v(place, &Limits::default())?,
            _ => decomposition.row_of_u(place, &Limits::default())?,
        };
        let length = list.len() as u32;
        output(waiting, 2).copy_from_slice(&[LISTS.insert(list), length]);
        Ok(())
    })
}

/// For each of the cells at `places` lists those that move along when it gets its value of `targets`. `values` are those of all
/// cells. `ends` gets where each list ends, `waiting` the number under which all wait together, and their length.
#[deno_bindgen]
pub fn dg_critical_sets(
    number: u32,
    values: *const f64,
    size: u32,
    negate: u32,
    places: *const u32,
    targets: *const f64,
    count: u32,
    threads: u32,
    max_memory: f64,
    ends: *mut u32,
    waiting: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let decomposition = DECOMPOSITIONS.get(number)?;
        let order = Order { values: input(values, size), negate: negate != 0 };
        let limits = limits(threads, max_memory, std::ptr::null());
        let found =
            critical_sets(&decomposition, order, input(places, count), input(targets, count), &limits)?;
        output(ends, count).copy_from_slice(&found.ends);
        let length = found.members.len() as u32;
        output(waiting, 2).copy_from_slice(&[LISTS.insert(found.members), length]);
        Ok(())
    })
}

/// Finds how far the members of the critical sets of moves are beyond the values wanted. Of the moves of the cells at `places` to
/// `targets`, the first so many as `lengths` says belong to the first of the decompositions `numbers`, the next to the next.
/// `resolution` is 0 for the mean of the values that a cell is wanted at, 1 for the one farthest from its own, 2 for what it is
/// moved to itself, else the mean, 3 for all of them, set by set. `waiting` gets the number under which places and values wait,
/// and their length.
#[deno_bindgen]
pub fn dg_critical_gradient(
    numbers: *const u32,
    lengths: *const u32,
    kinds: u32,
    values: *const f64,
    size: u32,
    negate: u32,
    places: *const u32,
    targets: *const f64,
    count: u32,
    resolution: u32,
    threads: u32,
    max_memory: f64,
    waiting: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let found = input(numbers, kinds).iter().map(|&number| DECOMPOSITIONS.get(number));
        let decompositions = found.collect::<Result<Vec<_>, String>>()?;
        let (mut places, mut targets) = (Cutter(input(places, count)), Cutter(input(targets, count)));
        let kinds: Vec<MovesIn> = decompositions
            .iter()
            .zip(input(lengths, kinds))
            .map(|(decomposition, &length)| {
                let (places, values) = (places.take(length as usize), targets.take(length as usize));
                MovesIn { decomposition, moves: Moves { places, values } }
            })
            .collect();
        let order = Order { values: input(values, size), negate: negate != 0 };
        let resolutions = [Resolution::Mean, Resolution::Farthest, Resolution::Prescribed];
        let resolution = resolutions.get(resolution as usize).copied();
        let limits = limits(threads, max_memory, std::ptr::null());
        let found = critical_gradient(order, &kinds, resolution, &limits)?;
        let length = u32::try_from(found.0.len()).map_err(|_| {
            format!("fewer than 2^32 members of critical sets were expected, but there are {}", found.0.len())
        })?;
        output(waiting, 2).copy_from_slice(&[GRADIENTS.insert(found), length]);
        Ok(())
    })
}

/// Takes the places and values that wait under `number`.
#[deno_bindgen]
pub fn dg_critical_gradient_take(
    number: u32,
    places: *mut u32,
    values: *mut f64,
    length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (found_places, found_values) = GRADIENTS.take(number)?;
        output(places, length).copy_from_slice(&found_places);
        output(values, length).copy_from_slice(&found_values);
        Ok(())
    })
}

/// Lists the pairs of cells of a dimension and one more whose values differ, by birth; `waiting` gets the number under which the
/// list waits and its length.
#[deno_bindgen]
pub fn dg_lasting_pairs(
    number: u32,
    values: *const f64,
    size: u32,
    dimension: u32,
    waiting: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let pairs = lasting_pairs(&*DECOMPOSITIONS.get(number)?, input(values, size), dimension as usize)
            .into_flattened();
        let length = pairs.len() as u32;
        output(waiting, 2).copy_from_slice(&[LISTS.insert(pairs), length]);
        Ok(())
    })
}

/// Takes the list that waits under `number`.
#[deno_bindgen]
pub fn dg_decomposition_take_list(
    number: u32,
    list: *mut u32,
    length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        output(list, length).copy_from_slice(&LISTS.take(number)?);
        Ok(())
    })
}

/// Checks what a decomposition promises; the error names what does not hold.
#[deno_bindgen]
pub fn dg_decomposition_check(
    number: u32,
    threads: u32,
    max_memory: f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        DECOMPOSITIONS.get(number)?.check(&limits(threads, max_memory, std::ptr::null()))
    })
}

/// Forgets a decomposition.
#[deno_bindgen]
pub fn dg_decomposition_forget(number: u32) {
    drop(DECOMPOSITIONS.take(number));
}
