//! Critical cells of one dimension in the filtration order, and where a cell stands in it.

use super::field::Field;
use super::flow::Flow;
use super::gradient::Critical;

/// The critical cells of one dimension.
#[derive(Default)]
pub struct Ordered {
    /// As the gradient lists them, by place of the vertex.
    pub listed: Vec<Critical>,
    /// The filtration order, as indices into the list: by vertex, then as listed.
    pub order: Vec<u32>,
}

impl Ordered {
    /// Sorts a list.
    pub fn new(field: &Field, listed: Vec<Critical>) -> Self {
        let numbered = listed.iter().zip(0u32..);
        let mut keys: Vec<u128> = numbered
            .map(|(critical, index)| field.key(critical.vertex as usize) << 32 | u128::from(index))
            .collect();
        keys.sort_unstable();
        Ordered { order: keys.into_iter().map(|key| key as u32).collect(), listed }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// The cell at a place of the filtration order.
    #[inline]
    pub fn at(&self, place: u32) -> Critical {
        self.listed[self.order[place as usize] as usize]
    }

    /// The cells in the filtration order.
    pub fn iter(&self) -> impl Iterator<Item = Critical> {
        self.order.iter().map(|&index| self.listed[index as usize])
    }

    /// Whether the order is that of these numbers, too.
    pub fn is_ordered(&self, field: &Field) -> bool {
        self.iter().is_sorted_by(|a, b| !field.is_before(b.vertex as usize, a.vertex as usize))
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
        for critical in &cells.listed {
            let bit = found.bit(flow, critical.cell);
            found.words[bit / 64] |= 1 << (bit % 64);
        }
        let mut count = 0;
        found.before.extend(found.words.iter().map(|word| {
            count += word.count_ones();
            count - word.count_ones()
        }));
        for (position, critical) in (0..).zip(cells.iter()) {
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
