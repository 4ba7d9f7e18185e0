//! Transport between projections of two clouds to many lines or circles, with gradients of the mean cost.
//!
//! Directions come in rounds, so that the memory is bounded. In a round clouds are first projected, eight directions at once,
//! and each projection replaced by the slopes of its cost; then the slopes are summed to gradients, point by point. Every sum
//! has a fixed order, so that results are the same bits for every number of threads and every size of a round.

#[cfg(test)]
mod tests;

use super::Space;
use super::line::{LINE_BYTES, Pair};
use super::masses::Masses;
use crate::lanes::{LANES, subtract};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use fearless_simd::{Level, Simd, SimdBase, dispatch, f64x8};
use std::f64::consts::{PI, TAU};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Two clouds, and what their costs are.
pub struct Sliced<'a> {
    /// Coordinates of a point, at least 1.
    pub dimension: usize,
    /// The points of the first cloud, `[n, dimension]`, at least one.
    pub x: &'a [f64],
    /// Their weights, `[n]`; uniform without.
    pub a: Option<&'a [f64]>,
    /// The points of the second cloud, `[m, dimension]`, at least one.
    pub y: &'a [f64],
    /// Their weights, `[m]`.
    pub b: Option<&'a [f64]>,
    /// The directions, `[k, dimension]`; on circles two for each, orthonormal.
    pub directions: &'a [f64],
    /// Where the projections are.
    pub space: Space,
    /// The exponent of the cost, at least 1.
    pub p: f64,
    /// Whether gradients at the points are wanted.
    pub at_points: bool,
    /// Whether gradients at the weights are wanted.
    pub at_weights: bool,
}

/// Costs, and the gradients of their mean; those that were not asked for are empty.
pub struct Costs {
    /// One for each line or circle.
    pub costs: Vec<f64>,
    /// At the points, `[n, dimension]` and `[m, dimension]`.
    pub at_points: [Vec<f64>; 2],
    /// At the weights, `[n]` and `[m]`.
    pub at_weights: [Vec<f64>; 2],
}

/// The most numbers that a round keeps.
const ROUND: usize = 1 << 24;

/// Rows whose gradients are summed together, in the fastest memory.
const ROWS: usize = 512;

/// Points times directions below which starting threads takes longer than the work.
const SMALL: usize = 1 << 14;

/// A block of eight directions, by coordinate.
type Block = Vec<[f64; LANES]>;

