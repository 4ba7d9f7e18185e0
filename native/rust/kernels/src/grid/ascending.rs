//! The order of numbers: by value, equal ones as they come.
//!
//! Counting sorts by a key of 32 bits, how far a number is on the way from the least to the greatest. Numbers with the same
//! key are few, unless most of the range is empty; they are compared.

/// Fewer numbers are compared from the start.
const FEW: usize = 1 << 10;

/// Bits of a key that one pass sorts by.
const DIGIT: u32 = 11;

/// The indices 0 to `count − 1`, by ascending value.
pub fn ascending(count: usize, value: impl Fn(u32) -> f64) -> Vec<u32> {
    let indices = 0..count as u32;
    if count < FEW {
        let mut order: Vec<u32> = indices.collect();
        order.sort_by(|&a, &b| value(a).total_cmp(&value(b)));
        return order;
    }
    let (least, greatest) =
        indices.clone().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, greatest), index| {
            (least.min(value(index)), greatest.max(value(index)))
        });
    // Where the range overflows, or is empty, all keys are the same.
    let scale = f64::from(u32::MAX) / (greatest - least);
    let mut keys: Vec<u64> = indices
        .map(|index| u64::from(((value(index) - least) * scale) as u32) << 32 | u64::from(index))
        .collect();
    let mut room = vec![0; count];
    for pass in 0..u32::BITS.div_ceil(DIGIT) {
        counting_sort(&keys, &mut room, 32 + pass * DIGIT);
        std::mem::swap(&mut keys, &mut room);
    }
    drop(room);
    for ties in keys.chunk_by_mut(|a, b| a >> 32 == b >> 32).filter(|ties| ties.len() > 1) {
        ties.sort_by(|&a, &b| value(a as u32).total_cmp(&value(b as u32)));
    }
    keys.into_iter().map(|key| key as u32).collect()
}

/// Sorts by one digit; keys that have the same stay in their order.
fn counting_sort(keys: &[u64], sorted: &mut [u64], shift: u32) {
    let digit = |key: u64| (key >> shift) as usize % (1 << DIGIT);
    let mut starts = [0u32; 1 << DIGIT];
    keys.iter().for_each(|&key| starts[digit(key)] += 1);
    let mut count = 0;
    for start in &mut starts {
        count += std::mem::replace(start, count);
    }
    for &key in keys {
        let place = &mut starts[digit(key)];
        sorted[*place as usize] = key;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_comparison(values: &[f64]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..values.len() as u32).collect();
        order.sort_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
        order
    }

    proptest! {
        #[test]
        fn numbers_ascend_and_equal_ones_keep_their_order(
            few in prop::collection::vec(-3..4i8, 0..2000),
            scale in prop::sample::select(vec![1.0, 1e300, 6e307, 1e-310, 0.0]),
            outlier in any::<bool>(),
        ) {
            let mut values: Vec<f64> = few.iter().enumerate().map(|(k, &x)| f64::from(x) * scale + (k % 5) as f64 * scale / 1e3).collect();
            if outlier {
                values.push(1e30);
            }
            values.iter_mut().for_each(|x| *x += 0.0);
            prop_assert_eq!(ascending(values.len(), |k| values[k as usize]), by_comparison(&values));
        }
    }

    #[test]
    fn a_range_that_overflows_is_sorted() {
        let values: Vec<f64> =
            (0..5000).map(|k| if k % 3 == 0 { f64::MAX } else { -f64::MAX / f64::from(k % 7 + 1) }).collect();
        assert_eq!(ascending(values.len(), |k| values[k as usize]), by_comparison(&values));
    }
}
