//! Matching of maximum gain in a sparse bipartite graph where every vertex may stay single.
//!
//! Rows enter one by one, each along a shortest path in the reduced costs `u + v − gain ≥ 0`. A path may end at a free
//! column or by leaving a row single. The duals `u, v ≥ 0` are 0 on single vertices and tight on matched edges, so at the
//! end their sum equals the gain: a certificate that no other matching gains more.
//!
//! The duals of columns may be given to begin with. Those of columns that stay free must come down to 0, for which these
//! enter in turn, with the roles of rows and columns exchanged.

use super::DIAGONAL as SINGLE;
use crate::limits::{Limits, Stop};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::mem::replace;

/// A pair that gains something.
#[derive(Clone)]
pub struct Edge {
    /// The column of the pair.
    pub column: u32,
    /// What the pair gains over leaving both single, above 0.
    pub gain: f64,
}

/// A matching of maximum gain.
pub struct Assignment {
    /// The edges of the rows as they were given, sorted by falling gain.
    pub rows: Vec<Vec<Edge>>,
    /// For each row its column, or [`SINGLE`].
    pub partners: Vec<u32>,
    /// The certificate: the duals of the rows and of the columns.
    pub duals: (Vec<f64>, Vec<f64>),
}

/// A matching of maximum gain of the rows, given by their edges, to the columns, given by duals to begin with.
pub fn maximum_gain(
    mut rows: Vec<Vec<Edge>>,
    columns: Vec<f64>,
    limits: &Limits,
) -> Result<Assignment, Stop> {
    for edges in &mut rows {
        edges.sort_unstable_by(|x, y| y.gain.total_cmp(&x.gain).then(x.column.cmp(&y.column)));
    }
    let count = rows.len();
    let mut matcher = Matcher::new(rows, vec![0.0; count], vec![SINGLE; count]);
    matcher.columns = columns.into_iter().map(|dual| Column { dual, ..Column::FREE }).collect();
    let rows: Vec<u32> = (0..count as u32).collect();
    matcher.insert_all(&rows, &limits.stage(0.0, 0.8))?;
    let overpriced = matcher.overpriced();
    if !overpriced.is_empty() {
        matcher = matcher.transposed();
        matcher.insert_all(&overpriced, &limits.stage(0.8, 1.0))?;
        matcher = matcher.transposed();
    }
    let column_duals = matcher.columns.iter().map(|column| column.dual).collect();
    Ok(Assignment {
        rows: matcher.rows,
        partners: matcher.partners,
        duals: (matcher.row_duals, column_duals),
    })
}

struct Matcher {
    /// The edges of each row, by falling gain.
    rows: Vec<Vec<Edge>>,
    row_duals: Vec<f64>,
    /// The column of each row.
    partners: Vec<u32>,
    columns: Vec<Column>,
    // Of the search under way.
    reached_columns: Vec<u32>,
    settled_rows: Vec<(u32, f64)>,
    frontier: BinaryHeap<Reverse<Reached>>,
}

#[derive(Clone)]
struct Column {
    dual: f64,
    /// From the row that is being inserted, as far as the search knows.
    distance: f64,
    /// The row it was reached from.
    previous: u32,
    /// The row of the column.
    partner: u32,
}

impl Column {
    const FREE: Column = Column { dual: 0.0, distance: f64::INFINITY, previous: SINGLE, partner: SINGLE };
}

/// Where an augmenting path ends.
enum End {
    /// At a column that was free.
    Column(u32),
    /// By leaving this row single.
    Row(u32),
}

impl Matcher {
    /// Without columns.
    fn new(rows: Vec<Vec<Edge>>, row_duals: Vec<f64>, partners: Vec<u32>) -> Self {
        Matcher {
            rows,
            row_duals,
            partners,
            columns: Vec::new(),
            reached_columns: Vec::new(),
            settled_rows: Vec::new(),
            frontier: BinaryHeap::new(),
        }
    }

    /// Free columns whose dual is not 0.
    fn overpriced(&self) -> Vec<u32> {
        let columns = (0..).zip(&self.columns);
        columns.filter(|(_, column)| column.partner == SINGLE && column.dual > 0.0).map(|(y, _)| y).collect()
    }

    /// The same matching, with the roles of rows and columns exchanged.
    fn transposed(self) -> Self {
        let mut rows: Vec<Vec<Edge>> = self.columns.iter().map(|_| Vec::new()).collect();
        for (x, edges) in (0..).zip(&self.rows) {
            for edge in edges {
                rows[edge.column as usize].push(Edge { column: x, gain: edge.gain });
            }
        }
        for edges in &mut rows {
            edges.sort_unstable_by(|x, y| y.gain.total_cmp(&x.gain).then(x.column.cmp(&y.column)));
        }
        let (duals, partners) = self.columns.iter().map(|column| (column.dual, column.partner)).unzip();
        let mut other = Matcher::new(rows, duals, partners);
        let columns = self.row_duals.iter().zip(&self.partners);
        other.columns = columns.map(|(&dual, &partner)| Column { dual, partner, ..Column::FREE }).collect();
        other
    }

    fn insert_all(&mut self, rows: &[u32], limits: &Limits) -> Result<(), Stop> {
        for (done, &row) in rows.iter().enumerate() {
            limits.at(done as f64 / rows.len() as f64)?;
            self.insert(row);
        }
        Ok(())
    }

    fn insert(&mut self, row: u32) {
        let edges = self.rows[row as usize].iter();
        let best = edges.map(|edge| edge.gain - self.columns[edge.column as usize].dual).fold(0.0, f64::max);
        self.row_duals[row as usize] = best;
        if best == 0.0 {
            return;
        }
        let (end, length) = self.search(row);
        self.update_duals(length);
        self.augment(row, end);
    }

