//! Transport between two samples on a line: the k-th part of the one mass goes to the k-th part of the other.

use super::masses::{Masses, Side};
use crate::power::{power, sign};
use crate::sorting::{SORTER_BYTES, Slot, Sorter};

/// Bytes for each point that work on a line takes.
pub const LINE_BYTES: u64 = SORTER_BYTES + 16;

/// The points of a sample in order, and where the mass of each ends.
pub struct Order {
    sorter: Sorter,
    /// Where the mass of each ends.
    pub ends: Vec<f64>,
    /// The potential at each, if it was asked for.
    pub potentials: Vec<f64>,
}

impl Order {
    fn new(count: usize) -> Self {
        Order { sorter: Sorter::new(count), ends: vec![0.0; count], potentials: vec![0.0; count] }
    }

    fn sort(&mut self, places: &[f64], side: &Side) {
        self.sorter.sort(places);
        match side {
            Side::Equal(ends) => self.ends.copy_from_slice(ends),
            Side::Given(weights) => {
                let mut sum = 0.0;
                for (end, slot) in self.ends.iter_mut().zip(self.sorter.slots()) {
                    sum += weights[slot.row as usize];
                    *end = sum;
                }
            }
        }
    }

    /// The points in order.
    pub fn slots(&self) -> &[Slot] {
        self.sorter.slots()
    }

    /// Adds the potentials to the entries of their rows.
    pub fn add_potentials(&self, sums: &mut [f64]) {
        for (slot, potential) in self.slots().iter().zip(&self.potentials) {
            sums[slot.row as usize] += potential;
        }
    }
}

/// Room to solve problems of one size, one after the other.
pub struct Pair {
    pub first: Order,
    pub second: Order,
}

impl Pair {
    /// For `n` and `m` points.
    pub fn new(n: usize, m: usize) -> Self {
        Pair { first: Order::new(n), second: Order::new(m) }
    }

    /// Puts both samples in order.
    pub fn sort(&mut self, x: &[f64], y: &[f64], masses: &Masses) {
        self.first.sort(x, &masses.first);
        self.second.sort(y, &masses.second);
    }

    /// The cost with exponent `p` of the samples at `x` and `y`, in units; their places are replaced by its slopes there.
    pub fn solve(&mut self, x: &mut [f64], y: &mut [f64], masses: &Masses, p: f64, potentials: bool) -> f64 {
        self.sort(x, y, masses);
        match p {
            1.0 => self.costs(x, y, masses.tie, potentials, |x| (x.abs(), sign(x))),
            2.0 => self.costs(x, y, masses.tie, potentials, |x| (x * x, 2.0 * x)),
            _ => self.costs(x, y, masses.tie, potentials, |x| power(x, p)),
        }
    }

    #[inline(always)]
    fn costs(
        &mut self,
        x: &mut [f64],
        y: &mut [f64],
        tie: f64,
        potentials: bool,
        cost: impl Fn(f64) -> (f64, f64),
    ) -> f64 {
        x.fill(0.0);
        y.fill(0.0);
        let mut total = 0.0;
        self.walk(tie, |from, to, mass| {
            let (cost, slope) = cost(from.value - to.value);
            total += mass * cost;
            x[from.row as usize] += mass * slope;
            y[to.row as usize] -= mass * slope;
        });
        if potentials {
            self.find_potentials(tie, |x| cost(x).0);
        }
        total
    }

    /// Visits what goes where, in order: from, to, and how much, which may be nothing.
    ///
    /// Where masses differ, the last point of the smaller one takes the rest of the larger.
    #[inline(always)]
    pub fn walk(&self, tie: f64, mut visit: impl FnMut(Slot, Slot, f64)) {
        let (first, second) = (self.first.slots(), self.second.slots());
        let (ends, other_ends) = (&self.first.ends, &self.second.ends);
        let (last, other_last) = (first.len() - 1, second.len() - 1);
        let (mut i, mut j, mut done) = (0, 0, 0.0);
        while i < last || j < other_last {
            let end = if i < last { ends[i] } else { f64::INFINITY };
            let other_end = if j < other_last { other_ends[j] } else { f64::INFINITY };
            let stop = if (end - other_end).abs() <= tie { end.max(other_end) } else { end.min(other_end) };
            visit(first[i], second[j], stop - done);
            i += usize::from(end <= stop);
            j += usize::from(other_end <= stop);
            done = stop;
        }
        visit(first[last], second[other_last], (ends[last].max(other_ends[other_last]) - done).max(0.0));
    }

    /// Potentials f and g with `f + g` at most the cost, and equal to it where mass goes; f is 0 at the last point.
    ///
    /// Where masses end together f may step by anything between two bounds: it steps by their mean, which is the mean of
    /// what moving mass either way changes.
    #[inline(always)]
    fn find_potentials(&mut self, tie: f64, cost: impl Fn(f64) -> f64) {
        let (first, second) = (self.first.sorter.slots(), self.second.sorter.slots());
        let (ends, other_ends) = (&self.first.ends, &self.second.ends);
        let (f, g) = (&mut self.first.potentials, &mut self.second.potentials);
        let at = |i: usize, j: usize| cost(first[i].value - second[j].value);
        let (mut i, mut j) = (first.len() - 1, second.len() - 1);
        f[i] = 0.0;
        g[j] = at(i, j);
        while i > 0 || j > 0 {
            let start = if i > 0 { ends[i - 1] } else { f64::NEG_INFINITY };
            let other_start = if j > 0 { other_ends[j - 1] } else { f64::NEG_INFINITY };
            if (start - other_start).abs() <= tie {
                f[i - 1] = f[i] + 0.5 * ((at(i - 1, j) - at(i, j)) + (at(i - 1, j - 1) - at(i, j - 1)));
                g[j - 1] = at(i - 1, j - 1) - f[i - 1];
                (i, j) = (i - 1, j - 1);
            } else if start > other_start {
                i -= 1;
                f[i] = at(i, j) - g[j];
            } else {
                j -= 1;
                g[j] = at(i, j) - f[i];
            }
        }
    }
}
