//! The sparse forms against the edges of all pairs.

use super::*;
use crate::components::Components;
use crate::limits::{Limits, Stop};
use crate::rips::dense::{self, Cutoff};
use crate::rips::edges::Edges;
use crate::rips::tests::{lattice, matrix};
use crate::rips::{Pairs, loops};
use proptest::prelude::*;

/// The pairs of dimension 0 from all edges in their order.
fn merged(input: Input, max_diameter: Option<f64>) -> Pairs {
    let edges = Edges::new(input, max_diameter, &Limits::default()).unwrap();
    let mut components = Components::new(edges.count);
    let ends = (0..edges.len() as u32).map(|rank| edges.ends(rank));
    let deaths = ends.filter_map(|[u, v]| Some((components.merge(u, v)?, [u, v])));
    crate::rips::components(input, deaths.collect())
}

fn check_components(input: Input) {
    for cutoff in [None, Some(0.0), Some(1.0), Some(2.5)] {
        let expected = merged(input, cutoff);
        for threads in [1, 2, 4, 8] {
            assert_eq!(components(input, cutoff, &Limits::new(threads, u64::MAX, None)).unwrap(), expected);
        }
    }
}

fn check_short_edges(input: Input) {
    let value = |&(bits, ..): &Edge| input.value(f64::from_bits(bits));
    let pairs = (0..input.count()).flat_map(|v| (0..v).map(move |u| (u, v)));
    let mut all: Vec<Edge> = pairs.map(|(u, v)| (input.key(u, v).to_bits(), u as u32, v as u32)).collect();
    all.sort_unstable();
    // Cut-offs between lengths, at a length, and just below it.
    let middle = all.get(all.len() / 2).map_or(1.0, value);
    for cutoff in [0.0, 1.0, middle, middle.next_down().max(0.0), f64::INFINITY] {
        let expected: Vec<Edge> = all.iter().filter(|edge| value(edge) <= cutoff).copied().collect();
        for threads in [1, 2, 4, 8] {
            let limits = Limits::new(threads, u64::MAX, None);
            assert_eq!(short_edges(input, cutoff, &limits).unwrap(), expected);
        }
    }
}

/// Dimensions 0 and 1 from windows so small that there are several.
pub fn check_windows(input: Input, max_diameter: Option<f64>, expected: &[Pairs]) {
    for threads in [1, 2, 4, 8] {
        for first in [1.5, 4.0, 1000.0] {
            let limits = Limits::new(threads, u64::MAX, None);
            let cutoff = Window::up_to(input, max_diameter.unwrap_or(f64::INFINITY)).limit;
            let mut workspace = Workspace::default();
            let found = found(input, cutoff, |_| first..f64::INFINITY, &mut workspace, &limits);
            let found = found.unwrap().unwrap();
            assert_eq!(crate::rips::components(input, found.tree), expected[0]);
            assert_eq!(loops(input, &found.births, &found.holes), expected[1]);
        }
    }
}

fn check_against_all_edges(input: Input) {
    for cutoff in [None, Some(1.0), Some(1.5), Some(2.5), Some(100.0)] {
        let found = dense::pairs(input, Cutoff::Cone(cutoff), &Limits::default()).unwrap();
        let holes = loops(input, &found.births, &found.holes);
        check_windows(input, cutoff, &[crate::rips::components(input, found.tree), holes]);
    }
}

/// 1 to 120 points in 1 to 8 dimensions.
fn cloud(coordinate: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = (Vec<f64>, usize)> {
    (1..=8usize, 1..=120usize)
        .prop_flat_map(move |(d, n)| (prop::collection::vec(coordinate.clone(), n * d), Just(n)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sparse_forms_of_generic_points_agree((x, count) in cloud(-1.0..1.0f64)) {
        check_components(Input::Points { coordinates: &x, count });
        check_short_edges(Input::Points { coordinates: &x, count });
        check_against_all_edges(Input::Points { coordinates: &x, count });
    }

    #[test]
    fn sparse_forms_of_lattice_points_agree((x, count) in cloud(lattice())) {
        check_components(Input::Points { coordinates: &x, count });
        check_short_edges(Input::Points { coordinates: &x, count });
        check_against_all_edges(Input::Points { coordinates: &x, count });
    }

    #[test]
    fn sparse_forms_of_distances_agree((matrix, count) in matrix(60, (0..=6i32).prop_map(f64::from))) {
        check_components(Input::Distances { matrix: &matrix, count });
        check_short_edges(Input::Distances { matrix: &matrix, count });
        check_against_all_edges(Input::Distances { matrix: &matrix, count });
    }
}

#[test]
fn many_equal_points_make_no_pair_and_no_trouble() {
    let count = 20_000;
    let mut coordinates = vec![1.0; 2 * count];
    coordinates.extend([4.0, 5.0]);
    let found =
        components(Input::Points { coordinates: &coordinates, count: count + 1 }, None, &Limits::default());
    let expected = Pairs {
        births: vec![count as u32],
        deaths: vec![0, count as u32],
        birth_edges: vec![count as u32; 2],
        death_edges: vec![0, count as u32],
    };
    assert_eq!(found.unwrap(), expected);
}

#[test]
fn more_edges_than_memory_allows_are_refused() {
    let coordinates: Vec<f64> = (0..1000).map(f64::from).collect();
    let input = Input::Points { coordinates: &coordinates, count: 1000 };
    let stop = short_edges(input, 100.0, &Limits::new(2, 100_000, None)).unwrap_err();
    assert!(matches!(&stop, Stop::TooLarge(text) if text.contains("lower maxDiameter")), "{stop}");
}

/// Numbers in 0..1 that look random.
fn noise(count: usize) -> Vec<f64> {
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn little_memory_suffices_where_all_holes_are_small() {
    let coordinates = noise(6000);
    let input = Input::Points { coordinates: &coordinates, count: 3000 };
    let expected = dense::pairs(input, Cutoff::Cone(None), &Limits::default()).unwrap();
    let limits = Limits::new(2, 10 << 20, None);
    let found = pairs(input, None, &limits).unwrap().expect("no room for all edges");
    assert_eq!(found.tree, expected.tree);
    let of = |found: &Found| loops(input, &found.births, &found.holes);
    assert_eq!(of(&found), of(&expected));
}

#[test]
fn more_memory_than_allowed_is_refused_where_a_hole_is_large() {
    let ring = noise(2000).into_iter().flat_map(|turn| {
        let angle = std::f64::consts::TAU * turn;
        [angle.cos(), angle.sin()]
    });
    let coordinates: Vec<f64> = ring.collect();
    let input = Input::Points { coordinates: &coordinates, count: 2000 };
    let refused = pairs(input, None, &Limits::new(2, 10 << 20, None)).err();
    assert!(matches!(&refused, Some(Stop::TooLarge(text)) if text.contains("maxMemory")), "{refused:?}");
}
