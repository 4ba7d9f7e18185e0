//! The engine against a textbook reduction of the matrix of explicitly listed cells.

use super::*;
use crate::limits::Watch;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A cell of the oracle: vertices and critical edge.
type Cell = (Vec<u32>, [u32; 2]);

/// Lengths of all pairs, computed as the engine does.
fn lengths(input: Input) -> (usize, Vec<f64>) {
    match input {
        Input::Distances { matrix, count } => (count, matrix.to_vec()),
        Input::Points { coordinates, count } => {
            let d = coordinates.len() / count;
            let point = |i: usize| &coordinates[i * d..(i + 1) * d];
            let squared =
                |i: usize, j: usize| point(i).iter().zip(point(j)).map(|(x, y)| (x - y) * (x - y)).sum();
            (count, (0..count * count).map(|p| squared(p / count, p % count)).collect())
        }
    }
}

/// The cells by dimension, each listed behind its earliest facet with the same critical edge; with their values.
fn listed(
    input: Input,
    max_dim: usize,
    max_diameter: Option<f64>,
) -> (Vec<Vec<Cell>>, impl Fn(&Cell) -> f64) {
    let (n, keys) = lengths(input);
    let root = matches!(input, Input::Points { .. });
    let value = move |key: f64| if root { key.sqrt() } else { key };
    let radius = (0..n)
        .map(|i| (0..n).map(|j| value(keys[i * n + j])).fold(0.0, f64::max))
        .fold(f64::INFINITY, f64::min);
    let cutoff = max_diameter.unwrap_or(1.00001 * radius);
    let lookup = keys.clone();
    let key = move |u: u32, v: u32| lookup[u as usize * n + v as usize];
    let mut edges: Vec<[u32; 2]> = (0..n as u32)
        .flat_map(|u| (u + 1..n as u32).map(move |v| [u, v]))
        .filter(|&[u, v]| value(key(u, v)) <= cutoff)
        .collect();
    edges.sort_by(|a, b| key(a[0], a[1]).partial_cmp(&key(b[0], b[1])).unwrap().then(a.cmp(b)));
    let present: BTreeSet<[u32; 2]> = edges.iter().copied().collect();
    let critical = |cell: &[u32]| {
        let pairs = cell.iter().enumerate().flat_map(|(i, &u)| cell[i + 1..].iter().map(move |&v| [u, v]));
        pairs.reduce(|a, b| if key(b[0], b[1]) > key(a[0], a[1]) { b } else { a }).unwrap()
    };
    let mut all = vec![(0..n as u32).map(|v| (vec![v], [v, v])).collect::<Vec<Cell>>()];
    all.push(edges.iter().map(|e| (e.to_vec(), *e)).collect());
    for dim in 2..=max_dim {
        let (mut next, mut seen) = (Vec::new(), BTreeSet::new());
        for (parent, edge) in &all[dim - 1] {
            let (a, b) = (parent[dim - 2], parent[dim - 1]);
            for w in (b + 1..n as u32).chain(a + 1..b).chain(0..a) {
                let linked = |&x: &u32| present.contains(&[x.min(w), x.max(w)]);
                if parent.contains(&w) || !parent.iter().all(linked) {
                    continue;
                }
                let mut cell = parent.clone();
                cell.push(w);
                cell.sort_unstable();
                if critical(&cell) == *edge && seen.insert(cell.clone()) {
                    next.push((cell, *edge));
                }
            }
        }
        all.push(next);
    }
    all.truncate(max_dim + 1);
    let keys = keys.clone();
    (all, move |(_, [u, v]): &Cell| if u == v { 0.0 } else { value(keys[*u as usize * n + *v as usize]) })
}

/// The pairs by reduction of boundary columns from left to right.
fn reduced(input: Input, max_homology: usize, max_diameter: Option<f64>) -> Vec<Pairs> {
    let (cells, value) = listed(input, max_homology + 1, max_diameter);
    (0..=max_homology)
        .map(|dim| {
            let rows: HashMap<&[u32], usize> =
                cells[dim].iter().enumerate().map(|(i, c)| (&c.0[..], i)).collect();
            let mut pivots: HashMap<usize, (BTreeSet<usize>, usize)> = HashMap::new();
            for (place, (cell, _)) in cells[dim + 1].iter().enumerate() {
                let facet = |skip: usize| [&cell[..skip], &cell[skip + 1..]].concat();
                let mut column: BTreeSet<usize> =
                    (0..cell.len()).map(|skip| rows[&facet(skip)[..]]).collect();
                while let Some(other) = column.last().and_then(|low| pivots.get(low)) {
                    column = &column ^ &other.0;
                }
                if let Some(&low) = column.last() {
                    pivots.insert(low, (column, place));
                }
            }
            let mut pairs: Vec<(usize, usize)> =
                pivots.into_iter().map(|(low, (_, place))| (low, place)).collect();
            pairs.retain(|&(birth, death)| value(&cells[dim][birth]) != value(&cells[dim + 1][death]));
            pairs.sort_unstable();
            let births = || pairs.iter().map(|&(birth, _)| &cells[dim][birth]);
            let deaths = || pairs.iter().map(|&(_, death)| &cells[dim + 1][death]);
            Pairs {
                births: births().flat_map(|c| c.0.clone()).collect(),
                deaths: deaths().flat_map(|c| c.0.clone()).collect(),
                birth_edges: births().flat_map(|c| c.1).collect(),
                death_edges: deaths().flat_map(|c| c.1).collect(),
            }
        })
        .collect()
}

