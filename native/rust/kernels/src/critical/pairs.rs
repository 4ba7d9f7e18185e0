//! The pairs of cells behind the points of a diagram that an engine found under another order of equal values.

use super::order::Order;
use crate::decomposition::Decomposition;
use std::cmp::Ordering;

/// The pairs of cells of dimension `dimension` and one more whose values differ, by birth.
pub fn lasting_pairs(decomposition: &Decomposition, values: &[f64], dimension: usize) -> Vec<[u32; 2]> {
    let lasts = |pair: &[u32; 2]| {
        let [birth, death] = pair.map(|place| values[place as usize]);
        birth != death
    };
    decomposition.pairs(dimension).filter(lasts).collect()
}

/// For each of `points` whose death is not after `up_to` the pair with these values, equal ones by birth; what the others have is
/// nobody's pair. `pairs` are all of the dimension up to there.
pub fn pairs_of_points(pairs: &[[u32; 2]], order: Order, points: &[[f64; 2]], up_to: f64) -> Vec<[u32; 2]> {
    let is_within = |death: f64| order.key(death) <= order.key(up_to);
    let by_value = |of: &dyn Fn(usize) -> [f64; 2], count: usize| {
        let mut rows: Vec<([f64; 2], usize)> = (0..count).map(|row| (of(row), row)).collect();
        rows.retain(|&([_, death], _)| is_within(death));
        rows.sort_unstable_by(|(a, i), (b, j)| {
            let values = a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]));
            if values == Ordering::Equal { i.cmp(j) } else { values }
        });
        rows
    };
    let rows = by_value(&|row| points[row].map(|value| value + 0.0), points.len()); // −0 is 0
    let found = by_value(&|row| pairs[row].map(|place| order.values[place as usize] + 0.0), pairs.len());
    let mut matched = vec![[0; 2]; points.len()];
    for ((_, row), (_, pair)) in rows.into_iter().zip(found) {
        matched[row] = pairs[pair];
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_equal_values_get_pairs_by_birth() {
        let values = [0.0, -0.0, 0.0, 1.0, 1.0, 2.0];
        let order = Order { values: &values, negate: false };
        let pairs = [[0, 4], [1, 5], [2, 3]];
        let points = [[0.0, 2.0], [0.0, 1.0], [-0.0, 1.0]];
        assert_eq!(pairs_of_points(&pairs, order, &points, 2.0), [[1, 5], [0, 4], [2, 3]]);
        assert_eq!(pairs_of_points(&pairs, order, &points, 1.0), [[0, 0], [0, 4], [2, 3]]);
        assert_eq!(pairs_of_points(&[], order, &[], 1.0), [[0; 2]; 0]);
    }
}
