//! The codes of all vertices of an image, and what is critical.
//!
//! A number is compared with the four neighbours ahead of it, row by row; the comparisons with those behind are the same
//! turned round. Of equal numbers the one behind comes first. The margin comes after everything; or, in a dual complex,
//! before everything.

use super::rules::Rules;
use crate::grid::Grid;
use crate::grid::morse::Displacement;
use crate::limits::{Limits, Stop};
use crate::threads::map_items;

/// A critical edge.
#[derive(Clone, Copy)]
pub struct Link {
    /// Its number: that of its later end.
    pub value: f64,
    /// The place of its later end.
    pub vertex: u32,
    /// Which edge in the star of that it is.
    pub edge: u32,
}

/// A minimum, or a critical cell of full dimension.
#[derive(Clone, Copy)]
pub struct Extremum {
    /// Its number: that of its latest vertex.
    pub value: f64,
    /// The place of its latest vertex.
    pub vertex: u32,
}

/// What is critical, by place; and more about the numbers.
#[derive(Default)]
pub struct Found {
    /// Whether neighbours have equal numbers.
    pub has_ties: bool,
    /// Whether a code is not what it was before.
    pub is_changed: bool,
    pub links: Vec<Link>,
    pub minima: Vec<Extremum>,
    pub maxima: Vec<Extremum>,
}

/// Numbers that one thread takes at a time, at least.
const PART: usize = 1 << 15;

/// Writes the codes of an image to `codes`, which has a margin of one on all sides. `is_known` says that
/// they hold those of an image like this.
pub fn fill(
    grid: &Grid,
    values: &[f64],
    rules: &Rules,
    codes: &mut Vec<u8>,
    is_known: bool,
    limits: &Limits,
) -> Result<Found, Stop> {
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
        let mut part = Part::new(grid, values, rules, *first);
        codes.chunks_exact_mut(stride).for_each(|row| part.row(&mut row[1..=width]));
        Ok(part.found)
    });
    let done = done.into_iter().collect::<Result<Vec<Found>, Stop>>()?;
    Ok(Found {
        has_ties: done.iter().any(|part| part.has_ties),
        is_changed: !is_known || done.iter().any(|part| part.is_changed),
        links: done.iter().map(|part| part.links.as_slice()).collect::<Vec<_>>().concat(),
        minima: done.iter().map(|part| part.minima.as_slice()).collect::<Vec<_>>().concat(),
        maxima: done.iter().map(|part| part.maxima.as_slice()).collect::<Vec<_>>().concat(),
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
    rules: &'a Rules,
    values: &'a [f64],
    sign: f64,
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
    found: Found,
}

impl<'a> Part<'a> {
    /// The rows from `first` on.
    fn new(grid: &Grid, values: &'a [f64], rules: &'a Rules, first: usize) -> Self {
        let stride = rules.stride as usize;
        let margin = if grid.on_cells { f64::NEG_INFINITY } else { f64::INFINITY };
        let bit = |ahead: u8, back: u8| {
            let neighbours = &rules.model.neighbours;
            neighbours.iter().position(|&n| n == Displacement { ahead, back }).map_or(0, |bit| 1 << bit)
        };
        let masks = || std::array::from_fn(|_| vec![0; stride]);
        let mut part = Part {
            rules,
            values,
            sign: if grid.negate == grid.on_cells { 1.0 } else { -1.0 },
            margin,
            row: first,
            own: vec![margin; stride],
            next: vec![margin; stride],
            from_own: masks(),
            from_last: masks(),
            bits: AHEAD.map(|Displacement { ahead, back }| [bit(ahead, back), bit(back, ahead)]),
            codes: vec![0; stride - 2],
            found: Found::default(),
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
        match self.values.get(row * width..(row + 1) * width) {
            // Zeros of both signs are equal, bit for bit.
            Some(numbers) => {
                next.iter_mut().zip(numbers).for_each(|(x, &number)| *x = self.sign * number + 0.0)
            }
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

    /// The codes of the row, and what is critical in it; then goes on to the next.
    fn row(&mut self, noted: &mut [u8]) {
        std::mem::swap(&mut self.own, &mut self.next);
        std::mem::swap(&mut self.from_own, &mut self.from_last);
        self.read(self.row + 1);
        self.compare();
        self.encode();
        if !self.found.has_ties {
            self.found.has_ties = self.ties();
        }
        if *noted != self.codes[..] {
            noted.copy_from_slice(&self.codes);
            self.found.is_changed = true;
        }
        self.collect();
        self.row += 1;
    }

    /// Whether a number of the row is equal to one ahead.
    fn ties(&self) -> bool {
        let inside = 1..=self.codes.len();
        let (own, next) = (&self.own[inside.clone()], &self.next[inside]);
        let is_last = (self.row + 1) * own.len() == self.values.len();
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

    fn collect(&mut self) {
        let Rules { by_code, is_critical, maximal, stride, .. } = self.rules;
        let start = (self.row as u32 + 1) * stride + 1;
        for (x, &code) in self.codes.iter().enumerate().filter(|&(_, &code)| is_critical[usize::from(code)]) {
            let (value, vertex) = (self.own[x + 1], start + x as u32);
            let rule = &by_code[usize::from(code)];
            if rule.down == 0 {
                self.found.minima.push(Extremum { value, vertex });
            }
            if code == *maximal {
                self.found.maxima.push(Extremum { value, vertex });
            }
            let mut links = rule.links;
            while links != 0 {
                self.found.links.push(Link { value, vertex, edge: links.trailing_zeros() });
                links &= links - 1;
            }
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
