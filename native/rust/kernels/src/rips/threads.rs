//! Work cut into parts, one for each thread.

use std::panic::resume_unwind;
use std::thread::{ScopedJoinHandle, scope};

/// The lists that `work` gives for the parts 0 to `parts − 1`, one after the other; each part has its own thread.
pub fn in_parts<T: Send>(parts: usize, work: impl Fn(usize) -> Vec<T> + Sync) -> Vec<T> {
    if parts == 1 {
        return work(0);
    }
    let work = &work;
    let join = |part: ScopedJoinHandle<Vec<T>>| part.join().unwrap_or_else(|panic| resume_unwind(panic));
    scope(|scope| {
        let running: Vec<_> = (0..parts).map(|part| scope.spawn(move || work(part))).collect();
        running.into_iter().flat_map(join).collect()
    })
}
