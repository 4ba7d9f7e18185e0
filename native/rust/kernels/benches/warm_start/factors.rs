//! The warm start of Luo and Nelson: R and V of before, with rows and columns in the order of now, made triangular and
//! reduced again.
//!
//! R = D·V stays true if the rows of R and V move along with the cells, but V need not be upper triangular any more, nor
//! R reduced. Columns are added until the last members of all columns of V differ; V is upper triangular when each column
//! is put at its last member. Then R is reduced. All this is done to R and V alike. Columns of V may now have members that
//! those of the canonical V have not: they are taken out from left to right, by adding their own canonical columns.
//!
//! Unlike in the publication, clearing spares work: only columns that were not zero are kept, and of the others those
//! begin anew that are not known to become zero now.

use crate::block::{NONE, Reduced, drain, toggle};
use crate::parts::Part;
use crate::pivot_column::PivotColumn;

/// Columns of R and V.
pub struct Factors {
    /// The columns by their index in the matrix, ascending; members of V are numbers of columns here.
    pub columns: Vec<u32>,
    height: usize,
    pub r: Sets,
    pub v: Sets,
}

impl Factors {
    /// The columns of a reduction that are not zero, and what they are sums of.
    pub fn of(part: &Part, reduced: &Reduced) -> Self {
        let width = part.block.width();
        let mut numbers = vec![NONE; width];
        let is_zero = |column: usize| {
            let rows = reduced.column(column);
            rows.is_empty() || !reduced.lists.get(column).is_empty() && reduced.sums.get(column).is_empty()
        };
        let (mut r, mut v) = (Sets::default(), Sets::default());
        let (mut columns, mut sum, mut members) = (Vec::new(), PivotColumn::new(width), Vec::new());
        for column in (0..width).filter(|&column| !is_zero(column)) {
            let number = columns.len() as u32;
            numbers[column] = number;
            columns.push(part.columns[column]);
            sum.toggle(number);
            for &added in reduced.lists.get(column) {
                toggle(&mut sum, v.get(numbers[added as usize] as usize));
            }
            drain(&mut sum, &mut members);
            v.push(members.iter().copied());
            r.push(reduced.column(column).iter().copied());
        }
        Factors { columns, height: part.block.height, r, v }
    }

    /// The same columns in the order of `part`, and those that are new there. `indices` are those of now by those of
    /// before.
    pub fn moved(&self, part: &Part, indices: &[u32]) -> Self {
        const ANEW: u32 = NONE - 1; // neither a column of before nor none
        let mut sources = vec![NONE; part.end - part.first];
        let at = |column: u32| column as usize - part.first;
        part.columns.iter().for_each(|&column| sources[at(column)] = ANEW);
        for (number, &column) in (0..).zip(&self.columns) {
            sources[at(indices[column as usize])] = number;
        }
        let mut numbers = vec![NONE; self.columns.len()];
        let mut columns = Vec::with_capacity(self.columns.len());
        for (index, &source) in sources.iter().enumerate().filter(|(_, source)| **source != NONE) {
            if source != ANEW {
                numbers[source as usize] = columns.len() as u32;
            }
            columns.push((part.first + index) as u32);
        }
        let row = |&row: &u32| indices[part.first_row + row as usize] - part.first_row as u32;
        let (mut r, mut v) = (Sets::default(), Sets::default());
        for (number, &column) in (0..).zip(&columns) {
            match sources[at(column)] {
                ANEW => {
                    let listed = part.columns.binary_search(&column).expect("it is listed");
                    v.push([number].into_iter());
                    r.push(part.block.column(listed).iter().copied());
                }
                source => {
                    v.push(self.v.get(source as usize).iter().map(|&k| numbers[k as usize]));
                    r.push(self.r.get(source as usize).iter().map(row));
                }
            }
        }
        Factors { columns, height: self.height, r, v }
    }

