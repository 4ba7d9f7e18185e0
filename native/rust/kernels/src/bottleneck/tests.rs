//! Bottleneck matchings against all matchings and all distances, on random, degenerate and extreme diagrams.

use super::*;
use crate::limits::Watch;
use std::sync::atomic::{AtomicI32, Ordering};

/// Numbers that look random, of a seed.
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let x = (self.0 ^ (self.0 >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^ (x >> 29)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end
    }

    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Points with births in [0, 1) and persistence below 0.5.
    fn diagram(&mut self, n: usize) -> Vec<f64> {
        (0..n)
            .flat_map(|_| {
                let (x, y) = (self.uniform(), self.uniform());
                [x, x + y / 2.0]
            })
            .collect()
    }

    /// Points of a lattice, some of them on the diagonal, some equal.
    fn lattice(&mut self, n: usize, size: usize) -> Vec<f64> {
        (0..n)
            .flat_map(|_| {
                let (x, y) = (self.below(size), self.below(size));
                [x.min(y) as f64, x.max(y) as f64]
            })
            .collect()
    }
}

fn solve(a: &[f64], b: &[f64]) -> Bottleneck {
    let found = bottleneck(a, b, &Limits::default()).unwrap();
    // However few are served one by one, the value is the same.
    for few in [0, 3] {
        let other = match_serving(a, b, few, &Limits::default()).unwrap();
        assert_eq!(other.value, found.value);
        check(a, b, &other);
    }
    check(a, b, &found);
    found
}

fn place(diagram: &[f64], row: u32) -> [f64; 2] {
    [diagram[2 * row as usize], diagram[2 * row as usize + 1]]
}

fn half(diagram: &[f64], row: u32) -> f64 {
    let [birth, death] = place(diagram, row);
    death / 2.0 - birth / 2.0
}

fn length(a: &[f64], b: &[f64], x: u32, y: u32) -> f64 {
    match (x, y) {
        (DIAGONAL, y) => half(b, y),
        (x, DIAGONAL) => half(a, x),
        (x, y) => distance(place(a, x), place(b, y)),
    }
}

/// The matching is one, its longest edge has the value, and so has the critical one, which is an edge.
fn check(a: &[f64], b: &[f64], found: &Bottleneck) {
    assert_eq!(found.partners.len(), a.len() / 2);
    let mut edges: Vec<[u32; 2]> = found.partners.iter().enumerate().map(|(x, &y)| [x as u32, y]).collect();
    for y in 0..b.len() as u32 / 2 {
        match edges.iter().filter(|edge| edge[1] == y).count() {
            0 => edges.push([DIAGONAL, y]),
            count => assert_eq!(count, 1),
        }
    }
    let longest = edges.iter().map(|&[x, y]| length(a, b, x, y)).fold(0.0, f64::max);
    assert_eq!(longest, found.value);
    if found.value == 0.0 {
        assert_eq!(found.critical, [DIAGONAL; 2]);
    } else {
        assert!(edges.contains(&found.critical), "{:?} of {edges:?}", found.critical);
        assert_eq!(length(a, b, found.critical[0], found.critical[1]), found.value);
    }
}

/// The least over all matchings.
fn by_force(a: &[f64], b: &[f64]) -> f64 {
    fn least(a: &[f64], b: &[f64], x: u32, used: &mut Vec<bool>) -> f64 {
        if x as usize == a.len() / 2 {
            return (0..used.len()).filter(|&y| !used[y]).map(|y| half(b, y as u32)).fold(0.0, f64::max);
        }
        let mut best = half(a, x).max(least(a, b, x + 1, used));
        for y in 0..used.len() {
            if !used[y] {
                used[y] = true;
                best = best.min(length(a, b, x, y as u32).max(least(a, b, x + 1, used)));
                used[y] = false;
            }
        }
        best
    }
    least(a, b, 0, &mut vec![false; b.len() / 2])
}

/// The same by binary search over all distances, with augmenting paths in the whole graph.
fn by_search(a: &[f64], b: &[f64]) -> f64 {
    let (n, m) = (a.len() as u32 / 2, b.len() as u32 / 2);
    let mut candidates = vec![0.0];
    candidates.extend((0..n).map(|x| half(a, x)).chain((0..m).map(|y| half(b, y))));
    candidates.extend((0..n).flat_map(|x| (0..m).map(move |y| (x, y))).map(|(x, y)| length(a, b, x, y)));
    candidates.sort_by(f64::total_cmp);
    let enough = |t: f64| {
        serves(n, m, |x, y| length(a, b, x, y) <= t, |x| half(a, x) > t)
            && serves(m, n, |y, x| length(a, b, x, y) <= t, |y| half(b, y) > t)
    };
    candidates[candidates.partition_point(|&t| !enough(t))]
}

fn serves(n: u32, m: u32, near: impl Fn(u32, u32) -> bool, needs: impl Fn(u32) -> bool) -> bool {
    fn place(x: u32, m: u32, near: &impl Fn(u32, u32) -> bool, seen: &mut [bool], of: &mut [u32]) -> bool {
        for y in 0..m {
            if !seen[y as usize] && near(x, y) {
                seen[y as usize] = true;
                if of[y as usize] == u32::MAX || place(of[y as usize], m, near, seen, of) {
                    of[y as usize] = x;
                    return true;
                }
            }
        }
        false
    }
    let mut of = vec![u32::MAX; m as usize];
    (0..n).filter(|&x| needs(x)).all(|x| place(x, m, &near, &mut vec![false; m as usize], &mut of))
}

