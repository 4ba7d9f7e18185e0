//! What is done with critical sets, and with the points that they are made for.

use crate::boundary::{guard, input, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::critical::{CriticalSets, Moves, Order, Resolution, pairs_of_points, resolved};

/// For each of `points` whose death is not after `up_to` writes the pair with these values to `matched`; `pairs` has two places
/// for each pair, `values` are those of all cells.
#[deno_bindgen]
pub fn dg_pairs_of_points(
    values: *const f64,
    size: u32,
    negate: u32,
    pairs: *const u32,
    pairs_length: u32,
    points: *const f64,
    points_length: u32,
    up_to: f64,
    matched: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let order = Order { values: input(values, size), negate: negate != 0 };
        let (pairs, _) = input(pairs, pairs_length).as_chunks();
        let (points, _) = input(points, points_length).as_chunks();
        let found = pairs_of_points(pairs, order, points, up_to);
        output(matched, points_length).copy_from_slice(found.as_flattened());
        Ok(())
    })
}

/// Finds one value for each member of critical sets, by place: the mean of those wanted (`resolution` 0), the one farthest from
/// its own (1), or what it is moved to itself, else the mean (2). `values` are those of all cells. `found_places` and
/// `found_values`, as long as the shorter one of `members` and `values`, get the results, `found` their number.
#[deno_bindgen]
pub fn dg_resolve_conflicts(
    targets: *const f64,
    ends: *const u32,
    count: u32,
    members: *const u32,
    members_length: u32,
    resolution: u32,
    values: *const f64,
    size: u32,
    moved: *const u32,
    moved_to: *const f64,
    moved_length: u32,
    found_places: *mut u32,
    found_values: *mut f64,
    found: *mut u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let sets = CriticalSets {
            targets: input(targets, count),
            ends: input(ends, count),
            members: input(members, members_length),
        };
        let resolution =
            [Resolution::Mean, Resolution::Farthest, Resolution::Prescribed][resolution as usize];
        let moves = Moves { places: input(moved, moved_length), values: input(moved_to, moved_length) };
        let (places, values) = resolved(&[sets], resolution, input(values, size), &[moves]);
        let count = places.len() as u32;
        output(found_places, count).copy_from_slice(&places);
        output(found_values, count).copy_from_slice(&values);
        output(found, 1)[0] = count;
        Ok(())
    })
}
