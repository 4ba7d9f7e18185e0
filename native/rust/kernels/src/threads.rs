//! Work cut into parts, shared by threads.

use std::iter;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{ScopedJoinHandle, scope};

/// The lists that `work` gives for the parts 0 to `parts − 1`, one after the other.
///
/// A thread that is done with one part takes the next, so that parts may differ in size.
pub fn in_parts<T: Send>(threads: usize, parts: usize, work: impl Fn(usize) -> Vec<T> + Sync) -> Vec<T> {
    if threads == 1 {
        return (0..parts).flat_map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&part| part < parts);
    let run = || iter::from_fn(take).map(|part| (part, work(part))).collect::<Vec<_>>();
    let join = |thread: ScopedJoinHandle<Vec<_>>| thread.join().unwrap_or_else(|panic| resume_unwind(panic));
    let mut lists: Vec<(usize, Vec<T>)> = scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        running.into_iter().flat_map(join).collect()
    });
    lists.sort_unstable_by_key(|&(part, _)| part);
    lists.into_iter().flat_map(|(_, list)| list).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_their_order() {
        for threads in 1..5 {
            let lists = in_parts(threads, 9, |part| vec![part; part]);
            assert_eq!(lists, (0..9).flat_map(|part| vec![part; part]).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "part 1")]
    fn a_panic_of_one_part_goes_on() {
        in_parts(2, 3, |part| if part == 1 { panic!("part 1") } else { vec![part] });
    }
}
