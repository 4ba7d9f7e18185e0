//! Discrepancies `½⟨a, K a⟩ + ½⟨b, K b⟩ − ⟨a, K b⟩` of a kernel.

use super::bounds::Tiles;
use super::cloud::{Cloud, corners};
use super::cut::Cut;
use super::kernel_sums::{KernelSums, Points};
use super::line::LineKernel;
use super::losses::Losses;
use super::profile::{Energy, Gaussian, Laplacian, Profile};
use super::sweep::{Sums, sweep};
use crate::limits::{Limits, Stop};
use crate::sum::Sum;
use fearless_simd::Level;

/// A kernel; `floor` is the shortest distance that counts, in units of the blur for the Laplacian.
#[derive(Clone, Copy, Debug)]
pub enum Discrepancy {
    /// `exp(−|x − y|²/(2 blur²))`.
    Gaussian {
        /// The width.
        blur: f64,
    },
    /// `exp(−|x − y|/blur)`.
    Laplacian {
        /// The width.
        blur: f64,
        /// The shortest distance, in widths.
        floor: f64,
    },
    /// `−|x − y|`.
    Energy {
        /// The shortest distance.
        floor: f64,
    },
}

impl Discrepancy {
    /// The loss between the points `[count, dimension]` with weights, with its gradients at weights and at the points of those
    /// clouds of which `slopes` are wanted; for the others they stay empty.
    pub fn loss(
        &self,
        dimension: usize,
        (x, a): (&[f64], &[f64]),
        (y, b): (&[f64], &[f64]),
        slopes: [bool; 2],
        limits: &Limits,
    ) -> Result<Losses, Stop> {
        if let (1, Some(kernel)) = (dimension, self.on_a_line()) {
            return Ok(kernel.loss((x, a), (y, b), slopes));
        }
        let numbers = (a.len() + b.len() + 32) as u64 * (24 + 12 * (1 + dimension as u64));
        limits.room_for(8 * numbers, "a loss between samples", "use fewer points")?;
        let (least, most) = corners(&[x, y], dimension);
        let middle: Vec<f64> =
            least.iter().zip(&most).map(|(least, most)| least + 0.5 * (most - least)).collect();
        let clouds = [Cloud::new(x, a, &middle), Cloud::new(y, b, &middle)];
        match *self {
            Discrepancy::Gaussian { blur } => by_dimension(&clouds, Gaussian { blur }, slopes, limits),
            Discrepancy::Laplacian { blur, floor } => {
                by_dimension(&clouds, Laplacian { blur, floor }, slopes, limits)
            }
            Discrepancy::Energy { floor } => by_dimension(&clouds, Energy { floor }, slopes, limits),
        }
    }

    /// The same kernel for points on a line, if sorting is enough there.
    fn on_a_line(&self) -> Option<LineKernel> {
        match *self {
            Discrepancy::Laplacian { blur, floor: 0.0 } => Some(LineKernel::Laplacian { blur }),
            Discrepancy::Energy { floor: 0.0 } => Some(LineKernel::Energy),
            _ => None,
        }
    }
}

fn by_dimension<K: Profile>(
    clouds: &[Cloud; 2],
    profile: K,
    slopes: [bool; 2],
    limits: &Limits,
) -> Result<Losses, Stop> {
    match clouds[0].dimension {
        2 => in_dimension::<K, 2>(clouds, profile, slopes, limits),
        3 => in_dimension::<K, 3>(clouds, profile, slopes, limits),
        _ => in_dimension::<K, 0>(clouds, profile, slopes, limits),
    }
}

