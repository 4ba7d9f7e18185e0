//! Column reduction over Z/2 by several threads without locks [MorozovNigmetov20].
//!
//! Each row has a cell with the column whose pivot it is. A thread that finds the cell of its column's pivot empty puts the
//! column there. If it finds a later column, it puts its own there and goes on with that one; if an earlier, it adds that. So
//! columns are only ever added to later ones, and in the end no two have the same pivot: the pivots are those of the
//! reduction in order, as they are of any such [CohenSteiner06], however threads interleave. It ends, since the column in a
//! cell only ever becomes earlier. The reduced columns themselves may differ, and are not given out.
//!
//! What a column was when it got into a cell is a *version* of it: it stays as it is, and is written before its number is
//! published in the cell.

use super::ADVICE;
use super::pivot_column::PivotColumn;
use super::reduction::{Matrix, NO_COLUMN};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};

/// Columns that a thread takes at a time.
const BATCH: usize = 64;

/// Entries of a page in which versions may begin.
const PAGE: usize = 1 << 16;

/// Pages that there may be.
const PAGES: usize = 1 << 16;

/// For each row the column that has it as pivot after the reduction.
pub fn pivots(matrix: &Matrix, limits: &Limits) -> Result<Vec<u32>, Stop> {
    let width = matrix.width();
    let shared = Shared {
        matrix,
        limits,
        cells: (0..matrix.height).map(|_| AtomicU32::new(NO_COLUMN)).collect(),
        pages: (0..PAGES).map(|_| OnceLock::new()).collect(),
        next_page: AtomicUsize::new(width.div_ceil(PAGE)),
        bytes: AtomicU64::new(0),
    };
    let next = AtomicUsize::new(0);
    let mut hands: Vec<Hand> = (0..limits.threads).map(|_| Hand::new(matrix.height)).collect();
    let results = map_items(limits.threads, &mut hands, |hand| {
        let result = shared.reduce_batches(&next, hand);
        if result.is_err() {
            next.store(width, Ordering::Relaxed); // nobody else begins another batch
        }
        result
    });
    results.into_iter().collect::<Result<(), Stop>>()?;
    Ok(shared.cells.iter().map(|cell| shared.column_of(cell.load(Ordering::Relaxed))).collect())
}

/// What all threads see.
struct Shared<'a> {
    matrix: &'a Matrix,
    limits: &'a Limits<'a>,
    /// For each row the number of the version that has it as pivot, or [`NO_COLUMN`].
    cells: Vec<AtomicU32>,
    /// Versions, each as its column, its length and its rows. The number of one is its page times [`PAGE`] plus its place
    /// there; numbers below the width stand for columns of the matrix.
    pages: Vec<OnceLock<Box<[AtomicU32]>>>,
    next_page: AtomicUsize,
    /// Bytes of all pages.
    bytes: AtomicU64,
}

/// What one thread has.
struct Hand {
    work: PivotColumn,
    rows: Vec<u32>,
    /// The page for its next versions, how much of it is used, and its length.
    page: usize,
    used: usize,
    length: usize,
    additions: u64,
}

impl Hand {
    fn new(height: usize) -> Self {
        Hand { work: PivotColumn::new(height), rows: Vec::new(), page: 0, used: 0, length: 0, additions: 0 }
    }
}

