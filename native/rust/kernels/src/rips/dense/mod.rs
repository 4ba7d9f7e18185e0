//! Dimensions 0 and 1 without a matrix: edge by edge, from the components of the lunes.
//!
//! The lune of an edge is the set of vertices linked to both its ends by shorter edges. With its cofacets an edge attaches
//! a cone along the suspension of the complex that the lune spans. So an edge with an empty lune joins two components or gives
//! birth. Any other closes a triangle with the first vertex of its lune at once, and of the further triangles on it only
//! those count whose vertex is the first of another component of the lune. For if x and y are linked in the lune of uv, the
//! tetrahedron uvxy makes uvy the sum of uvx and of two triangles whose edges are all shorter: the later of uvx and uvy
//! reduces to zero. Nearly all lunes are connected, and then nothing happens [Koyama23].
//!
//! So the work is to see for every edge that its lune is connected, and it ends early: when no class is alive and no
//! edge that is left has an empty lune, nothing can be born any more.

mod buckets;
mod certificate;
mod chunk;
pub(super) mod classes;
mod cloud;
mod column;
mod cutoff;
mod early;
mod graph;
mod history;
mod lunes;
mod part;
mod sweep;
mod tail;
mod ties;
mod word;

pub use cutoff::Cutoff;
pub use lunes::turn;

use super::edges::Input;
use crate::limits::{Limits, Stop};
use crate::shelf::Shelf;
use certificate::Certificate;
use cloud::{Arrangement, Cloud, shape};
use graph::Graph;
use sweep::Sweep;
use word::Word;

/// Fewer points are not worth a second thread.
const FEW: usize = if cfg!(test) { 6 } else { 200 };

/// Workspaces for the next computations.
static WORKSPACES: Shelf<Workspace<u64>> = Shelf::new();

/// Pairs of dimensions 0 and 1, by index of the points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The vertices that die, each with the edge that kills it.
    pub tree: Vec<(u32, [u32; 2])>,
    /// Edges that give birth, in their order.
    pub births: Vec<[u32; 2]>,
    /// Pairs of dimension 1, by birth.
    pub holes: Vec<Hole>,
}

/// A pair of dimension 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole {
    /// The number of the birth.
    pub birth: usize,
    /// The critical edge of the triangle that kills.
    pub edge: [u32; 2],
    /// Its third vertex.
    pub third: u32,
}

/// What the engine needs while it is at work.
struct Workspace<W: Word> {
    arrangement: Arrangement,
    sweep: Sweep<W>,
    /// About the last computation.
    certificate: Option<Certificate>,
}

impl<W: Word> Default for Workspace<W> {
    fn default() -> Self {
        Workspace { arrangement: Arrangement::default(), sweep: Sweep::default(), certificate: None }
    }
}

/// About how many bytes it takes to find the pairs of `count` points with `edges` edges.
pub fn dense_bytes(count: usize, edges: u64, threads: usize) -> u64 {
    let place = if count <= usize::from(u16::MAX) { 2 } else { 4 };
    let hints = count as u64 * 32 * place;
    edges * (4 * place + 4 + place) + threads as u64 * (Graph::bytes(count) + hints) + Graph::bytes(count)
}

/// The pairs of dimensions 0 and 1 of the edges within the cut-off; without zero lengths, but for some, if the edges end
/// in a cone.
///
/// With [`Cutoff::Length`], pairs of zero length are listed where several edges are as long.
pub fn pairs(input: Input, cutoff: Cutoff, limits: &Limits) -> Result<Found, Stop> {
    match input.count() {
        0..=1 => Ok(Found::default()),
        count if count <= usize::from(u16::MAX) => {
            let mut workspace = WORKSPACES.take();
            let found = workspace.pairs(input, cutoff, limits)?;
            let bytes = workspace.sweep.bytes();
            WORKSPACES.give_back(workspace, bytes);
            Ok(found)
        }
        _ => Workspace::<u128>::default().pairs(input, cutoff, limits),
    }
}

impl<W: Word> Workspace<W> {
    fn pairs(&mut self, input: Input, cutoff: Cutoff, limits: &Limits) -> Result<Found, Stop> {
        let mut limits = *limits;
        if input.count() < FEW {
            limits.threads = 1;
        }
        if let Some(certificate) = self.certificate.take_if(|last| last.is_about(shape(input), cutoff)) {
            self.arrangement.fill(input);
            let cloud = Cloud::new(input, &self.arrangement);
            if certificate.holds(&cloud, &self.sweep.buckets, self.sweep.graph(), &limits)? {
                return Ok(self.certificate.insert(certificate).found().clone());
            }
        }
        self.certificate = None;
        self.arrangement.arrange(input);
        let cloud = Cloud::new(input, &self.arrangement);
        let history = self.sweep.run(&cloud, cutoff, &limits)?;
        let (any_alive, any_tied) = (history.any_alive(), history.any_tied());
        let found = history.end();
        if matches!(cutoff, Cutoff::Cone(_)) && !any_tied {
            let edges = self.sweep.edges();
            self.certificate = Some(Certificate::new(&cloud, cutoff, edges, any_alive, found.clone()));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests;