fn in_dimension<K: Profile, const D: usize>(
    clouds: &[Cloud; 2],
    profile: K,
    slopes: [bool; 2],
    limits: &Limits,
) -> Result<Losses, Stop> {
    let [scale, slope] = profile.scale();
    let scaled = [Scaled::new(&clouds[0], scale), Scaled::new(&clouds[1], scale)];
    let found = |slopes: [bool; 2], digits: f64| -> Result<(Losses, f64), Stop> {
        let block = |rows: usize, columns: usize| KernelSums::<K, D> {
            profile,
            rows: scaled[rows].points(),
            columns: scaled[columns].points(),
            dimension: clouds[0].dimension,
            symmetric: rows == columns,
            slopes: [slopes[rows], slopes[columns]],
            digits,
        };
        let sums = sweep(Level::new(), &[block(0, 1), block(0, 0), block(1, 1)], limits)?;
        let factors = slopes.map(|wanted| wanted.then_some(slope));
        let skipped = sums.iter().map(|sums| sums.skipped).fold(f64::NEG_INFINITY, f64::max);
        Ok((losses(clouds, [scaled[0].unit, scaled[1].unit], &sums, factors), skipped))
    };
    let cut = Cut::new(clouds);
    let (mut losses, skipped) = found(slopes, cut.digits)?;
    losses.report.truncation = cut.share(skipped);
    let lost = [0, 1].map(|s| slopes[s] && !cut.spares(&clouds[s], &losses.at_points[s], slope, skipped));
    if lost != [false; 2] {
        let (mut dense, _) = found(lost, f64::INFINITY)?;
        for s in (0..2).filter(|&s| lost[s]) {
            losses.at_points[s] = std::mem::take(&mut dense.at_points[s]);
        }
    }
    Ok(losses)
}

/// A cloud as the sums read it.
struct Scaled {
    weights: Vec<f64>,
    planes: Vec<f64>,
    tiles: Tiles,
    plain: usize,
    /// What sums over the points are to be multiplied with: the weight of all of them, if it is the same.
    unit: f64,
}

impl Scaled {
    fn new(cloud: &Cloud, scale: f64) -> Self {
        let planes: Vec<f64> = cloud.planes.iter().map(|x| scale * x).collect();
        let tiles = Tiles::new(&planes, cloud.dimension);
        let first = cloud.weights[0];
        if cloud.weights.iter().all(|&weight| weight == first) {
            let weights = cloud.filled(&vec![1.0; cloud.count], 0.0);
            return Scaled { weights, planes, tiles, plain: cloud.count, unit: first };
        }
        Scaled { weights: cloud.filled(&cloud.weights, 0.0), planes, tiles, plain: 0, unit: 1.0 }
    }

    fn points(&self) -> Points<'_> {
        Points { weights: &self.weights, planes: &self.planes, plain: self.plain, tiles: &self.tiles }
    }
}

/// The loss of the sums over pairs of both clouds and over those of each, times units; for each cloud the factor of its slopes, if
/// it has any.
fn losses(clouds: &[Cloud; 2], units: [f64; 2], sums: &[Sums], factors: [Option<f64>; 2]) -> Losses {
    let mut losses = Losses::default();
    let mut value = Sum::default();
    for (s, cloud) in clouds.iter().enumerate() {
        let (own, cross) = (&sums[1 + s].rows, if s == 0 { &sums[0].rows } else { &sums[0].columns });
        let both = |at: usize| [units[s] * own[at], units[1 - s] * cross[at]];
        let mut potentials = vec![0.0; cloud.count];
        let mut slopes = vec![0.0; factors[s].map_or(0, |_| cloud.count * cloud.dimension)];
        for (i, place) in cloud.order.iter().map(|&place| place as usize).enumerate() {
            let [mine, theirs] = both(i);
            potentials[place] = mine - theirs;
            value.add(0.5 * cloud.weights[place] * potentials[place]);
            let Some(factor) = factors[s] else { continue };
            for k in 0..cloud.dimension {
                let [mine, theirs] = both((1 + k) * cloud.padded + i);
                slopes[place * cloud.dimension + k] = factor * units[s] * (theirs - mine);
            }
        }
        losses.at_points[s] = slopes;
        losses.at_weights[s].clone_from(&potentials);
        losses.potentials[s] = potentials;
    }
    losses.value = value.value();
    losses
}
