//! Clouds of weighted points as the kernels read them.

use crate::lanes::LANES;

/// The part of a score in base 2 of what must not count: sums of it are 0 for every purpose.
pub const NOTHING: f64 = -1e300;

/// A cloud of weighted points, by coordinate, filled up to whole lanes.
pub struct Cloud {
    /// Number of coordinates of a point.
    pub dimension: usize,
    /// Number of points.
    pub count: usize,
    /// Number of points with those that fill up the lanes.
    pub padded: usize,
    /// The coordinates less those of a point in the middle, `[dimension, padded]`.
    pub planes: Vec<f64>,
    /// The weights, `[count]`.
    pub weights: Vec<f64>,
    /// Their logarithms in base 2, `[padded]`; [`NOTHING`] where there is no weight or no point.
    pub logarithms: Vec<f64>,
}

impl Cloud {
    /// The points `[count, dimension]` with their weights, moved so that `middle` is at 0.
    pub fn new(points: &[f64], weights: &[f64], middle: &[f64]) -> Self {
        let (dimension, count) = (middle.len(), weights.len());
        let padded = count.next_multiple_of(LANES);
        let mut planes = vec![0.0; dimension * padded];
        for (i, point) in points.chunks_exact(dimension).enumerate() {
            for (k, (x, middle)) in point.iter().zip(middle).enumerate() {
                planes[k * padded + i] = x - middle;
            }
        }
        let logarithm = |&weight: &f64| if weight > 0.0 { weight.log2() } else { NOTHING };
        let mut logarithms: Vec<f64> = weights.iter().map(logarithm).collect();
        logarithms.resize(padded, NOTHING);
        Cloud { dimension, count, padded, planes, weights: weights.to_vec(), logarithms }
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
