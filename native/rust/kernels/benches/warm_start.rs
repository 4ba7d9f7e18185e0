//! Warm starts of the reduction after the order of the cells has changed, against the reduction afresh.
//!
//! - *afresh*: as in the kernels, column by column;
//! - *kept*: columns stay that would come out as before;
//! - *moved*, *repaired*, *canonical*: R and V are put in the new order, made what they should be [LuoNelson21], and V is
//!   made canonical, one after the other.
//!
//! This is for blocks that are no forests: forests are found by joining components. All ways must give R and V of the
//! kernels.
//!
//! Usage: `cargo bench --bench warm_start [-- NAME]`, for the cases whose names begin with `NAME`. Each line is a step
//! that moves all numbers, or one triple of many, by at most so much. Printed are:
//!
//! - the share of pairs of cells that change their order, and of cells outside a longest ascending sequence;
//! - the least milliseconds of processor time to list the cells, and of the kernels for this side of the decomposition;
//! - the same of each way for the blocks of this side; with *kept* the share of columns that are not;
//! - how many times faster the side would be by each way;
//! - millions of numbers in R with lists, and in R with V.

#[path = "reduction/block.rs"]
#[allow(dead_code)] // what others need
mod block;
#[path = "reduction/clock.rs"]
#[allow(dead_code)]
mod clock;
#[path = "reduction/columns.rs"]
mod columns;
#[path = "warm_start/factors.rs"]
mod factors;
#[path = "warm_start/kept.rs"]
mod kept;
#[path = "warm_start/parts.rs"]
mod parts;
#[path = "../src/complex/pivot_column.rs"]
#[allow(dead_code, unused_imports)] // what others need, and its tests, which have no harness here
mod pivot_column;
#[path = "warm_start/steps.rs"]
mod steps;
#[path = "reduction/uniform.rs"]
mod uniform;

use block::{Reduced, in_order};
use clock::Clock;
use diagrad_kernels::decomposition::{Decomposition, Request};
use diagrad_kernels::limits::Limits;
use factors::Factors;
use kept::kept;
use parts::{Part, parts};
use steps::{CASES, Case, Filtration, STEPS, disorder, numbers};

/// Runs of each way.
const RUNS: usize = 9;

/// One of how many columns of V are compared with those of the kernels.
const COMPARED: usize = 101;

/// What is measured, summed over the blocks of a side.
#[derive(Default)]
struct Sums {
    /// Milliseconds: afresh, kept, moved, repaired and made canonical.
    times: [f64; 5],
    columns: usize,
    not_kept: usize,
    in_lists: usize,
    in_v: usize,
}

fn main() {
    // Cargo adds `--bench` when it runs a bench itself.
    let prefix = std::env::args().skip(1).find(|argument| argument != "--bench").unwrap_or_default();
    println!(
        "{:32} {:>8} {:>6} {:10} {:>7} {:>7} | {:>7} | {:>7} {:>6} {:>5} | {:>7} {:>8} {:>9} {:>5} | {:>6} {:>6}",
        "case, step, one of",
        "inverted",
        "moved",
        "side",
        "listing",
        "kernels",
        "afresh",
        "kept",
        "not",
        "times",
        "moved",
        "repaired",
        "canonical",
        "times",
        "lists",
        "V"
    );
    for case in CASES.iter().filter(|(name, ..)| name.starts_with(&prefix)) {
        STEPS.iter().for_each(|&step| run(case, step));
    }
}

/// Prints what one step of a case takes.
fn run(&(name, count, make): &Case, step: (f64, usize)) {
    let [before, now] = numbers(count, step);
    let (before, (listing, now)) = (make(&before), least(|| make(&now)));
    let places = before.places_in(&now);
    let turned: Vec<u32> = places.iter().rev().map(|place| places.len() as u32 - 1 - place).collect();
    let [inverted, moved] = disorder(&before, &places);
    let case = format!("{name} {:.0e} {}", step.0, step.1);
    let mut kills = [None, None];
    for (side, dualize, indices) in [("coboundary", true, &turned), ("boundary", false, &places)] {
        let (parts_before, kills_before) = parts(&before, dualize, kills[0].as_deref());
        let (parts_now, kills_now) = parts(&now, dualize, kills[1].as_deref());
        kills = [Some(kills_before), Some(kills_now)];
        let mut sums = Sums::default();
        let blocks = parts_before.iter().zip(&parts_now);
        let factors: Vec<Factors> =
            blocks.map(|(before, now)| compare(before, now, indices, &mut sums)).collect();
        let kernels = by_the_kernels(&now, dualize, &factors);
        let [afresh, kept, moving, repair, canonical] = sums.times;
        println!(
            "{case:32} {:7.4}% {:5.1}% {side:10} {listing:7.2} {kernels:7.2} | {afresh:7.2} | {kept:7.2} {:5.1}% {:5.2} | {moving:7.2} {repair:8.2} {canonical:9.2} {:5.2} | {:6.3} {:6.3}",
            100.0 * inverted,
            100.0 * moved,
            100.0 * sums.not_kept as f64 / sums.columns as f64,
            kernels / (kernels - afresh + kept),
            kernels / (kernels - afresh + moving + repair + canonical),
            1e-6 * sums.in_lists as f64,
            1e-6 * sums.in_v as f64,
        );
    }
}

