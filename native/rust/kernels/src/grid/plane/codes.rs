//! The codes of all vertices of an image.
//!
//! A number is compared with the four neighbours ahead of it, row by row; the comparisons with those behind are the same
//! turned round. Of equal numbers the one behind comes first. The margin comes after everything; or, in a dual complex,
//! before everything.

use super::rules::Rules;
use crate::grid::Grid;
use crate::grid::morse::Displacement;
use crate::limits::{Limits, Stop};
use crate::threads::map_items;

/// The numbers of an image as the filtration has them.
pub struct Numbers<'a> {
    values: &'a [f64],
    sign: f64,
}

impl<'a> Numbers<'a> {
    /// Those of `grid`; of its dual complex, turned round, if they belong to squares.
    pub fn new(grid: &Grid, values: &'a [f64]) -> Self {
        Numbers { values, sign: if grid.negate == grid.on_cells { 1.0 } else { -1.0 } }
    }

    /// A number of the image; zeros of both signs are equal, bit for bit.
    #[inline]
    pub fn filtered(&self, number: f64) -> f64 {
        self.sign * number + 0.0
    }

    /// The number at an index.
    #[inline]
    pub fn at(&self, index: usize) -> f64 {
        self.filtered(self.values[index])
    }
}

/// What was seen when the codes were written.
#[derive(Default)]
pub struct Seen {
    /// Whether neighbours have equal numbers.
    pub has_ties: bool,
    /// Whether a code is not what it was before.
    pub is_changed: bool,
}

/// Numbers that one thread takes at a time, at least.
const PART: usize = 1 << 15;

/// Writes the codes of an image to `codes`, which has a margin of one on all sides. `is_known` says that
/// they hold those of an image like this.
pub fn fill(
    grid: &Grid,
    numbers: &Numbers,
    rules: &Rules,
    codes: &mut Vec<u8>,
    is_known: bool,
    limits: &Limits,
) -> Result<Seen, Stop> {
    let (height, width, stride) = (grid.shape[0] as usize, grid.shape[1] as usize, rules.stride as usize);
    if !is_known {
        codes.clear();
        codes.resize(stride * (height + 2), if grid.on_cells { 0 } else { rules.maximal });
    }
    let rows = PART.div_ceil(width);
    let interior = &mut codes[stride..(height + 1) * stride];
    let mut parts: Vec<(usize, &mut [u8])> =
        (0..).step_by(rows).zip(interior.chunks_mut(rows * stride)).collect();
    let done = map_items(limits.threads, &mut parts, |(first, codes)| {
        limits.at(*first as f64 / height as f64)?;
        let mut part = Part::new(grid, numbers, rules, *first);
        codes.chunks_exact_mut(stride).for_each(|row| part.row(&mut row[1..=width]));
        Ok(part.seen)
    });
    let done = done.into_iter().collect::<Result<Vec<Seen>, Stop>>()?;
    Ok(Seen {
        has_ties: done.iter().any(|part| part.has_ties),
        is_changed: !is_known || done.iter().any(|part| part.is_changed),
    })
}

/// The four steps ahead: to the right, and to the three vertices of the next row.
const AHEAD: [Displacement; 4] = [
    Displacement { ahead: 1, back: 0 },
    Displacement { ahead: 2, back: 1 },
    Displacement { ahead: 2, back: 0 },
    Displacement { ahead: 3, back: 0 },
];

/// Some rows, one after the other.
struct Part<'a> {
    numbers: &'a Numbers<'a>,
    margin: f64,
    /// The row, and the numbers of it and of the next one, with the margin.
    row: usize,
    own: Vec<f64>,
    next: Vec<f64>,
    /// For each step ahead whether who is there comes earlier, all bits or none: from the row, and from the one before.
    from_own: [Vec<u8>; 4],
    from_last: [Vec<u8>; 4],
    /// For each step ahead its bit in a code, and that of the step back; 0 where these are no neighbours.
    bits: [[u8; 2]; 4],
    codes: Vec<u8>,
    seen: Seen,
}

