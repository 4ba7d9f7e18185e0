//! The same computation for many inputs at once.

use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `work` gives for each item, in order; or the first item that failed, with the reason.
///
/// Threads take whole items: one that is done with its item takes the next. What threads are left over serve within items.
pub fn each<T: Sync, R: Send>(
    items: &[T],
    limits: &Limits,
    work: impl Fn(&T, &Limits) -> Result<R, Stop> + Sync,
) -> Result<Vec<R>, (usize, Stop)> {
    if let [item] = items {
        return work(item, limits).map(|result| vec![result]).map_err(|stop| (0, stop));
    }
    let ways = limits.threads.min(items.len());
    let own = limits.shared(ways);
    let done = AtomicUsize::new(0);
    let results = map_parts(ways, items.len(), |index| {
        let result = work(&items[index], &own)?;
        limits.at((1 + done.fetch_add(1, Ordering::Relaxed)) as f64 / items.len() as f64)?;
        Ok(result)
    });
    results.into_iter().enumerate().map(|(index, result)| result.map_err(|stop| (index, stop))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_is_named() {
        let check = |&item: &i32, _: &Limits| match item {
            ..0 => Err(Stop::Refused(format!("{item} is negative"))),
            _ => Ok(2 * item),
        };
        let limits = Limits::new(2, 0, None);
        assert_eq!(each(&[1, 2, 3], &limits, check), Ok(vec![2, 4, 6]));
        assert_eq!(each(&[1, -2, -3], &limits, check), Err((1, Stop::Refused("-2 is negative".to_owned()))));
        assert_eq!(each(&[], &limits, check), Ok(vec![]));
    }
}
