//! Steps of descents: filtrations of the same cells by numbers that move a little.

use std::collections::HashMap;

use crate::uniform::uniform;
use diagrad_kernels::complex::{Boundary, simplex_boundary};
use diagrad_kernels::grid::{self, Grid, Kind};
use diagrad_kernels::limits::Limits;
use diagrad_kernels::rips::{self, Input};

/// Cells in filtration order, by dimension.
pub struct Filtration {
    pub dim_offsets: Vec<usize>,
    pub boundary: Boundary,
    /// What each cell is, whatever the order.
    keys: Vec<u64>,
}

/// What is filtered: its name, the count of its numbers, and the filtration by these.
pub type Case = (&'static str, usize, fn(&[f64]) -> Filtration);

pub const CASES: [Case; 7] = [
    ("freudenthal 256²", 1 << 16, |values| freudenthal(&[256, 256], values)),
    ("freudenthal 32³", 1 << 15, |values| freudenthal(&[32, 32, 32], values)),
    ("rips cube 100, maxDim 2", 300, |points| of_points(points, 2)),
    ("rips cube 160, maxDim 2", 480, |points| of_points(points, 2)),
    ("rips cube 200, maxDim 2", 600, |points| of_points(points, 2)),
    ("rips cube 50, maxDim 3", 150, |points| of_points(points, 3)),
    ("rips matrix 50, maxDim 3", 1225, |distances| of_distances(distances, 50, 3)),
];

/// How numbers between 0 and 1 move: by at most how much, and one triple of how many.
pub const STEPS: [(f64, usize); 7] =
    [(1e-4, 1), (1e-3, 1), (1e-2, 1), (1e-1, 1), (1e-2, 30), (1e-1, 30), (1e-1, 1000)];

impl Filtration {
    /// For each cell of this filtration its place in another one of the same cells.
    pub fn places_in(&self, other: &Filtration) -> Vec<u32> {
        let places: HashMap<u64, u32> = other.keys.iter().copied().zip(0..).collect();
        self.keys.iter().map(|key| places[key]).collect()
    }
}

/// `count` numbers in [0, 1), and the same moved by a step.
pub fn numbers(count: usize, (size, every): (f64, usize)) -> [Vec<f64>; 2] {
    let mut before = uniform(2 * count);
    let ways = before.split_off(count);
    let mut now = before.clone();
    for triple in (0..count).step_by(3 * every) {
        for index in triple..count.min(triple + 3) {
            now[index] += size * (2.0 * ways[index] - 1.0);
        }
    }
    [before, now]
}

/// The share of pairs of cells of one dimension that change their order, and that of cells which have to move at least.
pub fn disorder(filtration: &Filtration, places: &[u32]) -> [f64; 2] {
    let (mut pairs, mut inversions, mut moved) = (0.0, 0, 0);
    for bounds in filtration.dim_offsets.windows(2) {
        let list = &places[bounds[0]..bounds[1]];
        pairs += 0.5 * list.len() as f64 * (list.len() as f64 - 1.0);
        inversions += sort_and_count(&mut list.to_vec());
        let mut lasts: Vec<u32> = Vec::new(); // of the longest ascending subsequences of each length
        for &place in list {
            let length = lasts.partition_point(|&last| last < place);
            if length == lasts.len() { lasts.push(place) } else { lasts[length] = place }
        }
        moved += list.len() - lasts.len();
    }
    [inversions as f64 / pairs, moved as f64 / places.len() as f64]
}

/// Sorts by merging, and counts the inversions.
fn sort_and_count(list: &mut [u32]) -> usize {
    if list.len() < 2 {
        return 0;
    }
    let (left, right) = list.split_at_mut(list.len() / 2);
    let mut count = sort_and_count(left) + sort_and_count(right);
    let mut start = 0;
    for &place in &*right {
        start += left[start..].partition_point(|&other| other < place);
        count += left.len() - start;
    }
    list.sort_unstable();
    count
}

fn freudenthal(shape: &[u32], values: &[f64]) -> Filtration {
    let (kind, max_dim) = (Kind::Simplices, shape.len());
    let grid = Grid { shape, kind, on_cells: false, negate: false, wrap: false, max_dim };
    let cells = grid::cells(&grid, values, &Limits::default()).expect("enough memory");
    let codes: Vec<&[u32]> = cells.iter().map(|part| part.codes.as_slice()).collect();
    let boundary = grid::boundary(&grid, &codes, &Limits::default()).expect("enough memory");
    let keys = codes.iter().map(|codes| codes.iter().map(|&code| u64::from(code)).collect()).collect();
    filtration(keys, boundary)
}

/// All simplices of points of space.
fn of_points(coordinates: &[f64], max_dim: usize) -> Filtration {
    of_rips(Input::Points { coordinates, count: coordinates.len() / 3 }, max_dim)
}

/// All simplices of vertices that lie nowhere: only distances are given, less 1, for each pair.
fn of_distances(distances: &[f64], count: usize, max_dim: usize) -> Filtration {
    let mut matrix = vec![0.0; count * count];
    let pairs = (0..count).flat_map(|u| (0..u).map(move |v| (u, v)));
    for ((u, v), &distance) in pairs.zip(distances) {
        (matrix[u * count + v], matrix[v * count + u]) = (1.0 + distance, 1.0 + distance);
    }
    of_rips(Input::Distances { matrix: &matrix, count }, max_dim)
}

fn of_rips(input: Input, max_dim: usize) -> Filtration {
    let cells =
        rips::cells(input, max_dim, Some(3.0), f64::INFINITY, &Limits::default()).expect("enough memory");
    let vertices: Vec<&[u32]> = cells.iter().map(|cells| &cells.vertices[..]).collect();
    let key = |simplex: &[u32]| simplex.iter().fold(0, |key, &vertex| key << 8 | u64::from(vertex));
    let keys = vertices.iter().zip(1..).map(|(list, width)| list.chunks(width).map(key).collect()).collect();
    filtration(keys, simplex_boundary(&vertices).expect("all facets"))
}

/// The filtration of cells whose keys differ within dimensions.
fn filtration(by_dimension: Vec<Vec<u64>>, boundary: Boundary) -> Filtration {
    let (mut dim_offsets, mut keys) = (vec![0], Vec::new());
    for (dimension, list) in (0u64..).zip(by_dimension) {
        keys.extend(list.iter().map(|key| dimension << 56 | key));
        dim_offsets.push(keys.len());
    }
    Filtration { dim_offsets, boundary, keys }
}
