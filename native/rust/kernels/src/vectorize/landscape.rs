//! Persistence landscapes: the highest tents over the points, the second highest, and so on.

use super::{TERMS, tent};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use std::cmp::Ordering;

/// The row where a level has no tent.
pub const NOBODY: u32 = u32::MAX;

/// Candidates are thinned out when there are this many, or twice as many as levels.
const CANDIDATES: usize = 64;

/// The height of a tent and the row of its point.
type Tent = (f64, u32);

/// The `levels` highest tents at each place of the `grid`, and whose they are: `[levels, grid]`, highest first.
///
/// Of equal ones that of the lower row comes first. Where there are fewer that are not 0, the height is 0 and the row
/// [`NOBODY`].
pub fn landscape(
    points: &[f64],
    grid: &[f64],
    levels: usize,
    heights: &mut [f64],
    rows: &mut [u32],
    limits: &Limits,
) -> Result<(), Stop> {
    let bytes = 28 * (levels * grid.len()) as u64; // what is given back, too
    limits.room_for(bytes, format_args!("{levels} levels at {} places", grid.len()), ADVICE)?;
    let part = (TERMS / (points.len() / 2 + levels).max(1)).max(1);
    let mut found = vec![(0.0, NOBODY); levels * grid.len()];
    let mut parts: Vec<_> = grid.chunks(part).zip(found.chunks_mut(part * levels)).collect();
    let work = |(places, found): &mut (&[f64], &mut [Tent])| {
        let mut candidates = Vec::new();
        for (&x, found) in places.iter().zip(found.chunks_exact_mut(levels)) {
            limits.check()?;
            highest(points, x, levels, &mut candidates);
            found[..candidates.len()].copy_from_slice(&candidates);
        }
        Ok(())
    };
    map_items(limits.threads, &mut parts, work).into_iter().collect::<Result<(), Stop>>()?;
    for (at, tents) in found.chunks_exact(levels).enumerate() {
        for (level, &(height, row)) in tents.iter().enumerate() {
            heights[level * grid.len() + at] = height;
            rows[level * grid.len() + at] = row;
        }
    }
    Ok(())
}

const ADVICE: &str = "lower numLandscapes or resolution, or raise maxMemory";

/// The highest tents at `x`, in order.
fn highest(points: &[f64], x: f64, levels: usize, candidates: &mut Vec<Tent>) {
    let capacity = CANDIDATES.max(2 * levels);
    let mut threshold = 0.0;
    candidates.clear();
    for (row, point) in points.chunks_exact(2).enumerate() {
        let height = tent(point[0], point[1], x);
        // One that equals the threshold comes after it, because rows ascend.
        if height > threshold {
            candidates.push((height, row as u32));
            if candidates.len() == capacity {
                candidates.select_nth_unstable_by(levels - 1, higher_first);
                candidates.truncate(levels);
                threshold = candidates[levels - 1].0;
            }
        }
    }
    candidates.sort_unstable_by(higher_first);
    candidates.truncate(levels);
}

fn higher_first(a: &Tent, b: &Tent) -> Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}
