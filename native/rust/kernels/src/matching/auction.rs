//! Matching by an auction, for diagrams in which so many pairs gain something that they cannot be listed.
//!
//! Every point has a share in the cost. A point of the first diagram bids for the partner that leaves it the least share,
//! and lowers that partner's own by what it prefers it to the next best, and ε more. When all of them have a partner or
//! prefer the diagonal, the points of the second that were left behind at a share below that of the diagonal bid in their
//! turn. Then no pair costs less than its shares by more than ε, and the matching costs at most ε a point too much. ε falls
//! by a factor from round to round, and shares are kept. The best partner is found in a k-d tree with the shares as
//! weights, so no pairs are listed at all.

use super::augmenting::{self, Edge};
use super::tree::Tree;
use super::{DIAGONAL, Found, Metric, Point};
use crate::limits::{Limits, Stop};
use std::collections::VecDeque;

/// The first ε, as a part of the largest cost to the diagonal.
const START: f64 = 0.25;
/// The same with prices to begin with.
const START_WARM: f64 = START / (FALL * FALL);
/// With such prices the first round takes at most so many bids a point.
const FEW_BIDS: usize = 4;
/// ε of one round over that of the next.
const FALL: f64 = 6.0;
/// What the matching may cost too much, as a part of the cost, for no more rounds to be worth it.
const TOO_MUCH: f64 = 0.5;
/// The least ε, as a part of the largest cost to the diagonal.
const SMALLEST: f64 = 1e-10;

/// One side of the auction.
struct Side<'a> {
    points: &'a [Point],
    /// The points, with the negated shares as weights.
    tree: Tree,
    partners: Vec<u32>,
}

impl<'a> Side<'a> {
    fn new(points: &'a [Point]) -> Self {
        let mut tree = Tree::new(points);
        for (index, point) in (0..).zip(points) {
            tree.set_weight(index, -point.alone);
        }
        Side { points, tree, partners: vec![DIAGONAL; points.len()] }
    }

    fn share(&self, index: u32) -> f64 {
        -self.tree.weight(index)
    }

    fn set_share(&mut self, index: u32, share: f64) {
        self.tree.set_weight(index, -share);
    }
}

/// A matching of `first` and `second` that costs at most `delta` times too much, or a cheapest one for 0.
pub fn match_by_auction(
    first: &[Point],
    second: &[Point],
    metric: &Metric,
    delta: f64,
    prices: &[f64],
    limits: &Limits,
) -> Result<Found, Stop> {
    let mut sides = [Side::new(first), Side::new(second)];
    let largest = first.iter().chain(second).map(|point| point.alone).fold(0.0, f64::max);
    let mut epsilon = largest * START;
    if prices.iter().any(|&price| price > 0.0) {
        for (column, (point, price)) in (0..).zip(second.iter().zip(prices)) {
            sides[1].set_share(column, point.alone - price);
        }
        epsilon = largest * START_WARM;
        if !run(&mut sides, epsilon, FEW_BIDS * (first.len() + second.len()), metric, limits)? {
            // These prices are far off, and from there it is a long way in small steps.
            sides = [Side::new(first), Side::new(second)];
            epsilon = largest * START;
        }
    }
    loop {
        run(&mut sides, epsilon, usize::MAX, metric, limits)?;
        let paid = paid(&sides, metric);
        if delta > 0.0 {
            let found = settled(&sides, metric);
            let bound: f64 = found.shares.iter().flatten().sum();
            if paid - bound <= delta * bound {
                return Ok(found);
            }
        }
        // Paths are quicker than a round, once the matching can cost little too much.
        let ready = epsilon * (first.len() + second.len()) as f64 <= TOO_MUCH * paid;
        if epsilon <= SMALLEST * largest || (delta == 0.0 && (ready || paid == 0.0)) {
            return polish(&sides, metric, epsilon, limits);
        }
        epsilon /= FALL;
    }
}

