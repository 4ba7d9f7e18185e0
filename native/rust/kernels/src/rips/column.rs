//! The column at work during a reduction: a set of cells under symmetric difference, asked for its least member.

use super::order::Number;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A set of numbers with addition modulo 2.
pub trait Column<N> {
    /// Adds `number`, or takes it away if it is a member.
    fn toggle(&mut self, number: N);
    /// The least member.
    fn least(&mut self) -> Option<N>;
    /// Takes all members away.
    fn clear(&mut self);
}

/// A tree of words whose bits say which words one level below are not zero; the lowest level holds the members.
///
/// One word per level is touched for an addition; the memory is one bit for each number below the end, touched or not.
pub struct BitTree {
    levels: Vec<Vec<u64>>,
}

impl BitTree {
    /// A set of numbers below `end`.
    pub fn new(end: usize) -> Self {
        let mut levels = vec![vec![0; end.div_ceil(64).max(1)]];
        while levels[levels.len() - 1].len() > 1 {
            let below = levels[levels.len() - 1].len();
            levels.push(vec![0; below.div_ceil(64)]);
        }
        BitTree { levels }
    }

    fn clear_below(&mut self, level: usize, index: usize) {
        let mut word = std::mem::take(&mut self.levels[level][index]);
        while level > 0 && word != 0 {
            self.clear_below(level - 1, index * 64 + word.trailing_zeros() as usize);
            word &= word - 1;
        }
    }
}

impl<N: Number> Column<N> for BitTree {
    #[inline]
    fn toggle(&mut self, number: N) {
        let mut index = number.index();
        for level in &mut self.levels {
            let word = &mut level[index / 64];
            let before = *word;
            *word ^= 1 << (index % 64);
            if before != 0 && *word != 0 {
                return;
            }
            index /= 64;
        }
    }

    fn least(&mut self) -> Option<N> {
        let mut index = 0;
        for level in self.levels.iter().rev() {
            if level[index] == 0 {
                return None; // only the top level can be empty
            }
            index = index * 64 + level[index].trailing_zeros() as usize;
        }
        Some(N::from_index(index))
    }

    fn clear(&mut self) {
        self.clear_below(self.levels.len() - 1, 0);
    }
}

/// A heap in which equal numbers cancel when they come up: for numbers too wide for a [`BitTree`].
pub struct Heap<N> {
    heap: BinaryHeap<Reverse<N>>,
}

impl<N: Ord> Heap<N> {
    /// The empty set.
    pub fn new() -> Self {
        Heap { heap: BinaryHeap::new() }
    }
}

impl<N: Number> Column<N> for Heap<N> {
    fn toggle(&mut self, number: N) {
        self.heap.push(Reverse(number));
    }

    fn least(&mut self) -> Option<N> {
        while let Some(Reverse(number)) = self.heap.pop() {
            if self.heap.peek() == Some(&Reverse(number)) {
                self.heap.pop();
            } else {
                self.heap.push(Reverse(number));
                return Some(number);
            }
        }
        None
    }

    fn clear(&mut self) {
        self.heap.clear();
    }
}
