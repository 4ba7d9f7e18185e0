//! One side of a bottleneck matching: the rows that are too far from the diagonal need partners, the columns do not.
//!
//! Sets of rows with more rows than columns prove that a threshold is too low: some row must take a column outside, or go to
//! the diagonal, so nothing below the least of these lengths will do. This length is again one of a pair or of a point,
//! which is why the search ends at such a number exactly.

use super::Point;
use super::tree::{Tree, distance};
use crate::limits::{Limits, Stop};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No partner.
pub const NOBODY: u32 = u32::MAX;
/// The mark of columns that a search has not come to.
const UNSEEN: u64 = 1 << 63;
/// Layers share this many marks; a column of a wrong layer is in reach, so that it does no harm.
const LAYERS: usize = 63;
/// So many rows are looked at between two looks at the limits.
const STRIDE: usize = 256;

/// Rows that need more columns than these: no threshold is enough until one of the rows reaches another column or the
/// diagonal.
pub struct Proof {
    pub rows: Vec<u32>,
    pub columns: Vec<u32>,
}

/// Rows that need partners among columns.
pub struct Side<'a> {
    rows: &'a [Point],
    columns: &'a [Point],
    tree: Tree,
    /// The column of each row, or [`NOBODY`].
    pub of_row: Vec<u32>,
    of_column: Vec<u32>,
    /// So few rows without a partner are served one by one, rather than together, or by halving an interval.
    few: usize,
    /// In a phase the layer of each column that was seen, in a search the row from which it was.
    seen_from: Vec<u32>,
}

impl<'a> Side<'a> {
    /// The bytes that a side takes.
    pub fn bytes(rows: usize, columns: usize) -> u64 {
        // Partners are kept three times, and lists of rows and columns, in a heap also.
        Tree::bytes(columns) + 40 * rows as u64 + 32 * columns as u64
    }

    /// A side, without partners yet, and a threshold below which none is enough, with its proof if it is not 0: some row
    /// has neither a column nor the diagonal nearer.
    #[allow(clippy::type_complexity)]
    pub fn with_bound(
        rows: &'a [Point],
        columns: &'a [Point],
        few: usize,
        limits: &Limits,
    ) -> Result<(Self, f64, Option<Proof>), Stop> {
        let mut tree = Tree::new(columns.iter().map(Point::place));
        tree.mark(|_| UNSEEN);
        let mut bound = (0.0, None);
        for (row, point) in rows.iter().enumerate() {
            if row % STRIDE == 0 {
                limits.check()?;
            }
            if point.alone <= bound.0 {
                continue;
            }
            let nearest = tree.nearest(point.place(), UNSEEN, point.alone, bound.0);
            let reach = nearest.map_or(point.alone, |(apart, _)| apart);
            if reach > bound.0 {
                bound = (reach, Some(row as u32));
            }
        }
        let proof = bound.1.map(|row| Proof { rows: vec![row], columns: Vec::new() });
        let (of_row, of_column) = (vec![NOBODY; rows.len()], vec![NOBODY; columns.len()]);
        let side = Side { rows, columns, tree, of_row, of_column, few, seen_from: vec![0; columns.len()] };
        Ok((side, bound.0, proof))
    }

    /// The least threshold not below `low` at which every row that is farther from the diagonal has a partner, and what
    /// proves that less is not enough, unless it is `low`. The partners found are left in `of_row`.
    pub fn solve(&mut self, mut low: f64, limits: &Limits) -> Result<(f64, Option<Proof>), Stop> {
        let mut high = self.rows.iter().fold(low, |most, point| most.max(point.alone));
        let mut proof = None;
        // Partners at `high`. Those of the largest threshold that is too low are kept: they are allowed at higher ones.
        let mut best = vec![NOBODY; self.rows.len()];
        let mut threshold = low;
        loop {
            let kept = self.of_row.clone();
            // Only a bound may be raised row by row; elsewhere the question is whether there is a matching.
            let enough = if threshold == low { self.few } else { 0 };
            match self.saturate(threshold, enough, limits)? {
                None if threshold == low => return self.serve(low, proof, limits),
                None => {
                    high = self.longest().max(low);
                    if high == low {
                        return Ok((low, proof));
                    }
                    best = std::mem::replace(&mut self.of_row, kept);
                    self.renew_columns();
                }
                Some(found) => {
                    low = self.next_length(&found);
                    proof = Some(found);
                    if low >= high {
                        self.of_row = best;
                        self.renew_columns();
                        return Ok((high, proof));
                    }
                    if self.waiting(threshold).count() <= self.few {
                        return self.serve(low, proof, limits);
                    }
                }
            }
            // Halving the bits ends after 64 steps at most.
            threshold = f64::from_bits(low.to_bits().midpoint(high.to_bits()));
        }
    }

