//! Pairs of extrema and links, by joining components in the filtration order.
//!
//! Below, links come in order, and of two components that one joins, that whose minimum is later dies. Above, everything is
//! the other way round.

use super::codes::Found;
use super::paths::{FIRST, Side};
use crate::components::Components;
use crate::limits::{Limits, Stop};

/// Links that are read at a time: far ones first all together, which the memory does faster than one by one.
const PART: usize = 1 << 12;

/// An extremum and the link that it is paired with, as places in their lists.
#[derive(Clone, Copy)]
pub struct Pair {
    pub extremum: u32,
    pub link: u32,
}

/// The pairs whose values differ, as the links come; `ends` are the nodes that links join, `order` their filtration order.
pub fn pairs(
    side: Side,
    found: &Found,
    ends: &[[u32; 2]],
    order: &[u32],
    limits: &Limits,
) -> Result<Vec<Pair>, Stop> {
    let (extrema, outside) = match side {
        Side::Below => (&found.minima, f64::NEG_INFINITY),
        Side::Above => (&found.maxima, f64::INFINITY),
    };
    let mut values = vec![outside; FIRST as usize];
    values.extend(extrema.iter().map(|extremum| extremum.value));
    let is_before = |a: u32, b: u32| (values[a as usize], a) < (values[b as usize], b);
    let components = Components::new(values.len());
    let mut pairs = match side {
        Side::Below => join(components, order.iter(), ends, is_before, limits)?,
        Side::Above => join(components, order.iter().rev(), ends, |a, b| is_before(b, a), limits)?,
    };
    let value = |link: u32| found.links[link as usize].value;
    pairs.retain(|pair| extrema[pair.extremum as usize].value != value(pair.link));
    Ok(pairs)
}

/// The pairs as the links come; `components` are those of the nodes.
fn join<'a>(
    mut components: Components,
    mut order: impl ExactSizeIterator<Item = &'a u32>,
    ends: &[[u32; 2]],
    is_before: impl Fn(u32, u32) -> bool,
    limits: &Limits,
) -> Result<Vec<Pair>, Stop> {
    let (mut pairs, mut part) = (Vec::new(), Vec::with_capacity(PART));
    let count = order.len() as f64;
    while order.len() > 0 {
        limits.at(1.0 - order.len() as f64 / count)?;
        part.clear();
        part.extend(order.by_ref().take(PART).map(|&link| (link, ends[link as usize])));
        for &(link, [a, b]) in part.iter().filter(|(_, [a, b])| a != b) {
            if let Some(younger) = components.merge_by(a, b, &is_before) {
                pairs.push(Pair { extremum: younger - FIRST, link });
            }
        }
    }
    Ok(pairs)
}