impl<'a> Part<'a> {
    /// The rows from `first` on.
    fn new(grid: &Grid, numbers: &'a Numbers, rules: &Rules, first: usize) -> Self {
        let stride = rules.stride as usize;
        let margin = if grid.on_cells { f64::NEG_INFINITY } else { f64::INFINITY };
        let bit = |ahead: u8, back: u8| {
            let neighbours = &rules.model.neighbours;
            neighbours.iter().position(|&n| n == Displacement { ahead, back }).map_or(0, |bit| 1 << bit)
        };
        let masks = || std::array::from_fn(|_| vec![0; stride]);
        let mut part = Part {
            numbers,
            margin,
            row: first,
            own: vec![margin; stride],
            next: vec![margin; stride],
            from_own: masks(),
            from_last: masks(),
            bits: AHEAD.map(|Displacement { ahead, back }| [bit(ahead, back), bit(back, ahead)]),
            codes: vec![0; stride - 2],
            seen: Seen::default(),
        };
        if let Some(last) = first.checked_sub(1) {
            part.read(last);
            std::mem::swap(&mut part.own, &mut part.next);
        }
        part.read(first);
        part.compare();
        part
    }

    /// Takes the numbers of the next row; beyond the last one is the margin.
    fn read(&mut self, row: usize) {
        let width = self.codes.len();
        let next = &mut self.next[1..=width];
        match self.numbers.values.get(row * width..(row + 1) * width) {
            Some(row) => next.iter_mut().zip(row).for_each(|(x, &number)| *x = self.numbers.filtered(number)),
            None => next.fill(self.margin),
        }
    }

    /// Compares the row with itself and with the next one.
    fn compare(&mut self) {
        let stride = self.own.len();
        let [right, down_left, down, down_right] = &mut self.from_own;
        mark_earlier(&mut right[..stride - 1], &self.own, &self.own[1..]);
        mark_earlier(down, &self.own, &self.next);
        mark_earlier(&mut down_right[..stride - 1], &self.own, &self.next[1..]);
        if self.bits[1] != [0, 0] {
            mark_earlier(&mut down_left[1..], &self.own[1..], &self.next);
        }
    }

    /// The codes of the row; then goes on to the next.
    fn row(&mut self, noted: &mut [u8]) {
        std::mem::swap(&mut self.own, &mut self.next);
        std::mem::swap(&mut self.from_own, &mut self.from_last);
        self.read(self.row + 1);
        self.compare();
        self.encode();
        if !self.seen.has_ties {
            self.seen.has_ties = self.ties();
        }
        if *noted != self.codes[..] {
            noted.copy_from_slice(&self.codes);
            self.seen.is_changed = true;
        }
        self.row += 1;
    }

    /// Whether a number of the row is equal to one ahead.
    fn ties(&self) -> bool {
        let inside = 1..=self.codes.len();
        let (own, next) = (&self.own[inside.clone()], &self.next[inside]);
        let is_last = (self.row + 1) * own.len() == self.numbers.values.len();
        has_equal(own, &own[1..])
            || !is_last && (has_equal(own, next) || has_equal(own, &next[1..]) || has_equal(&own[1..], next))
    }

    fn encode(&mut self) {
        let width = self.codes.len();
        let [right, down_left, down, down_right] = &self.from_own;
        let [_, up_right, up, up_left] = &self.from_last;
        // Those behind come earlier unless the number comes earlier as seen from there.
        let ahead = [right, down_left, down, down_right].map(|mask| &mask[1..=width]);
        let behind = [&right[..width], &up_right[2..], &up[1..=width], &up_left[..width]];
        let [[r, l], [dl, ur], [d, u], [dr, ul]] = self.bits;
        for (x, code) in self.codes.iter_mut().enumerate() {
            *code = ahead[0][x] & r
                | ahead[1][x] & dl
                | ahead[2][x] & d
                | ahead[3][x] & dr
                | !behind[0][x] & l
                | !behind[1][x] & ur
                | !behind[2][x] & u
                | !behind[3][x] & ul;
        }
    }
}

/// Marks where the other number comes earlier.
fn mark_earlier(marks: &mut [u8], own: &[f64], others: &[f64]) {
    for ((mark, own), other) in marks.iter_mut().zip(own).zip(others) {
        *mark = if other < own { u8::MAX } else { 0 };
    }
}

/// Whether numbers are equal.
fn has_equal(own: &[f64], others: &[f64]) -> bool {
    own.iter().zip(others).fold(false, |found, (own, other)| found | (own == other))
}
