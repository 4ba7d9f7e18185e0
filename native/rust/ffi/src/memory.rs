//! How much memory a call may use when the caller does not say.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use sysinfo::{MemoryRefreshKind, System};

/// How long a measurement serves: asking the system takes longer than a small computation.
const FRESH: Duration = Duration::from_secs(1);

static MEASURED: Mutex<Option<(Instant, u64)>> = Mutex::new(None);

/// Three quarters of the bytes that are free now, on the machine and in the group that the process is confined to.
pub fn default_limit() -> u64 {
    let mut measured = MEASURED.lock().unwrap_or_else(PoisonError::into_inner);
    match *measured {
        Some((at, bytes)) if at.elapsed() < FRESH => bytes,
        _ => measured.insert((Instant::now(), free_bytes() / 4 * 3)).1,
    }
}

fn free_bytes() -> u64 {
    let mut system = System::new();
    system.refresh_memory_specifics(MemoryRefreshKind::nothing().with_ram());
    let confined = system.cgroup_limits().map_or(u64::MAX, |group| group.free_memory);
    match system.available_memory().min(confined) {
        0 => u64::MAX, // a system that tells nothing sets no limit
        bytes => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_part_of_what_is_free() {
        let limit = default_limit();
        assert!(limit > 1 << 20, "{limit}");
        assert!(limit == u64::MAX / 4 * 3 || limit < 1 << 50, "{limit}");
    }
}