    /// Dijkstra's search from `start` to the nearest end.
    fn search(&mut self, start: u32) -> (End, f64) {
        let (mut end, mut length) = (End::Row(start), self.row_duals[start as usize]);
        let (mut row, mut at) = (start, 0.0);
        loop {
            self.settled_rows.push((row, at));
            let here = at + self.row_duals[row as usize];
            if here < length {
                (end, length) = (End::Row(row), here);
            }
            for edge in &self.rows[row as usize] {
                // Duals are not negative, so no later edge is shorter than this.
                if here - edge.gain >= length {
                    break;
                }
                let column = &mut self.columns[edge.column as usize];
                // Rounding may make a reduced cost negative, which would bring settled columns closer.
                let distance = (here + column.dual - edge.gain).max(at);
                if distance >= column.distance.min(length) {
                    continue;
                }
                if column.distance == f64::INFINITY {
                    self.reached_columns.push(edge.column);
                }
                column.distance = distance;
                column.previous = row;
                if column.partner == SINGLE {
                    (end, length) = (End::Column(edge.column), distance);
                } else {
                    self.frontier.push(Reverse(Reached { distance, column: edge.column }));
                }
            }
            match self.nearest(length) {
                Some(reached) => {
                    (row, at) = (self.columns[reached.column as usize].partner, reached.distance)
                }
                None => return (end, length),
            }
        }
    }

    /// Takes the nearest column closer than `limit` off the frontier; without one, empties it.
    fn nearest(&mut self, limit: f64) -> Option<Reached> {
        while let Some(Reverse(reached)) = self.frontier.pop() {
            if reached.distance >= limit {
                self.frontier.clear();
            } else if reached.distance == self.columns[reached.column as usize].distance {
                return Some(reached);
            }
        }
        None
    }

    /// Makes the edges of the path tight, and forgets the distances.
    fn update_duals(&mut self, length: f64) {
        for (row, at) in self.settled_rows.drain(..) {
            let dual = &mut self.row_duals[row as usize];
            *dual = (*dual - (length - at)).max(0.0);
        }
        for column in self.reached_columns.drain(..) {
            let column = &mut self.columns[column as usize];
            column.dual += (length - column.distance).max(0.0);
            column.distance = f64::INFINITY;
        }
    }

    /// Shifts the matching along the path from `start` to `end`.
    fn augment(&mut self, start: u32, end: End) {
        let mut next = match end {
            End::Column(column) => column,
            End::Row(row) => replace(&mut self.partners[row as usize], SINGLE),
        };
        while next != SINGLE {
            let column = &mut self.columns[next as usize];
            let row = column.previous;
            column.partner = row;
            let given_up = replace(&mut self.partners[row as usize], next);
            next = if row == start { SINGLE } else { given_up };
        }
    }
}

/// A column on the frontier of the search, ordered by distance, then number.
#[derive(PartialEq)]
struct Reached {
    distance: f64,
    column: u32,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        self.distance.total_cmp(&other.distance).then(self.column.cmp(&other.column))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(rows: &[Vec<Edge>], partners: &[u32]) -> f64 {
        let gain = |(row, &partner): (&Vec<Edge>, &u32)| {
            row.iter().find(|edge| edge.column == partner).map_or(0.0, |edge| edge.gain)
        };
        rows.iter().zip(partners).map(gain).sum()
    }

    fn edges(rows: &[Vec<f64>]) -> Vec<Vec<Edge>> {
        let row = |gains: &Vec<f64>| {
            let edges = gains.iter().enumerate().filter(|(_, gain)| **gain > 0.0);
            edges.map(|(column, &gain)| Edge { column: column as u32, gain }).collect()
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_row_gives_way_to_one_that_gains_more() {
        let rows = edges(&[vec![2.0], vec![3.0]]);
        assert_eq!(maximum_gain(rows, vec![0.0; 1], &Limits::default()).unwrap().partners, [SINGLE, 0]);
    }

    #[test]
    fn a_row_moves_to_its_second_choice() {
        let rows = edges(&[vec![4.0, 3.0], vec![4.0, 0.0]]);
        assert_eq!(maximum_gain(rows, vec![0.0; 2], &Limits::default()).unwrap().partners, [1, 0]);
    }

    fn gains() -> impl Strategy<Value = Vec<Vec<f64>>> {
        let gain = prop_oneof![-4.0..8.0, (-4i32..8).prop_map(f64::from)];
        (1usize..30, 1usize..30)
            .prop_flat_map(move |(n, m)| prop::collection::vec(prop::collection::vec(gain.clone(), m), n))
    }

    proptest! {
        #[test]
        fn the_duals_certify_the_gain(gains in gains(), start in prop::collection::vec(prop_oneof![Just(0.0), 0.0..8.0], 30)) {
            let rows = edges(&gains);
            let start = start[..gains[0].len()].to_vec();
            let found = maximum_gain(rows.clone(), start, &Limits::default()).unwrap();
            let (u, v) = &found.duals;
            let mut taken: Vec<u32> = found.partners.iter().copied().filter(|&y| y != SINGLE).collect();
            let count = taken.len();
            taken.sort();
            taken.dedup();
            prop_assert_eq!(taken.len(), count);
            for (x, row) in rows.iter().enumerate() {
                prop_assert!(row.iter().all(|edge| u[x] + v[edge.column as usize] >= edge.gain - 1e-12));
            }
            prop_assert!(u.iter().chain(v).all(|&dual| dual >= 0.0));
            let bound: f64 = u.iter().chain(v).sum();
            prop_assert!((total(&rows, &found.partners) - bound).abs() < 1e-11);
        }
    }
}
