//! The edges that change no homology, because their lune is a cone.
//!
//! Let edges come one by one, by weight. The cells whose critical edge is e are e joined with the cells of its lune, the
//! complex on the vertices linked to both ends of e by edges before it. If a vertex of the lune, its *apex*, is linked to all
//! others in it by edges before e, then the cells of e fall into pairs (σ, σ ∪ apex) and homology stays as it was. So no cell
//! of e makes a pair with a cell of another edge, and pairs of other edges do not depend on the order among the cells of e:
//! it may be chosen such that each pair (σ, σ ∪ apex) is apparent.
//!
//! The order of cells of equal length differs from that by weight. So of the edges of one length either all are *quiet*, with
//! an apex each, and their cells may come by weight; or none is, and their cells keep their order.

use super::edges::Edges;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;

/// No apex: the cells of this edge matter.
pub const NONE: u32 = u32::MAX;

/// Edges that a thread takes at a time.
const PART: usize = 1024;

/// Writes the apex of each quiet edge, by weight, [`NONE`] for the others, over what `apexes` held.
pub fn find_apexes(edges: &Edges, apexes: &mut Vec<u32>, limits: &Limits) -> Result<(), Stop> {
    limits.room_for(8 * edges.len() as u64, "the cones of edges", "lower maxDiameter or raise maxMemory")?;
    let parts = edges.len().div_ceil(PART);
    let found = map_parts(limits.threads, parts, |part| -> Result<Vec<u32>, Stop> {
        limits.check()?;
        let mut lune = Lune::default();
        let weights = part * PART..edges.len().min((part + 1) * PART);
        Ok(weights.map(|weight| lune.apex(edges, weight as u32)).collect())
    });
    apexes.clear();
    for part in found {
        apexes.extend(part?);
    }
    let mut first = 0;
    while first < apexes.len() {
        let end = edges.end_of_ties(first as u32) as usize;
        if apexes[first..end].contains(&NONE) {
            apexes[first..end].fill(NONE);
        }
        first = end;
    }
    Ok(())
}

/// The lune of an edge.
#[derive(Default)]
struct Lune {
    vertices: Vec<u32>,
    /// Vertices that are linked to all that have been looked at so far, with the greater of their weights to the two ends.
    candidates: Vec<(u32, u32)>,
}

impl Lune {
    /// The apex of the edge of weight `own`, or [`NONE`].
    fn apex(&mut self, edges: &Edges, own: u32) -> u32 {
        self.vertices.clear();
        self.candidates.clear();
        edges.weights.common(&edges.ends(edges.rank(own)), own, |w, weight| {
            self.vertices.push(w);
            self.candidates.push((weight, w));
        });
        // A candidate near both ends is likely linked to all; if not, the vertex that it misses most decides about others.
        while let Some(&(_, candidate)) = self.candidates.iter().min() {
            let others = self.vertices.iter().filter(|&&w| w != candidate);
            match others.map(|&w| (edges.weight(candidate, w), w)).max() {
                Some((weight, missed)) if weight > own => {
                    self.candidates.retain(|&(_, w)| w == missed || edges.weight(missed, w) < own);
                }
                _ => return candidate,
            }
        }
        NONE
    }
}

#[cfg(test)]
mod tests {
    use super::super::edges::Input;
    use super::*;
    use proptest::prelude::*;

    const POINTS: usize = 12;

    proptest! {
        #[test]
        fn quiet_edges_are_those_whose_lune_is_a_cone(
            draw in prop::collection::vec(0..1000u32, POINTS * POINTS),
            values in prop::sample::select(vec![4, 30, 1000u32]),
        ) {
            let entry = |i: usize, j: usize| match i.min(j) * POINTS + i.max(j) {
                _ if i == j => 0.0,
                pair => f64::from(draw[pair] % values),
            };
            let matrix: Vec<f64> = (0..POINTS * POINTS).map(|p| entry(p / POINTS, p % POINTS)).collect();
            let edges = Edges::new(Input::Distances { matrix: &matrix, count: POINTS }, Some(1000.0), &Limits::default()).unwrap();
            let [mut found, mut by_three] = [vec![7], Vec::new()];
            find_apexes(&edges, &mut found, &Limits::default()).unwrap();
            find_apexes(&edges, &mut by_three, &Limits::new(3, u64::MAX, None)).unwrap();
            prop_assert_eq!(&found, &by_three);
            let linked = |x: u32, y: u32, own: u32| x == y || edges.weight(x, y) < own;
            let is_apex = |apex: u32, own: u32| {
                let [u, v] = edges.ends(edges.rank(own));
                let lune = (0..POINTS as u32)
                    .filter(|&w| w != u && w != v && linked(u, w, own) && linked(v, w, own));
                let lune: Vec<u32> = lune.collect();
                lune.contains(&apex) && lune.iter().all(|&w| linked(apex, w, own))
            };
            let is_cone = |own: u32| (0..POINTS as u32).any(|apex| is_apex(apex, own));
            for own in 0..edges.len() as u32 {
                let value = |weight: u32| edges.value(edges.rank(weight));
                let mut equal = (0..edges.len() as u32).filter(|&other| value(other) == value(own));
                match found[own as usize] {
                    NONE => prop_assert!(equal.any(|other| !is_cone(other))),
                    apex => prop_assert!(is_apex(apex, own)),
                }
            }
        }
    }
}
