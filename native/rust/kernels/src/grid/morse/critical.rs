//! Critical cells of one dimension in the filtration order, and where a cell stands in it.

use super::field::{Field, key};
use super::flow::Flow;
use super::gradient::Critical;

/// The critical cells of one dimension.
#[derive(Default)]
pub struct Ordered {
    /// In the filtration order: by vertex, then as the gradient lists them.
    pub sorted: Vec<Critical>,
    /// Where in the list of the gradient each of these is.
    pub listed: Vec<u32>,
    /// That list: the numbers of the cells, by place.
    pub list: Vec<u32>,
}

impl Ordered {
    /// Sorts the list of the gradient.
    pub fn new(list: &[Critical]) -> Self {
        let numbered = list.iter().zip(0u32..);
        let mut keys: Vec<u128> = numbered
            .map(|(critical, index)| key(critical.value, critical.vertex) << 32 | u128::from(index))
            .collect();
        keys.sort_unstable();
        let listed: Vec<u32> = keys.into_iter().map(|key| key as u32).collect();
        let sorted = listed.iter().map(|&index| list[index as usize]).collect();
        Ordered { sorted, listed, list: list.iter().map(|critical| critical.cell).collect() }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Takes the values from other numbers. Whether the order is theirs, too.
    pub fn revalue(&mut self, field: &Field) -> bool {
        self.sorted.iter_mut().for_each(|critical| critical.value = field.values[critical.vertex as usize]);
        self.sorted.is_sorted_by(|a, b| !field.is_before(b.vertex as usize, a.vertex as usize))
    }

    /// Where in the filtration order the cells are that the gradient lists.
    pub fn orders(&self) -> Vec<u32> {
        let mut orders = vec![0; self.len()];
        for (order, &index) in (0..).zip(&self.listed) {
            orders[index as usize] = order;
        }
        orders
    }
}

/// Finds cells of one dimension among the critical ones: one bit for each cell, and how many are set before each word.
pub struct Positions {
    words: Vec<u64>,
    before: Vec<u32>,
    positions: Vec<u32>,
    /// Number of types of this dimension, and the first of them.
    types: usize,
    first: usize,
}

impl Positions {
    /// Finds the members of `cells`, all of `dimension`, on a grid with this many `places`.
    pub fn new(flow: &Flow, places: usize, dimension: usize, cells: &Ordered) -> Self {
        let first = flow.model.first[dimension];
        let types = flow.model.first[dimension + 1] - first;
        let words = vec![0u64; (places * types).div_ceil(64)];
        let positions = vec![0; cells.len()];
        let mut found = Positions { words, before: Vec::new(), positions, types, first };
        for critical in &cells.sorted {
            let bit = found.bit(flow, critical.cell);
            found.words[bit / 64] |= 1 << (bit % 64);
        }
        let mut count = 0;
        found.before.extend(found.words.iter().map(|word| {
            count += word.count_ones();
            count - word.count_ones()
        }));
        for (position, critical) in (0..).zip(&cells.sorted) {
            let rank = found.rank(flow, critical.cell);
            found.positions[rank] = position;
        }
        found
    }

    /// Where a critical cell stands in the filtration order.
    #[inline]
    pub fn of(&self, flow: &Flow, cell: u32) -> u32 {
        self.positions[self.rank(flow, cell)]
    }

    #[inline]
    fn rank(&self, flow: &Flow, cell: u32) -> usize {
        let bit = self.bit(flow, cell);
        let below = self.words[bit / 64] & ((1 << (bit % 64)) - 1);
        (self.before[bit / 64] + below.count_ones()) as usize
    }

    #[inline]
    fn bit(&self, flow: &Flow, cell: u32) -> usize {
        flow.anchor(cell) * self.types + flow.kind(cell) as usize - self.first
    }
}
