//! What the distances from a few points to all tell about the number of edges.

use super::super::edges::Input;

/// Distances that are looked at, about.
const SIZE: usize = 1 << 20;

/// Points whose distances give a first idea.
const ROUGH: usize = 8;

/// The keys of the edges from a few points, evenly spread over the indices.
pub struct Sample {
    keys: Vec<f64>,
    rows: usize,
    count: usize,
    /// A key that is at least that of the enclosing radius.
    pub radius: f64,
}

impl Sample {
    /// A sample of the edges of at least one point; `buffer` serves for their keys.
    pub fn new(input: Input, buffer: Vec<f64>) -> Self {
        Self::of_rows(input, rows(input.count()), buffer)
    }

    /// A sample from very few points, for a first idea.
    pub fn rough(input: Input) -> Self {
        Self::of_rows(input, ROUGH.min(input.count()), Vec::new())
    }

    fn of_rows(input: Input, rows: usize, mut keys: Vec<f64>) -> Self {
        let count = input.count();
        keys.clear();
        keys.reserve(rows * count);
        let mut sample = Sample { keys, rows, count, radius: f64::MAX };
        for row in 0..rows {
            let (u, first) = (row * count / rows, sample.keys.len());
            sample.keys.extend((0..count).filter(|&v| v != u).map(|v| input.key(u, v)));
            let farthest = sample.keys[first..].iter().copied().fold(0.0, f64::max);
            sample.radius = sample.radius.min(farthest);
        }
        sample
    }

    /// The buffer, for the next sample.
    pub fn into_buffer(self) -> Vec<f64> {
        self.keys
    }

    /// Bytes of a sample of the edges of `count` points.
    pub fn bytes(count: usize) -> u64 {
        (rows(count) * count * size_of::<f64>()) as u64
    }

    /// A key up to which points have about so many neighbours, on average; the greatest number if they have no more.
    pub fn key(&mut self, neighbours: f64) -> f64 {
        let place = (neighbours * self.rows as f64) as usize;
        if neighbours >= self.count as f64 || place >= self.keys.len() {
            return f64::MAX;
        }
        *self.keys.select_nth_unstable_by(place, f64::total_cmp).1
    }

    /// About how many neighbours points have, on average, along edges with keys up to `limit`.
    pub fn neighbours(&self, limit: f64) -> f64 {
        self.keys.iter().filter(|&&key| key <= limit).count() as f64 / self.rows as f64
    }
}

/// Number of points whose distances to all are looked at.
fn rows(count: usize) -> usize {
    (SIZE / count).clamp(ROUGH, 128).min(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_on_a_line_are_counted() {
        let line: Vec<f64> = (0..10_000).map(f64::from).collect();
        let input = Input::Points { coordinates: &line, count: line.len() };
        let mut sample = Sample::new(input, vec![7.0]);
        assert!((19.0..21.0).contains(&sample.neighbours(100.0)));
        assert!((81.0..=121.0).contains(&sample.key(20.0)));
        assert_eq!(sample.key(1e9), f64::MAX);
        assert!((25e6..26e6).contains(&sample.radius));
    }
}
