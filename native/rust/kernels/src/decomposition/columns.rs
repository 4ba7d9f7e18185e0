//! Lists of indices, one after the other in one array, that grow within the memory allowed.

use crate::limits::{Limits, Stop};
use std::sync::atomic::{AtomicU64, Ordering};

/// Lists of indices, numbered from 0; kept in one array.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Where each list begins in `entries`, then the length of `entries`.
    starts: Vec<usize>,
    entries: Vec<u32>,
}

impl Columns {
    /// No list yet; there is room for the bounds of `count`.
    pub fn with_room_for(count: usize) -> Self {
        let mut starts = Vec::with_capacity(count + 1);
        starts.push(0);
        Columns { starts, entries: Vec::new() }
    }

    /// The transpose of lists that `visit_all` visits by ascending number: list `j` has the numbers of those that have `j`,
    /// ascending. Numbers and entries count from `first`, up to `first + count`.
    pub fn transposed(
        first: usize,
        count: usize,
        visit_all: impl Fn(&mut dyn FnMut(usize, &[u32])),
        room: &Room,
    ) -> Result<Self, Stop> {
        let mut ends = vec![0; count + 1];
        visit_all(&mut |_, list| list.iter().for_each(|&entry| ends[entry as usize - first + 1] += 1));
        for index in 0..count {
            ends[index + 1] += ends[index];
        }
        let (starts, mut entries) = (ends.clone(), Vec::new());
        room.grow(&mut entries, starts[count])?;
        entries.resize(starts[count], 0);
        visit_all(&mut |number, list| {
            for &entry in list {
                let end = &mut ends[entry as usize - first];
                entries[*end] = number as u32;
                *end += 1;
            }
        });
        Ok(Columns { starts, entries })
    }

    /// The list at `index`.
    #[inline]
    pub fn get(&self, index: usize) -> &[u32] {
        &self.entries[self.starts[index]..self.starts[index + 1]]
    }

    /// Appends a list.
    pub fn push(&mut self, list: &[u32], room: &Room) -> Result<(), Stop> {
        room.grow(&mut self.entries, list.len())?;
        self.entries.extend_from_slice(list);
        self.starts.push(self.entries.len());
        Ok(())
    }
}

/// The memory that a reduction may take, and what of it is in use.
pub struct Room<'a> {
    limits: &'a Limits<'a>,
    used: AtomicU64,
}

impl<'a> Room<'a> {
    /// Room of which nothing is in use.
    pub fn new(limits: &'a Limits) -> Self {
        Room { limits, used: AtomicU64::new(0) }
    }

    /// Takes `bytes` in use for something that keeps its size.
    pub fn take(&self, bytes: u64) -> Result<(), Stop> {
        let used = self.used.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.limits.room_for(
            used,
            "the reduced matrix",
            "raise it, or take fewer cells (a lower maxDim or maxDiameter), and leave out computeV and computeU",
        )
    }

    /// Makes sure that `extra` entries more fit into `entries`.
    pub fn grow(&self, entries: &mut Vec<u32>, extra: usize) -> Result<(), Stop> {
        let needed = entries.len() + extra;
        if needed > entries.capacity() {
            let before = entries.capacity();
            let after = needed.max(before + before / 2).max(1 << 10);
            self.take(4 * after as u64)?; // both arrays exist while entries are moved
            entries.reserve_exact(after - entries.len());
            self.used.fetch_sub(4 * before as u64, Ordering::Relaxed);
        }
        Ok(())
    }
}
