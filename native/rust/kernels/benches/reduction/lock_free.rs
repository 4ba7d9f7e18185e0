//! The reduction without locks.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use crate::block::{BATCH, Block, NONE, drain, toggle};
use crate::clock::longest;
use crate::pivot_column::PivotColumn;

/// Columns that threads reduce together.
///
/// What a column is when it gets a pivot is a *version* of it, which is never changed: its column, its length and its rows.
/// Numbers below the width stand for columns of the block; other versions lie in pages, and the upper half of their number
/// is that of the page. A version is written before its number is published in the cell of the pivot.
struct Shared<'a> {
    block: &'a Block,
    /// For each row the number of the version with this pivot.
    pivots: Vec<AtomicU32>,
    pages: Vec<OnceLock<Box<[AtomicU32]>>>,
    next_page: AtomicUsize,
}

/// Entries of a page in which versions may begin.
const PAGE: usize = 1 << 16;

/// The column at work of a thread, and the place for its next version.
struct Hand {
    work: PivotColumn,
    rows: Vec<u32>,
    page: usize,
    used: usize,
}

/// The column of each pivot, and the time of threads side by side.
pub fn without_locks(block: &Block, threads: usize) -> (Vec<u32>, f64) {
    let shared = Shared {
        block,
        pivots: (0..block.height).map(|_| AtomicU32::new(NONE)).collect(),
        pages: (0..PAGE).map(|_| OnceLock::new()).collect(),
        next_page: AtomicUsize::new(block.width().div_ceil(PAGE)),
    };
    let next = AtomicUsize::new(0);
    let hand = |_| Hand { work: PivotColumn::new(block.height), rows: Vec::new(), page: 0, used: PAGE };
    let mut hands: Vec<Hand> = (0..threads).map(hand).collect();
    let beside = longest(threads, &mut hands, |hand| {
        loop {
            let batch = next.fetch_add(BATCH, Ordering::Relaxed);
            if batch >= block.width() {
                return;
            }
            (batch..block.width().min(batch + BATCH)).for_each(|index| shared.reduce(index as u32, hand));
        }
    });
    let column = |pivot: &AtomicU32| match pivot.load(Ordering::Relaxed) {
        NONE => NONE,
        number => shared.column_of(number),
    };
    (shared.pivots.iter().map(column).collect(), beside)
}

impl Shared<'_> {
    /// The entries of a version in its page, if it is in one.
    #[inline]
    fn entries(&self, number: u32) -> Option<&[AtomicU32]> {
        let number = number as usize;
        (number >= self.block.width()).then(|| {
            &self.pages[number / PAGE].get().expect("a page is made before its versions")[number % PAGE..]
        })
    }

    fn column_of(&self, number: u32) -> u32 {
        self.entries(number).map_or(number, |entries| entries[0].load(Ordering::Relaxed))
    }

    /// Adds a version to the column at work.
    #[inline]
    fn add(&self, number: u32, work: &mut PivotColumn) {
        match self.entries(number) {
            None => toggle(work, self.block.column(number as usize)),
            Some(entries) => {
                let length = entries[1].load(Ordering::Relaxed) as usize;
                entries[2..2 + length].iter().for_each(|row| work.toggle(row.load(Ordering::Relaxed)));
            }
        }
    }

    /// Reduces a column, and those whose pivots are taken over on the way.
    fn reduce(&self, index: u32, hand: &mut Hand) {
        let Some(&last) = self.block.column(index as usize).last() else { return };
        let cell = &self.pivots[last as usize];
        if cell.compare_exchange(NONE, index, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
            return;
        }
        let (mut column, mut version) = (index, Some(index)); // the version that the column at work is, if any
        self.add(index, &mut hand.work);
        while let Some(pivot) = hand.work.greatest() {
            let cell = &self.pivots[pivot as usize];
            let seen = cell.load(Ordering::Acquire);
            if seen != NONE && self.column_of(seen) < column {
                self.add(seen, &mut hand.work);
                version = None;
                continue;
            }
            let number = *version.get_or_insert_with(|| self.written(column, hand));
            if cell.compare_exchange(seen, number, Ordering::AcqRel, Ordering::Relaxed).is_err() {
                continue; // somebody was faster
            }
            self.add(number, &mut hand.work); // leaves nothing
            if seen == NONE {
                return;
            }
            (column, version) = (self.column_of(seen), Some(seen));
            self.add(seen, &mut hand.work);
        }
    }

    /// Makes a version of the column at work, which stays.
    fn written(&self, column: u32, hand: &mut Hand) -> u32 {
        drain(&mut hand.work, &mut hand.rows);
        toggle(&mut hand.work, &hand.rows);
        if hand.used + 2 >= PAGE || hand.used + 2 + hand.rows.len() > self.length_of(hand.page) {
            hand.page = self.next_page.fetch_add(1, Ordering::Relaxed);
            hand.used = 0;
            let page = (0..PAGE.max(2 + hand.rows.len())).map(|_| AtomicU32::new(0)).collect();
            assert!(self.pages[hand.page].set(page).is_ok(), "pages are made once");
        }
        let number = (hand.page * PAGE + hand.used) as u32;
        let entries = &self.pages[hand.page].get().expect("the page of this thread")[hand.used..];
        let values = [column, hand.rows.len() as u32].into_iter().chain(hand.rows.iter().copied());
        entries.iter().zip(values).for_each(|(entry, value)| entry.store(value, Ordering::Relaxed));
        hand.used += 2 + hand.rows.len();
        number
    }

    fn length_of(&self, page: usize) -> usize {
        self.pages[page].get().map_or(0, |page| page.len())
    }
}
