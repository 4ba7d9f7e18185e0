//! Sums over all pairs of the rows and columns of blocks.
//!
//! A block is cut into tiles of rows, and these are dealt to a fixed number of tasks. A task sums up its rows, and columns in
//! a list of its own; the lists are added in the order of the tasks, so that bits do not depend on threads. Of a symmetric
//! block only the pairs on one side of the diagonal are met: what they give to columns belongs to rows, too.

use crate::lanes::LANES;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use fearless_simd::{Level, Simd};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rows of a tile.
pub const TILE: usize = 64;
/// Columns met with the rows of a tile before the next ones, so that they stay in the nearest cache.
const WIDTH: usize = 512;
/// Tasks of a block.
const TASKS: usize = 8;
/// Blocks with fewer rows are one task.
const FEW_ROWS: usize = 512;
/// With fewer pairs a second thread costs more than it brings.
const FEW_PAIRS: usize = 1 << 16;

/// The size of a block; numbers of rows and columns are multiples of the number of lanes.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// Whether rows and columns are the same, and pairs of a pair give it the same.
    pub symmetric: bool,
    /// How many sums there are of each row, and of each column: as many if the block is symmetric.
    pub planes: [usize; 2],
}

impl Shape {
    fn tiles(&self) -> usize {
        self.rows.div_ceil(TILE)
    }

    fn tasks(&self) -> usize {
        if self.rows < FEW_ROWS { 1 } else { TASKS }
    }

    /// Number of pairs that are met.
    pub fn pairs(&self) -> usize {
        self.rows * self.columns / if self.symmetric { 2 } else { 1 }
    }
}

/// What pairs give to the sums.
pub trait Kernel: Sync {
    /// The size of the block.
    fn shape(&self) -> Shape;

    /// The parts of a range of columns that count for the tile of rows that begins at `row`, and the largest bound of what an
    /// entry of a sum gets from the rest, as a power of 2.
    fn active(&self, row: usize, columns: Range<usize>) -> (Vec<Range<usize>>, f64) {
        let _ = row;
        (vec![columns], f64::NEG_INFINITY)
    }

    /// Adds what the rows `i` and `i + 1` give with a range of columns.
    fn add<S: Simd>(&self, simd: S, i: usize, columns: Range<usize>, sums: &mut TileSums);
}

/// Sums of a tile of rows and of the columns they meet, in lanes.
pub struct TileSums<'a> {
    rows: &'a mut [[f64; LANES]],
    first_row: usize,
    columns: &'a mut [[f64; LANES]],
    first_column: usize,
    stride: usize,
}

impl TileSums<'_> {
    /// Sum `plane` of row `i`.
    #[inline(always)]
    pub fn row(&mut self, plane: usize, i: usize) -> &mut [f64; LANES] {
        &mut self.rows[plane * TILE + i - self.first_row]
    }

    /// Sum `plane` of columns, eight at a time from column `j` on.
    #[inline(always)]
    pub fn columns(&mut self, plane: usize, j: usize) -> &mut [[f64; LANES]] {
        &mut self.columns[plane * self.stride + (j - self.first_column) / LANES..]
    }
}

/// The sums of a block: `[planes, rows]` and `[planes, columns]`; the latter empty if the block is symmetric.
pub struct Sums {
    /// Those of rows.
    pub rows: Vec<f64>,
    /// Those of columns.
    pub columns: Vec<f64>,
    /// The power of 2 that no pair exceeds that was left out.
    pub skipped: f64,
}

/// The sums of several blocks, whose tasks run side by side.
pub fn sweep<K: Kernel>(level: Level, kernels: &[K], limits: &Limits) -> Result<Vec<Sums>, Stop> {
    let jobs: Vec<(usize, usize)> = kernels
        .iter()
        .enumerate()
        .flat_map(|(index, kernel)| (0..kernel.shape().tasks()).map(move |task| (index, task)))
        .collect();
    let pairs: usize = kernels.iter().map(|kernel| kernel.shape().pairs()).sum();
    let progress = Progress::new(kernels.iter().map(|kernel| kernel.shape().tiles()).sum(), limits);
    let threads = if pairs < FEW_PAIRS { 1 } else { limits.threads };
    let parts: Result<Vec<Part>, Stop> = map_parts(threads, jobs.len(), |job| {
        let (index, task) = jobs[job];
        part(level, &kernels[index], task, &progress)
    })
    .into_iter()
    .collect();
    let mut parts = parts?.into_iter();
    Ok(kernels.iter().map(|kernel| merged(kernel.shape(), &mut parts)).collect())
}

/// How many tiles of rows are done.
struct Progress<'a> {
    done: AtomicUsize,
    all: usize,
    limits: &'a Limits<'a>,
}

