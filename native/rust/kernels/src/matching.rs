//! Cheapest matchings of persistence diagrams, where every point may go to the diagonal instead.
//!
//! Going to the diagonal is the default, so a pair is worth its gain over that: the two costs to the diagonal less the
//! cost of the pair. The cheapest matching is the one of maximum total gain. Where few pairs have any, they are listed, and
//! paths are searched among them. Where many have, points bid for each other, and paths among few pairs do the rest. When
//! all births are equal, the plane is a line, and a dynamic programme takes over.

mod auction;
mod augmenting;
mod line;
mod metric;
mod tree;

use crate::limits::{Limits, Stop};
use augmenting::Edge;
use metric::Metric;
use std::mem::take;

/// The partner of a point that goes to the diagonal.
pub const DIAGONAL: u32 = u32::MAX;

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The exponent of the costs, at least 1.
    pub q: f64,
    /// The norm of the plane, in `[1, ∞]`.
    pub p: f64,
    /// The relative error allowed; 0 asks for a cheapest matching.
    pub delta: f64,
    /// Prices of the points of the second diagram from a similar matching, or nothing. They change the time it takes, not
    /// the cost.
    pub prices: &'a [f64],
}

/// A matching of two diagrams, and what proves it cheap.
#[derive(Debug, PartialEq)]
pub struct Matching {
    /// For each point of the first diagram its partner in the second, or [`DIAGONAL`].
    pub partners: Vec<u32>,
    /// Sum of the q-th powers of the distances, those to the diagonal included.
    pub cost: f64,
    /// What no matching undercuts: the value of the dual programme. It is the cost, but for rounding and `delta`.
    pub bound: f64,
    /// What having each point of the second diagram as a partner is worth, at least 0.
    pub prices: Vec<f64>,
}

/// A point off the diagonal.
#[derive(Clone, Copy)]
struct Point {
    /// Its row in the diagram.
    row: u32,
    birth: f64,
    death: f64,
    /// Cost of going to the diagonal.
    alone: f64,
}

/// What an engine finds, in the unit of the metric.
struct Found {
    /// Pairs of rows.
    pairs: Vec<(u32, u32)>,
    /// The share of each point of either diagram in the cost, in the order in which the points are left.
    ///
    /// Two points cost at least their shares together, and one alone at least its own: a proof, where equality holds.
    shares: [Vec<f64>; 2],
}

/// A cheapest matching of the diagrams `a: [n, 2]` and `b: [m, 2]` of finite points, death not before birth.
///
/// Costs are q-th powers of distances in the p-norm. Points on the diagonal stay there, and so do pairs that gain nothing.
pub fn match_diagrams(a: &[f64], b: &[f64], request: &Request, limits: &Limits) -> Result<Matching, Stop> {
    let metric = Metric::new(request.q, request.p, longest_persistence(a, b));
    let (mut first, mut second) = (points(a, &metric), points(b, &metric));
    let found = if equal_births(&first, &second) {
        line::match_sorted(&mut first, &mut second, &metric, limits)?
    } else {
        match_in_plane(&mut first, &mut second, &metric, request, limits)?
    };
    Ok(assembled(a, b, &first, &second, &found, &metric))
}

/// What is found, in the order and the unit of the caller.
fn assembled(
    a: &[f64],
    b: &[f64],
    first: &[Point],
    second: &[Point],
    found: &Found,
    metric: &Metric,
) -> Matching {
    let mut partners = vec![DIAGONAL; a.len() / 2];
    for &(x, y) in &found.pairs {
        partners[x as usize] = y;
    }
    let mut prices = vec![0.0; b.len() / 2];
    for (y, share) in second.iter().zip(&found.shares[1]) {
        prices[y.row as usize] = metric.unscaled((y.alone - share).max(0.0));
    }
    let bound = bound([first, second], &found.shares, &partners, b.len() / 2);
    let cost = metric.unscaled(cost(first, second, b, &partners, metric));
    Matching { partners, cost, bound: metric.unscaled(bound), prices }
}

