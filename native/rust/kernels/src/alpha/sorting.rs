//! The cells in the order of the filtration.

use super::Cells;
use super::entries::for_each;
use super::faces::Faces;
use super::values::Values;
use crate::delaunay::ascending;
use crate::threads::map_items;

/// The cells by value, where numbers, which are lexicographic, decide ties; `offsets` are the numbers of the first of each
/// dimension.
pub fn sorted(mut faces: Faces, levels: Vec<Values>, offsets: &[usize], threads: usize) -> Cells {
    let size = offsets[levels.len()];
    let mut places = vec![0u32; size];
    let orders = orders(&levels, offsets, &mut places, threads);
    let mut cells =
        Cells { values: vec![0.0; size], owners: vec![0; size], vertices: vec![], facets: vec![] };
    for (d, (order, level)) in orders.into_iter().zip(levels).enumerate() {
        let here = offsets[d]..offsets[d + 1];
        let number = |i: usize| order[i] as usize;
        for_each(threads, &mut cells.values[here.clone()], |i, value| *value = level.values[number(i)]);
        for_each(threads, &mut cells.owners[here], |i, owner| {
            *owner = places[level.owners[number(i)] as usize];
        });
        drop(level);
        let listed = std::mem::take(&mut faces.vertices[d]);
        let facets = std::mem::take(&mut faces.facets[d]);
        let place = |facet: u32| places[offsets[d - 1] + facet as usize];
        cells.vertices.push(match d {
            0 => listed, // all have the same value
            1 => moved::<2>(listed, &order, threads, |v| v),
            2 => moved::<3>(listed, &order, threads, |v| v),
            _ => moved::<4>(listed, &order, threads, |v| v),
        });
        cells.facets.push(match d {
            0 | 1 => Vec::new(),
            2 => moved::<3>(facets, &order, threads, place),
            _ => moved::<4>(facets, &order, threads, place),
        });
    }
    cells
}

/// The orders of the cells of all dimensions, whose places it writes.
fn orders(levels: &[Values], offsets: &[usize], mut places: &mut [u32], threads: usize) -> Vec<Vec<u32>> {
    let mut parts = Vec::new();
    for (level, &offset) in levels.iter().zip(offsets) {
        let own;
        (own, places) = places.split_at_mut(level.values.len());
        parts.push((level, offset, own));
    }
    map_items(threads, &mut parts, |(level, offset, places)| ordered(level, *offset, places))
}

/// The numbers of the cells of one dimension by value; writes their places, which begin at `offset`.
fn ordered(level: &Values, offset: usize, places: &mut [u32]) -> Vec<u32> {
    let mut keys: Vec<(u64, u32)> = level.values.iter().map(|x| x.to_bits()).zip(0..).collect();
    keys.sort_unstable(); // the bits of numbers that are not negative are in their order
    for (&(_, k), place) in keys.iter().zip(offset as u32..) {
        places[k as usize] = place;
    }
    keys.into_iter().map(|(_, k)| k).collect()
}

/// Rows of `N` in this order, each entry mapped, then ascending.
fn moved<const N: usize>(
    listed: Vec<u32>,
    order: &[u32],
    threads: usize,
    map: impl Fn(u32) -> u32 + Sync,
) -> Vec<u32> {
    let rows: &[[u32; N]] = listed.as_chunks().0;
    let mut out = vec![[0; N]; order.len()];
    for_each(threads, &mut out, |i, row| *row = ascending(rows[order[i] as usize].map(&map)));
    out.into_flattened()
}
