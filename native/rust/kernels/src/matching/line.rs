//! Matching of diagrams whose births are all equal: only deaths differ, and a cheapest matching never crosses.

use super::{Metric, Point};

/// A cheapest matching, as pairs of rows.
pub fn match_sorted(mut first: Vec<Point>, mut second: Vec<Point>, metric: &Metric) -> Vec<(u32, u32)> {
    let by_death = |x: &Point, y: &Point| x.death.total_cmp(&y.death).then(x.row.cmp(&y.row));
    first.sort_by(by_death);
    second.sort_by(by_death);
    let mut pairs = Vec::new();
    align(&first, &second, metric, &mut pairs);
    pairs
}

/// Hirschberg's division: the first diagram is halved, and the second is cut where both halves cost least together.
///
/// So the matching is found in the memory of one row of the table, for twice its time.
fn align(first: &[Point], second: &[Point], metric: &Metric, pairs: &mut Vec<(u32, u32)>) {
    match first {
        [] => {}
        [x] => pairs.extend(best_partner(x, second, metric).map(|y| (x.row, y.row))),
        _ => {
            let (head, tail) = first.split_at(first.len() / 2);
            let heads = prefix_costs(head.iter(), second.iter(), metric);
            let tails = prefix_costs(tail.iter().rev(), second.iter().rev(), metric);
            let together = |cut: &usize| heads[*cut] + tails[second.len() - cut];
            let cut = (0..=second.len()).min_by(|x, y| together(x).total_cmp(&together(y))).unwrap_or(0);
            align(head, &second[..cut], metric, pairs);
            align(tail, &second[cut..], metric, pairs);
        }
    }
}

/// The point with which `x` gains most, if any.
fn best_partner<'a>(x: &Point, second: &'a [Point], metric: &Metric) -> Option<&'a Point> {
    let gain = |y: &Point| x.alone + y.alone - metric.between(x, y);
    let gaining = second.iter().filter(|y| gain(y) > 0.0);
    gaining.reduce(|best, y| if gain(y) > gain(best) { y } else { best })
}

/// Cheapest costs of all of `first` with the first 0, 1, 2, … of `second`.
fn prefix_costs<'a>(
    first: impl Iterator<Item = &'a Point>,
    second: impl Iterator<Item = &'a Point> + Clone,
    metric: &Metric,
) -> Vec<f64> {
    let mut costs = vec![0.0];
    costs.extend(second.clone().scan(0.0, |sum, y| {
        *sum += y.alone;
        Some(*sum)
    }));
    for x in first {
        let mut diagonal = costs[0];
        costs[0] += x.alone;
        let mut left = costs[0];
        for (y, cost) in second.clone().zip(&mut costs[1..]) {
            let matched = diagonal + metric.between(x, y);
            diagonal = *cost;
            left = matched.min(diagonal + x.alone).min(left + y.alone);
            *cost = left;
        }
    }
    costs
}
