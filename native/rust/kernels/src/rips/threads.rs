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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_their_order() {
        for parts in 1..5 {
            let lists = in_parts(parts, |part| vec![part; part]);
            assert_eq!(lists, (0..parts).flat_map(|part| vec![part; part]).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "part 1")]
    fn a_panic_of_one_part_goes_on() {
        in_parts(2, |part| if part == 1 { panic!("part 1") } else { vec![part] });
    }
}
