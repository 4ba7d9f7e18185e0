//! The slots of a diagram, sorted along directions.

/// A value on the line and the row of its point; rows of projections count on from the number of points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Slot {
    pub value: f64,
    pub row: u32,
}

const SIGN: u64 = 1 << 63;

impl Slot {
    /// An integer whose order is that of the values, then of the rows, so that no branch is needed to compare.
    fn key(self) -> u128 {
        let bits = (self.value + 0.0).to_bits(); // −0 becomes 0
        let ordered = if bits & SIGN == 0 { bits | SIGN } else { !bits };
        u128::from(ordered) << 32 | u128::from(self.row)
    }
}

/// Fewer points are sorted by comparisons.
const FEW: usize = 512;

/// Bits of a digit of the radix sort, which has two.
const DIGIT: u32 = 11;

const DIGITS: usize = 1 << DIGIT;

/// The points of a diagram and the projections of another's points, sorted along one direction after the other.
///
/// Projections have the same order along all directions, or the reverse, and points are merged with them. Many points are
/// sorted by radix by the first 22 binary digits of their place within the range of all, which leaves few out of order with
/// their neighbours. Where many are, because values crowd, all are sorted by comparisons.
pub struct Line {
    births: Vec<f64>,
    deaths: Vec<f64>,
    /// Half the sums of birth and death of the others and their rows, ascending and descending; equal ones by row in both.
    middles: [Vec<(f64, u32)>; 2],
    /// The values of the points, by row.
    values: Vec<f64>,
    /// The projections along the direction, almost in order.
    projections: Vec<Slot>,
    /// Digits and rows, before and after the first pass; the digits are the upper half.
    packed: [Vec<u64>; 2],
    /// How many points have each digit, then where the next one goes, for the lower digit and the upper.
    places: [Vec<u32>; 2],
    /// The points, almost in order.
    points: Vec<Slot>,
    slots: Vec<Slot>,
    /// Made when values are compared.
    keys: Vec<u128>,
}

impl Line {
    pub fn new(points: &[f64], others: &[f64]) -> Self {
        let coordinate = |k: usize| points.chunks_exact(2).map(|point| point[k]).collect();
        let count = points.len() / 2;
        let (packed, digits) = if count < FEW { (0, 0) } else { (count, DIGITS) };
        let middle = |point: &[f64]| point[0] / 2.0 + point[1] / 2.0;
        let mut ascending: Vec<_> = others.chunks_exact(2).map(middle).zip(count as u32..).collect();
        let mut descending = ascending.clone();
        ascending.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        descending.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Line {
            births: coordinate(0),
            deaths: coordinate(1),
            middles: [ascending, descending],
            values: vec![0.0; count],
            projections: vec![Slot::default(); others.len() / 2],
            packed: [vec![0; packed], vec![0; packed]],
            places: [vec![0; digits], vec![0; digits]],
            points: vec![Slot::default(); count],
            slots: vec![Slot::default(); count + others.len() / 2],
            keys: Vec::new(),
        }
    }

    /// The slots, by value, then row.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    pub fn is_point(&self, slot: Slot) -> bool {
        (slot.row as usize) < self.births.len()
    }

    /// The value of the projection of a point.
    pub fn own_projection(&self, slot: Slot, u: [f64; 2]) -> f64 {
        let (birth, death) = (self.births[slot.row as usize], self.deaths[slot.row as usize]);
        projection(birth / 2.0 + death / 2.0, u)
    }

    pub fn sort_along(&mut self, u: [f64; 2]) {
        for ((value, birth), death) in self.values.iter_mut().zip(&self.births).zip(&self.deaths) {
            *value = birth * u[0] + death * u[1];
        }
        let [ascending, descending] = &self.middles;
        let middles = if u[0] + u[1] < 0.0 { descending } else { ascending };
        for (slot, &(middle, row)) in self.projections.iter_mut().zip(middles) {
            *slot = Slot { value: projection(middle, u), row };
        }
        if self.values.len() < FEW || !self.sort_points_by_radix() {
            self.sort_points_by_comparisons();
        }
        merge(&self.points, &self.projections, &mut self.slots);
        if !mend(&mut self.slots) {
            self.slots.sort_unstable_by_key(|slot| slot.key());
        }
    }

    fn sort_points_by_comparisons(&mut self) {
        let slots = self.values.iter().zip(0..).map(|(&value, row)| Slot { value, row });
        self.keys.clear();
        self.keys.extend(slots.map(Slot::key));
        self.keys.sort_unstable();
        for (slot, &key) in self.points.iter_mut().zip(&self.keys) {
            let row = key as u32;
            *slot = Slot { value: self.values[row as usize], row };
        }
    }

    /// Leaves few points out of order, unless values are too far apart or too close.
    fn sort_points_by_radix(&mut self) -> bool {
        let (low, high) = range(&self.values);
        let per_unit = ((1u64 << (2 * DIGIT)) - 1) as f64 / (high - low);
        // Not so for infinite values, and where the range is too small or too large to divide by.
        if !(per_unit > 0.0 && per_unit.is_finite()) {
            return false;
        }
        let [first, second] = &mut self.packed;
        let [lower, upper] = &mut self.places;
        lower.fill(0);
        upper.fill(0);
        for ((packed, value), row) in first.iter_mut().zip(&self.values).zip(0..) {
            *packed = rounded((value - low) * per_unit) << 32 | row;
            lower[digit(*packed, 0)] += 1;
            upper[digit(*packed, 1)] += 1;
        }
        count_up(lower);
        count_up(upper);
        for &packed in first.iter() {
            let place = &mut lower[digit(packed, 0)];
            second[*place as usize] = packed;
            *place += 1;
        }
        for &packed in second.iter() {
            let place = &mut upper[digit(packed, 1)];
            let row = packed as u32;
            self.points[*place as usize] = Slot { value: self.values[row as usize], row };
            *place += 1;
        }
        true
    }
}