    /// The rows that need a partner and have none.
    fn waiting(&self, threshold: f64) -> impl Iterator<Item = u32> + '_ {
        let needy = move |&row: &usize| self.of_row[row] == NOBODY && self.rows[row].alone > threshold;
        (0..self.rows.len()).filter(needy).map(|row| row as u32)
    }

    fn renew_columns(&mut self) {
        self.of_column.fill(NOBODY);
        for (row, &column) in self.of_row.iter().enumerate().filter(|(_, column)| **column != NOBODY) {
            self.of_column[column as usize] = row as u32;
        }
    }

    /// The longest way that a row has to its partner, or to the diagonal.
    fn longest(&self) -> f64 {
        let length = |(point, &column): (&Point, &u32)| match self.columns.get(column as usize) {
            Some(other) => distance(point.place(), other.place()),
            None => point.alone,
        };
        self.rows.iter().zip(&self.of_row).map(length).fold(0.0, f64::max)
    }

    /// The least length by which a row of the proof reaches a column that is not in it, or the diagonal. All others but
    /// the columns of the proof must be marked.
    fn next_length(&self, proof: &Proof) -> f64 {
        let rows = || proof.rows.iter().map(|&row| &self.rows[row as usize]);
        let alone = rows().map(|point| point.alone).fold(f64::INFINITY, f64::min);
        rows().fold(alone, |least, point| {
            self.tree.nearest(point.place(), UNSEEN, least, -1.0).map_or(least, |(apart, _)| apart)
        })
    }

    /// As many partners as the threshold allows: shortest augmenting paths, many at a time [HopcroftKarp73], along edges that
    /// are found in the plane [EfratItaiKatz01]. Either every row that needs a partner has one, but for as many as is
    /// `enough`, or the result proves that this cannot be.
    fn saturate(&mut self, threshold: f64, enough: usize, limits: &Limits) -> Result<Option<Proof>, Stop> {
        for row in 0..self.rows.len() {
            let column = self.of_row[row];
            if column != NOBODY && self.rows[row].alone <= threshold {
                self.of_row[row] = NOBODY;
                self.of_column[column as usize] = NOBODY;
            }
        }
        loop {
            let waiting: Vec<u32> = self.waiting(threshold).collect();
            if waiting.len() <= enough {
                return Ok(None);
            }
            let (layers, seen) = match self.layers(&waiting, threshold, limits)? {
                Ok(found) => found,
                Err(proof) => return Ok(Some(proof)),
            };
            let mut marks = vec![0; self.columns.len()];
            for column in seen {
                marks[column as usize] = 1 << (self.seen_from[column as usize] as usize % LAYERS);
            }
            self.tree.mark(|column| marks[column]);
            for (k, &row) in waiting.iter().enumerate() {
                if k % STRIDE == 0 {
                    limits.check()?;
                }
                self.descend(row, layers, threshold);
            }
        }
    }

    /// Breadth first from the waiting rows to the first layer with a free column: the number of layers and the columns
    /// seen; or, if there is none, the proof that there cannot be.
    #[allow(clippy::type_complexity)]
    fn layers(
        &mut self,
        waiting: &[u32],
        threshold: f64,
        limits: &Limits,
    ) -> Result<Result<(u32, Vec<u32>), Proof>, Stop> {
        self.tree.mark(|_| UNSEEN);
        let (mut rows, mut columns) = (waiting.to_vec(), Vec::new());
        let (mut done, mut layer, mut free) = (0, 0, false);
        while done < rows.len() && !free {
            let end = rows.len();
            for k in done..end {
                if k % STRIDE == 0 {
                    limits.check()?;
                }
                let before = columns.len();
                let at = self.rows[rows[k] as usize].place();
                self.tree.take_all(at, threshold, UNSEEN, &mut columns);
                for &column in &columns[before..] {
                    self.seen_from[column as usize] = layer;
                    match self.of_column[column as usize] {
                        NOBODY => free = true,
                        partner => rows.push(partner),
                    }
                }
            }
            (done, layer) = (end, layer + 1);
        }
        Ok(if free { Ok((layer, columns)) } else { Err(Proof { rows, columns }) })
    }

    /// Depth first along the layers: gives the row a partner if one can be reached by columns that nobody has tried.
    fn descend(&mut self, row: u32, layers: u32, threshold: f64) {
        // Each row with its layer, and the columns between them.
        let (mut rows, mut columns) = (vec![(row, 0)], Vec::new());
        while let Some(&(row, layer)) = rows.last() {
            let at = self.rows[row as usize].place();
            let Some(column) = self.tree.take(at, threshold, 1 << (layer as usize % LAYERS)) else {
                rows.pop();
                columns.pop();
                continue;
            };
            let next = self.seen_from[column as usize] + 1;
            match self.of_column[column as usize] {
                NOBODY => {
                    columns.push(column);
                    for (&(row, _), &column) in rows.iter().zip(&columns) {
                        self.of_row[row as usize] = column;
                        self.of_column[column as usize] = row;
                    }
                    return;
                }
                partner if next < layers => {
                    columns.push(column);
                    rows.push((partner, next));
                }
                _ => {}
            }
        }
    }

    /// Serves the rows that still need a partner one by one, and raises the threshold no more than each of them needs.
    fn serve(
        &mut self,
        mut threshold: f64,
        mut proof: Option<Proof>,
        limits: &Limits,
    ) -> Result<(f64, Option<Proof>), Stop> {
        let waiting: Vec<u32> = self.waiting(threshold).collect();
        for row in waiting {
            if let Some((raised, found)) = self.search(row, threshold, limits)? {
                (threshold, proof) = (raised, Some(found));
            }
        }
        Ok((threshold, proof))
    }

    /// Finds a partner for `start`, or a row that may leave its own to it. If that takes a higher threshold: which, with the
    /// proof.
    fn search(
        &mut self,
        start: u32,
        mut threshold: f64,
        limits: &Limits,
    ) -> Result<Option<(f64, Proof)>, Stop> {
        let points = self.rows;
        let alone = |row: u32| points[row as usize].alone;
        if alone(start) <= threshold {
            return Ok(None);
        }
        self.tree.mark(|_| UNSEEN);
        let (mut rows, mut columns) = (vec![start], Vec::new());
        let (mut queue, mut lowest) = (vec![start], start);
        // Rows that have been looked around for, by a lower bound of the distance of their nearest unseen column.
        let mut bounds: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
        let mut raised = None;
        let mut steps = 0;
        let end = 'found: loop {
            while let Some(row) = queue.pop() {
                steps += 1;
                if steps % STRIDE == 0 {
                    limits.check()?;
                }
                let before = columns.len();
                let at = self.rows[row as usize].place();
                self.tree.take_all(at, threshold, UNSEEN, &mut columns);
                for &column in &columns[before..] {
                    self.seen_from[column as usize] = row;
                    let partner = self.of_column[column as usize];
                    if partner == NOBODY {
                        break 'found Some(column);
                    }
                    if alone(partner) <= threshold {
                        self.of_row[partner as usize] = NOBODY;
                        break 'found Some(column);
                    }
                    if alone(partner) < alone(lowest) {
                        lowest = partner;
                    }
                    rows.push(partner);
                    queue.push(partner);
                }
                bounds.push(Reverse((threshold.to_bits(), row)));
            }
            // Bounds are made exact from the least on, until one that is exact is the least.
            let mut nearest = f64::INFINITY;
            while let Some(&Reverse((bound, row))) = bounds.peek() {
                if f64::from_bits(bound) >= alone(lowest) {
                    break;
                }
                bounds.pop();
                let at = self.rows[row as usize].place();
                let Some((apart, _)) = self.tree.nearest(at, UNSEEN, f64::INFINITY, f64::from_bits(bound))
                else {
                    continue;
                };
                bounds.push(Reverse((apart.to_bits(), row)));
                if apart.to_bits() == bound {
                    nearest = apart;
                    break;
                }
            }
            threshold = nearest.min(alone(lowest));
            raised = Some((rows.len(), columns.len()));
            if alone(lowest) <= threshold {
                let column = std::mem::replace(&mut self.of_row[lowest as usize], NOBODY);
                break 'found (column != NOBODY).then_some(column);
            }
            while let Some(&Reverse((bound, row))) = bounds.peek() {
                if f64::from_bits(bound) > threshold {
                    break;
                }
                bounds.pop();
                queue.push(row);
            }
        };
        if let Some(column) = end {
            self.augment(start, column);
        }
        let proof = |(most_rows, most_columns)| {
            rows.truncate(most_rows);
            columns.truncate(most_columns);
            (threshold, Proof { rows, columns })
        };
        Ok(raised.map(proof))
    }

    /// Hands columns on along the way from `start` to the free `column`.
    fn augment(&mut self, start: u32, mut column: u32) {
        loop {
            let row = self.seen_from[column as usize];
            self.of_column[column as usize] = row;
            let before = std::mem::replace(&mut self.of_row[row as usize], column);
            if row == start {
                return;
            }
            column = before;
        }
    }
}
