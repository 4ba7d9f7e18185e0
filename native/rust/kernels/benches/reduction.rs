//! Decompositions of listed complexes without V, with V and with U, of the boundary and the coboundary, by one and by two
//! threads.
//!
//! Usage: `cargo bench --bench reduction [-- NAME]`, for the workloads whose names begin with `NAME`. Runs alternate between
//! one thread and two; printed are the least milliseconds of each.

#[path = "reduction/uniform.rs"]
mod uniform;
#[path = "reduction/workloads.rs"]
mod workloads;

use std::time::Instant;

use diagrad_kernels::complex::Boundary;
use diagrad_kernels::decomposition::{Decomposition, Request};
use diagrad_kernels::limits::Limits;
use workloads::{Workload, workloads};

/// Runs of each kind, at most and at least, and the seconds after which no more than the least are made.
const RUNS: (usize, usize, f64) = (15, 3, 2.0);

fn main() {
    // Cargo adds `--bench` when it runs a bench itself.
    let prefix = std::env::args().skip(1).find(|argument| argument != "--bench").unwrap_or_default();
    println!("{:32} {:>9}  {:16} {:>10} {:>10}", "workload", "cells", "what", "1 thread", "2 threads");
    for (name, make) in workloads() {
        if name.starts_with(&prefix) {
            run(&make(name));
        }
    }
}

fn run(workload: &Workload) {
    let Workload { name, dim_offsets, boundary: Boundary { starts, facets } } = workload;
    let request = Request { dim_offsets, starts, facets, dualize: false, v: false, u: false, lowest: 0 };
    for dualize in [false, true] {
        let side = if dualize { "cohomology" } else { "homology" };
        compare(workload, side, decompose(&Request { dualize, ..request }));
        compare(workload, &format!("{side}, V"), decompose(&Request { dualize, v: true, ..request }));
        if !name.contains("512") && !name.contains("48") {
            compare(workload, &format!("{side}, U"), decompose(&Request { dualize, u: true, ..request }));
        }
    }
}

fn decompose(request: &Request) -> impl Fn(&Limits) {
    |limits| drop(Decomposition::new(request, limits).expect("enough memory"))
}

/// Prints the least times of `work` by one thread and by two.
fn compare(workload: &Workload, what: &str, work: impl Fn(&Limits)) {
    let (most, least, enough) = RUNS;
    let start = Instant::now();
    let mut best = [f64::INFINITY; 2];
    for run in 0..most {
        if run >= least && start.elapsed().as_secs_f64() > enough {
            break;
        }
        for (threads, best) in (1..).zip(&mut best) {
            let start = Instant::now();
            work(&Limits::new(threads, u64::MAX, None));
            *best = best.min(1e3 * start.elapsed().as_secs_f64());
        }
    }
    let cells = workload.boundary.starts.len() - 1;
    println!("{:32} {cells:9}  {what:16} {:10.2} {:10.2}", workload.name, best[0], best[1]);
}
