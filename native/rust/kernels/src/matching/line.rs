//! Matching of diagrams whose births are all equal: only deaths differ, and a cheapest matching never crosses.

use super::{Found, Metric, Point};
use crate::limits::{Limits, Stop};

/// A cheapest matching.
pub fn match_sorted(
    first: &mut [Point],
    second: &mut [Point],
    metric: &Metric,
    limits: &Limits,
) -> Result<Found, Stop> {
    let by_death = |x: &Point, y: &Point| x.death.total_cmp(&y.death).then(x.row.cmp(&y.row));
    first.sort_by(by_death);
    second.sort_by(by_death);
    let mut places = Vec::new();
    align(first, second, [0, 0], metric, limits, &mut places)?;
    let shares = shares(first, second, &places, metric, limits)?;
    let pairs = places.iter().map(|&(x, y)| (first[x].row, second[y].row)).collect();
    Ok(Found { pairs, shares })
}

/// Hirschberg's division: the first diagram is halved, and the second is cut where both halves cost least together.
///
/// So the matching is found in the memory of one row of the table, for twice its time.
///
/// Partners are added to `pairs` by their places, of which the first are `start`.
fn align(
    first: &[Point],
    second: &[Point],
    start: [usize; 2],
    metric: &Metric,
    limits: &Limits,
    pairs: &mut Vec<(usize, usize)>,
) -> Result<(), Stop> {
    limits.check()?;
    match first {
        [] => {}
        [x] => pairs.extend(best_partner(x, second, metric).map(|y| (start[0], start[1] + y))),
        _ => {
            let (head, tail) = first.split_at(first.len() / 2);
            let heads = prefix_costs(head.iter(), second.iter(), metric, limits)?;
            let tails = prefix_costs(tail.iter().rev(), second.iter().rev(), metric, limits)?;
            let together = |cut: &usize| heads[*cut] + tails[second.len() - cut];
            let cut = (0..=second.len()).min_by(|x, y| together(x).total_cmp(&together(y))).unwrap_or(0);
            align(head, &second[..cut], start, metric, limits, pairs)?;
            let next = [start[0] + head.len(), start[1] + cut];
            align(tail, &second[cut..], next, metric, limits, pairs)?;
        }
    }
    Ok(())
}

/// Shares that prove a cheapest matching to be one.
///
/// A point of `second` pays no more than alone, no more than makes a lonely point of `first` want it, and no more above what
/// a neighbour pays than makes the neighbour's partner change over. Crossing pairs being no cheaper, only neighbours need
/// be compared, in either direction.
fn shares(
    first: &[Point],
    second: &[Point],
    pairs: &[(usize, usize)],
    metric: &Metric,
    limits: &Limits,
) -> Result<[Vec<f64>; 2], Stop> {
    let mut pays: Vec<f64> = second.iter().map(|y| y.alone).collect();
    let mut lonely = vec![true; first.len()];
    pairs.iter().for_each(|&(x, _)| lonely[x] = false);
    for x in first.iter().zip(&lonely).filter(|(_, lonely)| **lonely).map(|(x, _)| x) {
        limits.check()?;
        pairs.iter().for_each(|&(_, y)| pays[y] = pays[y].min(metric.between(x, &second[y]) - x.alone));
    }
    let mut pass = |from: (usize, usize), to: (usize, usize)| {
        let step =
            metric.between(&first[from.0], &second[to.1]) - metric.between(&first[from.0], &second[from.1]);
        pays[to.1] = pays[to.1].min(pays[from.1] + step);
    };
    pairs.windows(2).for_each(|near| pass(near[0], near[1]));
    pairs.windows(2).rev().for_each(|near| pass(near[1], near[0]));
    let mut rest: Vec<f64> = first.iter().map(|x| x.alone).collect();
    for &(x, y) in pairs {
        rest[x] = rest[x].min(metric.between(&first[x], &second[y]) - pays[y]);
    }
    Ok([rest, pays])
}

/// The place of the point with which `x` gains most, if any.
fn best_partner(x: &Point, second: &[Point], metric: &Metric) -> Option<usize> {
    let gains = second.iter().map(|y| x.alone + y.alone - metric.between(x, y)).enumerate();
    let best = gains
        .filter(|&(_, gain)| gain > 0.0)
        .reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(y, _)| y)
}

/// Cheapest costs of all of `first` with the first 0, 1, 2, … of `second`.
fn prefix_costs<'a>(
    first: impl Iterator<Item = &'a Point>,
    second: impl Iterator<Item = &'a Point> + Clone,
    metric: &Metric,
    limits: &Limits,
) -> Result<Vec<f64>, Stop> {
    let mut costs = vec![0.0];
    costs.extend(second.clone().scan(0.0, |sum, y| {
        *sum += y.alone;
        Some(*sum)
    }));
    for x in first {
        limits.check()?;
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
    Ok(costs)
}
