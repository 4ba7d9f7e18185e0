//! The classes of dimension 1 while edges and triangles are added: annotations of edges.
//!
//! Every edge has an annotation, a set of births with addition modulo 2, such that the annotations along a cycle add up to
//! its class. An edge that joins two components has none; one that gives birth has just its birth; any other has the sum of
//! those of the two other edges of some earlier triangle, of which only the third vertex, the apex, is kept. A triangle
//! demands that the annotations of its edges add up to nothing: if they do not, the youngest birth in the sum dies, and from
//! then on stands for the rest of the sum.

use super::edges::Edges;
use crate::hash::CellMap;
use std::collections::BinaryHeap;

/// No apex: the annotation is known, or empty.
const NONE: u16 = u16::MAX;

/// The annotations of the edges.
pub struct Annotations<'a> {
    edges: &'a Edges,
    apexes: Vec<u16>,
    /// Annotations of edges that gave birth or were asked for, by rank. They may contain dead births.
    known: CellMap<u32, Vec<u32>>,
    /// The edges that gave birth, by age.
    births: Vec<u32>,
    /// What a dead birth stands for: older births.
    relations: Vec<Option<Vec<u32>>>,
    alive: usize,
}

impl<'a> Annotations<'a> {
    /// No edge is annotated yet.
    pub fn new(edges: &'a Edges) -> Self {
        Annotations {
            edges,
            apexes: vec![NONE; edges.len()],
            known: CellMap::default(),
            births: Vec::new(),
            relations: Vec::new(),
            alive: 0,
        }
    }

    /// Whether a class is alive.
    pub fn any_alive(&self) -> bool {
        self.alive > 0
    }

    /// The edge of rank `rank` gives birth to a class.
    pub fn give_birth(&mut self, rank: u32) {
        self.known.insert(rank, vec![self.births.len() as u32]);
        self.births.push(rank);
        self.relations.push(None);
        self.alive += 1;
    }

    /// The edge of rank `rank` closes a triangle with two edges from the vertex `apex`, whose classes vanish.
    pub fn set_apex(&mut self, rank: u32, apex: u32) {
        self.apexes[rank as usize] = apex as u16;
    }

    /// Demands that the annotations of these edges add up to nothing; the rank of the edge whose birth dies, if one does.
    pub fn relate(&mut self, ranks: &[u32]) -> Option<u32> {
        let mut sum = self.sum(ranks);
        if sum.is_empty() {
            return None;
        }
        let dying = sum.remove(0) as usize;
        self.relations[dying] = Some(sum);
        self.alive -= 1;
        Some(self.births[dying])
    }

    /// The living births in the sum of the annotations of these edges, youngest first.
    fn sum(&mut self, ranks: &[u32]) -> Vec<u32> {
        ranks.iter().for_each(|&rank| self.learn(rank));
        let mut left: BinaryHeap<u32> =
            ranks.iter().filter_map(|rank| self.known.get(rank)).flatten().copied().collect();
        let mut sum = Vec::new();
        while let Some(youngest) = left.pop() {
            if left.peek() == Some(&youngest) {
                left.pop();
                continue;
            }
            match &self.relations[youngest as usize] {
                Some(older) => left.extend(older),
                None => sum.push(youngest),
            }
        }
        sum
    }

    /// Makes the annotation of the edge of rank `rank` known, unless it is empty because the edge joined two components.
    fn learn(&mut self, rank: u32) {
        let mut asked = vec![rank];
        while let Some(&rank) = asked.last() {
            let apex = self.apexes[rank as usize];
            if apex == NONE || self.known.contains_key(&rank) {
                asked.pop();
                continue;
            }
            let sides = self.edges.ends(rank).map(|end| self.edges.rank(self.edges.weight(end, apex.into())));
            let unknown = |side: &u32| self.apexes[*side as usize] != NONE && !self.known.contains_key(side);
            let before = asked.len();
            asked.extend(sides.iter().filter(|side| unknown(side)));
            if asked.len() == before {
                let sum = self.sum(&sides);
                self.known.insert(rank, sum);
                asked.pop();
            }
        }
    }
}
