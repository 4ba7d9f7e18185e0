//! Weighted points, laid out for lanes.

use crate::lanes::LANES;

/// Points with a list of weights each, which sums run over.
///
/// Eight points make a block: their first coordinates, their second ones, and so on, then their weights likewise. What is
/// missing to a full block lies at infinity, where every Gaussian is 0.
pub struct Sources {
    pub(super) dimension: usize,
    pub(super) width: usize,
    pub(super) count: usize,
    blocks: Vec<f64>,
}

/// Coordinates and weights of a block.
pub type Block<'a> = (&'a [[f64; LANES]], &'a [[f64; LANES]]);

impl Sources {
    /// The points `[m, dimension]` with the weights `[m, width]`; both lengths are at least 1.
    pub fn new(points: &[f64], weights: &[f64], dimension: usize, width: usize) -> Self {
        let (count, stride) = (points.len() / dimension, (dimension + width) * LANES);
        let mut blocks = vec![0.0; count.div_ceil(LANES) * stride];
        blocks.chunks_exact_mut(stride).for_each(|block| block[..dimension * LANES].fill(f64::INFINITY));
        let rows = points.chunks_exact(dimension).zip(weights.chunks_exact(width));
        for (j, (point, weights)) in rows.enumerate() {
            let start = j / LANES * stride + j % LANES;
            for (c, &x) in point.iter().chain(weights).enumerate() {
                blocks[start + c * LANES] = x;
            }
        }
        Sources { dimension, width, count, blocks }
    }

    /// Bytes of so many.
    pub fn bytes(count: usize, dimension: usize, width: usize) -> u64 {
        8 * (count.next_multiple_of(LANES) * (dimension + width)) as u64
    }

    #[inline(always)]
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let blocks = self.blocks.chunks_exact((self.dimension + self.width) * LANES);
        blocks.map(|block| block.as_chunks().0.split_at(self.dimension))
    }
}
