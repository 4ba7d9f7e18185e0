//! Loops over the entries of lists, shared by threads.

use crate::threads::map_items;

/// So many entries are worth handing to a thread.
const CHUNK: usize = 1 << 9;

/// Calls `work` with the index of each entry and the entry.
pub fn for_each<T: Send>(threads: usize, entries: &mut [T], work: impl Fn(usize, &mut T) + Sync) {
    let mut chunks: Vec<_> = entries.chunks_mut(CHUNK).enumerate().collect();
    map_items(threads, &mut chunks, |(number, chunk)| {
        for (index, entry) in (*number * CHUNK..).zip(chunk.iter_mut()) {
            work(index, entry);
        }
    });
}

/// The same for the entries of two lists of one length.
pub fn for_each_of_two<A: Send, B: Send>(
    threads: usize,
    a: &mut [A],
    b: &mut [B],
    work: impl Fn(usize, &mut A, &mut B) + Sync,
) {
    let mut chunks: Vec<_> = a.chunks_mut(CHUNK).zip(b.chunks_mut(CHUNK)).enumerate().collect();
    map_items(threads, &mut chunks, |(number, (a, b))| {
        for (index, (a, b)) in (*number * CHUNK..).zip(a.iter_mut().zip(b.iter_mut())) {
            work(index, a, b);
        }
    });
}
