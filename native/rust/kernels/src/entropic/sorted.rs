//! Large clouds in an order in which neighbours in space are neighbours in lists.

use super::loss::Pair;
use crate::transport::{Losses, morton};

/// Smaller clouds are left as they are.
const MANY: usize = 2048;

/// A pair of clouds in Morton's order.
pub struct Sorted {
    dimension: usize,
    sides: [Side; 2],
}

struct Side {
    /// For each point its place in the order in which points were given.
    order: Vec<u32>,
    points: Vec<f64>,
    weights: Vec<f64>,
}

impl Side {
    fn new(points: &[f64], weights: &[f64], dimension: usize) -> Self {
        let plane = |k: usize| points.iter().copied().skip(k).step_by(dimension).collect();
        let order = morton::order(&(0..dimension).map(plane).collect::<Vec<_>>(), weights.len());
        let taken = |list: &[f64], width: usize| -> Vec<f64> {
            order.iter().flat_map(|&i| &list[i as usize * width..][..width]).copied().collect()
        };
        Side { points: taken(points, dimension), weights: taken(weights, 1), order }
    }

    /// Numbers at the points, in the order in which these were given.
    fn restored(&self, list: &[f64]) -> Vec<f64> {
        let width = list.len() / self.order.len();
        let mut restored = vec![0.0; list.len()];
        for (row, &place) in list.chunks_exact(width.max(1)).zip(&self.order) {
            restored[place as usize * width..][..width].copy_from_slice(row);
        }
        restored
    }
}

impl Sorted {
    /// The pair, if it may pay to sort it.
    pub fn new(pair: &Pair) -> Option<Self> {
        let Pair { dimension, x, a, y, b } = *pair;
        let sorts = morton::sorts(dimension, a.len().max(b.len())) && a.len().max(b.len()) >= MANY;
        sorts.then(|| Sorted { dimension, sides: [Side::new(x, a, dimension), Side::new(y, b, dimension)] })
    }

    /// The sorted clouds.
    pub fn pair(&self) -> Pair<'_> {
        let [first, second] = &self.sides;
        let Sorted { dimension, .. } = *self;
        Pair { dimension, x: &first.points, a: &first.weights, y: &second.points, b: &second.weights }
    }

    /// Numbers at the points, in the order of these.
    pub fn taken(&self, lists: [&[f64]; 2]) -> [Vec<f64>; 2] {
        [0, 1].map(|side| self.sides[side].order.iter().map(|&i| lists[side][i as usize]).collect())
    }

    /// What was found, in the order in which points were given.
    pub fn restored(&self, found: Losses) -> Losses {
        let both = |lists: &[Vec<f64>; 2]| [0, 1].map(|side| self.sides[side].restored(&lists[side]));
        Losses {
            potentials: both(&found.potentials),
            at_weights: both(&found.at_weights),
            at_points: both(&found.at_points),
            plan: both(&found.plan),
            ..found
        }
    }
}
