//! Which columns count for a tile of rows, where most are too far away to be seen in any sum.
//!
//! The terms of row `i` are `2^(rate·(f_i − C_ij) + h_j)`. For half the squared distance, tiles around `c` and `d` with radii `r`
//! and `s`, the exponent is at most `max_i rate·(f_i − |x_i − d|²/2) + max_j (h_j + rate·((c − d)·(y_j − d) − |y_j − d|²/2)) +
//! rate·r·s`: potentials are followed to first order. For other costs it is `max_i rate·f_i + max_j h_j` less that of the
//! distance between the tiles.

use super::costs::{Cloud, CloudCosts};
use crate::lanes::LANES;
use fearless_simd::{Level, Simd, SimdBase, SimdFloat, dispatch, f64x8};
use std::ops::Range;

/// Points of a tile.
pub const TILE: usize = 64;
/// Blocks of a tile.
const BLOCKS: usize = TILE / LANES;
/// With this many binary digits less than 1 a whole row may be left out.
const DIGITS: f64 = 60.0;

/// The tiles of a cloud, one after the other.
pub struct Tiles {
    /// Their centres, `[tiles, dimension]`.
    centres: Vec<f64>,
    /// Largest distances from these.
    radii: Vec<f64>,
}

/// The columns that count for some rows.
pub struct Active {
    /// Blocks of eight columns.
    pub blocks: Vec<Range<usize>>,
    /// Those of all columns.
    pub all: [Range<usize>; 1],
    /// What the sum of a row lacks at most.
    pub left_out: f64,
}

impl Active {
    /// All columns, so many with those that fill up blocks.
    pub fn all(width: usize) -> Self {
        let all = 0..width / LANES;
        Active { blocks: vec![all.clone()], all: [all], left_out: 0.0 }
    }
}

impl Tiles {
    /// Those of the points `[n, dimension]`.
    pub fn new(points: &[f64], dimension: usize) -> Self {
        let (mut centres, mut radii) = (Vec::new(), Vec::new());
        for tile in points.chunks(TILE * dimension) {
            let middle = |k: usize| {
                let along = || tile.iter().copied().skip(k).step_by(dimension);
                let (low, high) =
                    (along().fold(f64::INFINITY, f64::min), along().fold(-f64::INFINITY, f64::max));
                low + 0.5 * (high - low)
            };
            let centre: Vec<f64> = (0..dimension).map(middle).collect();
            radii.push(tile.chunks(dimension).map(|point| distance(point, &centre)).fold(0.0, f64::max));
            centres.extend(centre);
        }
        Tiles { centres, radii }
    }

    fn centre(&self, tile: usize, dimension: usize) -> &[f64] {
        &self.centres[tile * dimension..][..dimension]
    }
}

fn distance(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt()
}

/// A tile of a cloud, with the heights of its points over which bounds are taken.
struct Side<'a> {
    cloud: &'a Cloud,
    tile: usize,
    heights: &'a [f64],
}

impl CloudCosts<'_> {
    /// The columns that count for a tile of rows. `heights` are their potentials times `rate`, filled up with `−∞`; `offsets`
    /// what columns add to exponents.
    pub fn active(
        &self,
        tiles: [&Tiles; 2],
        tile: usize,
        rate: f64,
        heights: &[f64],
        offsets: &[f64],
    ) -> Active {
        dispatch!(Level::new(), simd => simd.vectorize(
            #[inline(always)]
            || self.active_in_lanes(simd, tiles, tile, rate, heights, offsets)
        ))
    }

    #[inline(always)]
    fn active_in_lanes<S: Simd>(
        &self,
        simd: S,
        tiles: [&Tiles; 2],
        tile: usize,
        rate: f64,
        heights: &[f64],
        offsets: &[f64],
    ) -> Active {
        let (count, width) = (offsets.len() / LANES, offsets.len() as f64);
        let least = -DIGITS - width.log2();
        let mut active = Active { blocks: Vec::new(), ..Active::all(offsets.len()) };
        let mut skipped = f64::NEG_INFINITY;
        for start in (0..count).step_by(BLOCKS) {
            let end = count.min(start + BLOCKS);
            let rows = Side { cloud: self.x, tile, heights };
            let columns =
                Side { cloud: self.y, tile: start / BLOCKS, heights: &offsets[start * LANES..end * LANES] };
            let bound = self.bound(simd, tiles, [&rows, &columns], rate);
            if bound < least {
                skipped = skipped.max(bound);
            } else if let Some(last) = active.blocks.last_mut().filter(|last| last.end == start) {
                last.end = end;
            } else {
                active.blocks.push(start..end);
            }
        }
        active.left_out = width * skipped.exp2();
        active
    }

    /// What no exponent of a pair of tiles exceeds.
    #[inline(always)]
    fn bound<S: Simd>(&self, simd: S, tiles: [&Tiles; 2], [rows, columns]: [&Side; 2], rate: f64) -> f64 {
        let dimension = self.x.dimension;
        let centres = [tiles[0].centre(rows.tile, dimension), tiles[1].centre(columns.tile, dimension)];
        let radii = [tiles[0].radii[rows.tile], tiles[1].radii[columns.tile]];
        if self.ground.p == 2.0 {
            let first = highest(simd, rows, centres[1], centres[1], rate);
            return first + highest(simd, columns, centres[1], centres[0], rate) + rate * radii[0] * radii[1];
        }
        let gap = (distance(centres[0], centres[1]) - radii[0] - radii[1]).max(0.0);
        let most = |heights: &[f64]| heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        most(rows.heights) + most(columns.heights) - rate * gap.powf(self.ground.p) / self.ground.p
    }
}

/// The largest `height + rate·((c − d)·(y − d) − |y − d|²/2)` of the points `y` of a tile.
#[inline(always)]
fn highest<S: Simd>(simd: S, side: &Side, d: &[f64], c: &[f64], rate: f64) -> f64 {
    let mut highest = f64x8::splat(simd, f64::NEG_INFINITY);
    for (k, heights) in side.heights.chunks_exact(LANES).enumerate() {
        let mut sum = f64x8::splat(simd, 0.0);
        for (axis, y) in side.cloud.block(side.tile * BLOCKS + k).iter().enumerate() {
            let difference = f64x8::from_slice(simd, y) - d[axis];
            sum = difference.mul_add(difference * -0.5 + (c[axis] - d[axis]), sum);
        }
        highest = highest.max(sum.mul_add(rate, f64x8::from_slice(simd, heights)));
    }
    <[f64; LANES]>::from(highest).into_iter().fold(f64::NEG_INFINITY, f64::max)
}
