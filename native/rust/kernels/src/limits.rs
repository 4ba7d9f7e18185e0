//! What a long computation may use, and how it is watched.

use std::fmt;
use std::sync::atomic::{AtomicI32, Ordering};

/// Why a computation ended without a result.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// The kernel refuses the input: what was expected, and what was found.
    Refused(String),
    /// More memory would be needed than is allowed: how much, and what to change.
    TooLarge(String),
    /// The caller asked for an end.
    Cancelled,
}

impl From<String> for Stop {
    fn from(text: String) -> Self {
        Stop::Refused(text)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Stop::Refused(text) | Stop::TooLarge(text) => f.write_str(text),
            Stop::Cancelled => f.write_str("cancelled"),
        }
    }
}

/// Two cells shared with whoever waits for a computation.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Not 0 asks the computation to stop.
    pub cancelled: &'a AtomicI32,
    /// How much is done, in millionths.
    pub progress: &'a AtomicI32,
}

/// What a computation may use; the part of it that a stage covers.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Number of threads, at least 1. Results do not depend on it.
    pub threads: usize,
    /// Bytes that may be allocated.
    pub memory: u64,
    watch: Option<Watch<'a>>,
    /// The part of the whole computation that these limits cover, in fractions.
    part: [f64; 2],
}

impl<'a> Limits<'a> {
    /// Limits for a whole computation.
    pub fn new(threads: usize, memory: u64, watch: Option<Watch<'a>>) -> Self {
        Limits { threads: threads.max(1), memory, watch, part: [0.0, 1.0] }
    }

    /// The same, for the stage that lies between these fractions of the work.
    pub fn stage(&self, from: f64, to: f64) -> Self {
        let [start, end] = self.part;
        let at = |fraction: f64| start + fraction * (end - start);
        Limits { part: [at(from), at(to)], ..*self }
    }

    /// Limits for one of `ways` equal computations that run side by side; they tell nothing about progress.
    pub fn shared(&self, ways: usize) -> Self {
        let ways = ways.max(1);
        Limits {
            threads: (self.threads / ways).max(1),
            memory: self.memory / ways as u64,
            part: [self.part[0]; 2],
            ..*self
        }
    }

    /// Says which fraction of the stage is done, and stops if that was asked for. Cheap enough for every few microseconds.
    #[inline]
    pub fn at(&self, fraction: f64) -> Result<(), Stop> {
        let Some(watch) = self.watch else { return Ok(()) };
        let [start, end] = self.part;
        if end > start {
            let millionths = ((start + fraction.clamp(0.0, 1.0) * (end - start)) * 1e6) as i32;
            watch.progress.fetch_max(millionths, Ordering::Relaxed);
        }
        self.check()
    }

    /// Stops if that was asked for.
    #[inline]
    pub fn check(&self) -> Result<(), Stop> {
        match self.watch {
            Some(watch) if watch.cancelled.load(Ordering::Relaxed) != 0 => Err(Stop::Cancelled),
            _ => Ok(()),
        }
    }

    /// Refuses what would need more than the allowed memory: `what` needs `bytes`, and `advice` says what to change.
    pub fn room_for(&self, bytes: u64, what: impl fmt::Display, advice: &str) -> Result<(), Stop> {
        if bytes <= self.memory {
            return Ok(());
        }
        let (allowed, needed) = (Bytes(self.memory), Bytes(bytes));
        Err(Stop::TooLarge(format!(
            "at most {allowed} of memory (maxMemory) were expected, but {what} would need about {needed}; {advice}"
        )))
    }
}

impl Default for Limits<'_> {
    /// One thread, any amount of memory.
    fn default() -> Self {
        Limits::new(1, u64::MAX, None)
    }
}

/// A number of bytes, for messages.
struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
        match UNITS.iter().find(|&&(size, _)| self.0 >= size) {
            Some(&(size, unit)) => write!(f, "{:.1} {unit}", self.0 as f64 / size as f64),
            None => write!(f, "{} bytes", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_of_stages_never_goes_back() {
        let (cancelled, progress) = (AtomicI32::new(0), AtomicI32::new(0));
        let limits = Limits::new(1, 0, Some(Watch { cancelled: &cancelled, progress: &progress }));
        limits.stage(0.5, 1.0).at(0.5).unwrap();
        assert_eq!(progress.load(Ordering::Relaxed), 750_000);
        limits.stage(0.0, 0.5).stage(0.5, 1.0).at(1.0).unwrap();
        limits.shared(2).at(1.0).unwrap();
        assert_eq!(progress.load(Ordering::Relaxed), 750_000);
    }

    #[test]
    fn a_cancelled_computation_stops() {
        let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
        let limits = Limits::new(1, 0, Some(Watch { cancelled: &cancelled, progress: &progress }));
        assert_eq!(limits.at(0.1), Err(Stop::Cancelled));
        assert_eq!(limits.shared(3).check(), Err(Stop::Cancelled));
    }

    #[test]
    fn too_much_memory_is_refused_with_what_to_change() {
        let limits = Limits::new(2, 3 << 29, None);
        assert_eq!(limits.room_for(3 << 29, "nothing", ""), Ok(()));
        let text = "at most 1.5 GiB of memory (maxMemory) were expected, but the edges of 9 points would need about 2.0 GiB; \
                    lower maxDiameter";
        let refusal = limits.room_for(1 << 31, "the edges of 9 points", "lower maxDiameter");
        assert_eq!(refusal, Err(Stop::TooLarge(text.to_owned())));
        assert_eq!(limits.shared(2).memory, 3 << 28);
        assert_eq!(Bytes(700).to_string(), "700 bytes");
    }
}
