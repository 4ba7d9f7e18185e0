//! The codes of all vertices: which of their neighbours come earlier, a bit each.

use super::field::Field;
use std::sync::atomic::{AtomicU32, Ordering};

/// Codes by place.
#[derive(Default)]
pub struct Codes {
    words: Vec<AtomicU32>,
    /// Words for each place.
    width: usize,
}

impl Codes {
    /// Words for each place where vertices have so many neighbours.
    pub fn width(neighbours: usize) -> usize {
        neighbours.div_ceil(32)
    }

    /// Forgets all codes and makes room for those of a field: the margin comes after everything, unless it is first.
    pub fn clear(&mut self, field: &Field, neighbours: usize) {
        self.width = Codes::width(neighbours);
        let all = (1u128 << neighbours) - 1;
        let margin = if field.values[0] == f64::INFINITY { all } else { 0 };
        self.words.clear();
        for _ in 0..field.values.len() {
            self.words.extend((0..self.width).map(|word| AtomicU32::new((margin >> (32 * word)) as u32)));
        }
    }

    /// The code of the vertex at a place.
    #[inline]
    pub fn of(&self, place: usize) -> u128 {
        let words = &self.words[place * self.width..][..self.width];
        words.iter().rev().fold(0, |code, word| code << 32 | u128::from(word.load(Ordering::Relaxed)))
    }

    /// Notes one word of the code of a vertex. Whether it was another one before.
    #[inline]
    pub fn note(&self, place: usize, word: usize, code: u32) -> bool {
        let noted = &self.words[place * self.width + word];
        let is_changed = noted.load(Ordering::Relaxed) != code;
        noted.store(code, Ordering::Relaxed);
        is_changed
    }

    /// About how many bytes are held.
    pub fn bytes(&self) -> usize {
        4 * self.words.len()
    }
}
