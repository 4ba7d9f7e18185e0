//! The column at work during a reduction: a set of cells under symmetric difference, asked for its least member.
//!
//! Most cells that are added lie far behind the least one and are never asked for. They are dropped into one of many
//! buckets, each for a range of numbers, and only the bucket whose turn has come is sorted. Cells for that bucket or for one
//! before it go to a heap.

use super::order::Number;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Bits that tell buckets apart.
const BITS: u32 = 12;

/// A set of cells; equal cells cancel when they meet.
pub struct Column<N> {
    /// What of the present bucket came before its turn, descending.
    present: Vec<N>,
    /// What came since.
    heap: BinaryHeap<Reverse<N>>,
    /// Cells of later buckets.
    buckets: Vec<Vec<N>>,
    /// Which buckets hold cells, bit by bit.
    occupied: Vec<u64>,
    /// One more than the bucket at hand.
    turn: usize,
    /// Bits of a number that buckets do not look at.
    shift: u32,
    /// Cells that there is room for in the buckets.
    room: usize,
}

impl<N: Number> Default for Column<N> {
    /// The empty set among no cells.
    fn default() -> Self {
        Column {
            present: Vec::new(),
            heap: BinaryHeap::new(),
            buckets: Vec::new(),
            occupied: Vec::new(),
            turn: 0,
            shift: 0,
            room: 0,
        }
    }
}

impl<N: Number> Column<N> {
    /// Makes the empty set one of cells whose numbers have `bits` bits.
    pub fn resize(&mut self, bits: u32) {
        let count: usize = 1 << bits.min(BITS);
        self.buckets.resize_with(count, Vec::new);
        self.occupied.resize(count.div_ceil(64), 0);
        self.shift = bits.saturating_sub(BITS);
        self.room = self.buckets.iter().map(Vec::capacity).sum();
    }

    /// Adds `cell`, or takes it away if it is a member.
    #[inline]
    pub fn toggle(&mut self, cell: N) {
        let place = cell.digits(self.shift) as usize;
        if place < self.turn {
            return self.heap.push(Reverse(cell));
        }
        let bucket = &mut self.buckets[place];
        if bucket.len() == bucket.capacity() {
            let before = bucket.capacity();
            make_room(bucket);
            self.room += bucket.capacity() - before;
        }
        bucket.push(cell);
        self.occupied[place / 64] |= 1 << (place % 64);
    }

    /// The least member.
    pub fn least(&mut self) -> Option<N> {
        loop {
            while let Some(cell) = self.pop() {
                if self.peek() == Some(cell) {
                    self.pop();
                } else {
                    self.heap.push(Reverse(cell));
                    return Some(cell);
                }
            }
            self.open(self.next_occupied()?);
        }
    }

    /// Takes all members away.
    pub fn clear(&mut self) {
        self.present.clear();
        self.heap.clear();
        while let Some(place) = self.next_occupied() {
            self.buckets[place].clear();
            self.turn = place + 1;
            self.occupied[place / 64] &= !(1 << (place % 64));
        }
        self.turn = 0;
    }

    /// Bytes in use, but for the heap, which is small.
    pub fn bytes(&self) -> u64 {
        (self.room * size_of::<N>()) as u64
    }

    /// The first bucket from the one whose turn is next that holds cells.
    fn next_occupied(&self) -> Option<usize> {
        let word = self.turn / 64;
        let ahead = self.occupied.get(word)? & (u64::MAX << (self.turn % 64));
        let words = std::iter::once(ahead).chain(self.occupied[word + 1..].iter().copied());
        let (steps, bits) = words.enumerate().find(|&(_, bits)| bits != 0)?;
        Some((word + steps) * 64 + bits.trailing_zeros() as usize)
    }

    /// Makes a bucket the present one.
    fn open(&mut self, place: usize) {
        std::mem::swap(&mut self.present, &mut self.buckets[place]);
        self.present.sort_unstable_by(|a, b| b.cmp(a));
        self.occupied[place / 64] &= !(1 << (place % 64));
        self.turn = place + 1;
    }

    fn peek(&self) -> Option<N> {
        let came = self.heap.peek().map(|&Reverse(cell)| cell);
        self.present.last().copied().into_iter().chain(came).min()
    }

    fn pop(&mut self) -> Option<N> {
        let least = self.peek()?;
        match self.present.last() == Some(&least) {
            true => self.present.pop(),
            false => self.heap.pop().map(|Reverse(cell)| cell),
        }
    }
}

/// Lets equal cells cancel, so that a bucket grows only if it is still more than half full.
fn make_room<N: Number>(bucket: &mut Vec<N>) {
    bucket.sort_unstable();
    let mut kept = 0;
    for place in 0..bucket.len() {
        if kept > 0 && bucket[kept - 1] == bucket[place] {
            kept -= 1;
        } else {
            bucket[kept] = bucket[place];
            kept += 1;
        }
    }
    bucket.truncate(kept);
    if 2 * kept >= bucket.capacity() {
        bucket.reserve(kept.max(8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn least_members_are_those_of_a_set(steps in prop::collection::vec((0..1u64 << 20, 0..4u8), 0..400)) {
            let (mut column, mut set) = (Column::default(), BTreeSet::new());
            column.resize(20);
            for (cell, action) in steps {
                if action == 0 {
                    prop_assert_eq!(column.least(), set.first().copied());
                }
                // Few different cells, near and far.
                let cell = if action == 1 { cell % 16 } else { cell >> 10 << 10 };
                column.toggle(cell);
                if !set.remove(&cell) {
                    set.insert(cell);
                }
            }
            while let Some(&least) = set.first() {
                prop_assert_eq!(column.least(), Some(least));
                column.toggle(least);
                set.remove(&least);
            }
            prop_assert_eq!(column.least(), None);
            column.toggle(3);
            column.clear();
            for bits in [3, 12, 20] {
                column.resize(bits);
                prop_assert_eq!(column.least(), None);
                [5u64, 7, 7].into_iter().for_each(|cell| column.toggle(cell));
                prop_assert_eq!(column.least(), Some(5));
                column.clear();
            }
        }
    }

    #[test]
    fn cells_cancel_in_pairs() {
        let mut column = Column::default();
        column.resize(3);
        [5u64, 3, 7, 3, 5, 5].into_iter().for_each(|cell| column.toggle(cell));
        assert_eq!(column.least(), Some(5));
        column.toggle(5);
        assert_eq!(column.least(), Some(7));
        column.clear();
        assert_eq!(column.least(), None);
    }
}
