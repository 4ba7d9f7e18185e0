//! Costs by their definition, potentials by duality, slopes by differences.

use super::*;
use proptest::prelude::*;

fn solve(x: &[f64], y: &[f64], a: Option<&[f64]>, b: Option<&[f64]>, space: Space, p: f64) -> Column {
    let columns = Columns { count: 1, x, a, y, b };
    costs(&columns, space, p, true, &Limits::default()).unwrap().remove(0)
}

fn assert_close(actual: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(actual.len(), expected.len());
    let close = actual.iter().zip(expected).all(|(x, y)| (x - y).abs() <= tolerance);
    assert!(close, "{actual:?} instead of {expected:?}");
}

#[test]
fn published_values_come_out() {
    let (u, v) = ([0.0, 1.0, 3.0], [5.0, 6.0]);
    assert_close(&[solve(&u, &v, None, None, Space::Line, 1.0).cost], &[25.0 / 6.0], 1e-14);
    assert_close(&[solve(&u, &v, None, None, Space::Line, 2.0).cost], &[109.0 / 6.0], 1e-14);
    let (v, a, b) = ([0.5, 2.0], Some(&[0.2, 0.3, 0.5][..]), Some(&[0.6, 0.4][..]));
    let first = solve(&u, &v, a, b, Space::Line, 1.0);
    assert_close(&[first.cost], &[0.9], 1e-15);
    assert_close(&first.at_x, &[-0.2, 0.3, 0.5], 1e-15);
    assert_close(&first.at_y, &[-0.2, -0.4], 1e-15);
    assert_close(&first.at_a, &[-2.0, -2.0, 0.0], 1e-15);
    assert_close(&first.at_b, &[2.5, 1.0], 1e-15);
    let second = solve(&u, &v, a, b, Space::Line, 2.0);
    assert_close(&[second.cost], &[1.15], 1e-15);
    assert_close(&second.at_x, &[-0.2, 0.3, 1.3], 1e-15);
    assert_close(&second.at_y, &[-0.6, -0.8], 1e-15);
    assert_close(&[solve(&u, &v, a, b, Space::Line, 3.0).cost], &[2.025], 1e-15);
}

#[test]
fn potentials_step_by_the_mean_of_both_ways_where_masses_end_together() {
    // More mass at 0 and less at 3 costs 25 − 4 more, as 5 gets it from 0; the other way 4 − 1 more, as 1 gets it from 3.
    let column = solve(&[0.0, 3.0], &[1.0, 5.0], None, None, Space::Line, 2.0);
    assert_eq!(column.at_a, [0.5 * (21.0 - 3.0), 0.0]);
    assert_eq!(column.at_b, [1.0 - 9.0, 4.0]);
}

#[test]
fn circles_are_cut_where_it_is_cheapest() {
    let across = solve(&[0.9], &[0.1], None, None, Space::Circle, 2.0);
    assert_close(&[across.cost, across.at_x[0], across.at_y[0]], &[0.04, -0.4, 0.4], 1e-15);
    let documented = solve(&[0.2, 0.5, 0.8], &[0.4, 0.5, 0.7], None, None, Space::Circle, 1.0);
    assert_close(&[documented.cost], &[0.1], 1e-15);
}

#[test]
fn one_sample_against_itself_costs_nothing() {
    let places: Vec<f64> = (0..600).map(|k| f64::from(k * k % 97) / 97.0).collect();
    for space in [Space::Line, Space::Circle] {
        for p in [1.0, 1.5, 2.0] {
            let column = solve(&places, &places, None, None, space, p);
            assert_eq!(column.cost, 0.0);
            assert!(column.at_x.iter().chain(&column.at_y).all(|&slope| slope == 0.0));
        }
    }
}

#[test]
fn columns_are_the_same_bits_for_every_number_of_threads() {
    let noise = |k: u32| f64::from(k.wrapping_mul(2_654_435_761) >> 8) / f64::from(1u32 << 24);
    let (x, y): (Vec<f64>, Vec<f64>) =
        ((0..40_000).map(noise).collect(), (50_000..80_000).map(noise).collect());
    let columns = Columns { count: 10, x: &x, a: None, y: &y, b: None };
    for space in [Space::Line, Space::Circle] {
        let [one, four] = [1, 4].map(|threads| {
            let found = costs(&columns, space, 2.0, true, &Limits::new(threads, u64::MAX, None)).unwrap();
            found.into_iter().flat_map(|c| [vec![c.cost], c.at_x, c.at_y, c.at_a, c.at_b].concat()).collect()
        }) as [Vec<f64>; 2];
        assert_eq!(one, four);
    }
}

#[test]
fn a_plan_has_the_masses_it_is_given() {
    let parts = plan(&[2.0, 0.0], Some(&[0.5, 0.5]), &[0.0, 3.0], Some(&[0.25, 0.75]));
    assert_eq!(parts, [(1, 0, 0.25), (1, 1, 0.25), (0, 1, 0.5)]);
}

/// The quantile at `q` of a sample in order.
fn quantile(sorted: &[(f64, f64)], q: f64) -> f64 {
    let mut sum = 0.0;
    let found = sorted.iter().find(|&&(_, weight)| {
        sum += weight;
        sum >= q
    });
    found.unwrap_or(&sorted[sorted.len() - 1]).0
}

