//! Matchings against brute force, certificates and each other.

use super::tree::Tree;
use super::*;
use crate::limits::Watch;
use proptest::prelude::*;
use std::sync::atomic::AtomicI32;

/// A cheapest matching without limits.
fn matched(a: &[f64], b: &[f64], q: f64, p: f64) -> Matching {
    match_diagrams(a, b, &Request { q, p, delta: 0.0, prices: &[] }, &Limits::default()).unwrap()
}

/// Checks that the prices prove that no matching costs less than the bound: it is what they make of the definition.
fn assert_proven(a: &[f64], b: &[f64], found: &Matching, q: f64, p: f64) {
    let metric = Metric::new(q, p, 1.0);
    let alone = |point: &[f64]| metric.cost((point[1] - point[0]) / 2.0, (point[1] - point[0]) / 2.0);
    let others: Vec<(&[f64], f64)> = b
        .chunks_exact(2)
        .zip(found.prices.iter().copied())
        .filter(|(point, _)| point[1] > point[0])
        .collect();
    assert!(found.prices.iter().all(|&price| price >= 0.0));
    let mut bound: f64 = others.iter().map(|(point, price)| alone(point) - price).sum();
    let size: f64 = a.chunks_exact(2).chain(b.chunks_exact(2)).map(alone).sum();
    for x in a.chunks_exact(2).filter(|point| point[1] > point[0]) {
        let wanted = others
            .iter()
            .map(|(y, price)| metric.cost((x[0] - y[0]).abs(), (x[1] - y[1]).abs()) - (alone(y) - price));
        bound += wanted.fold(alone(x), f64::min);
    }
    assert!((bound - found.bound).abs() <= 1e-13 * size, "{bound} {}", found.bound);
    assert!((found.cost - found.bound).abs() <= 1e-13 * size, "{} {}", found.cost, found.bound);
}

/// The cost by trying every matching, straight from the definition.
fn brute_force(a: &[f64], b: &[f64], q: f64, p: f64) -> f64 {
    fn norm(x: f64, y: f64, p: f64) -> f64 {
        let (x, y) = (x.abs(), y.abs());
        if p == f64::INFINITY { x.max(y) } else { (x.powf(p) + y.powf(p)).powf(1.0 / p) }
    }
    fn alone(point: &[f64], q: f64, p: f64) -> f64 {
        let half = (point[1] - point[0]) / 2.0;
        norm(half, half, p).powf(q)
    }
    fn best(a: &[f64], b: &[f64], free: &mut Vec<bool>, q: f64, p: f64) -> f64 {
        let Some((x, rest)) = a.split_first_chunk::<2>() else {
            return (0..free.len()).filter(|&j| free[j]).map(|j| alone(&b[2 * j..], q, p)).sum();
        };
        let mut cheapest = alone(x, q, p) + best(rest, b, free, q, p);
        for j in 0..free.len() {
            if free[j] {
                free[j] = false;
                let pair = norm(x[0] - b[2 * j], x[1] - b[2 * j + 1], p).powf(q);
                cheapest = cheapest.min(pair + best(rest, b, free, q, p));
                free[j] = true;
            }
        }
        cheapest
    }
    best(a, b, &mut vec![true; b.len() / 2], q, p)
}

/// The cost of a matching, straight from the definition.
fn cost_of(a: &[f64], b: &[f64], partners: &[u32], q: f64, p: f64) -> f64 {
    let paired = |i: usize| &b[2 * partners[i] as usize..][..2];
    let matched: Vec<usize> = (0..partners.len()).filter(|&i| partners[i] != DIAGONAL).collect();
    let alone_a = (0..partners.len()).filter(|i| !matched.contains(i)).map(|i| &a[2 * i..][..2]);
    let taken: Vec<u32> = matched.iter().map(|&i| partners[i]).collect();
    let alone_b = (0..b.len() / 2).filter(|&j| !taken.contains(&(j as u32))).map(|j| &b[2 * j..][..2]);
    let single: f64 = alone_a.chain(alone_b).map(|point| brute_force(point, &[], q, p)).sum();
    let metric = Metric::new(q, p, 1.0);
    let pair = |&i: &usize| metric.cost((a[2 * i] - paired(i)[0]).abs(), (a[2 * i + 1] - paired(i)[1]).abs());
    single + matched.iter().map(pair).sum::<f64>()
}

