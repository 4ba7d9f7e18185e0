//! Loops over the entries of a list, shared by threads.

use crate::threads::map_items;

/// So many entries are worth handing to a thread.
const CHUNK: usize = 1 << 13;

/// Calls `work` with the index of each entry and the entry.
pub fn for_each<T: Send>(threads: usize, entries: &mut [T], work: impl Fn(usize, &mut T) + Sync) {
    let mut chunks: Vec<_> = entries.chunks_mut(CHUNK).enumerate().collect();
    map_items(threads, &mut chunks, |(number, chunk)| {
        for (index, entry) in (*number * CHUNK..).zip(chunk.iter_mut()) {
            work(index, entry);
        }
    });
}
