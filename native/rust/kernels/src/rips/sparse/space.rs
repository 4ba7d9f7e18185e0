//! What the sparse forms ask of the points: the edges of a window, and whether all longer ones are spanned.
//!
//! A pair of points is *spanned* if some third point is closer to both: its lune is not empty. If no class of dimension 1 is
//! alive, and all pairs longer than some length are spanned, nothing happens from there on: an edge with a lune neither joins
//! components nor gives birth to a class that outlives it.

use super::super::edges::Input;
use super::Edge;
use super::links::Links;
use super::short_edges::Window;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;
use std::borrow::Cow;

/// The neighbours of a point that are tried first.
pub const GUESSES: usize = 24;

/// Points that a thread takes at a time.
const PART: usize = 64;

/// Points with distances.
pub trait Space: Sync {
    /// Into how many parts the edges fall.
    fn parts(&self) -> usize;

    /// Visits the edges of a window that one part has, in any order.
    fn visit(&self, part: usize, window: Window, visit: impl FnMut(Edge));

    /// All vertices, close ones together.
    fn order(&self) -> Cow<'_, [u32]>;

    /// Whether all pairs from the vertex at a place of the order, with keys in the window, to vertices at later places are
    /// spanned; `links` holds the shorter edges.
    fn is_spanned_from(&self, place: usize, window: Window, links: &Links) -> bool;

    /// Whether all pairs with keys in the window are spanned.
    fn is_spanned(&self, window: Window, links: &Links, limits: &Limits) -> Result<bool, Stop> {
        let count = links.count();
        let parts = map_parts(limits.threads, count.div_ceil(PART), |part| {
            for place in part * PART..count.min((part + 1) * PART) {
                limits.at(place as f64 / count as f64)?;
                if !self.is_spanned_from(place, window, links) {
                    return Ok(false);
                }
            }
            Ok::<_, Stop>(true)
        });
        parts.into_iter().try_fold(true, |all, part| Ok(all & part?))
    }
}

impl Space for Input<'_> {
    fn parts(&self) -> usize {
        self.count()
    }

    /// The edges to later vertices.
    fn visit(&self, u: usize, window: Window, mut visit: impl FnMut(Edge)) {
        for v in u + 1..self.count() {
            let key = self.key(u, v);
            if window.contains(key) {
                visit((key.to_bits(), u as u32, v as u32));
            }
        }
    }

    fn order(&self) -> Cow<'_, [u32]> {
        (0..self.count() as u32).collect()
    }

    fn is_spanned_from(&self, u: usize, window: Window, links: &Links) -> bool {
        let mut guesses: Vec<usize> =
            links.around(u as u32).iter().take(GUESSES).map(|link| link.to as usize).collect();
        (u + 1..self.count()).all(|v| {
            let key = self.key(u, v);
            if !window.contains(key) {
                return true;
            }
            let spans = |&w: &usize| self.key(u, w) < key && self.key(v, w) < key;
            if let Some(place) = guesses.iter().position(spans) {
                guesses[..=place].rotate_right(1);
                return true;
            }
            let found = (0..self.count()).find(|w| *w != u && *w != v && spans(w));
            guesses.extend(found);
            found.is_some()
        })
    }
}