impl Sliced<'_> {
    /// The costs of all lines or circles.
    pub fn costs(&self, limits: &Limits) -> Result<Costs, Stop> {
        let (n, m) = (self.x.len() / self.dimension, self.y.len() / self.dimension);
        let columns = self.directions.len() / self.dimension;
        let blocks: Vec<Block> =
            self.directions.chunks(LANES * self.dimension).map(|d| self.block(d)).collect();
        let size = (ROUND / (LANES * (n + m))).clamp(1, blocks.len());
        let threads = if (n + m).saturating_mul(columns) < SMALL { 1 } else { limits.threads };
        self.check_room(limits, threads.min(size), size)?;
        let masses = Masses::new(n, m, self.a, self.b);
        let mut slopes = vec![0.0; size * LANES * (n + m)];
        let mut sums = Sums::new(self, n, m);
        let (mut costs, done) = (Vec::with_capacity(columns + LANES), AtomicUsize::new(0));
        for round in blocks.chunks(size) {
            let mut tasks: Vec<_> = round.iter().zip(slopes.chunks_exact_mut(LANES * (n + m))).collect();
            let results = map_items(threads, &mut tasks, |(block, slopes)| {
                limits.at(LANES as f64 * done.fetch_add(1, Ordering::Relaxed) as f64 / columns as f64)?;
                self.solve(block, slopes.split_at_mut(LANES * n), &masses, limits)
            });
            for result in results {
                let (block_costs, potentials) = result?;
                costs.extend(block_costs);
                sums.add_potentials(&potentials);
            }
            sums.add_slopes(round, &slopes, threads);
        }
        let count = columns / self.width();
        costs.truncate(count);
        costs.iter_mut().for_each(|cost| *cost *= masses.unit);
        Ok(sums.mean(costs, masses.unit / count as f64, count as f64))
    }

    /// Directions of a line or circle.
    fn width(&self) -> usize {
        match self.space {
            Space::Line => 1,
            Space::Circle => 2,
        }
    }

    fn check_room(&self, limits: &Limits, threads: usize, blocks: usize) -> Result<(), Stop> {
        let points = (self.x.len() + self.y.len()) / self.dimension;
        let gradients = if self.at_points { 2 * self.dimension } else { 0 };
        let numbers = LANES * blocks + gradients + if self.at_weights { 2 + blocks } else { 0 };
        let bytes = points as u64 * (8 * numbers as u64 + threads as u64 * (LINE_BYTES + 8));
        limits.room_for(bytes, format_args!("slicing clouds of {points} points"), "take fewer points")
    }

    /// Up to eight directions, by coordinate; what is missing is 0.
    fn block(&self, directions: &[f64]) -> Block {
        let mut block = vec![[0.0; LANES]; self.dimension];
        for (lane, direction) in directions.chunks_exact(self.dimension).enumerate() {
            block.iter_mut().zip(direction).for_each(|(lanes, &x)| lanes[lane] = x);
        }
        block
    }

    /// The costs of the lines or circles of a block, and the sums of their potentials; leaves their slopes.
    fn solve(
        &self,
        block: &Block,
        (x, y): (&mut [f64], &mut [f64]),
        masses: &Masses,
        limits: &Limits,
    ) -> Result<(Vec<f64>, [Vec<f64>; 2]), Stop> {
        dispatch!(Level::new(), simd => {
            project(simd, self.x, block, x);
            project(simd, self.y, block, y);
        });
        let (n, m, width) = (x.len() / LANES, y.len() / LANES, self.width());
        let mut work = Work::new(n, m, self.at_weights);
        let mut costs = Vec::with_capacity(LANES / width);
        for (x, y) in x.chunks_exact_mut(width * n).zip(y.chunks_exact_mut(width * m)) {
            limits.check()?;
            costs.push(match self.space {
                Space::Line => work.pair.solve(x, y, masses, self.p, self.at_weights),
                Space::Circle => work.solve_on_circle(x, y, masses, self.p, self.at_weights),
            });
            if self.at_weights {
                work.pair.first.add_potentials(&mut work.potentials[0]);
                work.pair.second.add_potentials(&mut work.potentials[1]);
            }
        }
        Ok((costs, work.potentials))
    }
}

/// Products of the points with eight directions, one list after the other.
#[inline(always)]
fn project<S: Simd>(simd: S, points: &[f64], block: &Block, out: &mut [f64]) {
    let count = out.len() / LANES;
    for (row, point) in points.chunks_exact(block.len()).enumerate() {
        let mut products = f64x8::splat(simd, 0.0);
        for (&x, lanes) in point.iter().zip(block) {
            products += f64x8::from_slice(simd, lanes) * x;
        }
        let products: [f64; LANES] = products.into();
        for (lane, product) in products.into_iter().enumerate() {
            out[lane * count + row] = product;
        }
    }
}

/// Room for the problems of a block.
struct Work {
    pair: Pair,
    potentials: [Vec<f64>; 2],
    /// Places on a circle.
    places: [Vec<f64>; 2],
}

impl Work {
    fn new(n: usize, m: usize, potentials: bool) -> Self {
        let sums = |count| if potentials { vec![0.0; count] } else { Vec::new() };
        Work { pair: Pair::new(n, m), potentials: [sums(n), sums(m)], places: [vec![0.0; n], vec![0.0; m]] }
    }

    /// The cost on the circle that two projections make; both are replaced by its slopes there.
    fn solve_on_circle(
        &mut self,
        x: &mut [f64],
        y: &mut [f64],
        masses: &Masses,
        p: f64,
        potentials: bool,
    ) -> f64 {
        let [first, second] = &mut self.places;
        place_on_circle(x, first);
        place_on_circle(y, second);
        let cost = self.pair.solve_on_circle(first, second, masses, p, potentials);
        spread_slopes(first, x);
        spread_slopes(second, y);
        cost
    }
}

