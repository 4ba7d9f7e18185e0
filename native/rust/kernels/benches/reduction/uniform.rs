//! Uniform numbers that are the same in every run.

/// The first `count` numbers, in [0, 1).
pub fn uniform(count: usize) -> Vec<f64> {
    (1..=count as u64)
        .map(|k| (mix(k.wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> 11) as f64 * 2f64.powi(-53))
        .collect()
}

/// The finaliser of SplitMix64.
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
