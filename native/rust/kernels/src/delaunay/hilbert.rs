//! An order of insertion in which neighbours in space follow each other, yet every prefix spreads over the cloud.
//!
//! Points are sorted along a Hilbert curve, then dealt out to rounds: a point belongs to the last with probability 7/8, to
//! the one before with 7/64, and so on. The rounds follow each other, each along the curve.

/// Bits per axis of a place on the curve.
const BITS: u32 = 16;

/// The smallest index of each distinct point in the order of insertion, and for each index that of an equal point.
pub(super) fn insertion_order<const D: usize>(points: &[[f64; D]]) -> (Vec<u32>, Vec<u32>) {
    let mut curve: Vec<u32> = (0..points.len() as u32).collect();
    let mut representatives = curve.clone();
    sort_along_curve(points, &mut curve, &mut representatives);
    curve.retain(|&i| representatives[i as usize] == i);
    let earliest = (curve.len() / 64).checked_ilog(8).unwrap_or(0);
    let round = |place: usize| (mixed(place as u64).trailing_zeros() / 3).min(earliest);
    let mut order = Vec::with_capacity(curve.len());
    for current in (0..=earliest).rev() {
        let held = curve.iter().enumerate().filter(|&(place, _)| round(place) == current);
        order.extend(held.map(|(_, &i)| i));
    }
    (order, representatives)
}

/// Sorts `indices` along the curve in the bounding box of their points; records the smallest index of equal points.
///
/// Points that share a place are sorted along the curve in their own bounding box. Its ends are apart on the curve, so
/// in the end only equal points are together.
fn sort_along_curve<const D: usize>(points: &[[f64; D]], indices: &mut [u32], representatives: &mut [u32]) {
    let mut low = [f64::INFINITY; D];
    let mut high = [f64::NEG_INFINITY; D];
    for &i in indices.iter() {
        for (k, &x) in points[i as usize].iter().enumerate() {
            low[k] = low[k].min(x);
            high[k] = high[k].max(x);
        }
    }
    let extent = (0..D).map(|k| high[k] - low[k]).fold(0.0, f64::max);
    if extent == 0.0 {
        let smallest = indices.iter().copied().min().unwrap_or(0);
        return indices.iter().for_each(|&i| representatives[i as usize] = smallest);
    }
    let cell = |x: f64, low: f64| ((x - low) / extent * f64::from((1 << BITS) - 1)) as u32;
    let mut keyed: Vec<(u64, u32)> = indices
        .iter()
        .map(|&i| (place::<D>(std::array::from_fn(|k| cell(points[i as usize][k], low[k]))), i))
        .collect();
    keyed.sort_unstable();
    indices.iter_mut().zip(&keyed).for_each(|(index, &(_, i))| *index = i);
    let mut start = 0;
    for run in keyed.chunk_by(|a, b| a.0 == b.0) {
        if run.len() > 1 {
            sort_along_curve(points, &mut indices[start..start + run.len()], representatives);
        }
        start += run.len();
    }
}

/// The place of a box on the Hilbert curve [Skilling04]: undo the rotations from the top, Gray code, interleave.
fn place<const D: usize>(mut x: [u32; D]) -> u64 {
    for bit in (1..BITS).rev() {
        let below = (1 << bit) - 1;
        for k in 0..D {
            // All ones if the bit is set: flip the lower bits of the first axis; otherwise exchange them with its.
            let set = (x[k] >> bit & 1).wrapping_neg();
            x[0] ^= below & set;
            let exchanged = (x[0] ^ x[k]) & below & !set;
            x[0] ^= exchanged;
            x[k] ^= exchanged;
        }
    }
    for k in 1..D {
        x[k] ^= x[k - 1];
    }
    let flips =
        (1..BITS).filter(|bit| x[D - 1] >> bit & 1 == 1).fold(0, |flips, bit| flips ^ ((1 << bit) - 1));
    (0..BITS).rev().fold(0, |key, bit| {
        x.iter().fold(key, |key, coordinate| key << 1 | u64::from((coordinate ^ flips) >> bit & 1))
    })
}

/// A fixed pseudo-random number (the finaliser of splitmix64).
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}
