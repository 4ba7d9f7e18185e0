//! The column at work during a reduction: a set of cells under symmetric difference, asked for its least member.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A heap in which equal cells cancel when they come up.
pub struct Column<N> {
    heap: BinaryHeap<Reverse<N>>,
}

impl<N: Copy + Ord> Column<N> {
    /// The empty set.
    pub fn new() -> Self {
        Column { heap: BinaryHeap::new() }
    }

    /// Adds `cell`, or takes it away if it is a member.
    pub fn toggle(&mut self, cell: N) {
        self.heap.push(Reverse(cell));
    }

    /// The least member.
    pub fn least(&mut self) -> Option<N> {
        while let Some(Reverse(cell)) = self.heap.pop() {
            if self.heap.peek() == Some(&Reverse(cell)) {
                self.heap.pop();
            } else {
                self.toggle(cell);
                return Some(cell);
            }
        }
        None
    }

    /// Takes all members away.
    pub fn clear(&mut self) {
        self.heap.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cancel_in_pairs() {
        let mut column = Column::new();
        [5u64, 3, 7, 3, 5, 5].into_iter().for_each(|cell| column.toggle(cell));
        assert_eq!(column.least(), Some(5));
        column.toggle(5);
        assert_eq!(column.least(), Some(7));
        column.clear();
        assert_eq!(column.least(), None);
    }
}
