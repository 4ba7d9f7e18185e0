//! Bounds of scores over pairs of tiles, to leave out what cannot be seen in any sum.
//!
//! With half the squared distance as cost a score is `A_i + B_j + X_i·Y_j`. Around centres c and d of two tiles with radii r and
//! s it is at most `max_i (A_i + X_i·d) + max_j (B_j + c·Y_j) − c·d + r·s`: potentials are followed to first order in both
//! tiles, and only the product of deviations is estimated.

use super::plan::Side;
use super::sweep::TILE;
use crate::lanes::LANES;
use fearless_simd::{Level, Simd, SimdBase, SimdFloat, dispatch, f64x8};
use std::ops::Range;

/// How many binary digits below the mean mass of a pair a score must be to be left out.
const DIGITS: f64 = 60.0;

/// The tiles of a cloud.
pub struct Tiles {
    /// Their centres, `[tiles, dimension]`.
    centres: Vec<f64>,
    /// Largest distances from these.
    radii: Vec<f64>,
}

impl Tiles {
    /// Those of points given by planes `[dimension, count]`; what fills up lanes may lie anywhere.
    pub fn new(planes: &[f64], dimension: usize) -> Self {
        let count = planes.len() / dimension;
        let (mut centres, mut radii) = (Vec::new(), Vec::new());
        for start in (0..count).step_by(TILE) {
            let tile = |k: usize| &planes[k * count + start..k * count + count.min(start + TILE)];
            let mut squares = vec![0.0; tile(0).len()];
            for k in 0..dimension {
                let (low, high) = tile(k)
                    .iter()
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &x| (low.min(x), high.max(x)));
                let centre = low + 0.5 * (high - low);
                centres.push(centre);
                squares
                    .iter_mut()
                    .zip(tile(k))
                    .for_each(|(square, x)| *square += (x - centre) * (x - centre));
            }
            radii.push(squares.into_iter().fold(0.0, f64::max).sqrt());
        }
        Tiles { centres, radii }
    }

    /// What no distance between points of a tile and of one of other tiles is less than; negative if they may touch.
    pub fn gap(&self, tile: usize, others: &Tiles, other: usize) -> f64 {
        let dimension = self.centres.len() / self.radii.len();
        let centres = [(self, tile), (others, other)].map(|(tiles, tile)| &tiles.centres[tile * dimension..]);
        let squares = centres[0].iter().zip(centres[1]).take(dimension).map(|(c, d)| (c - d) * (c - d));
        squares.sum::<f64>().sqrt() - self.radii[tile] - others.radii[other]
    }
}

/// The parts of a range of columns whose tiles have a `bound` of at least `least`, and the largest bound of the rest.
#[inline(always)]
pub fn parts(columns: Range<usize>, least: f64, bound: impl Fn(usize) -> f64) -> (Vec<Range<usize>>, f64) {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut skipped = f64::NEG_INFINITY;
    for start in columns.clone().step_by(TILE) {
        let end = columns.end.min(start + TILE);
        let bound = bound(start / TILE);
        if bound < least {
            skipped = skipped.max(bound);
        } else if let Some(last) = parts.last_mut().filter(|last| last.end == start) {
            last.end = end;
        } else {
            parts.push(start..end);
        }
    }
    (parts, skipped)
}

/// The tiles of both sides of a block.
#[derive(Clone, Copy)]
pub struct Bounds<'a> {
    /// The means of the processor.
    pub level: Level,
    /// Those of rows and of columns.
    pub tiles: [&'a Tiles; 2],
    /// Number of coordinates.
    pub dimension: usize,
}

impl Bounds<'_> {
    /// The parts of a range of columns that count for a tile of rows, and the largest bound of what does not.
    pub fn active(&self, sides: [&Side; 2], row: usize, columns: Range<usize>) -> (Vec<Range<usize>>, f64) {
        dispatch!(self.level, simd => simd.vectorize(
            #[inline(always)]
            || self.active_in_lanes(simd, sides, row / TILE, columns)
        ))
    }

    #[inline(always)]
    fn active_in_lanes<S: Simd>(
        &self,
        simd: S,
        sides: [&Side; 2],
        tile: usize,
        columns: Range<usize>,
    ) -> (Vec<Range<usize>>, f64) {
        let pairs = (sides[0].offsets.len() * sides[1].offsets.len()) as f64;
        let least = -DIGITS - pairs.log2();
        parts(
            columns,
            least,
            #[inline(always)]
            |other| self.bound(simd, sides, [tile, other]),
        )
    }

    /// What no score of a pair of tiles exceeds.
    #[inline(always)]
    fn bound<S: Simd>(&self, simd: S, sides: [&Side; 2], tiles: [usize; 2]) -> f64 {
        let d = self.dimension;
        let centres = [0, 1].map(|s| &self.tiles[s].centres[tiles[s] * d..][..d]);
        let product: f64 = centres[0].iter().zip(centres[1]).map(|(c, d)| c * d).sum();
        let radii = self.tiles[0].radii[tiles[0]] * self.tiles[1].radii[tiles[1]];
        let rows = highest(simd, sides[0], tiles[0], centres[1]);
        rows + highest(simd, sides[1], tiles[1], centres[0]) - product + radii
    }
}

/// The largest score of a tile with a point.
#[inline(always)]
fn highest<S: Simd>(simd: S, side: &Side, tile: usize, point: &[f64]) -> f64 {
    let count = side.offsets.len();
    let mut highest = f64x8::splat(simd, f64::NEG_INFINITY);
    for i in (tile * TILE..count.min((tile + 1) * TILE)).step_by(LANES) {
        let mut score = f64x8::from_slice(simd, &side.offsets[i..][..LANES]);
        for (k, &x) in point.iter().enumerate() {
            score = f64x8::from_slice(simd, &side.planes[k * count + i..][..LANES]).mul_add(x, score);
        }
        highest = highest.max(score);
    }
    <[f64; LANES]>::from(highest).into_iter().fold(f64::NEG_INFINITY, f64::max)
}