fn check(input: Input, max_homology: usize, max_diameter: Option<f64>) {
    let expected = reduced(input, max_homology, max_diameter);
    for threads in [1, 2, 4, 8] {
        assert_eq!(
            pairs(input, max_homology, max_diameter, &Limits::new(threads, u64::MAX, None)).unwrap(),
            expected
        );
    }
    if max_homology == 1 {
        sparse::tests::check_windows(input, max_diameter, &expected);
    }
    for fewer in 0..max_homology {
        assert_eq!(pairs(input, fewer, max_diameter, &Limits::default()).unwrap(), expected[..=fewer]);
    }
    let edges = edges::sorted(input, max_diameter, &Limits::default()).unwrap();
    let highest = max_homology.min(input.count().saturating_sub(2));
    let wide = higher::pairs::<u128>(input, edges, max_diameter, highest, &Limits::default()).unwrap();
    assert_eq!(wide[..=highest], expected[..=highest]);
    let found = cells(input, max_homology + 1, max_diameter, f64::INFINITY, &Limits::default()).unwrap();
    let expected = listed(input, max_homology + 1, max_diameter).0;
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found.vertices, expected.iter().flat_map(|c| c.0.clone()).collect::<Vec<_>>());
        assert_eq!(found.edges, expected.iter().flat_map(|c| c.1).collect::<Vec<_>>());
    }
    assert_eq!(found.len(), expected.len());
}

fn points(coordinates: &[f64], d: usize) -> Input<'_> {
    Input::Points { coordinates, count: coordinates.len() / d }
}

/// A cloud of 1 to `most` points in 1 to 5 dimensions, with coordinates from `coordinate`.
fn cloud(
    most: usize,
    coordinate: impl Strategy<Value = f64> + Clone,
) -> impl Strategy<Value = (Vec<f64>, usize)> {
    (1..=5usize, 1..=most)
        .prop_flat_map(move |(d, n)| (prop::collection::vec(coordinate.clone(), n * d), Just(d)))
}

