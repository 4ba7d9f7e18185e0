//! The total order on the cells of one dimension, as integers that compare like the cells.
//!
//! A cell is spelt from its critical edge: again and again the first of its remaining vertices is added, where those above
//! the top vertex come first, then those between the two top vertices, then those below, ascending in each. The number of a
//! cell is the rank of its critical edge, followed by one digit for each added vertex: its place in this sequence. So every
//! cell appears behind its earliest facet with the same critical edge, as in a breadth-first expansion.

use super::edges::Edges;
use std::fmt::Debug;
use std::hash::Hash;
use std::ops::Deref;

/// An integer wide enough for the cells at hand.
pub trait Number: Copy + Ord + Hash + Debug + Send + Sync {
    /// The number of the edge of rank `rank`.
    fn first(rank: u32) -> Self;
    /// The number with one more digit of `bits` bits.
    fn push(self, digit: u32, bits: u32) -> Self;
    /// The bits from `shift` on, cut to 32.
    fn digits(self, shift: u32) -> u32;
}

macro_rules! number {
    ($integer:ty) => {
        impl Number for $integer {
            #[inline]
            fn first(rank: u32) -> Self {
                rank.into()
            }
            #[inline]
            fn push(self, digit: u32, bits: u32) -> Self {
                self << bits | <$integer>::from(digit)
            }
            #[inline]
            fn digits(self, shift: u32) -> u32 {
                (self >> shift) as u32
            }
        }
    };
}
number!(u64);
number!(u128);

/// The most vertices of a cell whose number fits 128 bits: 9 bits for the rank, 5 for each of 23 digits.
const MAX_VERTICES: usize = 25;

/// The vertices of a cell, ascending.
#[derive(Clone, Copy)]
pub struct Vertices {
    list: [u32; MAX_VERTICES],
    len: usize,
}

impl Vertices {
    /// The vertices of an edge, `u < v`.
    #[inline]
    pub fn of_edge([u, v]: [u32; 2]) -> Self {
        let mut list = [0; MAX_VERTICES];
        list[0] = u;
        list[1] = v;
        Vertices { list, len: 2 }
    }

    /// These vertices and `w`, which is not among them.
    #[inline]
    pub fn with(mut self, w: u32) -> Self {
        let mut place = self.len;
        while place > 0 && self.list[place - 1] > w {
            self.list[place] = self.list[place - 1];
            place -= 1;
        }
        self.list[place] = w;
        self.len += 1;
        self
    }

    /// These vertices but the one at `place`.
    #[inline]
    pub fn without(mut self, place: usize) -> Self {
        self.list.copy_within(place + 1..self.len, place);
        self.len -= 1;
        self
    }
}

impl Deref for Vertices {
    type Target = [u32];
    #[inline]
    fn deref(&self) -> &[u32] {
        &self.list[..self.len]
    }
}

/// The numbering of the cells over some edges.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The edges.
    pub edges: &'a Edges,
    /// Bits of a digit.
    bits: u32,
}

impl<'a> Order<'a> {
    /// The numbering over `edges`.
    pub fn new(edges: &'a Edges) -> Self {
        Order { edges, bits: digit_bits(edges.count) }
    }

    /// Bits of the number of a cell of dimension `dim ≥ 1`.
    pub fn bits(&self, dim: usize) -> u32 {
        bits(self.edges.count, self.edges.len(), dim)
    }

    /// Rank of the critical edge of the cell `number` of dimension `dim ≥ 1`.
    #[inline]
    pub fn rank<N: Number>(&self, number: N, dim: usize) -> u32 {
        number.digits(self.bits * (dim as u32 - 1))
    }

    /// Vertices of the cell `number` of dimension `dim ≥ 1`.
    #[inline]
    pub fn vertices<N: Number>(&self, number: N, dim: usize) -> Vertices {
        self.spelt(number, dim, self.rank(number, dim))
    }

    /// Vertices of a cell of dimension `dim ≥ 1` with critical edge of rank `rank`, from the digits of `number`.
    #[inline]
    pub fn spelt<N: Number>(&self, number: N, dim: usize, rank: u32) -> Vertices {
        let mut cell = Vertices::of_edge(self.edges.ends(rank));
        for place in (0..dim as u32 - 1).rev() {
            let digit = number.digits(self.bits * place) & ((1 << self.bits) - 1);
            cell = cell.with(self.vertex(digit, &cell));
        }
        cell
    }