fn close(x: f64, y: f64) -> bool {
    (x - y).abs() <= 1e-12 * x.abs().max(y.abs()).max(1.0)
}

const A: [f64; 6] = [0.0, 1.0, 0.5, 2.0, 1.5, 3.0];
const B: [f64; 4] = [0.1, 0.9, 0.6, 1.8];

#[test]
fn published_distances_come_out() {
    let published = [
        (1.0, [1.05, 2.0, 1.4256883257671096]),
        (2.0, [0.7826237921249264, 1.5427248620541512, 1.0931605554537722]),
        (3.0, [0.7552958506054614, 1.5051673636460963, 1.0647947793174701]),
    ];
    for (q, distances) in published {
        for (p, distance) in [f64::INFINITY, 1.0, 2.0].into_iter().zip(distances) {
            let matching = matched(&A, &B, q, p);
            assert_eq!(matching.partners, [0, 1, DIAGONAL]);
            assert!(close(matching.cost.powf(1.0 / q), distance), "q = {q}, p = {p}");
        }
    }
}

#[test]
fn an_empty_diagram_leaves_the_other_to_the_diagonal() {
    assert_eq!(matched(&[], &[], 1.0, 2.0).cost, 0.0);
    assert_eq!(matched(&[], &[1.0, 3.0], 2.0, 2.0).cost, 2.0);
    let matching = matched(&[1.0, 3.0], &[], 1.0, 1.0);
    assert_eq!((matching.partners, matching.cost), (vec![DIAGONAL], 2.0));
}

#[test]
fn points_on_the_diagonal_stay_there_for_free() {
    let matching = matched(&[1.0, 1.0, 0.0, 4.0, 2.0, 2.0], &[0.0, 4.0, 1.0, 1.0], 1.0, 2.0);
    assert_eq!((matching.partners, matching.cost), (vec![DIAGONAL, 0, DIAGONAL], 0.0));
    assert_eq!(matched(&[1.0, 1.0], &[1.0, 1.0], 1.0, 2.0).partners, [DIAGONAL]);
}

#[test]
fn equal_points_are_matched_one_to_one() {
    let matching = matched(&[0.0, 2.0].repeat(4), &[0.0, 2.0, 1.0, 4.0, 0.0, 2.0], 2.0, 2.0);
    let mut partners = matching.partners;
    partners.sort();
    assert_eq!(partners, [0, 1, 2, DIAGONAL]);
    assert_eq!(matching.cost, 5.0 + 2.0);
}

#[test]
fn tiny_and_huge_coordinates_are_matched_like_any_other() {
    for scale in [2f64.powi(-1000), 2f64.powi(-300), 2f64.powi(300), 2f64.powi(1000)] {
        let scaled = |diagram: &[f64]| diagram.iter().map(|x| x * scale).collect::<Vec<_>>();
        for q in [1.0, 2.0, 9.5] {
            let matching = matched(&scaled(&A), &scaled(&B), q, 2.0);
            assert_eq!(matching.partners, [0, 1, DIAGONAL], "scale {scale}, q = {q}");
        }
        assert_eq!(matched(&scaled(&A), &scaled(&A), 9.5, 2.0).cost, 0.0);
    }
}

#[test]
fn opposite_ends_of_the_number_line_do_not_overflow() {
    let (low, high) = (-f64::MAX, f64::MAX);
    let b = [high / 2.0, high, low, low / 4.0];
    let matching = matched(&[low, low / 2.0], &b, 1.0, f64::INFINITY);
    assert_eq!((matching.partners, matching.cost), (vec![1], high / 2.0));
}

fn diagrams(most: usize) -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let anywhere = (-2.0..2.0, 0.0..1.0).prop_map(|(birth, length)| [birth, birth + length]);
    let lattice =
        (0i32..4, 0i32..4).prop_map(|(birth, length)| [f64::from(birth), f64::from(birth + length)]);
    let equal_births = (0.0..4.0).prop_map(|death| [0.0, death]);
    let equal_lattice = (0i32..6).prop_map(|death| [0.0, f64::from(death)]);
    fn pair<S: Strategy<Value = [f64; 2]> + Clone>(
        point: S,
        most: usize,
    ) -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
        let diagram = prop::collection::vec(point, 0..=most).prop_map(|points| points.concat());
        (diagram.clone(), diagram)
    }
    prop_oneof![
        pair(anywhere, most),
        pair(lattice, most),
        pair(equal_births, most),
        pair(equal_lattice, most)
    ]
}

