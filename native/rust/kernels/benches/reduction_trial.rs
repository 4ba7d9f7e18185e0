//! A trial of column reduction on several threads, against the reduction by one thread that the kernels use.
//!
//! A block of a boundary or coboundary matrix is reduced in three ways, of which all must find the same pivots:
//!
//! - *in order*: as in the kernels, column by column, by one thread;
//! - *in chunks*: threads reduce the columns of a chunk against those before it, side by side; one thread then reduces them
//!   against each other, in order. Every column gets the additions of the reduction in order, so that R, V and U would be the
//!   same bits;
//! - *without locks* [MorozovNigmetov20]: threads take columns as they come. Who finds the pivot of a column free takes it; who
//!   finds it taken by a later column takes it over and goes on with that column; who finds it taken by an earlier one adds
//!   that. Pivots are the same, reduced columns and V are not.
//!
//! Usage: `cargo bench --bench reduction_trial [-- NAME]`, for the workloads whose names begin with `NAME`. Runs alternate;
//! printed are the least milliseconds of each, and for chunks the part of all additions that was left for the one thread.
//! Time is processor time, of the thread that needs most where threads run side by side, so that it is what a machine with
//! nothing else to do would need at least: starting and waiting are not in it. Linux tells it; elsewhere it is time passed.

#[path = "reduction/block.rs"]
mod block;
#[path = "reduction/chunks.rs"]
mod chunks;
#[path = "reduction/clock.rs"]
mod clock;
#[path = "reduction/columns.rs"]
mod columns;
#[path = "reduction/lock_free.rs"]
mod lock_free;
#[path = "../src/complex/pivot_column.rs"]
#[allow(dead_code, unused_imports)] // what others need, and its tests, which have no harness here
mod pivot_column;
#[path = "reduction/uniform.rs"]
mod uniform;
#[path = "reduction/workloads.rs"]
mod workloads;

use block::{Block, NONE, Reduced, in_order};
use chunks::in_chunks;
use clock::Clock;
use columns::columns_of;
use lock_free::without_locks;
use workloads::{Workload, workloads};

/// Runs of each way.
const RUNS: usize = 15;

fn main() {
    // Cargo adds `--bench` when it runs a bench itself.
    let prefix = std::env::args().skip(1).find(|argument| argument != "--bench").unwrap_or_default();
    println!(
        "{:28} {:10} {:>3} {:>9} {:>9}  {:>8} | {:>8} {:>8} {:>5} | {:>8} {:>8}",
        "workload", "side", "dim", "columns", "additions", "in order", "chunks 1", "2", "left", "free 1", "2"
    );
    for (name, make) in workloads().into_iter().filter(|(name, _)| name.starts_with(&prefix)) {
        let workload = make(name);
        let kills = run(&workload, true, None);
        run(&workload, false, Some(&kills));
    }
}

/// Reduces the blocks of a workload from the last to the first, each without what those after it clear, and the last block
/// of the boundary without cells that do not kill. Returns whether each row of the matrix is a pivot.
fn run(workload: &Workload, dualize: bool, kills: Option<&[bool]>) -> Vec<bool> {
    let (columns, blocks) = columns_of(&workload.dim_offsets, &workload.boundary, dualize);
    let mut is_pivot = vec![false; columns.len()];
    for index in (1..blocks.len() - 1).rev() {
        let [first_row, first, end] = [blocks[index - 1], blocks[index], blocks[index + 1]];
        let mut block = Block { height: first - first_row, starts: vec![0], rows: Vec::new() };
        let vanishes = |column: &usize| {
            end == columns.len() && kills.is_some_and(|kills| !kills[columns.len() - 1 - column])
        };
        for column in (first..end).filter(|column| !is_pivot[*column] && !vanishes(column)) {
            block.rows.extend(columns[column].iter().map(|&row| row - first_row as u32));
            block.starts.push(block.rows.len());
        }
        let owners = compare(&block, workload, dualize, index);
        (0..block.height).for_each(|row| is_pivot[first_row + row] = owners[row] != NONE);
    }
    is_pivot
}

/// Prints the least times of all ways by one thread and by two; gives the column of each pivot.
fn compare(block: &Block, workload: &Workload, dualize: bool, index: usize) -> Vec<u32> {
    let mut best = [f64::INFINITY; 5];
    let mut reference = Reduced::new(block);
    let mut left = 0;
    for _ in 0..RUNS {
        let mut time = |way: usize, reduce: &mut dyn FnMut() -> (Vec<u32>, f64)| {
            let start = Clock::start();
            let (owners, beside) = reduce();
            best[way] = best[way].min(start.milliseconds() + beside);
            owners
        };
        let owners = time(0, &mut || {
            reference = in_order(block);
            (reference.owners.clone(), 0.0)
        });
        for threads in [1, 2] {
            let same = time(threads, &mut || {
                let (reduced, count, beside) = in_chunks(block, threads);
                left = count;
                assert_eq!(reduced.lists.len(), reference.lists.len());
                (reduced.owners, beside)
            });
            assert_eq!(owners, same, "in chunks, {threads} threads");
            assert_eq!(owners, time(2 + threads, &mut || without_locks(block, threads)), "{threads} threads");
        }
    }
    let [order, chunks, chunks_of_two, free, free_of_two] = best;
    let additions = reference.additions;
    println!(
        "{:28} {:10} {index:3} {:9} {additions:9}  {order:8.2} | {chunks:8.2} {chunks_of_two:8.2} {:4.0}% | {free:8.2} {free_of_two:8.2}",
        workload.name,
        if dualize { "cohomology" } else { "homology" },
        block.width(),
        100.0 * left as f64 / additions.max(1) as f64,
    );
    reference.owners
}
