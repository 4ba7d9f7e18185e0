//! Work cut into parts, shared by threads of our own.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// More threads bring nothing, and the system may refuse to start them.
const MOST_THREADS: usize = 256;

/// Pools by their number of threads; made when first asked for, and kept. The pool of the process is left alone.
static POOLS: Mutex<BTreeMap<usize, Arc<ThreadPool>>> = Mutex::new(BTreeMap::new());

fn pool(threads: usize) -> Arc<ThreadPool> {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let start =
        || ThreadPoolBuilder::new().num_threads(threads).thread_name(|_| "diagrad".to_owned()).build();
    Arc::clone(pools.entry(threads).or_insert_with(|| Arc::new(start().expect("threads can be started"))))
}

/// What `work` gives for the parts 0 to `parts − 1`, in this order.
///
/// A thread that is done with one part takes another, so that parts may differ in size.
pub fn map_parts<R: Send>(threads: usize, parts: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let threads = threads.min(parts).min(MOST_THREADS);
    if threads <= 1 {
        return (0..parts).map(work).collect();
    }
    pool(threads).install(|| (0..parts).into_par_iter().with_max_len(1).map(&work).collect())
}

/// The same with room to work in, which `room` makes once for one thread, else for each part.
pub fn map_parts_in<W: Send, R: Send>(
    threads: usize,
    parts: usize,
    room: impl Fn() -> W + Sync + Send,
    work: impl Fn(&mut W, usize) -> R + Sync + Send,
) -> Vec<R> {
    let threads = threads.min(parts).min(MOST_THREADS);
    if threads <= 1 {
        let mut room = room();
        return (0..parts).map(|part| work(&mut room, part)).collect();
    }
    let each = |room: &mut W, part| work(room, part);
    pool(threads).install(|| (0..parts).into_par_iter().with_max_len(1).map_init(room, each).collect())
}

/// The lists that `work` gives for the parts 0 to `parts − 1`, one after the other.
pub fn in_parts<T: Send>(threads: usize, parts: usize, work: impl Fn(usize) -> Vec<T> + Sync) -> Vec<T> {
    map_parts(threads, parts, work).into_iter().flatten().collect()
}

/// What `work` makes of each item of a list that it may change, in order; threads take the next item when they are done.
pub fn map_items<T: Send, R: Send>(
    threads: usize,
    items: &mut [T],
    work: impl Fn(&mut T) -> R + Sync,
) -> Vec<R> {
    let threads = threads.min(items.len()).min(MOST_THREADS);
    if threads <= 1 {
        return items.iter_mut().map(work).collect();
    }
    pool(threads).install(|| items.par_iter_mut().with_max_len(1).map(&work).collect())
}

/// Both results; `a` and `b` run side by side if there are two threads.
pub fn join<A: Send, B: Send>(
    threads: usize,
    a: impl FnOnce() -> A + Send,
    b: impl FnOnce() -> B + Send,
) -> (A, B) {
    match threads {
        0 | 1 => (a(), b()),
        _ => pool(2).install(|| rayon::join(a, b)),
    }
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
    fn items_are_changed_in_place() {
        let mut items = [1, 2, 3];
        let before = map_items(2, &mut items, |item| std::mem::replace(item, *item * 10));
        assert_eq!((before, items), (vec![1, 2, 3], [10, 20, 30]));
    }

    #[test]
    fn pools_may_be_nested() {
        let sums = map_parts(2, 3, |outer| map_parts(2, 3, |inner| outer * inner).into_iter().sum::<usize>());
        assert_eq!(sums, [0, 3, 6]);
        assert_eq!(join(2, || map_parts(2, 2, |part| part), || 7), (vec![0, 1], 7));
    }

    #[test]
    #[should_panic(expected = "part 1")]
    fn a_panic_of_one_part_goes_on() {
        in_parts(2, 3, |part| if part == 1 { panic!("part 1") } else { vec![part] });
    }
}
