//! Buffers that serve again: a computation takes a workspace from a shelf, and gives it back when it has succeeded.
//!
//! Repeated computations of one size then allocate almost nothing. A workspace of a computation that failed is dropped
//! by whoever took it.

use std::sync::{Mutex, PoisonError};

/// Bytes kept on one shelf, at most.
const ROOM: u64 = 256 << 20;

/// Workspaces that wait for their next use.
pub struct Shelf<T>(Mutex<Vec<(u64, T)>>);

impl<T: Default> Shelf<T> {
    /// An empty shelf.
    pub const fn new() -> Self {
        Shelf(Mutex::new(Vec::new()))
    }

    /// The workspace that was given back last, or a new one.
    pub fn take(&self) -> T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.pop().map(|(_, workspace)| workspace).unwrap_or_default()
    }

    /// Keeps a workspace of so many bytes. The oldest ones make room for it; if it is too large by itself, it is dropped.
    pub fn give_back(&self, workspace: T, bytes: u64) {
        if bytes > ROOM {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((bytes, workspace));
        let mut total: u64 = kept.iter().map(|&(bytes, _)| bytes).sum();
        let mut surplus = 0;
        while total > ROOM {
            total -= kept[surplus].0;
            surplus += 1;
        }
        kept.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_workspace_comes_first() {
        let shelf: Shelf<Vec<u8>> = Shelf::new();
        shelf.give_back(vec![1], 1);
        shelf.give_back(vec![2], 1);
        assert_eq!([shelf.take(), shelf.take(), shelf.take()], [vec![2], vec![1], vec![]]);
    }

    #[test]
    fn the_room_is_limited() {
        let shelf: Shelf<u8> = Shelf::new();
        shelf.give_back(1, ROOM + 1);
        assert_eq!(shelf.take(), 0);
        shelf.give_back(2, ROOM / 2);
        shelf.give_back(3, ROOM / 2);
        shelf.give_back(4, ROOM / 2);
        assert_eq!([shelf.take(), shelf.take(), shelf.take()], [4, 3, 0]);
    }
}
