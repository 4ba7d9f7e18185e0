//! The points at hand, arranged so that close points have close places.
//!
//! Sets of vertices are rows of bits. If close vertices stand close together, most blocks of most rows are empty or full, and
//! close vertices share cache lines. The order comes from repeated bisection: with a and b far apart, the half of the points
//! that is nearer to a than the others comes first. Results never depend on it.

use super::super::edges::Input;
use super::graph::{BLOCK, Block};
use crate::distances::squared;

/// Parts of at most so many points are not bisected.
const SMALL: usize = 16;
/// Most landmarks.
const LANDMARKS: usize = 32;
/// Most hubs.
const HUBS: usize = 4;
/// Keys of so many coordinates take longer to compute than to read.
const SLOW: usize = if cfg!(test) { 2 } else { 12 };
/// One of so many places is in the core.
const CORE: usize = 16;

/// The arrangement of a cloud; buffers that serve again.
#[derive(Default)]
pub struct Arrangement {
    /// The index of the point at each place.
    pub names: Vec<u32>,
    /// Coordinates by axis, then place; empty for distances.
    columns: Vec<f64>,
    /// The nearest of at most [`LANDMARKS`] points spread over the cloud, for each place.
    pub clusters: Vec<u8>,
    /// Number of landmarks.
    pub cluster_count: usize,
    /// Places in the middle of the cloud, with short edges to the landmarks.
    pub hubs: Vec<u32>,
    /// A set of places in the middle of the cloud, by the same measure, as a row of bits.
    pub core: Vec<Block>,
    /// No less than the least key within which some point reaches all others.
    pub bound: f64,
}

/// Input with its arrangement.
#[derive(Clone, Copy)]
pub struct Cloud<'a> {
    input: Input<'a>,
    dimension: usize,
    arrangement: &'a Arrangement,
}

impl<'a> Cloud<'a> {
    /// The cloud in the given arrangement, whose coordinates are those of `input`.
    pub fn new(input: Input<'a>, arrangement: &'a Arrangement) -> Self {
        Cloud { input, dimension: dimension(input), arrangement }
    }

    /// Whether it takes longer to compute keys than to read them.
    pub fn is_slow(&self) -> bool {
        self.dimension >= SLOW
    }

    /// Number of points.
    #[inline]
    pub fn count(&self) -> usize {
        self.arrangement.names.len()
    }

    /// Number of points, and of their coordinates, or [`usize::MAX`] for distances.
    pub fn shape(&self) -> [usize; 2] {
        shape(self.input)
    }

    /// How the points are arranged.
    pub fn arrangement(&self) -> &'a Arrangement {
        self.arrangement
    }

    /// The index of the point at a place.
    #[inline]
    pub fn name(&self, place: u32) -> u32 {
        self.arrangement.names[place as usize]
    }

    /// The indices of the points at two places, ascending.
    #[inline]
    pub fn names(&self, ends: [u32; 2]) -> [u32; 2] {
        let [u, v] = ends.map(|place| self.name(place));
        [u.min(v), u.max(v)]
    }

    /// The key of the edge between two places.
    #[inline]
    pub fn key(&self, i: u32, j: u32) -> f64 {
        let [u, v] = [i, j].map(|place| self.name(place) as usize);
        match self.input {
            Input::Points { coordinates, .. } => {
                let d = self.dimension;
                squared(&coordinates[u * d..][..d], &coordinates[v * d..][..d]) + 0.0
            }
            Input::Distances { matrix, count } => matrix[u * count + v] + 0.0,
        }
    }

    /// Writes the keys between the place `i` and the places from `first` on.
    pub fn row(&self, i: u32, first: usize, out: &mut [f64]) {
        let n = self.count();
        match self.input {
            Input::Points { .. } => {
                out.fill(0.0);
                // Four coordinates at a time go through memory once, and are summed in their order all the same.
                let mut fours = self.arrangement.columns.chunks_exact(4 * n);
                for four in &mut fours {
                    let columns: [&[f64]; 4] = std::array::from_fn(|axis| &four[axis * n..][..n]);
                    let x = columns.map(|column| column[i as usize]);
                    let [a, b, c, d] = columns.map(|column| &column[first..]);
                    for ((((sum, a), b), c), d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                        let [a, b, c, d] = [x[0] - a, x[1] - b, x[2] - c, x[3] - d];
                        *sum = *sum + a * a + b * b + c * c + d * d;
                    }
                }
                for column in fours.remainder().chunks_exact(n) {
                    let x = column[i as usize];
                    for (sum, &y) in out.iter_mut().zip(&column[first..]) {
                        *sum += (x - y) * (x - y);
                    }
                }
            }
            Input::Distances { matrix, .. } => {
                let row = &matrix[self.name(i) as usize * n..][..n];
                for (key, &name) in out.iter_mut().zip(&self.arrangement.names[first..]) {
                    *key = row[name as usize] + 0.0;
                }
            }
        }
    }

    /// The length of an edge with this key.
    pub fn value(&self, key: f64) -> f64 {
        self.input.value(key)
    }

    /// The greatest key of edges that are at most so long; negative if there is none.
    pub fn greatest_key(&self, length: f64) -> f64 {
        if matches!(self.input, Input::Distances { .. }) || length < 0.0 {
            return length;
        }
        let mut key = length * length;
        while self.value(key) > length {
            key = key.next_down();
        }
        while key < f64::INFINITY && self.value(key.next_up()) <= length {
            key = key.next_up();
        }
        key
    }
}

