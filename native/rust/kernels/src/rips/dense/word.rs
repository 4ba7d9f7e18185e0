//! Edges as single integers that sort nearly like the edges.
//!
//! A word holds the quantum of an edge, which is its key on a scale of 32 bits, and its two places. Words sort by quantum;
//! only edges of equal quantum need their exact keys to be told apart.

use std::fmt::Debug;

/// An edge in one integer.
pub trait Word: Copy + Ord + Debug + Default + Send + Sync + 'static {
    /// A place, or a mark that there is none.
    type Place: Copy + Eq + Debug + Into<u32> + Send + Sync + 'static;
    /// No place.
    const NONE: Self::Place;
    /// The edge between the places `i < j`.
    fn new(quantum: u32, i: u32, j: u32) -> Self;
    /// The key on a scale of 32 bits.
    fn quantum(self) -> u32;
    /// The places, ascending.
    fn ends(self) -> [u32; 2];
    /// A place in its short form.
    fn place(place: u32) -> Self::Place;
}

macro_rules! word {
    ($word:ty, $place:ty) => {
        impl Word for $word {
            type Place = $place;
            const NONE: $place = <$place>::MAX;
            #[inline]
            fn new(quantum: u32, i: u32, j: u32) -> Self {
                <$word>::from(quantum) << (2 * <$place>::BITS)
                    | <$word>::from(i) << <$place>::BITS
                    | <$word>::from(j)
            }
            #[inline]
            fn quantum(self) -> u32 {
                (self >> (2 * <$place>::BITS)) as u32
            }
            #[inline]
            fn ends(self) -> [u32; 2] {
                [(self >> <$place>::BITS) as $place, self as $place].map(u32::from)
            }
            #[inline]
            fn place(place: u32) -> $place {
                place as $place
            }
        }
    };
}
word!(u64, u16);
word!(u128, u32);
