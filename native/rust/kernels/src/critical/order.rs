//! The order of cells by value.

use std::ops::Range;

/// The values of cells in the filtration order, of which later ones never come before earlier ones within a dimension.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The value of each cell.
    pub values: &'a [f64],
    /// Whether large values come first.
    pub negate: bool,
}

impl Order<'_> {
    /// A number that is greater for later values.
    #[inline]
    pub fn key(&self, value: f64) -> f64 {
        if self.negate { -value } else { value }
    }

    /// The last of the `cells`, all of one dimension, on the way from that at `place` to `value` whose value is not beyond it;
    /// `None` if the cell has this value.
    pub fn last_within(&self, cells: Range<usize>, place: usize, value: f64) -> Option<usize> {
        let (own, wanted) = (self.key(self.values[place]), self.key(value));
        if wanted > own {
            let after = &self.values[place..cells.end];
            Some(place + after.partition_point(|&value| self.key(value) <= wanted) - 1)
        } else if wanted < own {
            let before = &self.values[cells.start..place];
            Some(cells.start + before.partition_point(|&value| self.key(value) < wanted))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_reach_cells_of_the_value_wanted() {
        let order = Order { values: &[0.0, 1.0, 1.0, 2.0, 3.0, 0.0], negate: false };
        let last = |place, value| order.last_within(0..5, place, value);
        assert_eq!(last(1, 2.0), Some(3));
        assert_eq!(last(1, 2.5), Some(3));
        assert_eq!(last(1, f64::INFINITY), Some(4));
        assert_eq!(last(3, 1.0), Some(1));
        assert_eq!(last(3, 0.5), Some(1));
        assert_eq!(last(3, f64::NEG_INFINITY), Some(0));
        assert_eq!(last(2, 1.0), None);
        let order = Order { values: &[3.0, 2.0, 2.0, 1.0], negate: true };
        assert_eq!(order.last_within(0..4, 0, 2.0), Some(2));
        assert_eq!(order.last_within(0..4, 3, 2.0), Some(1));
    }
}