/// The value along `u` of a point on the diagonal.
fn projection(middle: f64, u: [f64; 2]) -> f64 {
    middle * u[0] + middle * u[1]
}

/// The least and the largest of the values, in lanes, for which compilers have instructions.
fn range(values: &[f64]) -> (f64, f64) {
    let (mut low, mut high) = ([f64::INFINITY; 4], [f64::NEG_INFINITY; 4]);
    let (lanes, rest) = values.as_chunks::<4>();
    for lane in lanes {
        for k in 0..4 {
            low[k] = if lane[k] < low[k] { lane[k] } else { low[k] };
            high[k] = if lane[k] > high[k] { lane[k] } else { high[k] };
        }
    }
    let least = low.iter().chain(rest).fold(f64::INFINITY, |x, &y| x.min(y));
    (least, high.iter().chain(rest).fold(f64::NEG_INFINITY, |x, &y| x.max(y)))
}

/// The integer nearest to a number from 0 to 2^32 − 1, read off the digits of a sum: larger numbers give no smaller integer.
fn rounded(x: f64) -> u64 {
    const SHIFT: f64 = (1u64 << 52) as f64;
    u64::from((x + SHIFT).to_bits() as u32)
}

fn digit(packed: u64, which: u32) -> usize {
    (packed >> (32 + DIGIT * which)) as usize & (DIGITS - 1)
}

/// Makes of numbers of things the place where the first of each kind goes.
fn count_up(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += std::mem::replace(count, sum);
    }
}

/// Merges two lists; of equal slots those of the first come first.
fn merge(first: &[Slot], second: &[Slot], merged: &mut [Slot]) {
    let (mut i, mut j) = (0, 0);
    while i < first.len() && j < second.len() {
        let (a, b) = (first[i], second[j]);
        let takes_first = a.value <= b.value;
        merged[i + j] = if takes_first { a } else { b };
        i += usize::from(takes_first);
        j += usize::from(!takes_first);
    }
    let (rest, last) = merged[i + j..].split_at_mut(first.len() - i);
    rest.copy_from_slice(&first[i..]);
    last.copy_from_slice(&second[j..]);
}

/// Insertion sort by value, then row, of slots that are almost in order; gives up if they are not.
fn mend(slots: &mut [Slot]) -> bool {
    let is_after = |a: Slot, b: Slot| a.value > b.value || (a.value == b.value && a.row > b.row);
    let mut moves = 0;
    for k in 1..slots.len() {
        let slot = slots[k];
        if slots[k - 1].value < slot.value {
            continue;
        }
        let mut to = k;
        while to > 0 && is_after(slots[to - 1], slot) {
            slots[to] = slots[to - 1];
            to -= 1;
        }
        slots[to] = slot;
        moves += k - to;
        if moves > slots.len() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(value: f64, row: u32) -> u128 {
        Slot { value, row }.key()
    }

    #[test]
    fn keys_are_ordered_by_value_then_row() {
        let values = [-f64::MAX, -1.5, -1.0, -f64::MIN_POSITIVE, 0.0, 1e-300, 1.0, 2.5, f64::MAX];
        assert!(values.windows(2).all(|pair| key(pair[0], 7) < key(pair[1], 3)));
        assert!(key(0.0, 1) < key(-0.0, 2) && key(-0.0, 1) < key(0.0, 2));
        assert_eq!(key(-1.0, u32::MAX) as u32, u32::MAX);
    }

    #[test]
    fn slots_come_in_the_order_of_values_then_rows() {
        let spread: Vec<f64> = (0..2000).map(|k| f64::from(k * 7919 % 1009)).collect();
        let mut crowded = spread.clone();
        crowded[0] = -1e12;
        let equal = vec![3.0; 2000];
        for points in [&spread, &crowded, &equal] {
            for u in [[1.0, 0.0], [0.3, 0.7], [1.0, -1.0], [-1e-3, 1e-3], [1e300, 1e300], [1e-320, 0.0]] {
                for others in [points, &spread] {
                    let mut line = Line::new(points, others);
                    line.sort_along(u);
                    let ordered = line.slots().windows(2).all(|pair| pair[0].key() < pair[1].key());
                    assert!(ordered && line.slots().len() == 2000);
                }
            }
        }
    }
}
