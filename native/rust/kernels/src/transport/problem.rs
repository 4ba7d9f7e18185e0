//! Two clouds, and passes over all their pairs.

use super::bounds::{Bounds, Tiles};
use super::cloud::{Cloud, corners};
use super::cost::{Cost, Length, Power, Radial, Square};
use super::exact::Others;
use super::plan::{MASSES, Plan, SLOPES, Side, VALUES};
use super::single::{LEAST_SINGLE, SinglePlan, SingleSide};
use super::sweep::{Sums, sweep};
use crate::limits::{Limits, Stop};
use crate::threads::in_parts;
use fearless_simd::Level;
use std::f64::consts::LOG2_E;

/// Smaller sums are lost: the bounds of powers add to them.
const LEAST_SUM: f64 = 1e-280;
/// Sums are lost, too, that are 2 to a power beyond this times the weight.
const MOST_LOGARITHM: f64 = 660.0;
/// Sums are lost, too, of which pairs that were left out may be more than this share.
const MOST_LEFT_OUT: f64 = 1e-12;
/// With fewer points all tiles are met.
const MANY: usize = 2048;
/// All tiles are met, too, as long as scores differ by about as many binary digits at most.
const FLAT: f64 = 60.0;
/// Lost points that a thread takes at a time.
const LOST: usize = 16;

/// Two clouds of weighted points and the cost between points.
pub struct Problem {
    /// The first cloud, whose points are rows.
    pub first: Cloud,
    /// The second cloud, whose points are columns.
    pub second: Cloud,
    /// The cost.
    pub cost: Cost,
    /// The length of the diagonal of the smallest box around both clouds.
    pub diameter: f64,
    /// The means of the processor.
    pub level: Level,
    /// Whether no pair may be left out.
    pub dense: bool,
    /// Whether passes without means may have single precision, for p = 2 in two and three dimensions.
    pub single: bool,
}

/// Which clouds the pairs are from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Block {
    /// Points of the first cloud with points of the second.
    Cross,
    /// Points of the first cloud with one another.
    First,
    /// Points of the second cloud with one another.
    Second,
}

/// A pass over all pairs of a block.
#[derive(Clone, Copy)]
pub struct Pass<'a> {
    /// Which pairs.
    pub block: Block,
    /// The potentials of the points of rows.
    pub f: &'a [f64],
    /// Those of the points of columns: for `First` and `Second` the same.
    pub g: &'a [f64],
}

/// What a pass finds at the points of one side.
///
/// With P_ij = a_i b_j e^((f_i + g_j − C_ij)/ε), a row of which has the sum a_i e^((f_i − softmin_i)/ε):
#[derive(Default)]
pub struct Found {
    /// `softmin_i = −ε ln Σ_j b_j e^((g_j − C_ij)/ε)`, the potential that makes the marginal right.
    pub softmins: Vec<f64>,
    /// Means over the rows of P of what was asked for: the gradients `∇C(x_i, y_j)` at the point of the row, `[count,
    /// dimension]`, or the values at the other side, `[count]`.
    pub means: Vec<f64>,
    /// The largest share that pairs that were left out may have in a sum.
    pub left_out: f64,
}

/// What a pass finds at the points of rows, and at those of columns; of a symmetric block the latter is empty.
pub type Both = [Found; 2];