/// The larger of all persistences, halved so that none overflows.
fn longest_persistence(a: &[f64], b: &[f64]) -> f64 {
    a.chunks_exact(2).chain(b.chunks_exact(2)).map(half_persistence).fold(0.0, f64::max)
}

fn half_persistence(point: &[f64]) -> f64 {
    point[1] / 2.0 - point[0] / 2.0
}

/// The points off the diagonal.
fn points(diagram: &[f64], metric: &Metric) -> Vec<Point> {
    let point = |(row, point): (usize, &[f64])| {
        let half = half_persistence(point);
        let alone = metric.cost(half, half);
        (half > 0.0).then_some(Point { row: row as u32, birth: point[0], death: point[1], alone })
    };
    diagram.chunks_exact(2).enumerate().filter_map(point).collect()
}

fn equal_births(first: &[Point], second: &[Point]) -> bool {
    let mut births = first.iter().chain(second).map(|point| point.birth);
    let birth = births.next();
    births.all(|other| Some(other) == birth)
}

/// A matching by that of two engines which is the quicker.
fn match_in_plane(
    first: &mut [Point],
    second: &mut [Point],
    metric: &Metric,
    request: &Request,
    limits: &Limits,
) -> Result<Found, Stop> {
    sort_for_plane(first, second);
    if gains_per_point(first, second, metric) > MANY_GAINS {
        let prices = start(second, metric, request.prices);
        return auction::match_by_auction(first, second, metric, request.delta, &prices, limits);
    }
    match_by_paths(first, second, metric, request.prices, limits)
}

/// From how many gains a point an auction, which lists none, is quicker than paths among all of them.
const MANY_GAINS: f64 = 100.0;

/// Rows enter by falling persistence. Rising or arbitrary order is right too, but was measured to take twice the time.
fn sort_for_plane(first: &mut [Point], second: &mut [Point]) {
    first.sort_by(|x, y| y.alone.total_cmp(&x.alone).then(x.row.cmp(&y.row)));
    second.sort_by(|x, y| x.birth.total_cmp(&y.birth).then(x.row.cmp(&y.row)));
}

/// About how many pairs with a point of `first` gain something, by a sample.
fn gains_per_point(first: &[Point], second: &[Point], metric: &Metric) -> f64 {
    const SAMPLE: usize = 64;
    if (second.len() as f64) <= MANY_GAINS {
        return 0.0;
    }
    let sample = first.iter().skip(first.len() / SAMPLE / 2).step_by(first.len().div_ceil(SAMPLE).max(1));
    let size = sample.clone().count();
    let gains = |x: &Point| second.iter().filter(|y| x.alone + y.alone > metric.between(x, y)).count();
    sample.map(gains).sum::<usize>() as f64 / size.max(1) as f64
}

/// The prices to begin with, in the unit of the metric.
fn start(second: &[Point], metric: &Metric, prices: &[f64]) -> Vec<f64> {
    let price = |y: &Point| match prices.get(y.row as usize) {
        Some(&price) => metric.scaled(price).clamp(0.0, y.alone),
        None => 0.0,
    };
    second.iter().map(price).collect()
}

/// A cheapest matching by shortest paths among all pairs that gain something.
fn match_by_paths(
    first: &[Point],
    second: &[Point],
    metric: &Metric,
    prices: &[f64],
    limits: &Limits,
) -> Result<Found, Stop> {
    let edges = gains(first, second, metric, &limits.stage(0.0, 0.3))?;
    let found = augmenting::maximum_gain(edges, start(second, metric, prices), &limits.stage(0.3, 1.0))?;
    let chosen = first.iter().zip(&found.partners);
    let pairs = chosen.filter_map(|(x, &y)| Some((x.row, second.get(y as usize)?.row))).collect();
    let shares = |points: &[Point], duals: &[f64]| -> Vec<f64> {
        points.iter().zip(duals).map(|(point, dual)| point.alone - dual).collect()
    };
    let (gains, prices) = found.duals;
    Ok(Found { pairs, shares: [shares(first, &gains), shares(second, &prices)] })
}