/// A round in both directions; says whether `bids` in either sufficed.
fn run(
    sides: &mut [Side; 2],
    epsilon: f64,
    bids: usize,
    metric: &Metric,
    limits: &Limits,
) -> Result<bool, Stop> {
    let [rows, columns] = sides;
    let mut waiting = VecDeque::new();
    for row in 0..rows.points.len() as u32 {
        let point = &rows.points[row as usize];
        let column = rows.partners[row as usize];
        if column != DIAGONAL {
            let wanted = metric.between(point, &columns.points[column as usize]) - columns.share(column);
            let best = columns.tree.nearest(point, point.alone, metric).best;
            if wanted <= (best + epsilon).min(point.alone) {
                rows.set_share(row, wanted);
                continue;
            }
            columns.partners[column as usize] = DIAGONAL;
        }
        rows.partners[row as usize] = DIAGONAL;
        waiting.push_back(row);
    }
    if !bid(rows, columns, waiting, epsilon, bids, metric, limits)? {
        return Ok(false);
    }
    let left_behind = |&column: &u32| {
        columns.partners[column as usize] == DIAGONAL
            && columns.share(column) < columns.points[column as usize].alone
    };
    let waiting = (0..columns.points.len() as u32).filter(left_behind).collect();
    bid(columns, rows, waiting, epsilon, bids, metric, limits)
}

/// Lets those who wait bid, until everybody has a partner or prefers the diagonal.
fn bid(
    bidders: &mut Side,
    others: &mut Side,
    mut waiting: VecDeque<u32>,
    epsilon: f64,
    mut bids: usize,
    metric: &Metric,
    limits: &Limits,
) -> Result<bool, Stop> {
    while let Some(bidder) = waiting.pop_front() {
        limits.check()?;
        if bids == 0 {
            return Ok(false);
        }
        bids -= 1;
        let point = &bidders.points[bidder as usize];
        let found = others.tree.nearest(point, point.alone, metric);
        let Some(other) = found.index.filter(|_| found.best < point.alone - epsilon) else {
            bidders.set_share(bidder, point.alone);
            continue;
        };
        let share = (found.second + epsilon).min(point.alone);
        bidders.set_share(bidder, share);
        others.set_share(other, metric.between(point, &others.points[other as usize]) - share);
        bidders.partners[bidder as usize] = other;
        let outbid = std::mem::replace(&mut others.partners[other as usize], bidder);
        if outbid != DIAGONAL {
            bidders.partners[outbid as usize] = DIAGONAL;
            waiting.push_back(outbid);
        }
    }
    Ok(true)
}

/// What the matching costs.
fn paid([rows, columns]: &[Side; 2], metric: &Metric) -> f64 {
    let alone = |side: &Side| -> f64 {
        let points = side.points.iter().zip(&side.partners);
        points.filter(|(_, partner)| **partner == DIAGONAL).map(|(point, _)| point.alone).sum()
    };
    let pairs = rows.points.iter().zip(&rows.partners).filter(|(_, column)| **column != DIAGONAL);
    alone(rows)
        + alone(columns)
        + pairs.map(|(point, &column)| metric.between(point, &columns.points[column as usize])).sum::<f64>()
}

/// The matching as it is, and shares that no pair undercuts.
fn settled([rows, columns]: &[Side; 2], metric: &Metric) -> Found {
    let shares = rows.points.iter().map(|point| columns.tree.nearest(point, point.alone, metric).best);
    let pairs = rows.points.iter().zip(&rows.partners);
    Found {
        pairs: pairs
            .filter_map(|(point, &column)| Some((point.row, columns.points.get(column as usize)?.row)))
            .collect(),
        shares: [
            shares.collect(),
            (0..columns.points.len() as u32).map(|column| columns.share(column)).collect(),
        ],
    }
}

/// How many partners of a point are considered at first, and how many more each time that these do not do.
const FEW: usize = 12;