    /// The members of a column of V by their indices in the matrix, ascending.
    pub fn members_of_v(&self, number: usize) -> Vec<u32> {
        let mut members: Vec<u32> =
            self.v.get(number).iter().map(|&member| self.columns[member as usize]).collect();
        members.sort_unstable();
        members
    }

    /// Makes V upper triangular, and R reduced.
    pub fn repair(&mut self) {
        let width = self.columns.len();
        let order = reduce([&mut self.v, &mut self.r], [width, self.height]);
        self.v.reorder(&order);
        self.r.reorder(&order);
        reduce([&mut self.r, &mut self.v], [self.height, width]);
    }

    /// Makes V canonical.
    pub fn make_canonical(&mut self) {
        let width = self.columns.len();
        let last: Vec<Option<u32>> = (0..width).map(|column| self.r.last(column)).collect();
        let [mut sum, mut rows] = [width, self.height].map(PivotColumn::new);
        let mut list = Vec::new();
        for column in 0..width {
            let misplaced =
                |&k: &u32| k as usize != column && last[k as usize].is_none_or(|k| Some(k) < last[column]);
            if !self.v.get(column).iter().any(misplaced) {
                continue;
            }
            toggle(&mut sum, self.v.get(column));
            toggle(&mut rows, self.r.get(column));
            list.clear();
            while let Some(k) = sum.greatest() {
                if misplaced(&k) {
                    toggle(&mut sum, self.v.get(k as usize));
                    toggle(&mut rows, self.r.get(k as usize));
                } else {
                    sum.toggle(k);
                    list.push(k);
                }
            }
            self.v.set(column, &list);
            drain(&mut rows, &mut list);
            self.r.set(column, &list);
        }
    }
}

/// Adds columns of the first matrix to later ones until their last members differ, and does the same to the second.
/// Returns the column with each last member.
fn reduce([leading, following]: [&mut Sets; 2], heights: [usize; 2]) -> Vec<u32> {
    let mut owners = vec![NONE; heights[0]];
    let [mut lead, mut follow] = heights.map(PivotColumn::new);
    let mut list = Vec::new();
    for column in 0..leading.spans.len() {
        let Some(last) = leading.last(column) else { continue };
        if owners[last as usize] == NONE {
            owners[last as usize] = column as u32;
            continue;
        }
        toggle(&mut lead, leading.get(column));
        toggle(&mut follow, following.get(column));
        while let Some(last) = lead.greatest() {
            let owner = owners[last as usize];
            if owner == NONE {
                owners[last as usize] = column as u32;
                break;
            }
            toggle(&mut lead, leading.get(owner as usize));
            toggle(&mut follow, following.get(owner as usize));
        }
        drain(&mut lead, &mut list);
        leading.set(column, &list);
        drain(&mut follow, &mut list);
        following.set(column, &list);
    }
    owners
}

/// Sets of numbers that may be replaced.
#[derive(Default)]
pub struct Sets {
    /// Where each begins and ends in `entries`.
    spans: Vec<[usize; 2]>,
    entries: Vec<u32>,
}

impl Sets {
    #[inline]
    pub fn get(&self, index: usize) -> &[u32] {
        &self.entries[self.spans[index][0]..self.spans[index][1]]
    }

    /// Numbers in all sets.
    pub fn count(&self) -> usize {
        self.spans.iter().map(|[start, end]| end - start).sum()
    }

    fn last(&self, index: usize) -> Option<u32> {
        self.get(index).iter().copied().max()
    }

    fn push(&mut self, set: impl Iterator<Item = u32>) {
        let start = self.entries.len();
        self.entries.extend(set);
        self.spans.push([start, self.entries.len()]);
    }

    fn set(&mut self, index: usize, set: &[u32]) {
        self.spans[index] = [self.entries.len(), self.entries.len() + set.len()];
        self.entries.extend_from_slice(set);
    }

    fn reorder(&mut self, order: &[u32]) {
        self.spans = order.iter().map(|&index| self.spans[index as usize]).collect();
    }
}
