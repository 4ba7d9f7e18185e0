//! Times the Delaunay triangulation of uniform points: `cargo bench --bench delaunay -- <dimension> <count> <repeats>`.
//!
//! Prints one line of JSON: `n`, the `seconds` of each repetition, and the number of `cells`.

use diagrad_kernels::delaunay::delaunay;
use std::hint::black_box;
use std::time::Instant;

/// Uniform numbers in [0, 1): the upper 53 bits of splitmix64, from seed 1.
fn uniform(count: usize) -> Vec<f64> {
    let mut state: u64 = 1;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ z >> 31) >> 11
    };
    (0..count).map(|_| next() as f64 / 2f64.powi(53)).collect()
}

fn main() {
    // Cargo adds options of its own.
    let arguments: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let [dimension, count, repeats] = arguments[..] else {
        return eprintln!("usage: delaunay <dimension> <count> <repeats>");
    };
    let points = uniform(count * dimension);
    let mut seconds = Vec::new();
    let mut cells = 0;
    for _ in 0..repeats {
        let start = Instant::now();
        let complex = delaunay(black_box(&points), dimension).expect("finite points in dimension 1, 2 or 3");
        seconds.push(start.elapsed().as_secs_f64());
        cells = complex.cells.len() / (complex.rank + 1);
    }
    println!("{{\"n\":{count},\"seconds\":{seconds:?},\"cells\":{cells}}}");
}
