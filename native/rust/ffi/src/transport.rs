//! Losses between weighted samples.
//!
//! A batch is a list of pairs of clouds: the points of all first clouds stand in `x` one after the other, and `x_ends` says for
//! each pair how many rows come before the end of its own; likewise for second clouds. Outputs have the same order.

use crate::boundary::{Cutter, Filler, guard, input, limits, of_item, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::batch::each;
use diagrad_kernels::entropic::{FAST, LossRequest, Pair, loss_from};
use diagrad_kernels::limits::{Limits, Stop};
use diagrad_kernels::transport::{Cost, Discrepancy, Losses, Problem, Report, Request, sinkhorn};

/// Discrepancies of a kernel: 0 is the Gaussian, 1 the Laplacian, 2 that of the energy.
///
/// `slopes` says at the points of which clouds gradients are wanted: 1 for the first, 2 for the second. `at_points` has no place
/// for others.
#[deno_bindgen]
pub fn dg_discrepancies(
    dimension: u32,
    x: *const f64,
    a: *const f64,
    x_ends: *const u32,
    y: *const f64,
    b: *const f64,
    y_ends: *const u32,
    batch: u32,
    kernel: u32,
    blur: f64,
    floor: f64,
    slopes: u32,
    threads: u32,
    max_memory: f64,
    watch: *const i32,
    values: *mut f64,
    potentials: *mut f64,
    at_weights: *mut f64,
    at_points: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let pairs = pairs(dimension, [(x, a, x_ends), (y, b, y_ends)], batch);
        let limits = limits(threads, max_memory, watch);
        let slopes = [slopes & 1 != 0, slopes & 2 != 0];
        let discrepancy = match kernel {
            0 => Discrepancy::Gaussian { blur },
            1 => Discrepancy::Laplacian { blur, floor },
            _ => Discrepancy::Energy { floor },
        };
        let losses = solved(&pairs, &limits, |&[x, y], limits| {
            discrepancy.loss(dimension as usize, x, y, slopes, limits)
        })?;
        write(&pairs, &losses, [values, potentials, at_weights, at_points]);
        Ok(())
    })
}

/// Sinkhorn losses.
///
/// `numbers` are p, floor, blur, reach, diameter (not a number for that of the box around each pair), scaling and tolerance;
/// `flags` are whether to take off the losses of clouds against themselves, whether to do as GeomLoss 0.3.1, the largest number of
/// passes, whether to work on coarser clouds first, and whether in single precision. `starts` is null, or has the potentials of
/// plans between clouds to begin with, not numbers where there are none, and gets those that were found. A row of `reports` has
/// passes, error of the marginals, gap, a bound on what was left out, and one on the error of the value.
#[deno_bindgen]
pub fn dg_sinkhorn_losses(
    dimension: u32,
    x: *const f64,
    a: *const f64,
    x_ends: *const u32,
    y: *const f64,
    b: *const f64,
    y_ends: *const u32,
    batch: u32,
    numbers: *const f64,
    flags: *const u32,
    threads: u32,
    max_memory: f64,
    watch: *const i32,
    values: *mut f64,
    potentials: *mut f64,
    at_weights: *mut f64,
    at_points: *mut f64,
    starts: *mut f64,
    reports: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let pairs = pairs(dimension, [(x, a, x_ends), (y, b, y_ends)], batch);
        let (numbers, flags) = (input(numbers, 7), input(flags, 5));
        let (request, limits) = (request(numbers, flags), limits(threads, max_memory, watch));
        let converges = !request.compat && flags[4] == 0;
        let starts = output(starts, pairs.iter().flatten().map(|(_, weights)| weights.len() as u32).sum());
        let before = starts.to_vec();
        let begun: Vec<_> = pairs.iter().copied().zip(begun(&pairs, &before)).collect();
        let losses = solved(&begun, &limits, |&([x, y], start), limits| {
            if converges {
                let ((x, a), (y, b)) = (x, y);
                let pair = Pair { dimension: dimension as usize, x, a, y, b };
                return loss_from(&pair, &converging(&request, numbers[6], flags[2]), start, limits);
            }
            let mut problem = Problem::new(dimension as usize, x, y, request.cost, limits)?;
            problem.single = flags[4] != 0;
            sinkhorn(&problem, &request, limits)
        })?;
        write(&pairs, &losses, [values, potentials, at_weights, at_points]);
        if converges && !starts.is_empty() {
            let mut starts = Filler(starts);
            (0..2).for_each(|side| losses.iter().for_each(|losses| starts.put(&losses.plan[side])));
        }
        let mut reports = Filler(output(reports, 5 * batch));
        for Losses { report, .. } in &losses {
            let Report { iterations, marginal_error, gap, truncation, error } = *report;
            reports.put(&[iterations as f64, marginal_error, gap, truncation, error]);
        }
        Ok(())
    })
}