fn exponents() -> impl Strategy<Value = (f64, f64)> {
    let q = prop::sample::select(vec![1.0, 1.5, 2.0, 3.0]);
    (q, prop::sample::select(vec![1.0, 1.5, 2.0, 4.0, f64::INFINITY]))
}

proptest! {
    #[test]
    fn no_matching_is_cheaper((a, b) in diagrams(6), (q, p) in exponents()) {
        let matching = matched(&a, &b, q, p);
        prop_assert!(close(matching.cost, brute_force(&a, &b, q, p)));
        prop_assert!(close(matching.cost, cost_of(&a, &b, &matching.partners, q, p)));
        assert_proven(&a, &b, &matching, q, p);
    }

    #[test]
    fn the_sweep_finds_every_gain((a, b) in diagrams(40), (q, p) in exponents()) {
        let metric = Metric::new(q, p, longest_persistence(&a, &b));
        let (first, mut second) = (points(&a, &metric), points(&b, &metric));
        second.sort_by(|x, y| x.birth.total_cmp(&y.birth));
        let found = gains(&first, &second, &metric, &Limits::default()).unwrap();
        for (x, edges) in first.iter().zip(found) {
            let gain = |y: &Point| x.alone + y.alone - metric.between(x, y);
            let expected: Vec<usize> = (0..second.len()).filter(|&y| gain(&second[y]) > 0.0).collect();
            let mut columns: Vec<usize> = edges.iter().map(|edge| edge.column as usize).collect();
            columns.sort();
            prop_assert_eq!(columns, expected);
        }
    }

    #[test]
    fn both_ways_cost_the_same((a, b) in diagrams(60), (q, p) in exponents()) {
        let (there, back) = (matched(&a, &b, q, p), matched(&b, &a, q, p));
        prop_assert!(close(there.cost, back.cost));
        assert_proven(&a, &b, &there, q, p);
        prop_assert!(close(there.cost, cost_of(&a, &b, &there.partners, q, p)));
    }

    #[test]
    fn prices_to_begin_with_change_no_cost(
        (a, b) in diagrams(40),
        (q, p) in exponents(),
        prices in prop::collection::vec(prop_oneof![Just(0.0), Just(f64::NAN), 0.0..1.0], 40),
    ) {
        let cold = matched(&a, &b, q, p);
        let request = Request { q, p, delta: 0.0, prices: &prices };
        for prices in [&prices, &cold.prices] {
            let warm = match_diagrams(&a, &b, &Request { prices, ..request }, &Limits::default()).unwrap();
            prop_assert!(close(warm.cost, cold.cost));
            assert_proven(&a, &b, &warm, q, p);
        }
    }

    #[test]
    fn the_engines_agree((a, b) in diagrams(60), (q, p) in exponents(), flat in any::<bool>()) {
        let flatten = |diagram: Vec<f64>| -> Vec<f64> {
            let flat = |point: &[f64]| if flat { [0.0, point[1] - point[0]] } else { [point[0], point[1]] };
            diagram.chunks_exact(2).flat_map(flat).collect()
        };
        let (a, b) = (flatten(a), flatten(b));
        let (paths, auction) = (by_paths(&a, &b, q, p), by_auction(&a, &b, q, p, 0.0, &[]));
        for found in [&paths, &auction] {
            assert_proven(&a, &b, found, q, p);
            prop_assert!(close(found.cost, cost_of(&a, &b, &found.partners, q, p)));
        }
        prop_assert!(close(paths.cost, auction.cost));
        if flat {
            prop_assert!(close(paths.cost, matched(&a, &b, q, p).cost));
        }
    }

    #[test]
    fn an_auction_keeps_within_delta((a, b) in diagrams(60), (q, p) in exponents(), delta in 0.001..1.0) {
        let (exact, found) = (by_paths(&a, &b, q, p), by_auction(&a, &b, q, p, delta, &[]));
        let slack = 1e-12 * exact.cost.max(1.0);
        prop_assert!(found.cost <= (1.0 + delta) * exact.cost + slack);
        prop_assert!(found.bound <= exact.cost + slack && found.cost <= (1.0 + delta) * found.bound + slack);
    }

    #[test]
    fn an_auction_may_begin_with_any_prices(
        (a, b) in diagrams(60),
        (q, p) in exponents(),
        prices in prop::collection::vec(0.0..1.0, 60),
    ) {
        let cold = by_paths(&a, &b, q, p);
        for prices in [&prices, &cold.prices] {
            let warm = by_auction(&a, &b, q, p, 0.0, prices);
            assert_proven(&a, &b, &warm, q, p);
            prop_assert!(close(warm.cost, cold.cost));
        }
    }

    #[test]
    fn the_tree_finds_the_nearest(
        (a, b) in diagrams(60),
        (q, p) in exponents(),
        weights in prop::collection::vec(-1.0..1.0, 120),
        limit in -1.0..4.0,
    ) {
        let metric = Metric::new(q, p, 1.0);
        let (first, second) = (points(&a, &metric), points(&b, &metric));
        let mut tree = Tree::new(&second);
        for index in (0..second.len() as u32).rev() {
            tree.set_weight(index, 7.0);
            tree.set_weight(index, weights[index as usize]);
        }
        for x in &first {
            let mut values: Vec<f64> =
                second.iter().zip(&weights).map(|(y, weight)| metric.between(x, y) + weight).collect();
            values.sort_by(f64::total_cmp);
            values.retain(|&value| value < limit);
            let several: Vec<f64> = tree.several(x, limit, 5, &metric).into_iter().map(|(value, _)| value).collect();
            prop_assert_eq!(&several[..], &values[..values.len().min(5)]);
            let found = tree.nearest(x, limit, &metric);
            let at = |place: usize| values.get(place).copied().unwrap_or(limit);
            prop_assert_eq!([found.best, found.second], [at(0), at(1)]);
            prop_assert_eq!(found.index.is_some(), !values.is_empty());
        }
    }
}