/// The pairs with a positive gain, by point of `first`; `second` is sorted by birth.
///
/// A pair gains only if its births are closer than `(alone_x + alone_y)^(1/q)`, so within `2^(1/q)` times the larger of
/// the distances to the diagonal. Looking around each point that is the larger of its pairs keeps the windows of the many
/// short-lived points small, however long the longest lives.
fn gains(
    first: &[Point],
    second: &[Point],
    metric: &Metric,
    limits: &Limits,
) -> Result<Vec<Vec<Edge>>, Stop> {
    let mut by_birth: Vec<u32> = (0..first.len() as u32).collect();
    by_birth.sort_by(|&x, &y| first[x as usize].birth.total_cmp(&first[y as usize].birth).then(x.cmp(&y)));
    let mut edges: Vec<Vec<Edge>> = first.iter().map(|_| Vec::new()).collect();
    let mut count = 0;
    let mut add = |x: usize, y: usize| {
        let gain = first[x].alone + second[y].alone - metric.between(&first[x], &second[y]);
        if gain > 0.0 {
            edges[x].push(Edge { column: y as u32, gain });
            count += 1;
        }
        count
    };
    // A list that grows holds up to twice what it needs.
    let room = |count: usize| {
        let bytes = 2 * (count * size_of::<Edge>()) as u64;
        limits.room_for(
            bytes,
            "the pairs that gain something",
            "match fewer points, or allow an error by delta",
        )
    };
    for (x, point) in first.iter().enumerate() {
        let reach = metric.length(2.0 * point.alone);
        let start = second.partition_point(|other| other.birth < point.birth - reach);
        let near = second[start..].iter().take_while(|other| other.birth <= point.birth + reach);
        let mut so_far = 0;
        for (y, _) in near.enumerate().filter(|(_, other)| other.alone <= point.alone) {
            so_far = add(x, start + y);
        }
        room(so_far)?;
        limits.at(x as f64 / (first.len() + second.len()) as f64)?;
    }
    for (y, point) in second.iter().enumerate() {
        let reach = metric.length(2.0 * point.alone);
        let birth = |x: u32| first[x as usize].birth;
        let start = by_birth.partition_point(|&x| birth(x) < point.birth - reach);
        let near = by_birth[start..].iter().take_while(|&&x| birth(x) <= point.birth + reach);
        let mut so_far = 0;
        for &x in near.filter(|&&x| first[x as usize].alone < point.alone) {
            so_far = add(x as usize, y);
        }
        room(so_far)?;
        limits.at((first.len() + y) as f64 / (first.len() + second.len()) as f64)?;
    }
    Ok(edges)
}

/// The scaled sum of all shares, those of partners first, because most of them cancels.
fn bound([first, second]: [&[Point]; 2], shares: &[Vec<f64>; 2], partners: &[u32], columns: usize) -> f64 {
    let mut others = vec![0.0; columns];
    for (y, &share) in second.iter().zip(&shares[1]) {
        others[y.row as usize] = share;
    }
    let mut sum = 0.0;
    for (x, share) in first.iter().zip(&shares[0]) {
        let other = others.get_mut(partners[x.row as usize] as usize).map_or(0.0, take);
        sum += share + other;
    }
    sum + others.iter().sum::<f64>()
}

/// The scaled cost of a matching, summed in the order of the rows.
fn cost(first: &[Point], second: &[Point], b: &[f64], partners: &[u32], metric: &Metric) -> f64 {
    let mut free = vec![true; b.len() / 2];
    let mut sum = 0.0;
    for x in first {
        let partner = partners[x.row as usize];
        if partner == DIAGONAL {
            sum += x.alone;
            continue;
        }
        let y = partner as usize;
        free[y] = false;
        sum += metric.cost((x.birth - b[2 * y]).abs(), (x.death - b[2 * y + 1]).abs());
    }
    sum + second.iter().filter(|y| free[y.row as usize]).map(|y| y.alone).sum::<f64>()
}

#[cfg(test)]
mod tests;
