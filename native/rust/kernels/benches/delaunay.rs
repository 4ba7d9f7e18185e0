//! The Delaunay triangulation of a file of points; the same output as `bench/peers/delaunay_cgal.cpp`.
//!
//! Usage: `delaunay FILE [DIMENSION]`, a file of little-endian float64, `DIMENSION` (3) for each point. Prints
//! `{"seconds", "cells", "fingerprint"}`; the fingerprint depends on which points share a cell, but on no order and no
//! numbering.

use std::time::Instant;

use diagrad_kernels::delaunay::delaunay;
use diagrad_kernels::limits::Limits;

fn main() {
    // Cargo adds `--bench` when it runs a bench itself.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(file) = arguments.first() else {
        eprintln!("Cannot read points: the name of a file of float64 was expected, but none was found");
        std::process::exit(1);
    };
    let dimension = arguments.get(1).map_or(3, |text| text.parse().expect("a dimension"));
    let points = read(file);

    let start = Instant::now();
    let triangulation = delaunay(&points, dimension, &Limits::default()).expect("points of a finite extent");
    let seconds = start.elapsed().as_secs_f64();

    let width = triangulation.rank + 1;
    let fingerprint = triangulation.cells.chunks_exact(width).fold(0u64, |sum, cell| {
        let corners = cell.iter().fold(0u64, |corners, &vertex| {
            let at = vertex as usize * dimension;
            corners.wrapping_add(hash(&points[at..at + dimension]))
        });
        sum.wrapping_add(mix(corners))
    });
    let cells = triangulation.cells.len() / width;
    println!("{{\"seconds\": {seconds:.9}, \"cells\": {cells}, \"fingerprint\": \"{fingerprint:016x}\"}}");
}

fn read(file: &str) -> Vec<f64> {
    let bytes = std::fs::read(file).expect("a file that can be read");
    bytes.chunks_exact(8).map(|chunk| f64::from_le_bytes(chunk.try_into().expect("eight bytes"))).collect()
}

fn hash(point: &[f64]) -> u64 {
    point.iter().fold(0, |state, x| mix(state ^ x.to_bits()))
}

/// The finaliser of SplitMix64.
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