#[test]
fn the_documented_diagrams_are_three_quarters_apart() {
    let (a, b) = ([0.0, 1.0, 0.5, 2.0, 1.5, 3.0], [0.1, 0.9, 0.6, 1.8]);
    let found = solve(&a, &b);
    assert_eq!(found, Bottleneck { value: 0.75, partners: vec![0, 1, DIAGONAL], critical: [2, DIAGONAL] });
    assert_eq!(solve(&b, &a).critical, [DIAGONAL, 2]);
}

#[test]
fn small_diagrams_have_the_least_of_all_matchings() {
    let mut stream = Stream(1);
    for round in 0..4000 {
        let (n, m) = (stream.below(7), stream.below(7));
        let [a, b] = match round % 4 {
            0 => [stream.diagram(n), stream.diagram(m)],
            1 => [stream.lattice(n, 4), stream.lattice(m, 4)],
            2 => [stream.lattice(n, 12), stream.lattice(m, 12)],
            _ => {
                let a = stream.diagram(n);
                let b = a.iter().map(|x| x + 0.125 * stream.below(2) as f64).collect::<Vec<_>>();
                [a, b.chunks(2).flat_map(|p| [p[0].min(p[1]), p[0].max(p[1])]).collect()]
            }
        };
        assert_eq!(solve(&a, &b).value, by_force(&a, &b), "{a:?} {b:?}");
    }
}

#[test]
fn larger_diagrams_have_the_value_of_a_search_over_all_distances() {
    let mut stream = Stream(2);
    for round in 0..60 {
        let (n, m) = (20 + stream.below(60), 20 + stream.below(60));
        let [a, b] = match round % 6 {
            0 => [stream.diagram(n), stream.diagram(m)],
            1 => [stream.lattice(n, 5), stream.lattice(m, 5)],
            2 => [stream.lattice(n, 40), stream.lattice(m, 40)],
            3 => {
                let a = stream.diagram(n);
                let b = a.chunks(2).flat_map(|p| [p[0] + 0.07, p[1] + 0.07]).collect();
                [a, b]
            }
            // Births 0, and a long way from the diagonal.
            4 => [n, m].map(|n| (0..n).flat_map(|_| [0.0, stream.uniform()]).collect()),
            _ => [n, n].map(|n| (0..n).flat_map(|_| [stream.uniform(), 5.0 + stream.uniform()]).collect()),
        };
        let value = solve(&a, &b).value;
        assert_eq!(value, by_search(&a, &b), "round {round}");
        assert_eq!(value, solve(&b, &a).value, "round {round}");
    }
}

#[test]
fn equal_diagrams_are_at_distance_0_in_any_order() {
    let mut stream = Stream(3);
    for a in [stream.diagram(50), stream.lattice(50, 6), [1.0, 2.0].repeat(40), vec![]] {
        let b: Vec<f64> = a.chunks(2).rev().flatten().copied().collect();
        assert_eq!(solve(&a, &b).value, 0.0);
    }
}

#[test]
fn duplicates_count_as_often_as_they_are_there() {
    assert_eq!(solve(&[0.0, 1.0].repeat(3), &[0.0, 1.0].repeat(2)).value, 0.5);
    assert_eq!(solve(&[0.0, 1.0].repeat(300), &[0.25, 1.25].repeat(300)).value, 0.25);
}

#[test]
fn points_on_the_diagonal_stay_there() {
    assert_eq!(solve(&[1.0, 1.0, 2.0, 2.0], &[]).value, 0.0);
    let found = solve(&[1.0, 1.0, 0.0, 8.0, 3.0, 3.0], &[0.0, 7.0]);
    assert_eq!(found, Bottleneck { value: 1.0, partners: vec![DIAGONAL, 0, DIAGONAL], critical: [1, 0] });
}

#[test]
fn numbers_may_be_as_large_or_as_small_as_they_like() {
    assert_eq!(solve(&[-f64::MAX, f64::MAX], &[]).value, f64::MAX);
    assert_eq!(solve(&[-f64::MAX, f64::MAX], &[-f64::MAX, -f64::MAX / 2.0]).value, f64::MAX);
    assert_eq!(solve(&[0.0, f64::MIN_POSITIVE], &[]).value, f64::MIN_POSITIVE / 2.0);
    assert_eq!(solve(&[-0.0, 1.0], &[0.0, 1.0]).value, 0.0);
}

#[test]
fn it_stops_when_asked_and_refuses_what_is_too_large() {
    let a = Stream(4).diagram(100);
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    assert_eq!(bottleneck(&a, &a, &Limits::new(1, u64::MAX, Some(watch))), Err(Stop::Cancelled));
    cancelled.store(0, Ordering::Relaxed);
    assert!(bottleneck(&a, &a, &Limits::new(1, u64::MAX, Some(watch))).is_ok());
    assert!(progress.load(Ordering::Relaxed) >= 900_000);
    let Err(Stop::TooLarge(text)) = bottleneck(&a, &a, &Limits::new(1, 1000, None)) else {
        panic!("too large")
    };
    assert!(text.contains("the bottleneck matching of 100 and 100 points would need about"), "{text}");
}
