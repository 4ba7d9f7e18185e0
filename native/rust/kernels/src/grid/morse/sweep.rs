//! The boundary of critical cells in the complex of critical cells: the ones that an odd number of gradient paths lead to.
//!
//! A path steps from a face to the coface it is matched with, and on to another face of that. From the faces of one critical
//! cell all paths together form an acyclic graph; parities are pushed through it in topological order.

use super::flow::{Flow, Mark};

/// A cell on a path.
struct Node {
    cell: u32,
    /// Where the table holds it.
    slot: u32,
    /// Number of cells on paths that lead directly here, not yet done.
    pending: u32,
    /// Where the nodes that it leads to begin.
    next: u32,
    is_critical: bool,
    is_odd: bool,
}

/// Follows all paths from one cell after another.
pub struct Sweep<'a> {
    flow: &'a Flow<'a>,
    nodes: Vec<Node>,
    /// The nodes that nodes lead to, one after the other.
    next: Vec<u32>,
    ready: Vec<u32>,
    /// Nodes by hash of their cell. A slot is in use if its node says so, so nothing is cleared between sweeps.
    slots: Vec<u32>,
}

impl<'a> Sweep<'a> {
    /// Follows the paths of `flow`.
    pub fn new(flow: &'a Flow) -> Self {
        let slots = vec![0; 256];
        Sweep { flow, nodes: Vec::new(), next: Vec::new(), ready: Vec::new(), slots }
    }

    /// Calls `visit` with each critical cell in the boundary of the critical `cell`; the number of cells passed.
    pub fn boundary(&mut self, cell: u32, visit: impl FnMut(u32)) -> usize {
        self.nodes.clear();
        self.next.clear();
        for face in self.flow.faces(cell) {
            if let Some(node) = self.node(face) {
                self.nodes[node].is_odd ^= true;
            }
        }
        self.discover();
        self.push_parities();
        let odd = self.nodes.iter().filter(|node| node.is_critical && node.is_odd);
        odd.map(|node| node.cell).for_each(visit);
        self.nodes.len()
    }

    /// Finds all cells that paths lead to.
    fn discover(&mut self) {
        let mut index = 0;
        while index < self.nodes.len() {
            let cell = self.nodes[index].cell;
            self.nodes[index].next = self.next.len() as u32;
            if let Mark::Up(which) = self.flow.mark(cell) {
                for face in self.flow.faces(self.flow.coface(cell, which)) {
                    if face == cell {
                        continue;
                    }
                    if let Some(node) = self.node(face) {
                        self.nodes[node].pending += 1;
                        self.next.push(node as u32);
                    }
                }
            }
            index += 1;
        }
    }

    /// Pushes parities along the paths, each cell after all those that lead to it.
    fn push_parities(&mut self) {
        let begins = (0..self.nodes.len()).filter(|&node| self.nodes[node].pending == 0);
        self.ready.extend(begins.map(|node| node as u32));
        while let Some(node) = self.ready.pop() {
            let node = node as usize;
            let start = self.nodes[node].next as usize;
            let end = self.nodes.get(node + 1).map_or(self.next.len(), |node| node.next as usize);
            let is_odd = self.nodes[node].is_odd;
            for &next in &self.next[start..end] {
                let reached = &mut self.nodes[next as usize];
                reached.is_odd ^= is_odd;
                reached.pending -= 1;
                if reached.pending == 0 {
                    self.ready.push(next);
                }
            }
        }
    }

    /// The node of a cell that paths may pass or end at, new or not.
    #[inline]
    fn node(&mut self, cell: u32) -> Option<usize> {
        let is_critical = match self.flow.mark(cell) {
            Mark::None | Mark::Down(_) => return None,
            Mark::Critical => true,
            Mark::Up(_) => false,
        };
        if 2 * self.nodes.len() >= self.slots.len() {
            self.grow();
        }
        let slot = match self.find(cell) {
            Ok(node) => return Some(node),
            Err(slot) => slot,
        };
        let index = self.nodes.len();
        self.slots[slot] = index as u32;
        self.nodes.push(Node { cell, slot: slot as u32, pending: 0, next: 0, is_critical, is_odd: false });
        Some(index)
    }

    /// The node of a cell, or the slot for it.
    #[inline]
    fn find(&self, cell: u32) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = (cell.wrapping_mul(0x9e37_79b1) >> 8) as usize & mask;
        loop {
            let node = self.slots[slot] as usize;
            match self.nodes.get(node).filter(|node| node.slot as usize == slot) {
                Some(found) if found.cell == cell => return Ok(node),
                Some(_) => slot = (slot + 1) & mask,
                None => return Err(slot),
            }
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; 2 * self.slots.len()];
        self.nodes.iter_mut().for_each(|node| node.slot = u32::MAX);
        for node in 0..self.nodes.len() {
            let Err(slot) = self.find(self.nodes[node].cell) else { continue };
            self.slots[slot] = node as u32;
            self.nodes[node].slot = slot as u32;
        }
    }
}
