//! Persistence images: sums of Gaussians around (birth, persistence) at the pixels of a grid.
//!
//! A Gaussian in the plane is the product of two on lines, so that a point needs an exponential per row and one per column,
//! and the image is a product of matrices.

use super::TERMS;
use crate::gaussian::exp::exp;
use crate::lanes::{LANES, total};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use fearless_simd::{Level, Simd, SimdBase, dispatch, f64x8};
use std::f64::consts::PI;

/// Exponentials that are kept at a time.
const TABLE: usize = 1 << 20;

/// What an image is made of.
pub struct Image<'a> {
    /// The diagram, `[n, 2]`.
    pub points: &'a [f64],
    /// Weights of the points, `[n]`.
    pub weights: &'a [f64],
    /// Births at the columns of the image.
    pub columns: &'a [f64],
    /// Persistences at its rows.
    pub rows: &'a [f64],
    /// The width of the Gaussians, in a range where its square is a number other than 0.
    pub bandwidth: f64,
}

impl Image<'_> {
    /// Writes `Σ_i w_i exp(−((b_i − x)² + (p_i − y)²)/(2σ²)) / (2πσ²)` for each pixel, `[rows, columns]`.
    pub fn draw(&self, out: &mut [f64], limits: &Limits) -> Result<(), Stop> {
        let (count, width, tile) = (self.weights.len(), self.columns.len(), self.tile());
        let what = format_args!("{width} × {} pixels and the Gaussians of {tile} points", self.rows.len());
        limits.room_for(self.bytes(), what, ADVICE)?;
        out.fill(0.0);
        let band = (TERMS / (tile * width).max(1)).max(1);
        for start in (0..count).step_by(tile) {
            limits.at(start as f64 / count as f64)?;
            let tile = tile.min(count - start);
            let points = &self.points[2 * start..][..2 * tile];
            let births: Vec<f64> = points.chunks_exact(2).map(|point| point[0]).collect();
            let persistences: Vec<f64> = points.chunks_exact(2).map(|point| point[1] - point[0]).collect();
            let weights: Vec<f64> =
                self.weights[start..][..tile].iter().map(|weight| weight * self.scale()).collect();
            let across = self.table(&births, self.columns, limits)?;
            let down = self.table(self.rows, &persistences, limits)?;
            let mut bands: Vec<_> = out.chunks_mut(band * width).zip(down.chunks(band * tile)).collect();
            let work = |(out, down): &mut (&mut [f64], &[f64])| {
                limits.check()?;
                dispatch!(Level::new(), simd => simd.vectorize(
                    #[inline(always)]
                    || add_products(out, down, &weights, &across)
                ));
                Ok(())
            };
            map_items(limits.threads, &mut bands, work).into_iter().collect::<Result<(), Stop>>()?;
        }
        Ok(())
    }

    /// Writes what the `gradient` at the pixels is at the points, `[n, 2]`, and at the weights, `[n]`.
    pub fn pull_back(
        &self,
        gradient: &[f64],
        at_points: &mut [f64],
        at_weights: &mut [f64],
        limits: &Limits,
    ) -> Result<(), Stop> {
        let (width, padded) = (self.columns.len(), self.columns.len().next_multiple_of(LANES));
        let bytes = 8 * (padded * self.rows.len()) as u64;
        limits.room_for(bytes, format_args!("a gradient of {} pixels", gradient.len()), ADVICE)?;
        let mut pixels = vec![0.0; padded * self.rows.len()];
        for (row, given) in pixels.chunks_exact_mut(padded).zip(gradient.chunks_exact(width)) {
            row[..width].copy_from_slice(given);
        }
        let part = (TERMS / pixels.len().max(1)).max(1);
        let given = self.points.chunks(2 * part).zip(self.weights.chunks(part));
        let wanted = at_points.chunks_mut(2 * part).zip(at_weights.chunks_mut(part));
        let mut parts: Vec<_> = given.zip(wanted).collect();
        let work = |((points, weights), (at_points, at_weights)): &mut Part| {
            let mut room = Room::new(padded, self.rows.len());
            for (i, weight) in weights.iter().enumerate() {
                limits.check()?;
                let (birth, persistence) = (points[2 * i], points[2 * i + 1] - points[2 * i]);
                let [mass, along, up] = dispatch!(Level::new(), simd => simd.vectorize(
                    #[inline(always)]
                    || self.slopes(simd, birth, persistence, &pixels, &mut room)
                ));
                at_weights[i] = mass * self.scale();
                let scale = self.scale() * weight;
                at_points[2 * i] = scale * (along - up);
                at_points[2 * i + 1] = scale * up;
            }
            Ok(())
        };
        map_items(limits.threads, &mut parts, work).into_iter().collect()
    }

    /// Products of the gradient with the Gaussian of a point, and with its derivatives by birth and by persistence.
    ///
    /// Rows of the gradient are as long as the room for columns, where what is beyond the image is 0. Eight columns at a time
    /// are summed over the rows first, so that lanes are added only once.
    #[inline(always)]
    fn slopes<S: Simd>(
        &self,
        simd: S,
        birth: f64,
        persistence: f64,
        gradient: &[f64],
        room: &mut Room,
    ) -> [f64; 3] {
        let [across, across_slope, down, down_slope] = &mut room.0;
        with_slopes(simd, birth, self.columns, self.bandwidth, across, across_slope);
        with_slopes(simd, persistence, self.rows, self.bandwidth, down, down_slope);
        let zero = f64x8::splat(simd, 0.0);
        let mut sums = [zero; 3];
        for start in (0..across.len()).step_by(LANES) {
            let (mut mass, mut up) = (zero, zero);
            for ((row, &g), &slope) in gradient.chunks_exact(across.len()).zip(&*down).zip(&*down_slope) {
                let pixels = f64x8::from_slice(simd, &row[start..start + LANES]);
                mass += pixels * g;
                up += pixels * slope;
            }
            let g = f64x8::from_slice(simd, &across[start..start + LANES]);
            sums[0] += mass * g;
            sums[1] += mass * f64x8::from_slice(simd, &across_slope[start..start + LANES]);
            sums[2] += up * g;
        }
        sums.map(total)
    }

    /// Points whose exponentials are kept at a time.
    fn tile(&self) -> usize {
        (TABLE / (self.columns.len() + self.rows.len())).clamp(1, self.weights.len().max(1))
    }

    fn bytes(&self) -> u64 {
        let (width, height) = (self.columns.len(), self.rows.len());
        8 * (width * height + self.tile() * (width + height + 3)) as u64
    }

    /// The mass of a Gaussian of height 1 is the reciprocal of this.
    fn scale(&self) -> f64 {
        1.0 / (2.0 * PI * self.bandwidth * self.bandwidth)
    }

    /// The Gaussians of all `a` at all `b`, `[a, b]`.
    fn table(&self, a: &[f64], b: &[f64], limits: &Limits) -> Result<Vec<f64>, Stop> {
        let mut table = vec![0.0; a.len() * b.len()];
        let part = (TERMS / 4 / b.len().max(1)).max(1);
        let mut parts: Vec<_> = a.chunks(part).zip(table.chunks_mut(part * b.len().max(1))).collect();
        let work = |(a, out): &mut (&[f64], &mut [f64])| {
            limits.check()?;
            dispatch!(Level::new(), simd => simd.vectorize(
                #[inline(always)]
                || a.iter().zip(out.chunks_exact_mut(b.len())).for_each(|(&x, out)| gaussians(simd, x, b, self.bandwidth, out))
            ));
            Ok(())
        };
        map_items(limits.threads, &mut parts, work).into_iter().collect::<Result<(), Stop>>()?;
        Ok(table)
    }
}