/// 65 to 140 points of the plane or of space, with coordinates from `coordinate`.
fn crowd(coordinate: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = (Vec<f64>, usize)> {
    (2..=3usize, 65..=140usize)
        .prop_flat_map(move |(d, n)| (prop::collection::vec(coordinate.clone(), n * d), Just(d)))
}

pub fn lattice() -> impl Strategy<Value = f64> + Clone {
    (-3..=3i32).prop_map(f64::from)
}

/// A symmetric matrix with a zero diagonal and entries from `entry`, triangle inequality or not.
pub fn matrix(
    most: usize,
    entry: impl Strategy<Value = f64> + Clone,
) -> impl Strategy<Value = (Vec<f64>, usize)> {
    (1..=most).prop_flat_map(move |n| {
        prop::collection::vec(entry.clone(), n * n).prop_map(move |draw| {
            let at = |i: usize, j: usize| if i == j { 0.0 } else { draw[i.min(j) * n + i.max(j)] };
            ((0..n * n).map(|p| at(p / n, p % n)).collect(), n)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn generic_points_agree_with_the_textbook((x, d) in cloud(24, -1.0..1.0f64)) {
        check(points(&x, d), 1, None);
    }

    #[test]
    fn generic_points_agree_in_higher_dimensions((x, d) in cloud(12, -1.0..1.0f64)) {
        check(points(&x, d), 3, None);
        check(points(&x, d), 3, Some(10.0));
    }

    #[test]
    fn lattice_points_agree((x, d) in cloud(22, lattice())) {
        check(points(&x, d), 1, None);
    }

    #[test]
    fn lattice_points_agree_in_higher_dimensions((x, d) in cloud(12, lattice())) {
        check(points(&x, d), 3, None);
        check(points(&x, d), 3, Some(10.0));
    }

    #[test]
    fn a_cut_off_keeps_what_is_at_most_as_long((x, d) in cloud(18, lattice()), cutoff in 0..=5i32) {
        check(points(&x, d), 2, Some(f64::from(cutoff)));
    }

    #[test]
    fn matrices_of_small_integers_agree((matrix, count) in matrix(12, (0..=5i32).prop_map(f64::from))) {
        check(Input::Distances { matrix: &matrix, count }, 3, None);
        check(Input::Distances { matrix: &matrix, count }, 2, Some(3.0));
    }

    #[test]
    fn matrices_of_larger_integers_agree((matrix, count) in matrix(20, (0..=60i32).prop_map(f64::from))) {
        check(Input::Distances { matrix: &matrix, count }, 1, None);
        check(Input::Distances { matrix: &matrix, count }, 1, Some(70.0));
    }

    #[test]
    fn matrices_without_ties_agree((matrix, count) in matrix(16, 0.0..1.0f64)) {
        check(Input::Distances { matrix: &matrix, count }, 2, None);
        check(Input::Distances { matrix: &matrix, count }, 1, Some(2.0));
    }

    #[test]
    fn cospherical_points_agree(n in 3..24usize, twice in any::<bool>()) {
        let angle = |i: usize| std::f64::consts::TAU * i as f64 / n as f64;
        let mut x: Vec<f64> = (0..n).flat_map(|i| [angle(i).cos(), angle(i).sin()]).collect();
        if twice && n < 10 {
            x.extend_from_within(..);
        }
        check(points(&x, 2), if n < 12 { 2 } else { 1 }, None);
    }

    #[test]
    fn collinear_points_agree(steps in prop::collection::vec(-8..=8i32, 1..14)) {
        let x: Vec<f64> = steps.iter().flat_map(|&t| [0.1 * f64::from(t), 0.3 * f64::from(t)]).collect();
        check(points(&x, 2), 2, None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn many_generic_points_agree((x, d) in crowd(-3.0..3.0f64)) {
        check(points(&x, d), 1, Some(2.0));
    }

    #[test]
    fn many_lattice_points_agree((x, d) in crowd(lattice())) {
        check(points(&x, d), 1, Some(1.5));
    }
}

#[test]
fn a_square_has_one_hole_between_side_and_diagonal() {
    let square = [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0];
    let found = pairs(points(&square, 2), 1, None, &Limits::default()).unwrap();
    assert_eq!(found[0].births, [1, 2, 3]);
    assert_eq!(found[0].deaths, [0, 1, 1, 2, 0, 3]);
    assert_eq!((&found[1].births[..], &found[1].deaths[..]), (&[2, 3][..], &[0, 1, 2][..]));
    assert_eq!((&found[1].birth_edges[..], &found[1].death_edges[..]), (&[2, 3][..], &[0, 2][..]));
    let cells = cells(points(&square, 2), 2, None, f64::INFINITY, &Limits::default()).unwrap();
    assert_eq!(cells[1].vertices, [0, 1, 0, 3, 1, 2, 2, 3, 0, 2, 1, 3]);
    assert_eq!(cells[2].vertices, [0, 2, 3, 0, 1, 2, 1, 2, 3, 0, 1, 3]);
}

#[test]
fn one_point_has_no_pair() {
    let found = pairs(points(&[2.0, 3.0], 2), 2, None, &Limits::default()).unwrap();
    assert_eq!(found, [Pairs::default(), Pairs::default(), Pairs::default()]);
}

#[test]
fn more_columns_than_memory_allows_are_refused() {
    let x: Vec<f64> = (0..150).map(|i| ((i * i) as f64 * 0.37).sin()).collect();
    let run = |memory: u64| pairs(points(&x, 3), 2, None, &Limits::new(1, memory, None));
    let least = (1..40).map(|power| 1 << power).find(|&memory| run(memory).is_ok()).unwrap();
    assert_eq!(run(least), run(u64::MAX));
    for memory in [0, 1, least / 4, least / 2] {
        assert!(matches!(run(memory), Err(Stop::TooLarge(_))), "{memory}");
    }
}

#[test]
fn a_cancelled_computation_stops() {
    use std::sync::atomic::AtomicI32;
    let x: Vec<f64> = (0..60).map(|i| ((i * i) as f64 * 0.37).sin()).collect();
    let watch = Watch { cancelled: &AtomicI32::new(1), progress: &AtomicI32::new(0) };
    let limits = Limits::new(2, u64::MAX, Some(watch));
    assert_eq!(pairs(points(&x, 3), 3, None, &limits), Err(Stop::Cancelled));
    assert_eq!(cells(points(&x, 3), 3, None, f64::INFINITY, &limits), Err(Stop::Cancelled));
}

#[test]
fn lists_of_neighbours_give_the_same_pairs() {
    // Octahedra far from each other, each with a cavity that its diagonals fill.
    let corners = (0..48).flat_map(|i| {
        let sign = if i % 2 == 0 { 1.0 } else { -1.0 };
        let center = 10.0 * f64::from(i / 6);
        [0, 1, 2].map(|axis| if axis == i % 6 / 2 { center + sign } else { center })
    });
    let x: Vec<f64> = corners.collect();
    let edges = Edges::new(points(&x, 3), Some(2.1), &Limits::default()).unwrap();
    assert!(matches!(edges.weights, weights::Weights::Lists { .. }));
    let found = pairs(points(&x, 3), 2, Some(2.1), &Limits::default()).unwrap();
    assert_eq!(found[2].births.len(), 8 * 3);
    check(points(&x, 3), 3, Some(2.1));
}

#[test]
fn cells_too_wide_are_refused() {
    let line: Vec<f64> = (0..64).map(f64::from).collect();
    let text = pairs(points(&line, 1), 20, None, &Limits::default()).unwrap_err();
    assert!(text.to_string().contains("64 points with maxDim 21 need 131 bits"), "{text}");
}
