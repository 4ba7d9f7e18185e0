//! Whether among the edges that are left any has an empty lune, so that something could still be born.
//!
//! Any vertex that is nearer to both ends than they are to each other shows that a lune is not empty. For nearly all edges it is
//! one in the middle of the cloud, or one that stands next to an end. These are tried for whole rows at once, others one by one
//! for the few edges that remain, and in the end all of them: the answer is exact.

use super::cloud::Cloud;
use crate::limits::{Limits, Stop};
use crate::threads::map_parts;

/// How far from an end neighbours are tried for whole rows.
const NEAR: usize = 3;
/// How far from an end neighbours are tried one by one.
const WINDOW: usize = 32;
/// Vertices of other lunes that are tried first.
const RECENT: usize = 4;

/// The greatest key above `low` and up to `high` of an edge with an empty lune, if there is one.
pub fn greatest_empty(cloud: &Cloud, low: f64, high: f64, limits: &Limits) -> Result<Option<f64>, Stop> {
    let n = cloud.count();
    let hubs = &cloud.arrangement().hubs;
    let around: Vec<Vec<f64>> = hubs.iter().map(|&hub| keys_of(cloud, hub)).collect();
    let near: Vec<Vec<f64>> = (1..=NEAR.min(n - 1))
        .map(|by| (by..n).map(|j| cloud.key((j - by) as u32, j as u32)).collect())
        .collect();
    let ways = if limits.threads > 1 { 4 * limits.threads } else { 1 };
    let greatest = map_parts(limits.threads, ways, |way| {
        let mut search = Search {
            cloud,
            hubs,
            around: &around,
            near: &near,
            own: vec![0.0; n],
            reach: vec![0.0; n],
            recent: [0; RECENT],
            greatest: None,
        };
        for i in (way..n).step_by(ways) {
            limits.check()?;
            search.look_along(i, low, high);
        }
        Ok(search.greatest)
    });
    let greatest: Vec<Option<f64>> = greatest.into_iter().collect::<Result<_, Stop>>()?;
    Ok(greatest.into_iter().flatten().reduce(f64::max))
}

fn keys_of(cloud: &Cloud, place: u32) -> Vec<f64> {
    let mut keys = vec![0.0; cloud.count()];
    cloud.row(place, 0, &mut keys);
    keys
}

struct Search<'a> {
    cloud: &'a Cloud<'a>,
    hubs: &'a [u32],
    /// The keys between each hub and all places.
    around: &'a [Vec<f64>],
    /// The keys between places at distance 1, 2, … in the arrangement.
    near: &'a [Vec<f64>],
    /// The keys between the first end at hand and all places.
    own: Vec<f64>,
    /// For each second end, a key such that a vertex is not farther than that from both ends.
    reach: Vec<f64>,
    /// Vertices found in other lunes.
    recent: [usize; RECENT],
    greatest: Option<f64>,
}

impl Search<'_> {
    /// Looks at the edges from `i` to later places.
    fn look_along(&mut self, i: usize, low: f64, high: f64) {
        self.cloud.row(i as u32, 0, &mut self.own);
        self.find_reach(i + 1);
        for j in i + 1..self.own.len() {
            let key = self.own[j];
            let counts = key > low.max(self.greatest.unwrap_or(low)) && key <= high;
            if counts && self.reach[j] >= key && self.is_lune_empty(i, j, key) {
                self.greatest = Some(key);
            }
        }
    }

    fn find_reach(&mut self, first: usize) {
        let Search { own, reach, .. } = self;
        reach[first..].fill(f64::INFINITY);
        for (&hub, around) in self.hubs.iter().zip(self.around) {
            let near = own[hub as usize];
            reach[first..]
                .iter_mut()
                .zip(&around[first..])
                .for_each(|(reach, &far)| shorten(reach, near, far));
        }
        for (by, near) in (1..).zip(self.near) {
            let start = first.max(by);
            let before = own[start - by..].iter().zip(&near[start - by..]);
            reach[start..].iter_mut().zip(before).for_each(|(reach, (&a, &b))| shorten(reach, a, b));
            let after = own[(first + by).min(own.len())..].iter().zip(&near[first.min(near.len())..]);
            reach[first..].iter_mut().zip(after).for_each(|(reach, (&a, &b))| shorten(reach, a, b));
        }
    }

    /// Whether no vertex is nearer to `i` and to `j` than `key`, which is their own.
    fn is_lune_empty(&mut self, i: usize, j: usize, key: f64) -> bool {
        let (cloud, own) = (self.cloud, &self.own);
        let is_inside = |v: usize| own[v] < key && cloud.key(v as u32, j as u32) < key;
        if self.recent.iter().any(|&v| is_inside(v)) {
            return false;
        }
        let window = |end: usize| end.saturating_sub(WINDOW)..(end + WINDOW).min(own.len());
        let mut all = window(j).chain(window(i)).chain(0..own.len());
        let Some(inside) = all.find(|&v| is_inside(v)) else { return true };
        self.recent.rotate_right(1);
        self.recent[0] = inside;
        false
    }
}

/// Lowers `reach` to the greater of `a` and `b`, if that is less.
#[inline]
fn shorten(reach: &mut f64, a: f64, b: f64) {
    let both = if a > b { a } else { b };
    *reach = if both < *reach { both } else { *reach };
}
