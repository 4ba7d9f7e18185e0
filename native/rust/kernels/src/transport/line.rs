//! Discrepancies of the Laplacian and of the energy on a line, by sorting.
//!
//! The potential of signed weights, `φ(z) = Σ_k w_k K(z, z_k)` with those of the second cloud negative, is the sum of what lies
//! before z and of what lies behind. Going along the sorted points, either changes from one place to the next in a way that
//! asks for no other point: all potentials and slopes cost as much as the sorting.

use super::losses::Losses;
use crate::sum::Sum;

/// A kernel on the line.
#[derive(Clone, Copy)]
pub enum LineKernel {
    /// `−|x − y|`.
    Energy,
    /// `exp(−|x − y|/blur)`.
    Laplacian {
        /// The width.
        blur: f64,
    },
}

/// What lies on one side of a place.
#[derive(Clone, Copy, Default)]
struct Field {
    /// Sum of the weights.
    mass: f64,
    /// Sum of weights times distances, or times the kernel.
    sum: f64,
}

impl LineKernel {
    /// Goes on by `gap`.
    fn moved(self, field: Field, gap: f64) -> Field {
        match self {
            LineKernel::Energy => Field { sum: field.sum + field.mass * gap, ..field },
            LineKernel::Laplacian { blur } => Field { sum: field.sum * (-gap / blur).exp(), ..field },
        }
    }

    /// Adds what lies at the place itself.
    fn passed(self, field: Field, weight: f64) -> Field {
        let here = if let LineKernel::Laplacian { .. } = self { weight } else { 0.0 };
        Field { mass: field.mass + weight, sum: field.sum + here }
    }

    /// The potential at a place between two fields, with a weight on it; and its slope, to which what lies there gives nothing.
    fn potential(self, before: Field, behind: Field, weight: f64) -> [f64; 2] {
        match self {
            LineKernel::Energy => [-(before.sum + behind.sum), behind.mass - before.mass],
            LineKernel::Laplacian { blur } => {
                [before.sum + behind.sum + weight, (behind.sum - before.sum) / blur]
            }
        }
    }

    /// The loss between the points `x` and `y` with weights, with its gradients, at points only where `slopes` are wanted.
    pub fn loss(self, (x, a): (&[f64], &[f64]), (y, b): (&[f64], &[f64]), slopes: [bool; 2]) -> Losses {
        let weights = a.iter().chain(b).copied();
        let mut points: Vec<(f64, f64, usize)> = x
            .iter()
            .chain(y)
            .copied()
            .zip(weights)
            .enumerate()
            .map(|(k, (z, weight))| (z, weight, k))
            .collect();
        points.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
        // Each cloud's weights at a place are added on their own, so that equal ones cancel to the last bit.
        let mass = |same: &[(f64, f64, usize)], first: bool| -> f64 {
            same.iter().filter(|point| (point.2 < x.len()) == first).map(|point| point.1).sum()
        };
        let places: Vec<(f64, f64)> = points
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same[0].0, mass(same, true) - mass(same, false)))
            .collect();
        let before = self.fields(places.iter().copied());
        let mut behind = self.fields(places.iter().rev().copied());
        behind.reverse();
        let mut potentials = vec![[0.0; 2]; points.len()];
        for (index, same) in points.chunk_by(|a, b| a.0 == b.0).enumerate() {
            let potential = self.potential(before[index], behind[index], places[index].1);
            same.iter().for_each(|point| potentials[point.2] = potential);
        }
        let (first, second) = potentials.split_at(x.len());
        losses([a, b], [first, second], slopes)
    }

    /// What lies before each place, in the order in which they are met.
    fn fields(self, places: impl Iterator<Item = (f64, f64)>) -> Vec<Field> {
        let (mut field, mut last) = (Field::default(), None);
        let meet = |(place, weight): (f64, f64)| {
            let before = self.moved(field, last.map_or(0.0, |last: f64| (place - last).abs()));
            field = self.passed(before, weight);
            last = Some(place);
            before
        };
        places.map(meet).collect()
    }
}

/// The loss of the weights of both clouds, with potentials and slopes at their points.
fn losses(weights: [&[f64]; 2], potentials: [&[[f64; 2]]; 2], slopes: [bool; 2]) -> Losses {
    let mut losses = Losses::default();
    let mut value = Sum::default();
    for (s, sign) in [1.0, -1.0].into_iter().enumerate() {
        for (weight, [potential, slope]) in weights[s].iter().zip(potentials[s]) {
            value.add(0.5 * weight * sign * potential);
            losses.potentials[s].push(sign * potential);
            if slopes[s] {
                losses.at_points[s].push(sign * weight * slope);
            }
        }
        losses.at_weights[s].clone_from(&losses.potentials[s]);
    }
    losses.value = value.value();
    losses
}
