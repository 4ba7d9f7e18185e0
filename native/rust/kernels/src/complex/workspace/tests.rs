//! A workspace that has served before against a new one.

use super::super::pairs;
use super::super::tests::{Listed, Simplices, cubes, facets_of, listed, simplices};
use super::*;
use crate::limits::Watch;
use proptest::prelude::*;
use std::sync::atomic::AtomicI32;

fn limits(threads: usize) -> Limits<'static> {
    Limits::new(threads, u64::MAX, None)
}

/// The killers that a workspace finds in the first dimensions.
fn killers(workspace: &mut Workspace, listed: &Listed, wanted: usize, limits: &Limits) -> Vec<Vec<u32>> {
    let boundary = listed.boundary();
    let complex = listed.complex(&boundary.starts, &boundary.facets);
    let top = complex.dimension();
    match wanted.min(top) {
        0 => Vec::new(),
        wanted => workspace.killers(complex, top, wanted, limits).unwrap()[..wanted].to_vec(),
    }
}

/// Raises one simplex, and its cofaces where they would come before it.
fn raise(simplices: &mut Simplices, chosen: prop::sample::Index, by: u8) {
    if simplices.is_empty() {
        return;
    }
    let chosen = chosen.get(&simplices.keys().cloned().collect::<Vec<_>>()).clone();
    *simplices.get_mut(&chosen).unwrap() += by;
    let mut by_width: Vec<Vec<u32>> = simplices.keys().cloned().collect();
    by_width.sort_by_key(Vec::len);
    for simplex in by_width {
        let least =
            facets_of(&simplex).iter().map(|facet| simplices[facet]).fold(simplices[&simplex], u8::max);
        simplices.insert(simplex, least);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_was_found_before_does_not_matter(
        mut complexes in prop::collection::vec(simplices(), 1..3),
        values in prop::collection::vec(0..4u8, 27),
        steps in prop::collection::vec((0..4usize, any::<prop::sample::Index>(), 0..3u8, 0..5usize, 0..4u32), 1..16),
    ) {
        let mut workspace = Workspace::default();
        for (which, chosen, by, homology, doubling) in steps {
            let listed = match complexes.get_mut(which) {
                Some(simplices) => {
                    raise(simplices, chosen, by);
                    listed(simplices)
                }
                None => cubes(&[3, 3, 3][..which.min(3)], which == 2, &values.iter().map(|v| v * by).collect::<Vec<_>>()),
            };
            let (limits, wanted) = (limits(1usize << doubling), homology + 1);
            let found = killers(&mut workspace, &listed, wanted, &limits);
            prop_assert_eq!(found, killers(&mut Workspace::default(), &listed, wanted, &limits));
            prop_assert_eq!(listed.pairs_by(&limits, homology).unwrap(), listed.textbook(homology));
            let cancelled = Watch { cancelled: &AtomicI32::new(1), progress: &AtomicI32::new(0) };
            let boundary = listed.boundary();
            let complex = listed.complex(&boundary.starts, &boundary.facets);
            let stopped = pairs(&complex, homology, &Limits::new(2, u64::MAX, Some(cancelled)));
            prop_assert_eq!(stopped, if complex.dimension() > 0 { Err(Stop::Cancelled) } else { listed.pairs_by(&limits, homology) });
        }
    }
}

#[test]
fn other_values_in_the_same_order_have_the_same_killers() {
    let mut listed = cubes(&[3, 3, 3], false, &[3, 1, 4, 1, 5, 9, 2, 6, 5].repeat(3));
    let boundary = listed.boundary();
    let mut workspace = Workspace::default();
    let found = killers(&mut workspace, &listed, 3, &limits(2));
    listed.values.iter_mut().for_each(|value| *value = value.sqrt());
    assert!(workspace.listing.is_of(listed.complex(&boundary.starts, &boundary.facets)));
    assert_eq!(killers(&mut workspace, &listed, 2, &limits(2)), found[..2]);
    assert_eq!(listed.pairs_by(&limits(1), 2).unwrap(), listed.textbook(2));
    let other = cubes(&[3, 3, 3], false, &[1, 3, 4, 1, 5, 9, 2, 6, 5].repeat(3)).boundary();
    assert!(!workspace.listing.is_of(listed.complex(&other.starts, &other.facets)));
}

#[test]
fn little_memory_keeps_no_listing() {
    let listed = cubes(&[3, 3, 3], false, &[3, 1, 4, 1, 5, 9, 2, 6, 5].repeat(3));
    let boundary = listed.boundary();
    let complex = listed.complex(&boundary.starts, &boundary.facets);
    let mut workspace = Workspace::default();
    let room = bytes_for(complex, 3, 3) + Listing::bytes_for(complex);
    for (memory, is_kept) in [(room - 1, false), (room, true), (room - 1, true)] {
        killers(&mut workspace, &listed, 3, &Limits::new(1, memory, None));
        assert_eq!(workspace.listing.is_of(complex), is_kept);
    }
}