impl Shared<'_> {
    fn reduce_batches(&self, next: &AtomicUsize, hand: &mut Hand) -> Result<(), Stop> {
        let width = self.matrix.width();
        loop {
            let batch = next.fetch_add(BATCH, Ordering::Relaxed);
            if batch >= width {
                return Ok(());
            }
            self.limits.at(batch as f64 / width as f64)?;
            for index in batch..width.min(batch + BATCH) {
                self.reduce(index as u32, hand)?;
            }
        }
    }

    /// Reduces a column, and those whose cells are taken over on the way.
    fn reduce(&self, index: u32, hand: &mut Hand) -> Result<(), Stop> {
        let Some(&last) = self.matrix.column(index).last() else { return Ok(()) };
        let cell = &self.cells[last as usize];
        if cell.compare_exchange(NO_COLUMN, index, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
            return Ok(()); // reduced from the start
        }
        let (mut column, mut version) = (index, Some(index)); // the version that the column at work is, if it is one
        self.add(index, hand)?;
        while let Some(pivot) = hand.work.greatest() {
            let cell = &self.cells[pivot as usize];
            let seen = cell.load(Ordering::Acquire);
            if seen != NO_COLUMN && self.column_of(seen) < column {
                self.add(seen, hand)?;
                version = None;
                continue;
            }
            let number = match version {
                Some(number) => number,
                None => self.write(column, hand)?,
            };
            version = Some(number);
            if cell.compare_exchange(seen, number, Ordering::AcqRel, Ordering::Relaxed).is_err() {
                continue; // another thread was faster
            }
            self.add(number, hand)?; // leaves nothing at work
            if seen != NO_COLUMN {
                (column, version) = (self.column_of(seen), Some(seen));
                self.add(seen, hand)?;
            }
        }
        Ok(())
    }

    /// The entries of a page from a version on, if it is not a column of the matrix.
    #[inline]
    fn entries(&self, number: u32) -> Option<&[AtomicU32]> {
        let number = number as usize;
        (number >= self.matrix.width()).then(|| {
            &self.pages[number / PAGE].get().expect("a page is made before its versions")[number % PAGE..]
        })
    }

    /// The column of a version; that of none is none.
    #[inline]
    fn column_of(&self, number: u32) -> u32 {
        match number {
            NO_COLUMN => NO_COLUMN,
            _ => self.entries(number).map_or(number, |entries| entries[0].load(Ordering::Relaxed)),
        }
    }

    /// Adds a version to the column at work.
    fn add(&self, number: u32, hand: &mut Hand) -> Result<(), Stop> {
        match self.entries(number) {
            None => self.matrix.column(number).iter().for_each(|&row| hand.work.toggle(row)),
            Some(entries) => {
                let length = entries[1].load(Ordering::Relaxed) as usize;
                entries[2..2 + length].iter().for_each(|row| hand.work.toggle(row.load(Ordering::Relaxed)));
            }
        }
        hand.additions += 1;
        if hand.additions.is_multiple_of(1024) { self.limits.check() } else { Ok(()) }
    }

    /// Makes a version of the column at work, which stays at work.
    fn write(&self, column: u32, hand: &mut Hand) -> Result<u32, Stop> {
        hand.rows.clear();
        while let Some(row) = hand.work.greatest() {
            hand.work.toggle(row);
            hand.rows.push(row);
        }
        hand.rows.iter().for_each(|&row| hand.work.toggle(row));
        let length = 2 + hand.rows.len();
        if hand.used >= PAGE || hand.used + length > hand.length {
            self.turn_page(length.max(PAGE), hand)?;
        }
        let entries = &self.pages[hand.page].get().expect("the page of this thread")[hand.used..];
        let values = [column, hand.rows.len() as u32].into_iter().chain(hand.rows.iter().copied());
        entries.iter().zip(values).for_each(|(entry, value)| entry.store(value, Ordering::Relaxed));
        let number = hand.page * PAGE + hand.used;
        hand.used += length;
        Ok(number as u32)
    }

    /// Makes another page for the versions of a thread.
    fn turn_page(&self, length: usize, hand: &mut Hand) -> Result<(), Stop> {
        let what = format!("the reduction of {} columns", self.matrix.width());
        let bytes = 4 * length as u64;
        self.limits.room_for(self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes, &what, ADVICE)?;
        let page = self.next_page.fetch_add(1, Ordering::Relaxed);
        if page >= PAGES {
            return Err(Stop::TooLarge(format!(
                "at most {PAGES} pages of columns were expected for several threads, but {what} needs more; take nThreads 1"
            )));
        }
        let made = self.pages[page].set((0..length).map(|_| AtomicU32::new(0)).collect());
        assert!(made.is_ok(), "pages are made once");
        (hand.page, hand.used, hand.length) = (page, 0, length);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::reduction::Reduction;
    use super::*;
    use crate::hash::Mixer;
    use crate::limits::Watch;
    use std::collections::BTreeSet;
    use std::hash::{BuildHasher, BuildHasherDefault};
    use std::sync::atomic::AtomicI32;

    /// Columns of up to `ones` rows, most of them near each other, so that many share pivots.
    fn matrix(width: usize, height: usize, ones: u64, seed: u64) -> Matrix {
        let mut matrix = Matrix { height, starts: vec![0], rows: Vec::new() };
        for column in 0..width as u64 {
            let random = |k: u64| BuildHasherDefault::<Mixer>::default().hash_one([seed, column, k]);
            let near = column as usize * height / width;
            let row = |k| ((near + random(k) as usize % (height / 8 + 1)) % height) as u32;
            matrix.rows.extend((0..random(63) % (ones + 1)).map(row).collect::<BTreeSet<u32>>());
            matrix.starts.push(matrix.rows.len() as u32);
        }
        matrix
    }

    #[test]
    fn pivots_are_those_of_the_reduction_in_order() {
        for (width, height, ones) in [(0, 1, 0), (1, 1, 1), (500, 40, 3), (3000, 1500, 2), (4000, 2000, 5)] {
            for seed in 0..4 {
                let matrix = matrix(width, height, ones, seed);
                let expected = Reduction::default().pivots(&matrix, &Limits::default()).unwrap().to_vec();
                for threads in [1, 2, 4, 8] {
                    let found = pivots(&matrix, &Limits::new(threads, u64::MAX, None));
                    assert_eq!(found.as_ref(), Ok(&expected), "{width} columns, {threads} threads");
                }
            }
        }
    }

    #[test]
    fn columns_longer_than_a_page_have_one_of_their_own() {
        let long = 0..PAGE as u32 + 9;
        let rows: Vec<u32> = long.clone().chain([long.end - 1]).chain(long.clone()).collect();
        let starts = vec![0, long.end, long.end + 1, 2 * long.end + 1];
        let matrix = Matrix { height: long.end as usize, starts, rows };
        let expected = Reduction::default().pivots(&matrix, &Limits::default()).unwrap().to_vec();
        assert_eq!(pivots(&matrix, &Limits::new(2, u64::MAX, None)), Ok(expected));
    }

    #[test]
    fn too_little_memory_and_a_wish_to_stop_end_it() {
        let matrix = matrix(500, 40, 3, 1);
        assert!(matches!(pivots(&matrix, &Limits::new(2, 1000, None)), Err(Stop::TooLarge(_))));
        let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
        let watch = Watch { cancelled: &cancelled, progress: &progress };
        assert_eq!(pivots(&matrix, &Limits::new(2, u64::MAX, Some(watch))), Err(Stop::Cancelled));
    }
}