    /// The number of a cell with critical edge of rank `rank`.
    #[inline]
    pub fn number<N: Number>(&self, cell: &[u32], rank: u32) -> N {
        self.spell(cell, rank, rank)
    }

    /// The digits of a cell with critical edge of rank `rank`, behind `head`.
    #[inline]
    pub fn spell<N: Number>(&self, cell: &[u32], rank: u32, head: u32) -> N {
        let ([u, v], n) = (self.edges.ends(rank), self.edges.count as u32);
        let mut number = N::first(head);
        // The two top vertices so far. All vertices above v come first, ascending. If there is none, those between u and v
        // follow; then all others, which are below the two top vertices, ascending.
        let (mut a, mut b) = (u, v);
        for &w in cell {
            if w > b {
                number = number.push(w - b - 1, self.bits);
                (a, b) = (b, w);
            }
        }
        if b == v {
            for &w in cell {
                if a < w && w < v {
                    number = number.push(n + w - 2 - v - a, self.bits);
                    a = w;
                }
            }
        }
        // Where b is v, those between u and v have had their turn.
        let end = if b == v { u } else { v };
        for &w in cell {
            if w < end && w != u {
                number = number.push(n - 2 - a + w, self.bits);
            }
        }
        number
    }

    /// The number of `parent`, whose number is `number`, with `w` added, if the parent is its earliest facet with the same
    /// critical edge, of rank `rank`.
    #[inline]
    pub fn child<N: Number>(&self, parent: &Vertices, number: N, w: u32, rank: u32) -> Option<N> {
        let child = number.push(self.digit(w, parent[parent.len() - 2], parent[parent.len() - 1]), self.bits);
        // Of a triangle's edges only one is critical.
        (parent.len() == 2 || self.number::<N>(&parent.with(w), rank) == child).then_some(child)
    }

    /// The place of `w` among the vertices that can be added when `a < b` are the two top vertices.
    #[inline]
    fn digit(&self, w: u32, a: u32, b: u32) -> u32 {
        let n = self.edges.count as u32;
        if w > b {
            w - b - 1
        } else if w > a {
            n - 1 - b + (w - a - 1)
        } else {
            n - 2 - a + w
        }
    }

    /// The vertex that has this place when added to `cell`.
    #[inline]
    fn vertex(&self, digit: u32, cell: &Vertices) -> u32 {
        let (n, a, b) = (self.edges.count as u32, cell[cell.len() - 2], cell[cell.len() - 1]);
        if digit < n - 1 - b {
            b + 1 + digit
        } else if digit < n - 2 - a {
            a + 1 + (digit - (n - 1 - b))
        } else {
            digit - (n - 2 - a)
        }
    }
}

/// Bits of the number of a cell of dimension `dim ≥ 1` over so many edges between so many points.
pub fn bits(count: usize, edges: usize, dim: usize) -> u32 {
    bit_length(edges.saturating_sub(1)) + digit_bits(count) * (dim as u32 - 1)
}

fn digit_bits(count: usize) -> u32 {
    bit_length(count.saturating_sub(3))
}

fn bit_length(greatest: usize) -> u32 {
    usize::BITS - greatest.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::super::edges::Input;
    use super::*;
    use crate::limits::Limits;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_spells_its_vertices(
            matrix in Just(vec![1.0; 40 * 40]),
            cell in proptest::sample::subsequence((0..40u32).collect::<Vec<_>>(), 2..=9),
        ) {
            let edges = Edges::new(Input::Distances { matrix: &matrix, count: 40 }, Some(1.0), &Limits::default()).unwrap();
            let order = Order::new(&edges);
            let dim = cell.len() - 1;
            // Any edge can be the critical one as far as the spelling goes.
            for (place, &v) in cell.iter().enumerate() {
                for &u in &cell[..place] {
                    let rank = edges.rank(edges.weight(u, v));
                    let number: u64 = order.number(&cell, rank);
                    prop_assert_eq!(&order.vertices(number, dim)[..], &cell[..]);
                    prop_assert_eq!(order.rank(number, dim), rank);
                }
            }
        }
    }
}