/// The angles of the points, of which all first coordinates come first, as parts of a turn in `[0, 1)`.
fn place_on_circle(points: &[f64], places: &mut [f64]) {
    let (x, y) = points.split_at(places.len());
    for ((place, x), y) in places.iter_mut().zip(x).zip(y) {
        let turn = ((-y).atan2(-x) + PI) / TAU;
        *place = if turn < 1.0 { turn } else { 0.0 };
    }
}

/// What slopes along the circle are at the coordinates; 0 at the centre, which has no angle.
fn spread_slopes(slopes: &[f64], points: &mut [f64]) {
    let (x, y) = points.split_at_mut(slopes.len());
    for ((slope, x), y) in slopes.iter().zip(x).zip(y) {
        let square = TAU * (*x * *x + *y * *y);
        (*x, *y) = if square > 0.0 { (-slope * *y / square, slope * *x / square) } else { (0.0, 0.0) };
    }
}

/// Gradients, summed over directions.
struct Sums {
    dimension: usize,
    /// Numbers of points.
    counts: [usize; 2],
    /// At the points of both clouds: for each 512 rows all coordinates, one after the other; nothing if not wanted.
    chunks: Vec<Chunk>,
    at_weights: [Vec<f64>; 2],
}

/// Rows of one cloud.
struct Chunk {
    /// Where their slopes begin within a block, and how far those of the next direction are.
    start: usize,
    step: usize,
    rows: usize,
    sums: Vec<f64>,
}

impl Sums {
    fn new(sliced: &Sliced, n: usize, m: usize) -> Self {
        let mut chunks = Vec::new();
        if sliced.at_points {
            for (begin, count) in [(0, n), (LANES * n, m)] {
                chunks.extend((0..count).step_by(ROWS).map(|row| {
                    let rows = ROWS.min(count - row);
                    Chunk { start: begin + row, step: count, rows, sums: vec![0.0; rows * sliced.dimension] }
                }));
            }
        }
        let potentials = |count| if sliced.at_weights { vec![0.0; count] } else { Vec::new() };
        Sums {
            dimension: sliced.dimension,
            counts: [n, m],
            chunks,
            at_weights: [potentials(n), potentials(m)],
        }
    }

    fn add_potentials(&mut self, potentials: &[Vec<f64>; 2]) {
        for (sums, potentials) in self.at_weights.iter_mut().zip(potentials) {
            sums.iter_mut().zip(potentials).for_each(|(sum, potential)| *sum += potential);
        }
    }

    fn add_slopes(&mut self, round: &[Block], slopes: &[f64], threads: usize) {
        let length = LANES * (self.counts[0] + self.counts[1]);
        map_items(threads, &mut self.chunks, |Chunk { start, step, rows, sums }| {
            dispatch!(Level::new(), simd => for (block, slopes) in round.iter().zip(slopes.chunks_exact(length)) {
                for lane in 0..LANES {
                    let slopes = &slopes[*start + lane * *step..][..*rows];
                    for (lanes, sums) in block.iter().zip(sums.chunks_exact_mut(*rows)) {
                        subtract(simd, sums, -lanes[lane], slopes);
                    }
                }
            });
        });
    }

    /// The gradients of the mean, by row.
    fn mean(self, costs: Vec<f64>, scale: f64, count: f64) -> Costs {
        let mut at_points = [Vec::new(), Vec::new()];
        for Chunk { start, rows, sums, .. } in self.chunks {
            let gradients = &mut at_points[usize::from(start >= LANES * self.counts[0])];
            for row in 0..rows {
                gradients.extend((0..self.dimension).map(|k| sums[k * rows + row] * scale));
            }
        }
        let at_weights = self.at_weights.map(|sums| sums.into_iter().map(|sum| sum / count).collect());
        Costs { costs, at_points, at_weights }
    }
}