/// Number of points, and of their coordinates, or [`usize::MAX`] for distances.
pub fn shape(input: Input) -> [usize; 2] {
    match input {
        Input::Points { count, .. } => [count, dimension(input)],
        Input::Distances { count, .. } => [count, usize::MAX],
    }
}

fn dimension(input: Input) -> usize {
    match input {
        Input::Points { coordinates, count } => coordinates.len() / count,
        Input::Distances { .. } => 0,
    }
}

impl Arrangement {
    /// Arranges the points of `input`.
    pub fn arrange(&mut self, input: Input) {
        self.names.clear();
        self.names.extend(0..input.count() as u32);
        bisect(input, &mut self.names, &mut Vec::new());
        self.fill(input);
        self.spread_landmarks(input);
    }

    /// Takes over the coordinates of `input`, in the present order.
    pub fn fill(&mut self, input: Input) {
        self.columns.clear();
        if let Input::Points { coordinates, .. } = input {
            let d = dimension(input);
            for axis in 0..d {
                self.columns.extend(self.names.iter().map(|&name| coordinates[name as usize * d + axis]));
            }
        }
    }

    /// Chooses the landmarks, each as far as possible from those before, then the hubs; bounds the enclosing radius by both.
    fn spread_landmarks(&mut self, input: Input) {
        let n = input.count();
        self.clusters.clear();
        self.clusters.resize(n, 0);
        self.cluster_count = n.min(LANDMARKS);
        let (mut nearest, mut sums, mut keys) = (vec![f64::INFINITY; n], vec![0.0; n], vec![0.0; n]);
        let (mut landmark, mut bound) = (0, f64::INFINITY);
        for cluster in 0..self.cluster_count {
            Cloud::new(input, self).row(landmark as u32, 0, &mut keys);
            bound = largest(&keys).min(bound);
            for (place, &key) in keys.iter().enumerate() {
                sums[place] += key;
                if key < nearest[place] {
                    nearest[place] = key;
                    self.clusters[place] = cluster as u8;
                }
            }
            landmark = (0..n).max_by(|&a, &b| nearest[a].total_cmp(&nearest[b])).expect("a point");
        }
        let mut central: Vec<u32> = (0..n as u32).collect();
        let by_sum = |&a: &u32, &b: &u32| sums[a as usize].total_cmp(&sums[b as usize]);
        central.select_nth_unstable_by(n.div_ceil(CORE) - 1, by_sum);
        central.truncate(n.div_ceil(CORE));
        self.core.clear();
        self.core.resize(n.div_ceil(BLOCK), Block::default());
        for place in central.iter().map(|&place| place as usize) {
            self.core[place / BLOCK].0[place % BLOCK / 64] |= 1 << (place % 64);
        }
        let hubs = central.len().min(HUBS);
        central.select_nth_unstable_by(hubs - 1, by_sum);
        central.truncate(hubs);
        for &hub in &central {
            Cloud::new(input, self).row(hub, 0, &mut keys);
            bound = largest(&keys).min(bound);
        }
        self.hubs = central;
        self.bound = bound;
    }
}

fn largest(keys: &[f64]) -> f64 {
    keys.iter().copied().fold(0.0, f64::max)
}

/// Puts close points close together.
fn bisect(input: Input, part: &mut [u32], scores: &mut Vec<(f64, u32)>) {
    if part.len() <= SMALL {
        return;
    }
    let key = |x: u32, y: u32| input.key(x as usize, y as usize);
    let farthest = |from: u32| {
        let far = part.iter().map(|&x| (key(x, from), x)).max_by(|a, b| a.0.total_cmp(&b.0));
        far.expect("a large part").1
    };
    let a = farthest(part[0]);
    let b = farthest(a);
    scores.clear();
    scores.extend(part.iter().map(|&x| (key(x, a) - key(x, b), x)));
    let middle = part.len() / 2;
    scores.select_nth_unstable_by(middle, |x, y| x.0.total_cmp(&y.0));
    part.iter_mut().zip(&*scores).for_each(|(place, &(_, x))| *place = x);
    let (near, far) = part.split_at_mut(middle);
    bisect(input, near, scores);
    bisect(input, far, scores);
}
