//! Processor time of threads.

use std::time::Instant;

use diagrad_kernels::threads::map_items;

/// A clock of the thread that started it.
pub struct Clock(Option<u64>, Instant);

impl Clock {
    pub fn start() -> Self {
        Clock(nanoseconds_of_thread(), Instant::now())
    }

    pub fn milliseconds(&self) -> f64 {
        match (self.0, nanoseconds_of_thread()) {
            (Some(start), Some(end)) => 1e-6 * (end - start) as f64,
            _ => 1e3 * self.1.elapsed().as_secs_f64(),
        }
    }
}

/// The processor time of this thread, brought up to date by offering to wait.
fn nanoseconds_of_thread() -> Option<u64> {
    std::thread::yield_now();
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// The longest time that one of `workers` needs for `work`, side by side, in milliseconds.
pub fn longest<T: Send>(threads: usize, workers: &mut [T], work: impl Fn(&mut T) + Sync) -> f64 {
    let times = map_items(threads, workers, |worker| {
        let start = Clock::start();
        work(worker);
        start.milliseconds()
    });
    // One thread does the work itself, and its time is counted already.
    if threads == 1 { 0.0 } else { times.into_iter().fold(0.0, f64::max) }
}
