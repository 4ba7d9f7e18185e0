//! Clouds of weighted points as the kernels read them.

use super::morton::order;
use crate::lanes::LANES;

/// The part of a score in base 2 of what must not count: sums of it are 0 for every purpose.
pub const NOTHING: f64 = -1e300;

/// A cloud of weighted points, by coordinate, in an order of its own and filled up to whole lanes.
#[derive(Clone)]
pub struct Cloud {
    /// Number of coordinates of a point.
    pub dimension: usize,
    /// Number of points.
    pub count: usize,
    /// Number of points with those that fill up the lanes.
    pub padded: usize,
    /// The weights, `[count]`, in the order in which points were given.
    pub weights: Vec<f64>,
    /// For each point of the order of the kernels its place in the order in which points were given.
    pub order: Vec<u32>,
    /// The coordinates less those of a point in the middle, `[dimension, padded]`, in the order of the kernels.
    pub planes: Vec<f64>,
    /// The logarithms of the weights in base 2, `[padded]`, in the order of the kernels; [`NOTHING`] where there is none.
    pub logarithms: Vec<f64>,
}

impl Cloud {
    /// The points `[count, dimension]` with their weights, moved so that `middle` is at 0.
    pub fn new(points: &[f64], weights: &[f64], middle: &[f64]) -> Self {
        let (dimension, count) = (middle.len(), weights.len());
        let plane = |k: usize| points.chunks_exact(dimension).map(|point| point[k] - middle[k]).collect();
        let given: Vec<Vec<f64>> = (0..dimension).map(plane).collect();
        let padded = count.next_multiple_of(LANES);
        let mut cloud = Cloud {
            dimension,
            count,
            padded,
            weights: weights.to_vec(),
            order: order(&given, count),
            planes: vec![],
            logarithms: vec![],
        };
        cloud.planes = given.iter().flat_map(|plane| cloud.filled(plane, 0.0)).collect();
        let logarithm = |&weight: &f64| if weight > 0.0 { weight.log2() } else { NOTHING };
        cloud.logarithms = cloud.filled(&weights.iter().map(logarithm).collect::<Vec<f64>>(), NOTHING);
        cloud
    }

    /// Numbers at the points, in the order of the kernels and filled up to whole lanes.
    pub fn filled(&self, values: &[f64], filling: f64) -> Vec<f64> {
        let mut list: Vec<f64> = self.order.iter().map(|&i| values[i as usize]).collect();
        list.resize(self.padded, filling);
        list
    }

    /// Sum of the weights.
    pub fn mass(&self) -> f64 {
        self.weights.iter().sum()
    }
}

/// The corners of the smallest box around points `[_, dimension]` of several clouds: least and largest coordinates.
pub fn corners(clouds: &[&[f64]], dimension: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut least, mut most) = (vec![f64::INFINITY; dimension], vec![f64::NEG_INFINITY; dimension]);
    for point in clouds.iter().flat_map(|points| points.chunks_exact(dimension)) {
        for (k, &x) in point.iter().enumerate() {
            least[k] = least[k].min(x);
            most[k] = most[k].max(x);
        }
    }
    (least, most)
}
