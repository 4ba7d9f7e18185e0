//! Pairs when dimension 2 or more is wanted, and what survives such a computation.
//!
//! Cells are ordered by what their critical edges are and in which order these come, so pairs depend on the edges up to the
//! cut-off, on their order, and on which of them are equally long; on nothing else. Sorting the edges takes a small part of
//! the time. If they are the same in the same order as in the last computation, so are the pairs of cells, and only the
//! lengths are read again. Where anything changed, buffers serve again.

use super::cohomology::Reduction;
use super::cones;
use super::dense::{self, Cutoff, Found, Hole, dense_bytes};
use super::edges::{Edges, Input};
use super::order::{Number, Order, Vertices};
use super::sparse::Edge;
use super::{Pairs, components, holes, loops};
use crate::hash::CellSet;
use crate::limits::{Limits, Stop};
use crate::shelf::Shelf;

/// Numbers for which workspaces wait.
pub trait Shelved: Number + 'static {
    /// Where they wait.
    fn shelf() -> &'static Shelf<Workspace<Self>>;
}

macro_rules! shelved {
    ($integer:ty) => {
        impl Shelved for $integer {
            fn shelf() -> &'static Shelf<Workspace<Self>> {
                static WORKSPACES: Shelf<Workspace<$integer>> = Shelf::new();
                &WORKSPACES
            }
        }
    };
}
shelved!(u64);
shelved!(u128);

/// The pairs of dimensions 0 to `highest ≥ 2`; `edges` are those up to the cut-off, in their order.
pub fn pairs<N: Shelved>(
    input: Input,
    edges: Vec<Edge>,
    max_diameter: Option<f64>,
    highest: usize,
    limits: &Limits,
) -> Result<Vec<Pairs>, Stop> {
    let mut workspace = N::shelf().take();
    if workspace.bytes() > limits.memory {
        workspace = Workspace::default();
    }
    if !workspace.knows(input, edges, highest, limits)? {
        let has_served = workspace.reduction.bytes() > 0;
        match workspace.find(input, max_diameter, highest, limits) {
            // Buffers that have grown for another input may take room that this one needs.
            Err(Stop::TooLarge(_)) if has_served => {
                workspace.reduction = Reduction::default();
                workspace.find(input, max_diameter, highest, limits)?;
            }
            found => found?,
        }
    }
    let pairs = workspace.pairs(input, highest);
    let bytes = workspace.bytes();
    N::shelf().give_back(workspace, bytes);
    Ok(pairs)
}

/// Buffers, and what was found last.
pub struct Workspace<N> {
    edges: Edges,
    /// The pairs of dimensions 0 and 1 over these edges.
    low: Found,
    /// Those of dimensions 2 and up, sorted.
    high: Vec<Vec<(N, N)>>,
    /// The apexes of quiet edges.
    apexes: Vec<u32>,
    /// Cells that kill, of the dimension at hand.
    killing: CellSet<N>,
    reduction: Reduction<N>,
}

impl<N: Number> Default for Workspace<N> {
    fn default() -> Self {
        Workspace {
            edges: Edges::default(),
            low: Found::default(),
            high: Vec::new(),
            apexes: Vec::new(),
            killing: CellSet::default(),
            reduction: Reduction::default(),
        }
    }
}

impl<N: Number> Workspace<N> {
    /// Takes the edges of `input`; whether the pairs of dimensions 0 to `highest` over them are known.
    fn knows(
        &mut self,
        input: Input,
        edges: Vec<Edge>,
        highest: usize,
        limits: &Limits,
    ) -> Result<bool, Stop> {
        limits.check()?;
        Ok(self.edges.update(input, &edges, limits)? && self.high.len() + 1 >= highest)
    }

    /// Finds the pairs of dimensions 0 to `highest` over the edges, which are those of `input`.
    fn find(
        &mut self,
        input: Input,
        max_diameter: Option<f64>,
        highest: usize,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let Workspace { edges, low, high, apexes, killing, reduction } = self;
        high.clear();
        *low = dense::pairs(input, Cutoff::Length(max_diameter), &limits.stage(0.0, 0.1))?;
        let order = Order::new(edges);
        // Dimension 2 clears the triangles of all pairs, those of zero length included.
        let triangle = |hole: &Hole| -> N {
            let [u, v] = hole.edge;
            order.number(&Vertices::of_edge([u, v]).with(hole.third), edges.rank(edges.weight(u, v)))
        };
        killing.clear();
        killing.extend(low.holes.iter().map(triangle));
        let limits = limits.stage(0.1, 1.0);
        cones::find_apexes(edges, apexes, &limits)?;
        for dim in 2..=highest {
            let mut found = reduction.pairs(order, apexes, dim, killing, &limits)?;
            killing.clear();
            killing.extend(found.iter().map(|&(_, death)| death));
            found.sort_unstable();
            high.push(found);
        }
        Ok(())
    }

    /// The pairs of dimensions 0 to `highest` that last, by the lengths of now.
    fn pairs(&self, input: Input, highest: usize) -> Vec<Pairs> {
        let Found { tree, births, holes: low } = &self.low;
        let order = Order::new(&self.edges);
        let mut all = vec![components(input, tree.clone()), loops(input, births, low)];
        let high = (2..=highest).zip(&self.high);
        all.extend(high.map(|(dim, found)| holes(order, dim, found)));
        all
    }

    /// Bytes held, or more if it took more to find what is known.
    fn bytes(&self) -> u64 {
        let Workspace { edges, high, apexes, killing, reduction, .. } = self;
        let pairs: usize = high.iter().map(|found| found.capacity() * size_of::<(N, N)>()).sum();
        let numbers = apexes.capacity() * size_of::<u32>() + killing.capacity() * (size_of::<N>() + 1);
        let held = edges.bytes() + (pairs + numbers) as u64 + reduction.bytes();
        held.max(dense_bytes(edges.count, edges.len() as u64, 1))
    }
}

#[cfg(test)]
mod tests;