fn request(numbers: &[f64], flags: &[u32]) -> Request {
    let (&[p, floor, blur, reach, diameter, scaling, _], &[debias, compat, _, fast, _]) = (numbers, flags)
    else {
        unreachable!("a request has seven numbers and five flags")
    };
    Request {
        cost: Cost { p, floor },
        blur,
        reach,
        diameter: (!diameter.is_nan()).then_some(diameter),
        scaling,
        debias: debias != 0,
        compat: compat != 0,
        fast: fast != 0,
    }
}

/// The same for a loss whose potentials converge.
fn converging(request: &Request, tol: f64, most: u32) -> LossRequest {
    let Request { cost: Cost { p, floor }, blur, reach, diameter, debias, fast, .. } = *request;
    let tol = if fast { tol.max(FAST) } else { tol };
    LossRequest { p, blur, reach, diameter, debias, floor, tol, most: most as usize }
}

/// A cloud: its points and its weights.
pub type Samples<'a> = (&'a [f64], &'a [f64]);

/// The pairs of clouds of a batch.
pub fn pairs<'a>(
    dimension: u32,
    sides: [(*const f64, *const f64, *const u32); 2],
    batch: u32,
) -> Vec<[Samples<'a>; 2]> {
    let [first, second] = sides.map(|(points, weights, ends)| {
        let ends = input(ends, batch);
        let count = ends.last().copied().unwrap_or(0);
        let (mut points, mut weights) =
            (Cutter(input(points, count * dimension)), Cutter(input(weights, count)));
        let starts = [0].into_iter().chain(ends.iter().copied());
        let counts = starts.zip(ends).map(|(start, end)| (end - start) as usize);
        counts
            .map(|count| (points.take(count * dimension as usize), weights.take(count)))
            .collect::<Vec<Samples>>()
    });
    first.into_iter().zip(second).map(|(first, second)| [first, second]).collect()
}

/// The potentials that the search begins with for each pair, where they are all numbers.
fn begun<'a>(pairs: &[[Samples; 2]], starts: &'a [f64]) -> Vec<Option<[&'a [f64]; 2]>> {
    if starts.is_empty() {
        return vec![None; pairs.len()];
    }
    let mut starts = Cutter(starts);
    let [first, second] =
        [0, 1].map(|side| pairs.iter().map(|pair| starts.take(pair[side].1.len())).collect::<Vec<_>>());
    let finite = |both: &[&[f64]; 2]| both.iter().all(|list| list.iter().all(|f| f.is_finite()));
    first.into_iter().zip(second).map(|(f, g)| Some([f, g]).filter(finite)).collect()
}

/// The losses of all pairs.
pub fn solved<P: Sync>(
    pairs: &[P],
    limits: &Limits,
    solve: impl Fn(&P, &Limits) -> Result<Losses, Stop> + Sync,
) -> Result<Vec<Losses>, Stop> {
    each(pairs, limits, solve).map_err(|failure| of_item(pairs.len(), failure))
}

/// Writes losses to values, potentials, gradients at weights and at points; what belongs to second clouds comes after all that
/// belongs to first ones, and gradients at points that were not asked for take no place.
pub fn write(pairs: &[[Samples; 2]], losses: &[Losses], outputs: [*mut f64; 4]) {
    let count: usize = pairs.iter().flatten().map(|(_, weights)| weights.len()).sum();
    let numbers: usize = losses.iter().flat_map(|losses| &losses.at_points).map(Vec::len).sum();
    let count = count as u32;
    let [values, potentials, at_weights, at_points] = outputs;
    let mut values = Filler(output(values, losses.len() as u32));
    let (mut potentials, mut at_weights) =
        (Filler(output(potentials, count)), Filler(output(at_weights, count)));
    let mut at_points = Filler(output(at_points, numbers as u32));
    losses.iter().for_each(|losses| values.put(&[losses.value]));
    for s in 0..2 {
        for losses in losses {
            potentials.put(&losses.potentials[s]);
            at_weights.put(&losses.at_weights[s]);
            at_points.put(&losses.at_points[s]);
        }
    }
}
