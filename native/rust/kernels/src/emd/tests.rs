//! Against all permutations, and against the certificate: no plan costs less than what the potentials prove.

use super::*;
use proptest::prelude::*;

fn checked(costs: &[f64], a: &[f64], b: &[f64]) -> Exact {
    let found = emd(costs, a, b, &Limits::default()).unwrap();
    let scale = costs.iter().fold(1e-300, |most: f64, cost| most.max(cost.abs()));
    let mass: f64 = a.iter().sum();
    let (mut rows, mut columns) = (vec![0.0; a.len()], vec![0.0; b.len()]);
    for ((&i, &j), &mass) in found.rows.iter().zip(&found.columns).zip(&found.masses) {
        assert!(mass > 0.0);
        rows[i as usize] += mass;
        columns[j as usize] += mass;
    }
    for (found, wanted) in rows.iter().zip(a).chain(columns.iter().zip(b)) {
        assert!((found - wanted).abs() <= 1e-13 * mass, "{found} is not {wanted}");
    }
    for (i, f) in found.f.iter().enumerate() {
        for (j, g) in found.g.iter().enumerate() {
            let slack = costs[i * b.len() + j] - f - g;
            assert!(slack >= -1e-13 * scale, "{slack} at {i}, {j}");
        }
    }
    let gap = found.value - found.bound;
    assert!(gap.abs() <= 1e-13 * scale * mass, "a gap of {gap} at {}", found.value);
    assert!(found.rows.len() < (a.len() + b.len()).max(1));
    found
}

fn cheapest_permutation(costs: &[f64], n: usize, row: usize, taken: u32) -> f64 {
    if row == n {
        return 0.0;
    }
    let free = (0..n).filter(|&j| taken & (1 << j) == 0);
    free.map(|j| costs[row * n + j] + cheapest_permutation(costs, n, row + 1, taken | 1 << j))
        .fold(f64::INFINITY, f64::min)
}

proptest! {
    #[test]
    fn assignments_are_the_cheapest_permutations(n in 1usize..7, numbers in prop::collection::vec(0u8..12, 36)) {
        let costs: Vec<f64> = numbers[..n * n].iter().map(|&cost| f64::from(cost)).collect();
        let found = checked(&costs, &vec![1.0; n], &vec![1.0; n]);
        prop_assert_eq!(found.value, cheapest_permutation(&costs, n, 0, 0));
        prop_assert_eq!(found.rows.len(), n);
    }

    #[test]
    fn plans_are_proved_cheapest_with_ties_and_degenerate_weights(
        numbers in prop::collection::vec(-3i8..4, 99),
        a in prop::collection::vec(0u8..4, 1..10),
        b in prop::collection::vec(0u8..4, 1..10),
    ) {
        let mut a: Vec<f64> = a.into_iter().map(f64::from).collect();
        let mut b: Vec<f64> = b.into_iter().map(f64::from).collect();
        let difference = a.iter().sum::<f64>() - b.iter().sum::<f64>();
        if difference < 0.0 { a.push(-difference) } else { b.push(difference) }
        let costs: Vec<f64> = (0..a.len() * b.len()).map(|k| f64::from(numbers[k % 99])).collect();
        checked(&costs, &a, &b);
    }

    #[test]
    fn plans_are_proved_cheapest_for_any_numbers(
        numbers in prop::collection::vec(-1.0..1.0f64, 400),
        a in prop::collection::vec(0.0..1.0f64, 2..20),
        b in prop::collection::vec(0.0..1.0f64, 2..20),
    ) {
        let (mass, other) = (a.iter().sum::<f64>(), b.iter().sum::<f64>());
        let b: Vec<f64> = b.iter().map(|b| b * mass / other).collect();
        checked(&numbers[..a.len() * b.len()], &a, &b);
    }
}

#[test]
fn equal_fractions_are_moved_exactly() {
    // Tenths do not sum to quarters without rounding.
    let costs: Vec<f64> = (0..40).map(|k| f64::from(k * k % 7)).collect();
    checked(&costs, &[0.1; 10], &[0.25; 4]);
    checked(&costs, &[0.25; 4], &[0.1; 10]);
}

#[test]
fn a_line_is_matched_in_order() {
    let n = 200;
    let x: Vec<f64> = (0..n).map(|i| (1.7 * i as f64).sin()).collect();
    let y: Vec<f64> = (0..n).map(|i| (2.3 * i as f64).cos() + 0.3).collect();
    let costs: Vec<f64> = x.iter().flat_map(|x| y.iter().map(move |y| (x - y) * (x - y))).collect();
    let found = checked(&costs, &vec![1.0 / n as f64; n], &vec![1.0 / n as f64; n]);
    let sorted = |list: &[f64]| {
        let mut list = list.to_vec();
        list.sort_by(f64::total_cmp);
        list
    };
    let expected: f64 = sorted(&x).iter().zip(sorted(&y)).map(|(x, y)| (x - y) * (x - y)).sum();
    assert!((found.value - expected / n as f64).abs() < 1e-14);
}

#[test]
fn points_without_weight_have_potentials_and_no_mass() {
    let found = checked(&[0.0, 9.0, 1.0, 5.0, 2.0, 7.0], &[1.0, 0.0], &[0.5, 0.0, 0.5]);
    assert_eq!((found.rows, found.columns, found.masses), (vec![0, 0], vec![0, 2], vec![0.5, 0.5]));
    let nothing = checked(&[1.0, 2.0], &[0.0], &[0.0, 0.0]);
    assert_eq!((nothing.value, nothing.masses.len()), (0.0, 0));
}

#[test]
fn one_point_sends_everything() {
    let found = checked(&[3.0, 4.0], &[2.0], &[0.5, 1.5]);
    assert_eq!(found.value, 7.5);
    assert_eq!(checked(&[-1.0], &[1.0], &[1.0]).f, [-0.5]);
}
