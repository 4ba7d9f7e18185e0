//! The numbers of a grid with a margin of one on all sides, and the order of the vertices.
//!
//! The vertices of the complex that is worked on are the numbers, whether these belong to vertices or to cubes: the dual of a
//! complex of cubes has them as vertices. A vertex is its place in the padded array. The margin keeps neighbours in bounds:
//! it comes after everything, so that no cell reaches into it; or, in a dual complex, before everything, as what lies outside
//! of the cubes; or it repeats the opposite side, where sides are glued.
//!
//! Equal numbers are ordered by a hash of runs of a few places. By plain places, gradient paths on plateaus would run from end
//! to end; with a hash of single places, every plateau would have as many critical cells as noise.

use crate::grid::Grid;

/// Most axes.
const AXES: usize = 4;

/// The numbers of a grid, padded. Axes are counted by their bit in a mask, so the last one first.
#[derive(Default)]
pub struct Field {
    /// Numbers along each axis, without the margin.
    pub lengths: [usize; AXES],
    /// The distance of neighbours along each axis.
    pub strides: [usize; AXES],
    /// Number of axes.
    pub axes: usize,
    /// Numbers, negated if large ones come first, with the margin.
    pub values: Vec<f64>,
    /// Where sides are glued, for each place the one in the interior that it repeats; else empty.
    pub homes: Vec<u32>,
}

/// What the margin holds.
#[derive(Clone, Copy, PartialEq)]
enum Margin {
    Last,
    First,
    Glued,
}

impl Field {
    /// Number of places of a grid with its margin.
    pub fn places(shape: &[u32]) -> usize {
        shape.iter().map(|&length| length as usize + 2).product()
    }

    /// Takes the numbers of `grid`.
    pub fn fill(&mut self, grid: &Grid, values: &[f64]) {
        self.axes = grid.shape.len();
        self.lengths = [1; AXES];
        for (length, &given) in self.lengths.iter_mut().zip(grid.shape.iter().rev()) {
            *length = given as usize;
        }
        let mut places = 1;
        for axis in 0..AXES {
            self.strides[axis] = places;
            places *= if axis < self.axes { self.lengths[axis] + 2 } else { 1 };
        }
        let margin = match grid {
            Grid { wrap: true, .. } => Margin::Glued,
            Grid { on_cells: true, .. } => Margin::First,
            _ => Margin::Last,
        };
        self.values.clear();
        self.values.resize(places, if margin == Margin::First { f64::NEG_INFINITY } else { f64::INFINITY });
        let sign = if grid.negate == grid.on_cells { 1.0 } else { -1.0 };
        for (row, numbers) in values.chunks_exact(self.lengths[0]).enumerate() {
            let start = self.row(row);
            for (place, &x) in self.values[start..].iter_mut().zip(numbers) {
                *place = sign * x + 0.0; // zeros of both signs are equal, bit for bit
            }
        }
        self.homes.clear();
        if margin == Margin::Glued {
            for place in 0..places {
                self.homes.push(self.home_of(place) as u32);
            }
            for place in 0..places {
                self.values[place] = self.values[self.homes[place] as usize];
            }
        }
    }

    /// Number of rows along the last axis, without the margin.
    pub fn rows(&self) -> usize {
        self.lengths[1..].iter().product()
    }

    /// The place of the first number of a row.
    pub fn row(&self, row: usize) -> usize {
        let (mut rest, mut place) = (row, 1);
        for axis in 1..self.axes {
            place += (rest % self.lengths[axis] + 1) * self.strides[axis];
            rest /= self.lengths[axis];
        }
        place
    }

    /// Where a place lies along each axis; the margin is at 0.
    #[inline]
    pub fn coordinates(&self, place: usize) -> [usize; AXES] {
        let mut rest = place as u32;
        let mut at = [0; AXES];
        for (at, &length) in at.iter_mut().zip(&self.lengths[..self.axes]) {
            let length = length as u32 + 2;
            *at = (rest % length) as usize;
            rest /= length;
        }
        at
    }

    /// How far a step along these axes goes.
    pub fn step(&self, mask: u8) -> usize {
        (0..self.axes).filter(|axis| mask >> axis & 1 == 1).map(|axis| self.strides[axis]).sum()
    }

    /// The place that a place of the margin repeats, or itself.
    #[inline]
    pub fn home(&self, place: usize) -> usize {
        if self.homes.is_empty() { place } else { self.homes[place] as usize }
    }

    /// Whether the vertex at `a` comes before that at `b`.
    #[inline]
    pub fn is_before(&self, a: usize, b: usize) -> bool {
        let (x, y) = (self.values[a], self.values[b]);
        x < y || x == y && rank(self.home(a) as u32) < rank(self.home(b) as u32)
    }

    fn home_of(&self, place: usize) -> usize {
        let at = self.coordinates(place);
        (0..self.axes)
            .map(|axis| ((at[axis] + self.lengths[axis] - 1) % self.lengths[axis] + 1) * self.strides[axis])
            .sum()
    }
}

/// What vertices are sorted by, given value and place; those with the same key stay in the order of places.
#[inline]
pub fn key(value: f64, place: u32) -> u128 {
    let bits = value.to_bits();
    let ascending = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    u128::from(ascending) << 32 | u128::from(rank(place) >> 32)
}

/// Places that follow each other keep their order within runs of this many; a power of two.
const RUN: u32 = 8;

/// What places are ordered by where numbers are equal: a hash of the run, different for all, then the place.
#[inline]
fn rank(place: u32) -> u64 {
    let mixed = (place / RUN).wrapping_mul(0x9e37_79b1);
    let hash = (mixed ^ mixed >> 15).wrapping_mul(0x85eb_ca77);
    u64::from(hash) << 32 | u64::from(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Kind;

    #[test]
    fn margins_hold_what_they_should() {
        let shape = [2, 3];
        let grid = Grid {
            shape: &shape,
            kind: Kind::Cubes,
            on_cells: false,
            negate: false,
            wrap: false,
            max_dim: 2,
        };
        let values = [-0.0, 1.0, 2.0, 3.0, 4.0, 5.0];
        let padded = |grid: &Grid| {
            let mut field = Field::default();
            field.fill(grid, &values);
            field
        };
        let plain = padded(&grid);
        assert_eq!((plain.row(0), plain.row(1), plain.rows()), (6, 11, 2));
        assert_eq!(plain.values[6..9], values[..3]);
        assert_eq!(plain.values[9], f64::INFINITY);
        assert_eq!(plain.coordinates(13), [3, 2, 0, 0]);
        let cells = padded(&Grid { on_cells: true, ..grid.clone() });
        assert_eq!(cells.values[10..15], [f64::NEG_INFINITY, -3.0, -4.0, -5.0, f64::NEG_INFINITY]);
        let glued = padded(&Grid { wrap: true, negate: true, ..grid });
        assert_eq!(glued.values[..5], [-5.0, -3.0, -4.0, -5.0, -3.0]);
        assert_eq!((glued.home(0), glued.home(6)), (13, 6));
        assert!(glued.values.iter().all(|x| x.to_bits() != (-0.0f64).to_bits()));
    }

    #[test]
    fn ranks_of_runs_are_hashed_and_differ() {
        let mut hashes: Vec<u64> = (0..1 << 16).map(|run| rank(run * RUN) >> 32).collect();
        assert!(!hashes.is_sorted());
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 1 << 16);
        assert!((1..RUN).all(|place| rank(place - 1) < rank(place)));
    }
}
