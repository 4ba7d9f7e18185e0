//! Bottleneck matchings of persistence diagrams: the longest way to a partner, or to the diagonal, is as short as can be.
//!
//! A threshold is enough if all points that are farther than it from the diagonal have partners no farther than it. Such a
//! matching exists as soon as one serves those of the first diagram, and another those of the second [MendelsohnDulmage58]:
//! so the two sides are solved one by one, without any copies of the diagonal, and their matchings are then joined.

mod side;
mod tree;

#[cfg(test)]
mod tests;

use crate::limits::{Limits, Stop};
use crate::threads;
use side::{NOBODY, Proof, Side};
use tree::{Tree, distance};

/// The partner of a point that goes to the diagonal.
pub const DIAGONAL: u32 = u32::MAX;

/// Up to so many points look for partners one by one: a few more searches cost less than another threshold.
const FEW: usize = 32;

/// A bottleneck matching of two diagrams.
#[derive(Clone, Debug, PartialEq)]
pub struct Bottleneck {
    /// The bottleneck distance: the distance in the maximum norm of one pair, or of one point from the diagonal.
    pub value: f64,
    /// For each point of the first diagram its partner in the second, or [`DIAGONAL`].
    pub partners: Vec<u32>,
    /// A pair of the matching that has this distance and must be shortened for it to become less; one of the two may be
    /// [`DIAGONAL`], and both are if the distance is 0.
    pub critical: [u32; 2],
}

/// A point off the diagonal.
#[derive(Clone, Copy)]
pub(crate) struct Point {
    /// Its row in the diagram.
    row: u32,
    birth: f64,
    death: f64,
    /// Distance from the diagonal.
    alone: f64,
}

impl Point {
    fn place(&self) -> [f64; 2] {
        [self.birth, self.death]
    }
}

/// A bottleneck matching of the diagrams `a: [n, 2]` and `b: [m, 2]` of finite points, death not before birth.
///
/// Distances are those of the maximum norm, so that of a point from the diagonal is half its persistence. The value is
/// exact: one of these distances, as it is rounded. Besides what the distance asks for, points are matched if that brings
/// both closer than the farther of them is to the diagonal; points on the diagonal stay there.
///
/// Memory is linear. Time is that of matchings at a few thresholds, each `O(√n n log n)` if looking for points in a square
/// takes `O(log n)`.
pub fn bottleneck(a: &[f64], b: &[f64], limits: &Limits) -> Result<Bottleneck, Stop> {
    match_serving(a, b, FEW, limits)
}

/// The same with up to `few` points served one by one.
fn match_serving(a: &[f64], b: &[f64], few: usize, limits: &Limits) -> Result<Bottleneck, Stop> {
    let (n, m) = (a.len() / 2, b.len() / 2);
    let bytes = Side::bytes(n, m).max(Side::bytes(m, n)) + 52 * (n + m) as u64;
    limits.room_for(
        bytes,
        format_args!("the bottleneck matching of {n} and {m} points"),
        "take smaller diagrams",
    )?;
    let (first, second) = (points(a), points(b));

    let (one, other) = threads::join(
        limits.threads,
        || Side::with_bound(&first, &second, few, limits),
        || Side::with_bound(&second, &first, few, limits),
    );
    // Both bounds are known first, because the higher one saves the other side its lower thresholds.
    let ((mut one, low, proof), (mut other, bound, proof_of_other)) = (one?, other?);
    let start = low.max(bound);
    limits.at(0.2)?;
    let (value, raised) = one.solve(start, limits)?;
    limits.at(0.6)?;
    let (value, raised_by_other) = other.solve(value, limits)?;
    limits.at(0.9)?;

    let mut pairs = join(&one.of_row, &other.of_row, &second, value);
    befriend(&mut pairs, &first, &second, value);
    // The last proof is that of the value.
    let critical = match (raised_by_other, raised) {
        (Some(proof), _) => {
            critical(&proof, &inverse(&pairs, second.len()), &second, &first).map(|[y, x]| [x, y])
        }
        (None, Some(proof)) => critical(&proof, &pairs, &first, &second),
        (None, None) if low >= bound => proof.and_then(|proof| critical(&proof, &pairs, &first, &second)),
        (None, None) => proof_of_other
            .and_then(|proof| critical(&proof, &inverse(&pairs, second.len()), &second, &first))
            .map(|[y, x]| [x, y]),
    };
    let row = |points: &[Point], index: u32| points.get(index as usize).map_or(DIAGONAL, |point| point.row);
    let mut partners = vec![DIAGONAL; n];
    for (x, &y) in first.iter().zip(&pairs) {
        partners[x.row as usize] = row(&second, y);
    }
    let critical = critical.map_or([DIAGONAL; 2], |[x, y]| [row(&first, x), row(&second, y)]);
    Ok(Bottleneck { value, partners, critical })
}

