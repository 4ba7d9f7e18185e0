//! A block of a matrix, and its reduction in order.

use crate::pivot_column::PivotColumn;

/// Stands for no column.
pub const NONE: u32 = u32::MAX;

/// Columns that a thread takes at a time.
pub const BATCH: usize = 64;

/// A block by columns, without those that are known to become zero; rows ascend in each.
pub struct Block {
    pub height: usize,
    pub starts: Vec<usize>,
    pub rows: Vec<u32>,
}

impl Block {
    pub fn width(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn column(&self, index: usize) -> &[u32] {
        &self.rows[self.starts[index]..self.starts[index + 1]]
    }
}

/// A reduced block with the lists of what was added to what.
pub struct Reduced<'a> {
    pub block: &'a Block,
    /// For each row the column with this pivot.
    pub owners: Vec<u32>,
    /// Reduced columns that differ from those of the block, one after the other; empty for the others.
    pub sums: Lists,
    /// The columns added to each.
    pub lists: Lists,
    pub additions: usize,
}

/// Lists in one array.
#[derive(Clone)]
pub struct Lists {
    pub starts: Vec<usize>,
    entries: Vec<u32>,
}

impl Lists {
    pub fn new() -> Self {
        Lists { starts: vec![0], entries: Vec::new() }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    #[inline]
    pub fn get(&self, index: usize) -> &[u32] {
        &self.entries[self.starts[index]..self.starts[index + 1]]
    }

    pub fn push(&mut self, list: &[u32]) {
        self.entries.extend_from_slice(list);
        self.starts.push(self.entries.len());
    }
}

impl<'a> Reduced<'a> {
    pub fn new(block: &'a Block) -> Self {
        let owners = vec![NONE; block.height];
        Reduced { block, owners, sums: Lists::new(), lists: Lists::new(), additions: 0 }
    }

    #[inline]
    pub fn column(&self, index: usize) -> &[u32] {
        match self.sums.get(index) {
            [] => self.block.column(index),
            sum => sum,
        }
    }

    /// Adds reduced columns to that at work until its pivot is free or it is zero.
    pub fn advance(&self, work: &mut PivotColumn, added: &mut Vec<u32>) -> Option<u32> {
        while let Some(pivot) = work.greatest() {
            let owner = self.owners[pivot as usize];
            if owner == NONE {
                return Some(pivot);
            }
            toggle(work, self.column(owner as usize));
            added.push(owner);
        }
        None
    }

    /// Appends the column with these rows and this list.
    pub fn store(&mut self, sum: &[u32], added: &[u32], pivot: Option<u32>) {
        if let Some(pivot) = pivot {
            self.owners[pivot as usize] = self.sums.starts.len() as u32 - 1;
        }
        self.sums.push(sum);
        self.lists.push(added);
        self.additions += added.len();
    }
}

pub fn toggle(work: &mut PivotColumn, rows: &[u32]) {
    rows.iter().for_each(|&row| work.toggle(row));
}

pub fn drain(work: &mut PivotColumn, list: &mut Vec<u32>) {
    list.clear();
    while let Some(row) = work.greatest() {
        work.toggle(row);
        list.push(row);
    }
    list.reverse();
}

pub fn in_order(block: &Block) -> Reduced<'_> {
    let mut reduced = Reduced::new(block);
    let (mut work, mut sum, mut added) = (PivotColumn::new(block.height), Vec::new(), Vec::new());
    for index in 0..block.width() {
        match block.column(index).last() {
            None => reduced.store(&[], &[], None),
            Some(&pivot) if reduced.owners[pivot as usize] == NONE => reduced.store(&[], &[], Some(pivot)),
            Some(_) => {
                added.clear();
                toggle(&mut work, block.column(index));
                let pivot = reduced.advance(&mut work, &mut added);
                drain(&mut work, &mut sum);
                reduced.store(&sum, &added, pivot);
            }
        }
    }
    reduced
}
