//! The cells in the order of the filtration.

use super::entries::for_each;
use super::faces::Faces;
use super::values::Values;
use crate::delaunay::ascending;
use crate::threads::map_items;

/// A complex with its values in lexicographic order, ready to be sorted to where it is wanted.
///
/// Vertices decide nothing any more: where values are equal, numbers do, which are lexicographic. So only the facets are
/// kept, those of edges being their ends.
pub struct Unsorted {
    facets: Vec<Vec<u32>>,
    levels: Vec<Values>,
    /// The numbers of the first cells of each dimension, then the number of cells.
    offsets: Vec<usize>,
    threads: usize,
}

impl Unsorted {
    /// The complex of `faces` with the values `levels`.
    pub(super) fn new(mut faces: Faces, levels: Vec<Values>, offsets: Vec<usize>, threads: usize) -> Self {
        faces.facets[1] = std::mem::take(&mut faces.vertices[1]);
        Unsorted { facets: faces.facets, levels, offsets, threads }
    }

    /// The places of the first cells of each dimension, then the number of cells.
    pub fn offsets(&self) -> &[usize] {
        &self.offsets
    }

    /// Number of facets of all cells.
    pub fn facets_length(&self) -> usize {
        self.facets.iter().map(Vec::len).sum()
    }

    /// Writes the cells in their order: places of facets, ascending in each cell, values, and places of owners.
    pub fn write(self, mut facets: &mut [u32], values: &mut [f64], owners: &mut [u32]) {
        let Unsorted { facets: lists, levels, offsets, threads } = self;
        let mut places = vec![0u32; offsets[levels.len()]];
        let orders = orders(&levels, &offsets, &mut places, threads);
        // Lists are freed one by one, as the memory of the outputs is only taken when it is written.
        for (d, ((order, level), list)) in orders.into_iter().zip(levels).zip(lists).enumerate() {
            let here = offsets[d]..offsets[d + 1];
            let number = |i: usize| order[i] as usize;
            for_each(threads, &mut values[here.clone()], |i, value| *value = level.values[number(i)]);
            for_each(threads, &mut owners[here], |i, owner| {
                *owner = places[level.owners[number(i)] as usize];
            });
            let own;
            (own, facets) = facets.split_at_mut(list.len());
            let place = |facet: u32| places[offsets[d - 1] + facet as usize];
            match d {
                0 => {}
                1 => write_rows::<2>(own, &list, &order, threads, place),
                2 => write_rows::<3>(own, &list, &order, threads, place),
                _ => write_rows::<4>(own, &list, &order, threads, place),
            }
        }
    }
}

/// The orders of the cells of all dimensions, whose places it writes.
fn orders(levels: &[Values], offsets: &[usize], mut places: &mut [u32], threads: usize) -> Vec<Vec<u32>> {
    let mut parts = Vec::new();
    for (level, &offset) in levels.iter().zip(offsets) {
        let own;
        (own, places) = places.split_at_mut(level.values.len());
        parts.push((level, offset, own));
    }
    map_items(threads, &mut parts, |(level, offset, places)| ordered(&level.values, *offset, places))
}

/// The numbers of the cells of one dimension by value; writes their places, which begin at `offset`.
fn ordered(values: &[f64], offset: usize, places: &mut [u32]) -> Vec<u32> {
    // The bits of numbers that are not negative are in their order. Their first digits and the number of the cell are one
    // word, which sorts fast; where these digits are the same, all are looked at.
    let bits = |key: u64| values[key as u32 as usize].to_bits();
    let lowest = values.iter().map(|x| x.to_bits()).min().unwrap_or(0);
    let highest = values.iter().map(|x| x.to_bits()).max().unwrap_or(0);
    let dropped = 32u32.saturating_sub((highest - lowest).leading_zeros());
    let digits = |x: &f64| (x.to_bits() - lowest) >> dropped;
    let mut keys: Vec<u64> = values.iter().map(digits).zip(0..).map(|(digits, k)| digits << 32 | k).collect();
    keys.sort_unstable();
    for same in keys.chunk_by_mut(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
        same.sort_unstable_by_key(|&key| (bits(key), key));
    }
    for (&key, place) in keys.iter().zip(offset as u32..) {
        places[key as u32 as usize] = place;
    }
    keys.into_iter().map(|key| key as u32).collect()
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
            let mut places = vec![0; values.len()];
            prop_assert_eq!(&ordered(&values, 7, &mut places), &expected);
            for (&k, place) in expected.iter().zip(7..) {
                prop_assert_eq!(places[k as usize], place);
            }
        }
    }
}