/// The cost by quantiles on a line, the second sample turned by a part of its mass.
fn by_quantiles(first: &[(f64, f64)], second: &[(f64, f64)], theta: f64, p: f64) -> f64 {
    let wrap = |q: f64| {
        let turns = (q - 1e-13).floor();
        quantile(second, q - turns) + turns
    };
    let mut ends: Vec<f64> = vec![0.0, 1.0];
    for (list, shift) in [(first, 0.0), (second, theta)] {
        let mut sum = 0.0;
        for &(_, weight) in list {
            sum += weight;
            let end: f64 = sum - shift;
            ends.push((end - end.floor()).clamp(0.0, 1.0));
        }
    }
    ends.sort_by(f64::total_cmp);
    let parts = ends.windows(2).filter(|pair| pair[1] - pair[0] > 1e-13);
    parts
        .map(|pair| {
            let middle = (pair[0] + pair[1]) / 2.0;
            let second = if theta == 0.0 { quantile(second, middle) } else { wrap(middle + theta) };
            (pair[1] - pair[0]) * (quantile(first, middle) - second).abs().powf(p)
        })
        .sum()
}

fn sorted(places: &[f64], weights: &[f64]) -> Vec<(f64, f64)> {
    let mut list: Vec<(f64, f64)> = places.iter().copied().zip(weights.iter().copied()).collect();
    list.sort_by(|x, y| x.0.total_cmp(&y.0));
    list
}

/// Places, some of them equal, and weights of sum 1, some of them 0.
fn sample() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let place = prop_oneof![0.0..0.999f64, (0..5).prop_map(|k| f64::from(k) * 0.2)];
    let weight = prop_oneof![0.1..1.0f64, Just(0.0), Just(0.5)];
    prop::collection::vec((place, weight), 1..9).prop_map(|list| {
        let (places, mut weights): (Vec<f64>, Vec<f64>) = list.into_iter().unzip();
        weights[0] = weights[0].max(0.25);
        let sum: f64 = weights.iter().sum();
        (places, weights.into_iter().map(|weight| weight / sum).collect())
    })
}

fn distance(space: Space, x: f64, y: f64) -> f64 {
    let size = (x - y).abs();
    if space == Space::Circle { size.min(1.0 - size) } else { size }
}

proptest! {
    #[test]
    fn costs_are_those_of_the_definition((x, a) in sample(), (y, b) in sample(), p in prop_oneof![Just(1.0), Just(2.0), Just(2.5)]) {
        let (first, second) = (sorted(&x, &a), sorted(&y, &b));
        let line = solve(&x, &y, Some(&a), Some(&b), Space::Line, p);
        prop_assert!((line.cost - by_quantiles(&first, &second, 0.0, p)).abs() < 1e-12);
        // A cheapest cut is where two masses end together.
        let ends = |list: &[(f64, f64)]| -> Vec<f64> {
            list.iter().scan(0.0, |sum, &(_, weight)| { *sum += weight; Some(*sum) }).collect()
        };
        let mut least = f64::INFINITY;
        for end in ends(&second) {
            for start in ends(&first) {
                for turn in [-1.0, 0.0, 1.0] {
                    least = least.min(by_quantiles(&first, &second, end - start + turn, p));
                }
            }
        }
        let circle = solve(&x, &y, Some(&a), Some(&b), Space::Circle, p);
        prop_assert!((circle.cost - least).abs() < 1e-11, "{} instead of {}", circle.cost, least);
    }

    #[test]
    fn potentials_prove_the_cost((x, a) in sample(), (y, b) in sample(), p in prop_oneof![Just(1.0), Just(2.0), Just(2.5)]) {
        for space in [Space::Line, Space::Circle] {
            let found = solve(&x, &y, Some(&a), Some(&b), space, p);
            let dual: f64 = found.at_a.iter().zip(&a).map(|(f, a)| f * a).sum::<f64>()
                + found.at_b.iter().zip(&b).map(|(g, b)| g * b).sum::<f64>();
            prop_assert!((dual - found.cost).abs() < 1e-12, "{dual} instead of {}", found.cost);
            for (f, x) in found.at_a.iter().zip(&x) {
                for (g, y) in found.at_b.iter().zip(&y) {
                    prop_assert!(f + g <= distance(space, *x, *y).powf(p) + 1e-12);
                }
            }
        }
    }

    #[test]
    fn slopes_are_those_of_the_cost(
        x in prop::collection::vec(0.05..0.95f64, 1..7), y in prop::collection::vec(0.05..0.95f64, 1..7), p in 1.5..3.0f64,
    ) {
        let apart = |places: &[f64]| {
            let mut list = places.to_vec();
            list.sort_by(f64::total_cmp);
            list.windows(2).all(|pair| pair[1] - pair[0] > 1e-4)
        };
        prop_assume!(apart(&x) && apart(&y));
        let at = |x: &[f64], y: &[f64]| solve(x, y, None, None, Space::Line, p).cost;
        let found = solve(&x, &y, None, None, Space::Line, p);
        for k in 0..x.len() {
            let (mut low, mut high) = (x.clone(), x.clone());
            low[k] -= 1e-6;
            high[k] += 1e-6;
            prop_assert!(((at(&high, &y) - at(&low, &y)) / 2e-6 - found.at_x[k]).abs() < 1e-5);
        }
        for k in 0..y.len() {
            let (mut low, mut high) = (y.clone(), y.clone());
            low[k] -= 1e-6;
            high[k] += 1e-6;
            prop_assert!(((at(&x, &high) - at(&x, &low)) / 2e-6 - found.at_y[k]).abs() < 1e-5);
        }
    }
}
