//! What it costs to go from a row to a column: given numbers, or powers of distances between points.

use super::tiles::Tiles;
use crate::lanes::LANES;
use fearless_simd::{Simd, SimdBase, SimdFloat, f64x8};

/// Costs of all pairs of a row and a column, eight columns at a time.
///
/// Columns are filled up to whole blocks of eight; what is beyond the last has weight 0, and any finite cost.
pub trait Costs: Sync {
    /// Number of rows.
    fn rows(&self) -> usize;
    /// Number of columns, filled up to a multiple of eight.
    fn width(&self) -> usize;
    /// The costs of the eight columns of a block.
    fn lanes<S: Simd>(&self, simd: S, row: usize, block: usize) -> f64x8<S>;
    /// The clouds, and the tiles of both, if it may pay to leave columns out.
    fn tiled(&self) -> Option<(CloudCosts<'_>, [&Tiles; 2])> {
        None
    }
}

/// Costs that are given.
pub struct Table {
    rows: usize,
    width: usize,
    /// `[rows, width]`.
    entries: Vec<f64>,
}

impl Table {
    /// The costs `[rows, columns]`.
    pub fn new(costs: &[f64], rows: usize) -> Self {
        let columns = costs.len() / rows;
        let width = columns.next_multiple_of(LANES);
        let mut entries = vec![0.0; rows * width];
        for (entries, costs) in entries.chunks_exact_mut(width).zip(costs.chunks_exact(columns)) {
            entries[..columns].copy_from_slice(costs);
        }
        Table { rows, width, entries }
    }

    /// The same with rows and columns exchanged.
    pub fn transposed(costs: &[f64], rows: usize) -> Self {
        let columns = costs.len() / rows;
        let width = rows.next_multiple_of(LANES);
        let mut entries = vec![0.0; columns * width];
        for (i, costs) in costs.chunks_exact(columns).enumerate() {
            costs.iter().enumerate().for_each(|(j, &cost)| entries[j * width + i] = cost);
        }
        Table { rows: columns, width, entries }
    }

    /// Bytes of both.
    pub fn bytes(rows: usize, columns: usize) -> u64 {
        8 * (rows.next_multiple_of(LANES) as u64 * columns as u64
            + columns.next_multiple_of(LANES) as u64 * rows as u64)
    }
}

impl Costs for Table {
    fn rows(&self) -> usize {
        self.rows
    }

    fn width(&self) -> usize {
        self.width
    }

    #[inline(always)]
    fn lanes<S: Simd>(&self, simd: S, row: usize, block: usize) -> f64x8<S> {
        f64x8::from_slice(simd, &self.entries[row * self.width + block * LANES..][..LANES])
    }
}

/// A cloud of points, by rows and in blocks of eight.
pub struct Cloud {
    /// Number of coordinates.
    pub dimension: usize,
    /// Number of points.
    pub count: usize,
    points: Vec<f64>,
    /// For each eight points their first coordinates, then their second ones and so on.
    blocks: Vec<[f64; LANES]>,
    /// Its tiles, where points come in an order that makes these small.
    tiles: Option<Tiles>,
}

impl Cloud {
    /// The points `[n, dimension]`.
    pub fn new(points: &[f64], dimension: usize) -> Self {
        let count = points.len() / dimension;
        let mut blocks = vec![[0.0; LANES]; count.div_ceil(LANES) * dimension];
        for (j, point) in points.chunks_exact(dimension).enumerate() {
            for (k, &coordinate) in point.iter().enumerate() {
                blocks[j / LANES * dimension + k][j % LANES] = coordinate;
            }
        }
        Cloud { dimension, count, points: points.to_vec(), blocks, tiles: None }
    }

    /// The same of points that neighbours come next to.
    pub fn in_tiles(points: &[f64], dimension: usize) -> Self {
        Cloud { tiles: Some(Tiles::new(points, dimension)), ..Cloud::new(points, dimension) }
    }

    /// The point of a row.
    #[inline(always)]
    pub fn point(&self, row: usize) -> &[f64] {
        &self.points[row * self.dimension..][..self.dimension]
    }

    /// The coordinates of eight points, one axis after the other.
    #[inline(always)]
    pub fn block(&self, block: usize) -> &[[f64; LANES]] {
        &self.blocks[block * self.dimension..][..self.dimension]
    }
}

