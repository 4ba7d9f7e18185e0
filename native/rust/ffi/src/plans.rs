//! Transport plans.
//!
//! A problem is given by its costs, `[n, m]`, and no points, or by points and no costs; `shape` holds n, m and the dimension of
//! the points, and `numbers` the exponent of the cost of a distance and the temperature.

use crate::boundary::{guard, input, limits, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::emd::{Exact, emd};
use diagrad_kernels::entropic::{Given, SolveRequest, Task, Transport};

/// A cheapest plan for costs `[n, m]`, as lists of rows, columns and masses with room for n + m entries.
///
/// `numbers` gets what the plan costs, what the potentials prove, and the number of entries.
#[deno_bindgen]
pub fn dg_emd(
    costs: *const f64,
    a: *const f64,
    n: u32,
    b: *const f64,
    m: u32,
    max_memory: f64,
    watch: *const i32,
    places: *mut u32,
    masses: *mut f64,
    f: *mut f64,
    g: *mut f64,
    numbers: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let limits = limits(1, max_memory, watch);
        let found: Exact = emd(input(costs, n * m), input(a, n), input(b, m), &limits)?;
        let count = found.masses.len();
        let places = output(places, 2 * (n + m));
        places[..count].copy_from_slice(&found.rows);
        places[count..2 * count].copy_from_slice(&found.columns);
        output(masses, n + m)[..count].copy_from_slice(&found.masses);
        output(f, n).copy_from_slice(&found.f);
        output(g, m).copy_from_slice(&found.g);
        output(numbers, 3).copy_from_slice(&[found.value, found.bound, count as f64]);
        Ok(())
    })
}

/// Solves an entropic transport problem.
///
/// After the temperature `numbers` hold the price of marginals and the tolerance. What belongs to the second side comes after
/// what belongs to the first. `report` gets value, passes, error of the marginals and gap.
#[deno_bindgen]
pub fn dg_transport_solve(
    costs: *const f64,
    x: *const f64,
    a: *const f64,
    y: *const f64,
    b: *const f64,
    shape: *const u32,
    numbers: *const f64,
    most: u32,
    threads: u32,
    max_memory: f64,
    watch: *const i32,
    potentials: *mut f64,
    marginals: *mut f64,
    at_weights: *mut f64,
    report: *mut f64,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let transport = transport(costs, [x, y], [a, b], shape, numbers);
        let &[_, _, rho, tol] = input(numbers, 4) else { unreachable!("there are four numbers") };
        let limits = limits(threads, max_memory, watch);
        let found = transport.solve(&SolveRequest { rho, tol, most: most as usize }, &limits)?;
        let (n, all) = (transport.a.len(), (transport.a.len() + transport.b.len()) as u32);
        let lists = [[found.f, found.g], found.marginals, found.at_weights];
        for ([first, second], out) in lists.into_iter().zip([potentials, marginals, at_weights]) {
            let (head, tail) = output(out, all).split_at_mut(n);
            head.copy_from_slice(&first);
            tail.copy_from_slice(&second);
        }
        let numbers = [found.value, found.iterations as f64, found.error, found.gap];
        output(report, 4).copy_from_slice(&numbers);
        Ok(())
    })
}

/// Does something with the plan that has these potentials, those of the second side after those of the first.
///
/// Task 0 gives its entries, task 1 the gradient of its value at the points of the rows, task k + 2 its product with `matrix`,
/// which has k columns, k ≥ 1. With `transposed` rows and columns are exchanged.
#[deno_bindgen]
pub fn dg_transport_plan(
    costs: *const f64,
    x: *const f64,
    a: *const f64,
    y: *const f64,
    b: *const f64,
    shape: *const u32,
    numbers: *const f64,
    potentials: *const f64,
    transposed: u32,
    task: u32,
    matrix: *const f64,
    threads: u32,
    max_memory: f64,
    out: *mut f64,
    out_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let transport = transport(costs, [x, y], [a, b], shape, numbers);
        let (n, m) = (transport.a.len(), transport.b.len());
        let (f, g) = input(potentials, (n + m) as u32).split_at(n);
        let columns = if transposed == 0 { m } else { n } as u32;
        let task = match task {
            0 => Task::Entries,
            1 => Task::Pull,
            more => Task::Apply(input(matrix, columns * (more - 2)), more as usize - 2),
        };
        let limits = limits(threads, max_memory, std::ptr::null());
        let found = transport.with_plan([f, g], transposed != 0, task, &limits)?;
        output(out, out_length).copy_from_slice(&found);
        Ok(())
    })
}

fn transport<'a>(
    costs: *const f64,
    [x, y]: [*const f64; 2],
    [a, b]: [*const f64; 2],
    shape: *const u32,
    numbers: *const f64,
) -> Transport<'a> {
    let &[n, m, dimension] = input(shape, 3) else { unreachable!("a shape has three numbers") };
    let &[p, epsilon] = input(numbers, 2) else { unreachable!("there are two numbers") };
    let given = match dimension {
        0 => Given::Costs(input(costs, n * m)),
        _ => Given::Points {
            x: input(x, n * dimension),
            y: input(y, m * dimension),
            dimension: dimension as usize,
            p,
        },
    };
    Transport { given, a: input(a, n), b: input(b, m), epsilon }
}