/// The points off the diagonal.
fn points(diagram: &[f64]) -> Vec<Point> {
    let point = |(row, point): (usize, &[f64])| {
        // Halved first, so that nothing overflows.
        let alone = point[1] / 2.0 - point[0] / 2.0;
        (alone > 0.0).then_some(Point { row: row as u32, birth: point[0], death: point[1], alone })
    };
    diagram.chunks_exact(2).enumerate().filter_map(point).collect()
}

/// For each row its column, or [`NOBODY`], from the row of each column, or the other way round.
fn inverse(pairs: &[u32], count: usize) -> Vec<u32> {
    let mut inverse = vec![NOBODY; count];
    for (row, &column) in pairs.iter().enumerate().filter(|(_, column)| **column != NOBODY) {
        inverse[column as usize] = row as u32;
    }
    inverse
}

/// A matching that serves all who need it, out of one for the first points and one for the second.
fn join(for_first: &[u32], for_second: &[u32], second: &[Point], value: f64) -> Vec<u32> {
    let mut pairs = for_first.to_vec();
    let is_served = inverse(&pairs, second.len());
    for (start, partner) in is_served.into_iter().enumerate() {
        // Whom the newcomer sends away takes the partner that the other matching has for it, and so on.
        let (mut needy, mut served) = (start, partner != NOBODY);
        while !served && second[needy].alone > value {
            let partner = for_second[needy] as usize;
            let sent_away = std::mem::replace(&mut pairs[partner], needy as u32);
            served = sent_away == NOBODY;
            needy = sent_away as usize;
        }
    }
    pairs
}

/// Parts pairs that are better off at the diagonal, and matches points that are better off together.
fn befriend(pairs: &mut [u32], first: &[Point], second: &[Point], value: f64) {
    const FREE: u64 = 1;
    for (x, y) in pairs.iter_mut().enumerate().filter(|(_, y)| **y != NOBODY) {
        let (one, other) = (&first[x], &second[*y as usize]);
        let farther = one.alone.max(other.alone);
        if farther <= value && distance(one.place(), other.place()) >= farther {
            *y = NOBODY;
        }
    }
    let taken = inverse(pairs, second.len());
    let mut free = Tree::new(second.iter().map(Point::place));
    free.mark(|y| u64::from(taken[y] == NOBODY) * FREE);
    let mut order: Vec<usize> = (0..first.len()).filter(|&x| pairs[x] == NOBODY).collect();
    order.sort_by(|&i, &j| first[j].alone.total_cmp(&first[i].alone).then(i.cmp(&j)));
    for x in order {
        let (at, alone) = (first[x].place(), first[x].alone);
        // Whoever is nearer than the diagonal, or not farther than its own distance from it.
        let Some((apart, y)) = free.nearest(at, FREE, f64::INFINITY, -1.0) else { return };
        if apart < alone.max(second[y as usize].alone) {
            free.unmark(y);
            pairs[x] = y;
        }
    }
}

/// The first pair by which the matching leaves the proof: it has the proven length. `pairs` are those of the rows.
fn critical(proof: &Proof, pairs: &[u32], rows: &[Point], columns: &[Point]) -> Option<[u32; 2]> {
    let mut inside = vec![false; columns.len()];
    proof.columns.iter().for_each(|&column| inside[column as usize] = true);
    let leaves = |&row: &u32| inside.get(pairs[row as usize] as usize) != Some(&true);
    let row = proof.rows.iter().copied().filter(leaves).min_by_key(|&row| rows[row as usize].row)?;
    Some([row, pairs[row as usize]])
}
