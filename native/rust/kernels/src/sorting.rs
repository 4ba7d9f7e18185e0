//! Numbers sorted together with the rows they come from.

/// A number and its row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Slot {
    /// The number.
    pub value: f64,
    /// Its place among the numbers given.
    pub row: u32,
}

const SIGN: u64 = 1 << 63;

/// An integer whose order is that of the numbers, so that no branch is needed to compare.
fn ordered(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits(); // −0 becomes 0
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}

impl Slot {
    /// An integer whose order is that of the values, then of the rows.
    fn key(self) -> u128 {
        u128::from(ordered(self.value)) << 32 | u128::from(self.row)
    }
}

/// Fewer numbers are sorted by comparisons.
const FEW: usize = 512;

/// Bits of a digit of the radix sort, which has two.
const DIGIT: u32 = 11;

const DIGITS: usize = 1 << DIGIT;

/// Bytes for each number that a sorter takes: digits, rows, slots and keys.
pub const SORTER_BYTES: u64 = 16 + 4 + 16 + 8;

/// Room to sort lists of one length, one after the other, without allocating.
///
/// They are sorted by radix by the first 22 binary digits of their place within the range of all, which leaves few out of
/// order with their neighbours. Where many are, because values crowd, they are sorted by comparisons.
pub struct Sorter {
    /// Digits and rows, before and after the first pass; the digits are the upper half.
    packed: [Vec<u64>; 2],
    /// How many values have each digit, then where the next one goes, for the lower digit and the upper.
    places: [Vec<u32>; 2],
    /// Rows, after the second pass.
    rows: Vec<u32>,
    slots: Vec<Slot>,
    /// Made when values are compared.
    keys: Vec<u64>,
}

impl Sorter {
    /// For lists of `count` numbers.
    pub fn new(count: usize) -> Self {
        let (packed, digits) = if count < FEW { (0, 0) } else { (count, DIGITS) };
        Sorter {
            packed: [vec![0; packed], vec![0; packed]],
            places: [vec![0; digits], vec![0; digits]],
            rows: vec![0; packed],
            slots: vec![Slot::default(); count],
            keys: Vec::new(),
        }
    }

    /// The numbers sorted last, by value, then row.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Sorts the numbers.
    pub fn sort(&mut self, values: &[f64]) {
        let (low, high) = range(values);
        let per_unit = ((1u64 << (2 * DIGIT)) - 1) as f64 / (high - low);
        // Not so for infinite values, and where the range is too small or too large to divide by.
        let is_wide = per_unit > 0.0 && per_unit.is_finite();
        if values.len() < FEW || !is_wide || !self.sort_by_radix(values, low, per_unit) {
            self.sort_by_comparisons(values);
        }
    }

    /// Sorts by keys whose last digits are the row instead of the value's; few are out of order after that.
    fn sort_by_comparisons(&mut self, values: &[f64]) {
        let rows = (values.len() as u64).next_power_of_two() - 1;
        self.keys.clear();
        self.keys.extend(values.iter().zip(0..).map(|(&value, row)| ordered(value) & !rows | row));
        self.keys.sort_unstable();
        for (slot, key) in self.slots.iter_mut().zip(&self.keys) {
            let row = (key & rows) as u32;
            *slot = Slot { value: values[row as usize], row };
        }
        if !mend(&mut self.slots) {
            self.slots.sort_unstable_by_key(|slot| slot.key());
        }
    }

    /// Sorts the numbers, unless too many would have to be moved in the end.
    fn sort_by_radix(&mut self, values: &[f64], low: f64, per_unit: f64) -> bool {
        let [first, second] = &mut self.packed;
        for ((packed, value), row) in first.iter_mut().zip(values).zip(0..) {
            *packed = rounded((value - low) * per_unit) << 32 | row;
        }
        let [lower, upper] = &mut self.places;
        lower.fill(0);
        upper.fill(0);
        for &packed in first.iter() {
            lower[digit(packed, 0)] += 1;
            upper[digit(packed, 1)] += 1;
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
            self.rows[*place as usize] = packed as u32;
            *place += 1;
        }
        for (slot, &row) in self.slots.iter_mut().zip(&self.rows) {
            *slot = Slot { value: values[row as usize], row };
        }
        mend(&mut self.slots)
    }
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

/// Insertion sort by value of slots that are almost in order, equal ones by row; gives up if they are not.
fn mend(slots: &mut [Slot]) -> bool {
    let mut moves = 0;
    for k in 1..slots.len() {
        let slot = slots[k];
        if slots[k - 1].value <= slot.value {
            continue;
        }
        let mut to = k;
        while to > 0 && slots[to - 1].value > slot.value {
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
    fn numbers_come_in_the_order_of_values_then_rows() {
        let spread: Vec<f64> = (0..2000).map(|k| f64::from(k * 7919 % 1009)).collect();
        let mut crowded = spread.clone();
        crowded[0] = -1e12;
        let close = spread.iter().map(|x| 1.0 + x * f64::EPSILON).collect();
        let huge = spread.iter().map(|x| (x - 500.0) * 1e306).collect();
        let tiny = spread.iter().map(|x| x * 1e-320).collect();
        for values in [spread, crowded, close, huge, tiny, vec![3.0; 2000]] {
            for count in [0, 1, 2, 100, 2000] {
                let mut sorter = Sorter::new(count);
                sorter.sort(&values[..count]);
                let mut rows: Vec<u32> = sorter.slots().iter().map(|slot| slot.row).collect();
                assert!(sorter.slots().windows(2).all(|pair| pair[0].key() < pair[1].key()));
                assert!(sorter.slots().iter().all(|slot| values[slot.row as usize] == slot.value));
                rows.sort_unstable();
                assert!(rows.into_iter().eq(0..count as u32));
            }
        }
    }
}
