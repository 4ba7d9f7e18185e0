//! The classes of dimension 1 while edges and triangles are added: annotations of edges.
//!
//! Every edge has an annotation, a set of births with addition modulo 2, such that the annotations along a cycle add up to
//! its class. An edge that joins two components has none; one that gives birth has just its birth; any other has the sum of
//! those of the two other edges of some earlier triangle, of which only the third vertex, the apex, is kept. A triangle
//! demands that the annotations of its edges add up to nothing: if they do not, the youngest birth in the sum dies, and from
//! then on stands for the rest of the sum.
//!
//! Only annotations that are asked for are ever computed, and none of edges that were there when no class was alive: all
//! their cycles vanish since. Sets are kept as words of 64 bits, so that long ones, as on distances that are no metric, are
//! added word by word.

use super::column::{Column, Set};
use crate::hash::CellMap;

/// Tells the apex of an edge that neither joined components nor gave birth.
pub trait Apexes {
    /// The third vertex of an earlier triangle on the edge; `None` if its annotation is empty.
    fn apex(&self, ends: [u32; 2]) -> Option<u32>;
}

/// The annotations.
#[derive(Default)]
pub struct Classes {
    /// Annotations of edges that gave birth or were asked for, by ends. They may contain dead births.
    known: CellMap<u64, Set>,
    /// What a dead birth stands for; empty for the living.
    relations: Vec<Set>,
    /// The births that have died, as words of bits.
    dead: Vec<u64>,
    alive: usize,
    column: Column,
    asked: Vec<[u32; 2]>,
}

impl Classes {
    /// Whether a class is alive.
    pub fn any_alive(&self) -> bool {
        self.alive > 0
    }

    /// The edge gives birth to the next class.
    pub fn give_birth(&mut self, ends: [u32; 2]) {
        let birth = self.relations.len();
        self.known.insert(number(ends), Box::new([((birth / 64) as u32, 1 << (birth % 64))]));
        self.relations.push(Set::default());
        self.dead.resize(birth / 64 + 1, 0);
        self.column.grow(birth / 64 + 1);
        self.alive += 1;
    }

    /// Demands that the annotations around the triangle add up to nothing; the number of the birth that dies, if one does.
    pub fn add_triangle(&mut self, [i, j]: [u32; 2], w: u32, apexes: &impl Apexes) -> Option<usize> {
        let sides = [[i, j], [i, w], [j, w]];
        sides.into_iter().for_each(|side| self.learn(side, apexes));
        sides.into_iter().for_each(|side| self.add(side));
        let mut sum = self.take();
        let (word, bits) = sum.first_mut()?;
        let (word, youngest) = (*word as usize, bits.ilog2());
        *bits ^= 1 << youngest;
        self.dead[word] |= 1 << youngest;
        let dying = word * 64 + youngest as usize;
        self.relations[dying] = sum;
        self.alive -= 1;
        if self.alive == 0 {
            self.known.clear();
        }
        Some(dying)
    }

    /// Adds the annotation of an edge to the column.
    fn add(&mut self, ends: [u32; 2]) {
        if let Some(births) = self.known.get(&number(ends)) {
            self.column.add(births);
        }
    }

    /// Takes what is in the column, the youngest first, after the dead were replaced by what they stand for.
    fn take(&mut self) -> Set {
        let Classes { column, relations, dead, .. } = self;
        let mut taken = Vec::new();
        while let Some(word) = column.last_used() {
            while let Some(youngest) = (column.word(word) & dead[word]).checked_ilog2() {
                column.add(&[(word as u32, 1 << youngest)]);
                column.add(&relations[word * 64 + youngest as usize]);
            }
            let bits = column.take_word(word);
            if bits != 0 {
                taken.push((word as u32, bits));
            }
        }
        taken.into_boxed_slice()
    }

    /// Makes the annotation of an edge known, unless it is empty.
    fn learn(&mut self, ends: [u32; 2], apexes: &impl Apexes) {
        self.asked.push(ends);
        while let Some(&[i, j]) = self.asked.last() {
            let known = self.known.contains_key(&number([i, j]));
            let Some(apex) = (if known { None } else { apexes.apex([i, j]) }) else {
                self.asked.pop();
                continue;
            };
            let before = self.asked.len();
            for side in [[i, apex], [j, apex]] {
                if !self.known.contains_key(&number(side)) && apexes.apex(side).is_some() {
                    self.asked.push(side);
                }
            }
            if self.asked.len() == before {
                self.add([i, apex]);
                self.add([j, apex]);
                let sum = self.take();
                self.known.insert(number([i, j]), sum);
                self.asked.pop();
            }
        }
    }
}

fn number([i, j]: [u32; 2]) -> u64 {
    u64::from(i.min(j)) << 32 | u64::from(i.max(j))
}