/// What besides softmins is asked for.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Nothing,
    Slopes,
    Values([&'a [f64]; 2]),
}

impl Problem {
    /// The points `[count, dimension]` with their weights.
    pub fn new(
        dimension: usize,
        (x, a): (&[f64], &[f64]),
        (y, b): (&[f64], &[f64]),
        cost: Cost,
        limits: &Limits,
    ) -> Result<Self, Stop> {
        // A few lists by coordinate, and a list of sums for each of the tasks of a block.
        let numbers = (a.len() + b.len() + 32) as u64 * (24 + 12 * (1 + dimension as u64));
        limits.room_for(8 * numbers, "a transport problem", "use fewer points")?;
        let (least, most) = corners(&[x, y], dimension);
        // Near 0 the squares of coordinates are smallest, and with them what rounding loses.
        let middle: Vec<f64> =
            least.iter().zip(&most).map(|(least, most)| least + 0.5 * (most - least)).collect();
        let diameter =
            least.iter().zip(&most).map(|(least, most)| (most - least).powi(2)).sum::<f64>().sqrt();
        let (first, second) = (Cloud::new(x, a, &middle), Cloud::new(y, b, &middle));
        Ok(Problem { first, second, cost, diameter, level: Level::new(), dense: false, single: false })
    }

    /// Passes at the temperature `eps`, side by side; if `slopes`, with means of the gradients of the cost.
    pub fn passes(
        &self,
        eps: f64,
        passes: &[Pass],
        slopes: bool,
        limits: &Limits,
    ) -> Result<Vec<Both>, Stop> {
        self.run(eps, passes, if slopes { Wanted::Slopes } else { Wanted::Nothing }, limits)
    }

    /// One pass with means of values: `u` at the points of rows, of which columns get the means, and `v` at those of columns.
    pub fn averages(
        &self,
        eps: f64,
        pass: Pass,
        u: &[f64],
        v: &[f64],
        limits: &Limits,
    ) -> Result<Both, Stop> {
        let found = self.run(eps, &[pass], Wanted::Values([u, v]), limits)?;
        Ok(found.into_iter().next().expect("one pass"))
    }

    fn run(&self, eps: f64, passes: &[Pass], wanted: Wanted, limits: &Limits) -> Result<Vec<Both>, Stop> {
        let (scale, floor) = (self.cost.scale(eps), self.cost.floor);
        let floor = (scale * floor).powi(2);
        match self.cost.p {
            1.0 => Run::new(self, Length { floor }, eps, wanted).passes(passes, limits),
            2.0 => Run::new(self, Square, eps, wanted).passes(passes, limits),
            p => Run::new(self, Power { p, floor }, eps, wanted).passes(passes, limits),
        }
    }
}

/// Passes at one temperature.
struct Run<'a, C> {
    problem: &'a Problem,
    cost: C,
    /// What potentials are multiplied with in scores.
    rate: f64,
    /// What gradients of the cost of scaled points are multiplied with.
    slope: f64,
    wanted: Wanted<'a>,
    scaled: [Scaled; 2],
}

/// A cloud at one temperature.
struct Scaled {
    /// The coordinates, scaled.
    planes: Vec<f64>,
    /// What the points add to the scores of their pairs for the sake of the cost.
    halves: Vec<f64>,
    /// The tiles, where it may pay to look which of them count.
    tiles: Option<Tiles>,
}

impl Scaled {
    fn new<C: Radial>(cloud: &Cloud, scale: f64, diameter: f64) -> Self {
        let planes: Vec<f64> = cloud.planes.iter().map(|x| scale * x).collect();
        let mut halves = vec![0.0; cloud.padded];
        if C::SQUARE {
            for plane in planes.chunks_exact(cloud.padded) {
                halves.iter_mut().zip(plane).for_each(|(half, x)| *half -= 0.5 * x * x);
            }
        }
        let spread = (scale * diameter).powi(2);
        let sparse = C::SQUARE && cloud.dimension <= 3 && cloud.count >= MANY && spread > FLAT;
        let tiles = sparse.then(|| Tiles::new(&planes, cloud.dimension));
        Scaled { planes, halves, tiles }
    }
}

impl<'a, C: Radial> Run<'a, C> {
    fn new(problem: &'a Problem, cost: C, eps: f64, wanted: Wanted<'a>) -> Self {
        let scale = problem.cost.scale(eps);
        let scaled =
            [&problem.first, &problem.second].map(|cloud| Scaled::new::<C>(cloud, scale, problem.diameter));
        let slope = scale.powf(1.0 - problem.cost.p);
        Run { problem, cost, rate: LOG2_E / eps, slope, wanted, scaled }
    }

    /// The two clouds of a block.
    fn sides(&self, block: Block) -> [(&Cloud, &Scaled); 2] {
        let (first, second) =
            ((&self.problem.first, &self.scaled[0]), (&self.problem.second, &self.scaled[1]));
        match block {
            Block::Cross => [first, second],
            Block::First => [first; 2],
            Block::Second => [second; 2],
        }
    }