/// Compares the ways for a part, adds up what they take, and returns the columns of R and V.
fn compare(before: &Part, now: &Part, indices: &[u32], sums: &mut Sums) -> Factors {
    let reduced_before = in_order(&before.block);
    let factors_before = Factors::of(before, &reduced_before);
    let reduced = in_order(&now.block);
    let factors = Factors::of(now, &reduced);
    let mut best = [f64::INFINITY; 5];
    for run in 0..RUNS {
        let mut clock = Clock::start();
        let mut lap = |way: usize| {
            best[way] = best[way].min(clock.milliseconds());
            clock = Clock::start();
        };
        drop(in_order(&now.block));
        lap(0);
        let (kept, not_kept) = kept(now, before, &reduced_before, indices);
        lap(1);
        let mut warm = factors_before.moved(now, indices);
        lap(2);
        warm.repair();
        lap(3);
        warm.make_canonical();
        lap(4);
        if run == 0 {
            check_reduction(&kept, &reduced);
            check_factors(&warm, &factors);
            sums.columns += now.block.width();
            sums.not_kept += not_kept;
        }
    }
    sums.times.iter_mut().zip(best).for_each(|(sum, best)| *sum += best);
    sums.in_lists += reduced.sums.len() + reduced.lists.len();
    sums.in_v += factors.r.count() + factors.v.count();
    factors
}

fn check_reduction(found: &Reduced, expected: &Reduced) {
    assert_eq!(found.owners, expected.owners);
    for column in 0..expected.block.width() {
        assert_eq!(sorted(found.column(column)), sorted(expected.column(column)), "R, column {column}");
        assert_eq!(sorted(found.lists.get(column)), sorted(expected.lists.get(column)), "list {column}");
    }
}

/// Columns that are not zero are expected; there may be others.
fn check_factors(found: &Factors, expected: &Factors) {
    for (number, column) in expected.columns.iter().enumerate() {
        let place = found.columns.binary_search(column).expect("all columns that are not zero");
        assert_eq!(sorted(found.r.get(place)), sorted(expected.r.get(number)), "R, column {column}");
        assert_eq!(found.members_of_v(place), expected.members_of_v(number), "V, column {column}");
    }
}

fn sorted(set: &[u32]) -> Vec<u32> {
    let mut list = set.to_vec();
    list.sort_unstable();
    list
}

/// The least milliseconds in which the kernels make the decomposition, whose V must have the columns of `factors`.
fn by_the_kernels(filtration: &Filtration, dualize: bool, factors: &[Factors]) -> f64 {
    let Filtration { dim_offsets, boundary, .. } = filtration;
    let (starts, facets) = (&boundary.starts, &boundary.facets);
    let request = Request { dim_offsets, starts, facets, dualize, v: true, u: false, lowest: 0 };
    let limits = Limits::default();
    let (best, decomposition) = least(|| Decomposition::new(&request, &limits).expect("enough memory"));
    let turned = |index: u32| if dualize { decomposition.size() as u32 - 1 - index } else { index };
    for block in factors {
        for (number, &column) in block.columns.iter().enumerate().step_by(COMPARED) {
            let members: Vec<u32> = block.members_of_v(number).into_iter().map(turned).collect();
            let list = decomposition.column_of_v(turned(column), &limits).expect("enough memory");
            assert_eq!(sorted(&members), list, "V, column {column}");
        }
    }
    best
}

/// The least milliseconds that `make` takes, and what it makes.
fn least<T>(make: impl Fn() -> T) -> (f64, T) {
    let timed = |_| {
        let clock = Clock::start();
        let made = make();
        (clock.milliseconds(), made)
    };
    (0..RUNS).map(timed).min_by(|(a, _), (b, _)| a.total_cmp(b)).expect("there are runs")
}