impl<'a> Progress<'a> {
    fn new(all: usize, limits: &'a Limits<'a>) -> Self {
        Progress { done: AtomicUsize::new(0), all, limits }
    }

    fn step(&self) -> Result<(), Stop> {
        self.limits.at(self.done.fetch_add(1, Ordering::Relaxed) as f64 / self.all as f64)
    }
}

/// What one task gives: sums of the rows of its tiles, `[tiles, planes, TILE]`, and of all columns.
struct Part {
    rows: Vec<f64>,
    columns: Vec<[f64; LANES]>,
    skipped: f64,
}

fn part<K: Kernel>(level: Level, kernel: &K, task: usize, progress: &Progress) -> Result<Part, Stop> {
    let shape = kernel.shape();
    let stride = shape.columns / LANES;
    let mut columns = vec![[0.0; LANES]; shape.planes[1] * stride];
    let mut own = vec![[0.0; LANES]; shape.planes[0] * TILE];
    let mut diagonal = vec![[0.0; LANES]; shape.planes[1] * TILE / LANES];
    let (mut rows, mut skipped) = (Vec::new(), f64::NEG_INFINITY);
    for tile in (task..shape.tiles()).step_by(shape.tasks()) {
        progress.step()?;
        let (first_row, end) = (tile * TILE, shape.rows.min((tile + 1) * TILE));
        own.fill([0.0; LANES]);
        if shape.symmetric {
            // Both pairs of a pair are met here, so columns are left out.
            let (columns, stride) = (&mut diagonal[..], TILE / LANES);
            let sums = TileSums { rows: &mut own, first_row, columns, first_column: first_row, stride };
            add_tile(level, kernel, first_row..end, first_row..end, sums);
        }
        let start = if shape.symmetric { end } else { 0 };
        let (active, rest) = kernel.active(first_row, start..shape.columns);
        skipped = skipped.max(rest);
        for range in active {
            let columns = &mut columns[..];
            let sums = TileSums { rows: &mut own, first_row, columns, first_column: 0, stride };
            add_tile(level, kernel, first_row..end, range, sums);
        }
        rows.extend(own.iter().map(|&[a, b, c, d, e, f, g, h]| ((a + e) + (c + g)) + ((b + f) + (d + h))));
    }
    Ok(Part { rows, columns, skipped })
}

/// Adds what a tile of rows gives with a range of columns.
fn add_tile<K: Kernel>(level: Level, kernel: &K, rows: Range<usize>, columns: Range<usize>, sums: TileSums) {
    #[cfg(target_arch = "x86_64")]
    match level {
        Level::Avx512(simd) => add_rows(simd, kernel, rows, columns, sums),
        Level::Avx2(simd) => add_rows(simd, kernel, rows, columns, sums),
        // What lies between brings nothing here, so it is not compiled once more.
        level => add_rows(level.as_sse2().expect("every such processor has it"), kernel, rows, columns, sums),
    }
    #[cfg(not(target_arch = "x86_64"))]
    fearless_simd::dispatch!(level, simd => add_rows(simd, kernel, rows, columns, sums));
}

#[inline(never)]
fn add_rows<K: Kernel, S: Simd>(
    simd: S,
    kernel: &K,
    rows: Range<usize>,
    columns: Range<usize>,
    mut sums: TileSums,
) {
    simd.vectorize(
        #[inline(always)]
        || {
            for start in columns.clone().step_by(WIDTH) {
                for i in rows.clone().step_by(2) {
                    kernel.add(simd, i, start..columns.end.min(start + WIDTH), &mut sums);
                }
            }
        },
    );
}

/// Adds up what the tasks of a block gave.
fn merged(shape: Shape, parts: &mut impl Iterator<Item = Part>) -> Sums {
    let tasks = shape.tasks();
    let parts: Vec<Part> = parts.by_ref().take(tasks).collect();
    let mut rows = vec![0.0; shape.planes[0] * shape.rows];
    for tile in 0..shape.tiles() {
        let own = &parts[tile % tasks].rows[tile / tasks * shape.planes[0] * TILE..];
        let (first, end) = (tile * TILE, shape.rows.min((tile + 1) * TILE));
        for plane in 0..shape.planes[0] {
            rows[plane * shape.rows..][first..end].copy_from_slice(&own[plane * TILE..][..end - first]);
        }
    }
    let mut columns = vec![0.0; shape.planes[1] * shape.columns];
    let sums = if shape.symmetric { &mut rows } else { &mut columns };
    for part in &parts {
        sums.iter_mut().zip(part.columns.as_flattened()).for_each(|(sum, more)| *sum += more);
    }
    if shape.symmetric {
        columns.clear();
    }
    let skipped = parts.iter().map(|part| part.skipped).fold(f64::NEG_INFINITY, f64::max);
    Sums { rows, columns, skipped }
}