    fn passes(&self, passes: &[Pass], limits: &Limits) -> Result<Vec<Both>, Stop> {
        match self.wanted {
            Wanted::Nothing if C::FAST => self.by_dimension::<MASSES>(passes, limits),
            Wanted::Nothing => self.in_dimension::<0, MASSES>(passes, limits),
            Wanted::Slopes if C::FAST => self.by_dimension::<SLOPES>(passes, limits),
            Wanted::Slopes => self.in_dimension::<0, SLOPES>(passes, limits),
            Wanted::Values(_) => self.in_dimension::<0, VALUES>(passes, limits),
        }
    }

    fn by_dimension<const G: u8>(&self, passes: &[Pass], limits: &Limits) -> Result<Vec<Both>, Stop> {
        match self.problem.first.dimension {
            2 => self.in_dimension::<2, G>(passes, limits),
            3 => self.in_dimension::<3, G>(passes, limits),
            _ => self.in_dimension::<0, G>(passes, limits),
        }
    }

    fn in_dimension<const D: usize, const G: u8>(
        &self,
        passes: &[Pass],
        limits: &Limits,
    ) -> Result<Vec<Both>, Stop> {
        let heights: Vec<[Vec<f64>; 2]> = passes.iter().map(|pass| self.heights(pass)).collect();
        let both = passes.iter().zip(&heights);
        let offsets: Vec<[Vec<f64>; 2]> = both.map(|(pass, heights)| self.offsets(pass, heights)).collect();
        let values = self.values(passes);
        let blocks: Vec<(Block, [Side; 2])> = passes
            .iter()
            .zip(&offsets)
            .map(|(pass, offsets)| {
                let sides = self.sides(pass.block);
                let side =
                    |s: usize| Side { offsets: &offsets[s], planes: &sides[s].1.planes, values: &values[s] };
                (pass.block, [side(0), side(1)])
            })
            .collect();
        let sums = self.sums::<D, G>(&blocks, limits)?;
        let found = passes.iter().zip(&heights).zip(sums);
        found.map(|((pass, heights), sums)| self.both(pass, heights, &sums, &values, limits)).collect()
    }