#[test]
fn many_gains_are_not_listed() {
    // Births nearly equal, so that every pair gains something.
    let diagram = |seed: f64| -> Vec<f64> {
        (0..3000)
            .flat_map(|i| {
                let x = f64::from(i) * 0.618_033_988_749_895 + seed;
                [1e-6 * (7.0 * x).fract(), 1.0 + x.fract()]
            })
            .collect()
    };
    let (a, b) = (diagram(0.1), diagram(0.35));
    let request = Request { q: 2.0, p: 2.0, delta: 0.0, prices: &[] };
    let found = match_diagrams(&a, &b, &request, &Limits::new(1, 8 << 20, None)).unwrap();
    let size: f64 = a.chunks_exact(2).chain(b.chunks_exact(2)).map(|x| (x[1] - x[0]).powi(2) / 2.0).sum();
    assert!((found.cost - found.bound).abs() < 1e-14 * size);
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    assert_eq!(
        match_diagrams(&a, &b, &request, &Limits::new(1, u64::MAX, Some(watch))),
        Err(Stop::Cancelled)
    );
}

#[test]
fn thousands_of_equal_points_are_matched() {
    let diagram = |k: usize| -> Vec<f64> {
        (0..1500)
            .flat_map(|i| {
                let birth = f64::from(u8::from(i % k == 0));
                [birth, birth + 5.0]
            })
            .collect()
    };
    // 500 points and 300 points one step aside: 200 of them have to move by (1, 1).
    let found = by_auction(&diagram(3), &diagram(5), 2.0, 2.0, 0.0, &[]);
    assert_eq!(found.cost, 400.0);
    assert!((found.bound - 400.0).abs() < 1e-9);
}

/// A matching by listing all pairs.
fn by_paths(a: &[f64], b: &[f64], q: f64, p: f64) -> Matching {
    let metric = Metric::new(q, p, longest_persistence(a, b));
    let (mut first, mut second) = (points(a, &metric), points(b, &metric));
    sort_for_plane(&mut first, &mut second);
    let found = match_by_paths(&first, &second, &metric, &[], &Limits::default()).unwrap();
    assembled(a, b, &first, &second, &found, &metric)
}

/// A matching by an auction.
fn by_auction(a: &[f64], b: &[f64], q: f64, p: f64, delta: f64, prices: &[f64]) -> Matching {
    let metric = Metric::new(q, p, longest_persistence(a, b));
    let (mut first, mut second) = (points(a, &metric), points(b, &metric));
    sort_for_plane(&mut first, &mut second);
    let prices = start(&second, &metric, prices);
    let found =
        auction::match_by_auction(&first, &second, &metric, delta, &prices, &Limits::default()).unwrap();
    assembled(a, b, &first, &second, &found, &metric)
}
