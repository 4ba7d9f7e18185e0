//! The reduction in chunks.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::block::{BATCH, Block, Lists, NONE, Reduced, drain, toggle};
use crate::clock::longest;
use crate::pivot_column::PivotColumn;

/// Columns of a chunk.
const CHUNK: usize = 1 << 11;

/// What a thread has for columns in chunks.
struct Worker {
    work: PivotColumn,
    /// Batches in the order in which they were taken.
    batches: Vec<usize>,
    /// The columns of these batches as far as they are reduced, and their lists.
    sums: Lists,
    lists: Lists,
}

/// The reduced block, the number of additions made by one thread, and the time of threads side by side.
pub fn in_chunks(block: &Block, threads: usize) -> (Reduced<'_>, usize, f64) {
    let mut reduced = Reduced::new(block);
    let empty = || Worker {
        work: PivotColumn::new(block.height),
        batches: Vec::new(),
        sums: Lists::new(),
        lists: Lists::new(),
    };
    let mut workers: Vec<Worker> = (0..threads).map(|_| empty()).collect();
    let (mut work, mut sum, mut added) = (PivotColumn::new(block.height), Vec::new(), Vec::new());
    let (mut left, mut beside) = (0, 0.0);
    for start in (0..block.width()).step_by(CHUNK) {
        let end = block.width().min(start + CHUNK);
        let next = AtomicUsize::new(start);
        beside += longest(threads, &mut workers, |worker| against_finished(&reduced, worker, &next, end));
        let mut taken = vec![(0, 0); (end - start).div_ceil(BATCH)];
        for (number, worker) in workers.iter().enumerate() {
            for (at, &batch) in worker.batches.iter().enumerate() {
                taken[(batch - start) / BATCH] = (number, at * BATCH);
            }
        }
        for index in start..end {
            let (number, first) = taken[(index - start) / BATCH];
            let at = first + (index - start) % BATCH;
            let (partial, list) = (workers[number].sums.get(at), workers[number].lists.get(at));
            let rows = if list.is_empty() { block.column(index) } else { partial };
            match rows.last() {
                None => reduced.store(&[], list, None),
                Some(&pivot) if reduced.owners[pivot as usize] == NONE => {
                    reduced.store(partial, list, Some(pivot))
                }
                Some(_) => {
                    added.clear();
                    added.extend_from_slice(list);
                    toggle(&mut work, rows);
                    let pivot = reduced.advance(&mut work, &mut added);
                    left += added.len() - list.len();
                    drain(&mut work, &mut sum);
                    reduced.store(&sum, &added, pivot);
                }
            }
        }
    }
    (reduced, left, beside)
}

/// Reduces columns of a chunk, as long as there are any, against those before it.
fn against_finished(reduced: &Reduced, worker: &mut Worker, next: &AtomicUsize, end: usize) {
    worker.batches.clear();
    (worker.sums, worker.lists) = (Lists::new(), Lists::new());
    let (mut sum, mut added) = (Vec::new(), Vec::new());
    loop {
        let batch = next.fetch_add(BATCH, Ordering::Relaxed);
        if batch >= end {
            return;
        }
        worker.batches.push(batch);
        for index in batch..end.min(batch + BATCH) {
            let column = reduced.block.column(index);
            added.clear();
            sum.clear();
            if column.last().is_some_and(|&pivot| reduced.owners[pivot as usize] != NONE) {
                toggle(&mut worker.work, column);
                reduced.advance(&mut worker.work, &mut added);
                drain(&mut worker.work, &mut sum);
            }
            worker.sums.push(&sum);
            worker.lists.push(&added);
        }
    }
}
