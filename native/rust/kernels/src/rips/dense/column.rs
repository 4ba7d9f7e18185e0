//! The set of births at work in a sum.

/// A set under symmetric difference that grows, and gives its greatest member.
#[derive(Default)]
pub struct Column {
    words: Vec<u64>,
    /// A bit for every word; those of words that are not 0 are set, and maybe others.
    used: Vec<u64>,
}

impl Column {
    /// Makes room for `member`.
    pub fn grow(&mut self, member: u32) {
        let words = member as usize / 64 + 1;
        if self.words.len() < words {
            self.words.resize(words, 0);
            self.used.resize(words.div_ceil(64), 0);
        }
    }

    /// Adds `member`, or takes it away if it is one.
    #[inline]
    pub fn toggle(&mut self, member: u32) {
        let word = member as usize / 64;
        self.words[word] ^= 1 << (member % 64);
        self.used[word / 64] |= 1 << (word % 64);
    }

    /// Takes the greatest member away.
    #[inline]
    pub fn take_greatest(&mut self) -> Option<u32> {
        for (index, used) in self.used.iter_mut().enumerate().rev() {
            while let Some(top) = used.checked_ilog2() {
                let word = index * 64 + top as usize;
                if let Some(bit) = self.words[word].checked_ilog2() {
                    self.words[word] ^= 1 << bit;
                    return Some((word * 64) as u32 + bit);
                }
                *used ^= 1 << top;
            }
        }
        None
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
                column.grow(member);
                column.toggle(member);
                if !set.remove(&member) {
                    set.insert(member);
                }
            }
            while let Some(greatest) = set.pop_last() {
                prop_assert_eq!(column.take_greatest(), Some(greatest));
            }
            prop_assert_eq!(column.take_greatest(), None);
        }
    }
}
