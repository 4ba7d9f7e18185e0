//! The bottleneck distance of two files of points, to be put beside `gudhi.bottleneck_distance`.
//!
//! Usage: `bottleneck A B`, files of little-endian float64, birth and death in turn. Prints `{"seconds", "value"}`, the
//! least time of five runs.

use std::time::Instant;

use diagrad_kernels::bottleneck::bottleneck;
use diagrad_kernels::limits::Limits;

fn main() {
    // Cargo adds `--bench` when it runs a bench itself.
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [a, b] = &files[..] else {
        eprintln!("Cannot read diagrams: two files of float64 were expected, but {} were found", files.len());
        std::process::exit(1);
    };
    let (a, b) = (read(a), read(b));
    let (mut seconds, mut value) = (f64::INFINITY, 0.0);
    for _ in 0..5 {
        let start = Instant::now();
        value = bottleneck(&a, &b, &Limits::default()).expect("unlimited memory").value;
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    println!("{{\"seconds\": {seconds:.9}, \"value\": {value:?}}}");
}

fn read(file: &str) -> Vec<f64> {
    let bytes = std::fs::read(file).expect("a file that can be read");
    bytes.chunks_exact(8).map(|chunk| f64::from_le_bytes(chunk.try_into().expect("eight bytes"))).collect()
}
