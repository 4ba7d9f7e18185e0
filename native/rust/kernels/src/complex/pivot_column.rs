//! The column at work during a reduction.

/// A set of rows under symmetric difference, asked for its greatest member.
///
/// A tree of 64-bit words: a bit of a leaf says whether a row is a member, a bit above whether the word below it has any.
#[derive(Default)]
pub struct PivotColumn {
    /// Words by level, the leaves first, up to a level of one word.
    levels: Vec<Vec<u64>>,
}

impl PivotColumn {
    /// The empty set among `rows` rows.
    pub fn new(rows: usize) -> Self {
        let mut column = PivotColumn::default();
        column.resize(rows);
        column
    }

    /// Makes the empty set one among `rows` rows.
    pub fn resize(&mut self, rows: usize) {
        let (mut words, mut height) = (rows.div_ceil(64).max(1), 0);
        loop {
            if height == self.levels.len() {
                self.levels.push(Vec::new());
            }
            self.levels[height].resize(words, 0);
            height += 1;
            if words == 1 {
                break;
            }
            words = words.div_ceil(64);
        }
        self.levels.truncate(height);
    }

    /// Adds `row`, or takes it away if it is a member.
    #[inline]
    pub fn toggle(&mut self, row: u32) {
        let mut bit = row as usize;
        for level in &mut self.levels {
            let word = &mut level[bit / 64];
            let before = *word;
            *word ^= 1 << (bit % 64);
            // The word above changes only if this one gets its first member or loses its last.
            if before != 0 && *word != 0 {
                return;
            }
            bit /= 64;
        }
    }

    /// The greatest member.
    #[inline]
    pub fn greatest(&self) -> Option<u32> {
        let mut index = 0;
        for level in self.levels.iter().rev() {
            index = index * 64 + level[index].checked_ilog2()? as usize;
        }
        Some(index as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn the_column_is_a_set_under_symmetric_difference(
            rows in 1..20_000u32,
            toggles in prop::collection::vec(any::<u32>(), 0..200),
        ) {
            let (mut column, mut set) = (PivotColumn::new(rows as usize), BTreeSet::new());
            // Few distinct rows, so that many toggles take a member away.
            for row in toggles.into_iter().map(|toggle| (toggle % 50 * (rows / 50 + 1)).min(rows - 1)) {
                column.toggle(row);
                if !set.remove(&row) {
                    set.insert(row);
                }
                prop_assert_eq!(column.greatest(), set.last().copied());
            }
            for row in set.into_iter().rev() {
                prop_assert_eq!(column.greatest(), Some(row));
                column.toggle(row);
            }
            prop_assert_eq!(column.greatest(), None);
        }

        #[test]
        fn the_empty_column_may_have_other_rows(sizes in prop::collection::vec(1..300_000u32, 1..5)) {
            let mut column = PivotColumn::default();
            for rows in sizes {
                column.resize(rows as usize);
                for row in [0, rows / 2, rows - 1].into_iter().collect::<BTreeSet<u32>>() {
                    column.toggle(row);
                    prop_assert_eq!(column.greatest(), Some(row));
                }
                while let Some(row) = column.greatest() {
                    column.toggle(row);
                }
            }
        }
    }

    #[test]
    fn the_column_without_rows_is_empty() {
        assert_eq!(PivotColumn::new(0).greatest(), None);
    }
}