    /// The sums of blocks.
    fn sums<'b, const D: usize, const G: u8>(
        &'b self,
        blocks: &[(Block, [Side<'b>; 2])],
        limits: &Limits,
    ) -> Result<Vec<Sums>, Stop> {
        let level = self.problem.level;
        if D > 0 && G == MASSES && self.single() {
            let plan = |&(block, sides): &(Block, [Side<'b>; 2])| {
                let [rows, columns] = sides.map(SingleSide::new);
                SinglePlan::<D> {
                    rows,
                    columns,
                    symmetric: block != Block::Cross,
                    bounds: self.bounds(block),
                }
            };
            return sweep(level, &blocks.iter().map(plan).collect::<Vec<_>>(), limits);
        }
        let plan = |&(block, [rows, columns]): &(Block, [Side<'b>; 2])| Plan::<C, D, G> {
            cost: self.cost,
            rows,
            columns,
            dimension: self.problem.first.dimension,
            symmetric: block != Block::Cross,
            bounds: self.bounds(block),
        };
        sweep(level, &blocks.iter().map(plan).collect::<Vec<_>>(), limits)
    }

    /// Whether sums have single precision.
    fn single(&self) -> bool {
        let known = matches!(self.problem.first.dimension, 2 | 3);
        self.problem.single && C::SQUARE && known && matches!(self.wanted, Wanted::Nothing)
    }

    /// What tells which tiles of a block count, if some may not.
    fn bounds(&self, block: Block) -> Option<Bounds<'_>> {
        let sides = self.sides(block).map(|(_, scaled)| scaled.tiles.as_ref());
        let [Some(rows), Some(columns)] = sides else { return None };
        if self.problem.dense {
            return None;
        }
        let dimension = self.problem.first.dimension;
        Some(Bounds { level: self.problem.level, tiles: [rows, columns], dimension })
    }

    /// Potentials and weights of both sides of a pass as parts of scores.
    fn heights(&self, pass: &Pass) -> [Vec<f64>; 2] {
        let sides = self.sides(pass.block);
        [(pass.f, sides[0].0), (pass.g, sides[1].0)].map(|(potentials, cloud)| {
            let mut heights = cloud.logarithms.clone();
            let potentials = cloud.order.iter().map(|&i| potentials[i as usize]);
            heights.iter_mut().zip(potentials).for_each(|(height, f)| *height += self.rate * f);
            heights
        })
    }

    /// The same with the part of the cost that is known before points meet.
    fn offsets(&self, pass: &Pass, heights: &[Vec<f64>; 2]) -> [Vec<f64>; 2] {
        let sides = self.sides(pass.block);
        [0, 1]
            .map(|s| heights[s].iter().zip(&sides[s].1.halves).map(|(height, half)| height + half).collect())
    }

    /// The values of both sides, filled up to whole lanes.
    fn values(&self, passes: &[Pass]) -> [Vec<f64>; 2] {
        let (Wanted::Values(values), [pass]) = (self.wanted, passes) else { return [vec![], vec![]] };
        let sides = self.sides(pass.block);
        [0, 1].map(|s| sides[s].0.filled(values[s], 0.0))
    }

    /// What the sums of a pass say.
    fn both(
        &self,
        pass: &Pass,
        heights: &[Vec<f64>; 2],
        sums: &Sums,
        values: &[Vec<f64>; 2],
        limits: &Limits,
    ) -> Result<Both, Stop> {
        let sides = self.sides(pass.block);
        let slopes = matches!(self.wanted, Wanted::Slopes);
        let found = |own: usize, potentials: &[f64], lists: &[f64]| {
            let other = 1 - own;
            let left_out = sums.skipped.exp2() * sides[other].0.count as f64;
            let others = Others {
                cost: self.cost,
                planes: &sides[other].1.planes,
                heights: &heights[other],
                values: &values[other],
                slopes,
            };
            self.found(sides[own], potentials, (lists, left_out), &others, limits)
        };
        let rows = found(0, pass.f, &sums.rows)?;
        let columns =
            if pass.block == Block::Cross { found(1, pass.g, &sums.columns)? } else { Found::default() };
        Ok([rows, columns])
    }

    /// What the sums of one side say, each but for a part that was left out; where they have left the range of numbers, `others`
    /// is asked.
    fn found(
        &self,
        (cloud, scaled): (&Cloud, &Scaled),
        potentials: &[f64],
        (sums, left_out): (&[f64], f64),
        others: &Others<C>,
        limits: &Limits,
    ) -> Result<Found, Stop> {
        let (padded, dimension) = (cloud.padded, cloud.dimension);
        let width = sums.len() / padded - 1;
        let factor = if others.slopes { self.slope } else { 1.0 };
        let mut found =
            Found { softmins: vec![0.0; cloud.count], means: vec![0.0; width * cloud.count], left_out: 0.0 };
        let mut lost = Vec::new();
        let least = if self.single() { LEAST_SINGLE } else { LEAST_SUM }.max(left_out / MOST_LEFT_OUT);
        for (i, place) in cloud.order.iter().map(|&place| place as usize).enumerate() {
            let logarithm = sums[i].log2() - cloud.logarithms[i];
            let known = sums[i] >= least && logarithm.abs() <= MOST_LOGARITHM;
            if !known {
                lost.push(i);
                continue;
            }
            found.left_out = found.left_out.max(left_out / sums[i]);
            found.softmins[place] = potentials[place] - logarithm / self.rate;
            for k in 0..width {
                found.means[place * width + k] = factor * sums[(1 + k) * padded + i] / sums[i];
            }
        }
        let exact = in_parts(limits.threads, lost.len().div_ceil(LOST), |part| {
            let some = &lost[part * LOST..lost.len().min((part + 1) * LOST)];
            let point = |i: usize| (0..dimension).map(|k| scaled.planes[k * padded + i]).collect::<Vec<_>>();
            some.iter()
                .map(|&i| limits.check().map(|()| others.softmax(self.problem.level, &point(i))))
                .collect()
        });
        for (i, exact) in lost.into_iter().zip(exact) {
            let (logarithm, means) = exact?;
            let place = cloud.order[i] as usize;
            found.softmins[place] = -logarithm / self.rate;
            means.iter().enumerate().for_each(|(k, mean)| found.means[place * width + k] = factor * mean);
        }
        Ok(found)
    }
}
