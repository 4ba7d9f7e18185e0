//! The cells in the order of the filtration.

use super::Cells;
use super::entries::for_each;
use super::faces::Faces;
use super::values::Values;
use crate::delaunay::ascending;
use crate::threads::map_items;

/// The cells by value, where numbers, which are lexicographic, decide ties; `offsets` are the numbers of the first of each
/// dimension.
pub fn sorted(mut faces: Faces, levels: Vec<Values>, offsets: Vec<usize>, threads: usize) -> Cells {
    // Vertices decide nothing any more, and whoever has the facets has them; those of edges are the facets themselves.
    faces.facets[1] = std::mem::take(&mut faces.vertices[1]);
    drop(faces.vertices);
    let size = offsets[levels.len()];
    let mut places = vec![0u32; size];
    let orders = orders(&levels, &offsets, &mut places, threads);
    let mut cells = Cells {
        facets: vec![0; faces.facets.iter().map(Vec::len).sum()],
        values: vec![0.0; size],
        owners: vec![0; size],
        offsets,
    };
    let (offsets, mut facets) = (&cells.offsets, &mut cells.facets[..]);
    // What was is freed level by level, the longest lists first.
    let parts = orders.into_iter().zip(levels).zip(faces.facets).enumerate();
    for (d, ((order, level), list)) in parts.rev() {
        let here = offsets[d]..offsets[d + 1];
        let number = |i: usize| order[i] as usize;
        for_each(threads, &mut cells.values[here.clone()], |i, value| *value = level.values[number(i)]);
        for_each(threads, &mut cells.owners[here], |i, owner| {
            *owner = places[level.owners[number(i)] as usize];
        });
        let own;
        (facets, own) = facets.split_at_mut(facets.len() - list.len());
        let place = |facet: u32| places[offsets[d - 1] + facet as usize];
        match d {
            0 => {}
            1 => write_rows::<2>(own, &list, &order, threads, place),
            2 => write_rows::<3>(own, &list, &order, threads, place),
            _ => write_rows::<4>(own, &list, &order, threads, place),
        }
    }
    cells
}

/// The orders of the cells of all dimensions, whose places it writes.
fn orders(levels: &[Values], offsets: &[usize], places: &mut [u32], threads: usize) -> Vec<Vec<u32>> {
    let mut keys = vec![0u64; places.len()];
    let (mut other_keys, mut other_places) = (&mut keys[..], places);
    let mut parts = Vec::new();
    for (level, &offset) in levels.iter().zip(offsets) {
        let (own_keys, own_places);
        (own_keys, other_keys) = other_keys.split_at_mut(level.values.len());
        (own_places, other_places) = other_places.split_at_mut(level.values.len());
        parts.push((&level.values, offset, own_keys, own_places));
    }
    map_items(threads, &mut parts, |(values, offset, keys, places)| order(values, *offset, keys, places));
    let numbers = |keys: &mut [u64]| keys.iter().map(|&key| key as u32).collect();
    parts.into_iter().map(|(_, _, keys, _)| numbers(keys)).collect()
}

/// Sorts the cells of one dimension by value, into keys that end with their numbers, and writes their places, which begin at
/// `offset`.
fn order(values: &[f64], offset: usize, keys: &mut [u64], places: &mut [u32]) {
    // The bits of numbers that are not negative are in their order. Their first digits and the number of the cell are one
    // word, which sorts fast; where these digits are the same, all are looked at.
    let bits = |key: u64| values[key as u32 as usize].to_bits();
    let lowest = values.iter().map(|x| x.to_bits()).min().unwrap_or(0);
    let highest = values.iter().map(|x| x.to_bits()).max().unwrap_or(0);
    let dropped = 32u32.saturating_sub((highest - lowest).leading_zeros());
    for ((key, x), k) in keys.iter_mut().zip(values).zip(0..) {
        *key = (x.to_bits() - lowest) >> dropped << 32 | k;
    }
    keys.sort_unstable();
    for same in keys.chunk_by_mut(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
        same.sort_unstable_by_key(|&key| (bits(key), key));
    }
    for (&key, place) in keys.iter().zip(offset as u32..) {
        places[key as u32 as usize] = place;
    }
}

/// Writes rows of `N` in this order, each entry mapped, then ascending.
fn write_rows<const N: usize>(
    out: &mut [u32],
    listed: &[u32],
    order: &[u32],
    threads: usize,
    map: impl Fn(u32) -> u32 + Sync,
) {
    let rows: &[[u32; N]] = listed.as_chunks().0;
    for_each(threads, out.as_chunks_mut().0, |i, row| {
        *row = ascending(rows[order[i] as usize].map(&map));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn values_are_in_order_and_ties_by_number(
            values in prop::collection::vec(
                prop_oneof![
                    0.0..1.0f64,
                    (0u8..3).prop_map(f64::from),
                    (0u64..9).prop_map(|ulps| f64::from_bits(1.0f64.to_bits() + ulps)),
                    Just(f64::MAX),
                    Just(5e-324),
                ],
                0..60,
            ),
        ) {
            let mut expected: Vec<u32> = (0..values.len() as u32).collect();
            expected.sort_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
            let (mut keys, mut places) = (vec![0; values.len()], vec![0; values.len()]);
            order(&values, 7, &mut keys, &mut places);
            prop_assert_eq!(keys.iter().map(|&key| key as u32).collect::<Vec<_>>(), expected.clone());
            for (&k, place) in expected.iter().zip(7..) {
                prop_assert_eq!(places[k as usize], place);
            }
        }
    }
}