const ADVICE: &str = "lower resolution, or raise maxMemory";

/// Points with their weights, and room for the gradients at both.
type Part<'a> = ((&'a [f64], &'a [f64]), (&'a mut [f64], &'a mut [f64]));

/// Room for the Gaussians of one point at the columns, their derivatives, and the same at the rows; 0 beyond the last.
struct Room([Vec<f64>; 4]);

impl Room {
    fn new(columns: usize, rows: usize) -> Self {
        Room([columns, columns, rows, rows].map(|length| vec![0.0; length]))
    }
}

/// The Gaussian around `centre`, of height 1, at some places; the other way round it is the same.
#[inline(always)]
fn gaussians<S: Simd>(simd: S, centre: f64, places: &[f64], bandwidth: f64, out: &mut [f64]) {
    for (places, out) in places.chunks(LANES).zip(out.chunks_mut(LANES)) {
        let mut lanes = [0.0; LANES];
        lanes[..places.len()].copy_from_slice(places);
        let u = (f64x8::from_slice(simd, &lanes) - centre) / bandwidth;
        let lanes: [f64; LANES] = exp(simd, u * u * -0.5).into();
        out[..places.len()].copy_from_slice(&lanes[..places.len()]);
    }
}

/// The same with the derivatives by the centre.
#[inline(always)]
fn with_slopes<S: Simd>(
    simd: S,
    centre: f64,
    places: &[f64],
    bandwidth: f64,
    out: &mut [f64],
    slopes: &mut [f64],
) {
    gaussians(simd, centre, places, bandwidth, out);
    for ((slope, &g), place) in slopes.iter_mut().zip(&*out).zip(places) {
        // Far away, where the difference may be infinite, the Gaussian is 0.
        *slope = if g == 0.0 { 0.0 } else { (place - centre) / bandwidth / bandwidth * g };
    }
}

/// Adds `Σ_k w_k down[y, k] across[k, x]` to some rows of the image.
#[inline(always)]
fn add_products(out: &mut [f64], down: &[f64], weights: &[f64], across: &[f64]) {
    let width = across.len() / weights.len();
    for (row, down) in out.chunks_exact_mut(width).zip(down.chunks_exact(weights.len())) {
        let factor = |k: usize| weights[k] * down[k];
        let fours = across.chunks_exact(4 * width);
        let (rest, first) = (fours.remainder(), weights.len() / 4 * 4);
        for (k, four) in fours.enumerate() {
            let [a, b, c, d] = [0, 1, 2, 3].map(|i| factor(4 * k + i));
            let (left, right) = four.split_at(2 * width);
            let ((p, q), (r, s)) = (left.split_at(width), right.split_at(width));
            for ((((out, p), q), r), s) in row.iter_mut().zip(p).zip(q).zip(r).zip(s) {
                *out = *out + a * p + b * q + c * r + d * s;
            }
        }
        for (k, line) in rest.chunks_exact(width).enumerate() {
            let a = factor(first + k);
            row.iter_mut().zip(line).for_each(|(out, p)| *out += a * p);
        }
    }
}