/// A cheapest matching, from shares that are nearly right.
///
/// Few pairs are nearly as cheap as their shares. Paths are searched among these alone; then all pairs are held against
/// the shares that result, and those that undercut them join.
fn polish(
    [rows, columns]: &[Side; 2],
    metric: &Metric,
    epsilon: f64,
    limits: &Limits,
) -> Result<Found, Stop> {
    let (first, second) = (rows.points, columns.points);
    let twins = [twins(first), twins(second)];
    let mut tree = Tree::new(second);
    let mut prices: Vec<f64> =
        (0..).zip(second).map(|(y, point)| (point.alone - columns.share(y)).max(0.0)).collect();
    level(&twins[1], &mut prices);
    reweigh(&mut tree, second, &prices);
    let mut edges: Vec<Vec<Edge>> = Vec::with_capacity(first.len());
    for (point, &own) in first.iter().zip(&rows.partners) {
        limits.check()?;
        let wanted = tree.several(point, point.alone + 4.0 * epsilon, FEW, metric);
        let mut gaining = Vec::with_capacity(FEW + 1);
        for y in wanted.into_iter().map(|(_, y)| y).chain((own != DIAGONAL).then_some(own)) {
            add_edge(&mut gaining, point, second, y, metric);
        }
        edges.push(gaining);
    }
    join_twins(&mut edges, &twins, &rows.partners, first, second, metric);
    loop {
        let count: usize = edges.iter().map(Vec::len).sum();
        let bytes = 3 * (count * size_of::<Edge>()) as u64;
        limits.room_for(
            bytes,
            "the pairs among which paths are searched",
            "match fewer points, or allow an error by delta",
        )?;
        let mut found = augmenting::maximum_gain(edges, prices, limits)?;
        reweigh(&mut tree, second, &found.duals.1);
        let mut complete = true;
        let mut shares = Vec::with_capacity(first.len());
        for ((point, gain), gaining) in first.iter().zip(&found.duals.0).zip(&mut found.rows) {
            limits.check()?;
            let share = point.alone - gain;
            let wanted = tree.several(point, share, FEW, metric);
            shares.push(wanted.first().map_or(share, |&(least, _)| least));
            let tolerance = 4.0 * f64::EPSILON * (point.alone + share.abs());
            for (_, y) in wanted.into_iter().filter(|&(value, _)| value < share - tolerance) {
                complete &= !add_edge(gaining, point, second, y, metric);
            }
        }
        if complete {
            let pairs = first.iter().zip(&found.partners);
            return Ok(Found {
                pairs: pairs.filter_map(|(x, &y)| Some((x.row, second.get(y as usize)?.row))).collect(),
                shares: [
                    shares,
                    second.iter().zip(&found.duals.1).map(|(y, price)| y.alone - price).collect(),
                ],
            });
        }
        (edges, prices) = (found.rows, found.duals.1);
        join_twins(&mut edges, &twins, &found.partners, first, second, metric);
        level(&twins[1], &mut prices);
    }
}

/// Adds the pair of `point` and `second[y]`, if it is new and gains anything; says whether it does.
fn add_edge(edges: &mut Vec<Edge>, point: &Point, second: &[Point], y: u32, metric: &Metric) -> bool {
    let other = &second[y as usize];
    let gain = point.alone + other.alone - metric.between(point, other);
    let adds = gain > 0.0 && edges.iter().all(|edge| edge.column != y);
    if adds {
        edges.push(Edge { column: y, gain });
    }
    adds
}

/// Adds pairs by which points at the same place come to equal shares: around each group, one would take the next one's
/// partner, and its partner would take the next one.
///
/// Without them all would look at the same few candidates.
fn join_twins(
    edges: &mut [Vec<Edge>],
    [rows, columns]: &[Vec<Vec<u32>>; 2],
    partners: &[u32],
    first: &[Point],
    second: &[Point],
    metric: &Metric,
) {
    let mut add = |x: u32, y: u32| {
        if x != DIAGONAL && y != DIAGONAL {
            add_edge(&mut edges[x as usize], &first[x as usize], second, y, metric);
        }
    };
    let mut owners = vec![DIAGONAL; second.len()];
    for (x, &y) in (0..).zip(partners).filter(|(_, y)| **y != DIAGONAL) {
        owners[y as usize] = x;
    }
    let next = |group: &[u32], k: usize| group[(k + 1) % group.len()];
    for group in rows {
        (0..group.len()).for_each(|k| add(group[k], partners[next(group, k) as usize]));
    }
    for group in columns {
        (0..group.len()).for_each(|k| add(owners[group[k] as usize], next(group, k)));
    }
}

fn reweigh(tree: &mut Tree, points: &[Point], prices: &[f64]) {
    for (index, (point, price)) in (0..).zip(points.iter().zip(prices)) {
        tree.set_weight(index, price - point.alone);
    }
}

/// Groups of points at the same place.
fn twins(points: &[Point]) -> Vec<Vec<u32>> {
    let place = |&index: &u32| [points[index as usize].birth, points[index as usize].death];
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    order.sort_unstable_by(|x, y| {
        let ([a, b], [c, d]) = (place(x), place(y));
        a.total_cmp(&c).then(b.total_cmp(&d)).then(x.cmp(y))
    });
    order.chunk_by(|x, y| place(x) == place(y)).filter(|group| group.len() > 1).map(<[u32]>::to_vec).collect()
}

/// Gives points at the same place the least of their prices: where prices are right, they are the same.
fn level(twins: &[Vec<u32>], prices: &mut [f64]) {
    for group in twins {
        let least = group.iter().map(|&y| prices[y as usize]).fold(f64::INFINITY, f64::min);
        group.iter().for_each(|&y| prices[y as usize] = least);
    }
}