/// The cost `|x − y|^p / p` of a distance that is at least `floor`.
#[derive(Clone, Copy)]
pub struct Ground {
    /// The exponent, at least 1.
    pub p: f64,
    /// Distances below it count as it, and have no slope.
    pub floor: f64,
}

impl Ground {
    /// The costs of eight squared distances.
    #[inline(always)]
    fn costs<S: Simd>(self, simd: S, squares: f64x8<S>) -> f64x8<S> {
        let squares = squares.max(f64x8::splat(simd, self.floor * self.floor));
        if self.p == 2.0 {
            squares * 0.5
        } else if self.p == 1.0 {
            squares.sqrt()
        } else {
            each(simd, squares, |square| square.powf(0.5 * self.p) / self.p)
        }
    }

    /// What the difference of two points is multiplied with in the gradient at the first: `|x − y|^(p − 2)`, 0 at distance 0.
    #[inline(always)]
    fn slopes<S: Simd>(self, simd: S, squares: f64x8<S>) -> f64x8<S> {
        if self.p == 2.0 && self.floor == 0.0 {
            return f64x8::splat(simd, 1.0);
        }
        let least = self.floor * self.floor;
        each(simd, squares, |square| match square {
            _ if square == 0.0 || square < least => 0.0,
            _ if self.p == 1.0 => 1.0 / square.sqrt(),
            _ => square.powf(0.5 * self.p - 1.0),
        })
    }
}

/// `f` of each lane.
#[inline(always)]
fn each<S: Simd>(simd: S, lanes: f64x8<S>, f: impl Fn(f64) -> f64) -> f64x8<S> {
    let mut all: [f64; LANES] = lanes.into();
    all.iter_mut().for_each(|lane| *lane = f(*lane));
    f64x8::from_slice(simd, &all)
}

/// Costs between the points of two clouds.
#[derive(Clone, Copy)]
pub struct CloudCosts<'a> {
    /// The points of the rows.
    pub x: &'a Cloud,
    /// The points of the columns.
    pub y: &'a Cloud,
    /// What a distance costs.
    pub ground: Ground,
}

impl CloudCosts<'_> {
    /// Rows and columns exchanged.
    pub fn transposed(&self) -> Self {
        CloudCosts { x: self.y, y: self.x, ground: self.ground }
    }

    #[inline(always)]
    fn squares<S: Simd>(&self, simd: S, row: usize, block: usize) -> f64x8<S> {
        let (x, y) = (self.x.point(row), self.y.block(block));
        match (x, y) {
            (&[a], [u]) => squared(simd, [a], [u]),
            (&[a, b], [u, v]) => squared(simd, [a, b], [u, v]),
            (&[a, b, c], [u, v, w]) => squared(simd, [a, b, c], [u, v, w]),
            _ => x.iter().zip(y).fold(f64x8::splat(simd, 0.0), |squares, (&x, y)| {
                let difference = f64x8::from_slice(simd, y) - x;
                difference.mul_add(difference, squares)
            }),
        }
    }

    /// The costs of the eight columns of a block, and their slopes.
    #[inline(always)]
    pub fn lanes_with_slopes<S: Simd>(&self, simd: S, row: usize, block: usize) -> [f64x8<S>; 2] {
        let squares = self.squares(simd, row, block);
        [self.ground.costs(simd, squares), self.ground.slopes(simd, squares)]
    }
}

/// Squared distances of eight points in a dimension that the compiler knows.
#[inline(always)]
fn squared<S: Simd, const D: usize>(simd: S, x: [f64; D], y: [&[f64; LANES]; D]) -> f64x8<S> {
    let mut squares = f64x8::splat(simd, 0.0);
    for k in 0..D {
        let difference = f64x8::from_slice(simd, y[k]) - x[k];
        squares = difference.mul_add(difference, squares);
    }
    squares
}

impl Costs for CloudCosts<'_> {
    fn rows(&self) -> usize {
        self.x.count
    }

    fn width(&self) -> usize {
        self.y.count.next_multiple_of(LANES)
    }

    #[inline(always)]
    fn lanes<S: Simd>(&self, simd: S, row: usize, block: usize) -> f64x8<S> {
        self.ground.costs(simd, self.squares(simd, row, block))
    }

    fn tiled(&self) -> Option<(CloudCosts<'_>, [&Tiles; 2])> {
        Some((*self, [self.x.tiles.as_ref()?, self.y.tiles.as_ref()?]))
    }
}
