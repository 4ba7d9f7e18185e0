//! The set of births at work in a sum.

/// A set of births: its words of 64 bits that are not 0, each with its place, from the last to the first.
pub type Set = Box<[(u32, u64)]>;

/// A set under symmetric difference, as words of bits.
#[derive(Default)]
pub struct Column {
    words: Vec<u64>,
    /// A bit for every word; those of words that are not 0 are set, and maybe others.
    used: Vec<u64>,
}

impl Column {
    /// Makes room for `words` words.
    pub fn grow(&mut self, words: usize) {
        if self.words.len() < words {
            self.words.resize(words, 0);
            self.used.resize(words.div_ceil(64), 0);
        }
    }

    /// Adds a set, modulo 2.
    #[inline]
    pub fn add(&mut self, set: &[(u32, u64)]) {
        for &(word, bits) in set {
            let word = word as usize;
            self.words[word] ^= bits;
            self.used[word / 64] |= 1 << (word % 64);
        }
    }

    /// The last word that may not be 0.
    #[inline]
    pub fn last_used(&self) -> Option<usize> {
        let (index, used) = self.used.iter().enumerate().rfind(|&(_, &used)| used != 0)?;
        Some(index * 64 + used.ilog2() as usize)
    }

    /// The members in a word.
    #[inline]
    pub fn word(&self, word: usize) -> u64 {
        self.words[word]
    }

    /// Takes the members in a word away.
    #[inline]
    pub fn take_word(&mut self, word: usize) -> u64 {
        self.used[word / 64] &= !(1 << (word % 64));
        std::mem::take(&mut self.words[word])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn the_column_is_a_set_under_symmetric_difference(toggles in prop::collection::vec(0..9000u32, 0..200)) {
            let (mut column, mut set) = (Column::default(), BTreeSet::new());
            for member in toggles.into_iter().flat_map(|toggle| [toggle, toggle / 3000]) {
                column.grow(member as usize / 64 + 1);
                column.add(&[(member / 64, 1 << (member % 64))]);
                if !set.remove(&member) {
                    set.insert(member);
                }
            }
            while let Some(word) = column.last_used() {
                let mut bits = column.take_word(word);
                while let Some(bit) = bits.checked_ilog2() {
                    bits ^= 1 << bit;
                    prop_assert_eq!(Some(word as u32 * 64 + bit), set.pop_last());
                }
            }
            prop_assert!(set.is_empty());
        }
    }
}
