//! Vietoris–Rips filtrations: pairs and cells.
//!
//! Both come in two steps: one call computes, and gives a number and a count for each dimension; then one call copies what
//! waits under that number into arrays that the caller has allocated, and forgets it.

use crate::boundary::{Cutter, Filler, Slab, guard, input, limits, of_item, output};
use deno_bindgen::deno_bindgen;
use diagrad_kernels::batch::each;
use diagrad_kernels::rips::{self, Cells, Input, Pairs};

static PAIRS: Slab<Vec<Pairs>> = Slab::new();
static CELLS: Slab<Vec<Cells>> = Slab::new();

/// Computes the pairs of a batch; `counts` says how many there are, item by item and in each by dimension.
///
/// A row of `items` has: 1 if `values` are distances, 0 if they are coordinates; the number of points; the number of
/// coordinates of one; one more than the highest homology dimension. A `max_diameter` that is not a number stands for the
/// default.
#[deno_bindgen]
pub fn dg_rips_pairs(
    values: *const f64,
    values_length: u32,
    items: *const u32,
    max_diameters: *const f64,
    batch: u32,
    threads: u32,
    max_memory: f64,
    watch: *const i32,
    number: *mut u32,
    counts: *mut u32,
    counts_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let mut values = Cutter(input(values, values_length));
        let rows = input(items, 4 * batch).as_chunks::<4>().0.iter().zip(input(max_diameters, batch));
        let tasks: Vec<(Input, usize, Option<f64>)> = rows
            .map(|(&[distances, count, dimension, homologies], &max_diameter)| {
                let input = rips_input(&mut values, distances, count, dimension);
                (input, homologies as usize - 1, cutoff(max_diameter))
            })
            .collect();
        let found = each(&tasks, &limits(threads, max_memory, watch), |&(input, highest, cutoff), limits| {
            rips::pairs(input, highest, cutoff, limits)
        });
        let pairs: Vec<Pairs> =
            found.map_err(|failure| of_item(tasks.len(), failure))?.into_iter().flatten().collect();
        for (count, pairs) in output(counts, counts_length).iter_mut().zip(&pairs) {
            *count = (pairs.birth_edges.len() / 2) as u32;
        }
        output(number, 1)[0] = PAIRS.insert(pairs);
        Ok(())
    })
}

/// Takes the pairs that wait under `number`, those of one item and dimension after the other.
#[deno_bindgen]
pub fn dg_rips_take_pairs(
    number: u32,
    births: *mut u32,
    births_length: u32,
    deaths: *mut u32,
    deaths_length: u32,
    birth_edges: *mut u32,
    death_edges: *mut u32,
    edges_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let (mut births, mut deaths) =
            (Filler(output(births, births_length)), Filler(output(deaths, deaths_length)));
        let mut birth_edges = Filler(output(birth_edges, edges_length));
        let mut death_edges = Filler(output(death_edges, edges_length));
        for pairs in PAIRS.take(number)? {
            births.put(&pairs.births);
            deaths.put(&pairs.deaths);
            birth_edges.put(&pairs.birth_edges);
            death_edges.put(&pairs.death_edges);
        }
        Ok(())
    })
}

/// Lists the cells of dimensions 0 to `dimensions − 1` with edges no longer than `up_to`; `item` is a row as for `dg_rips_pairs`, without its last number.
#[deno_bindgen]
pub fn dg_rips_cells(
    values: *const f64,
    values_length: u32,
    item: *const u32,
    max_diameter: f64,
    up_to: f64,
    threads: u32,
    max_memory: f64,
    number: *mut u32,
    counts: *mut u32,
    dimensions: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let &[distances, count, dimension] = input(item, 3) else {
            unreachable!("an item has three numbers")
        };
        let input = rips_input(&mut Cutter(input(values, values_length)), distances, count, dimension);
        let limits = limits(threads, max_memory, std::ptr::null());
        let cells = rips::cells(input, dimensions as usize - 1, cutoff(max_diameter), up_to, &limits)?;
        for (count, cells) in output(counts, dimensions).iter_mut().zip(&cells) {
            *count = (cells.edges.len() / 2) as u32;
        }
        output(number, 1)[0] = CELLS.insert(cells);
        Ok(())
    })
}

/// Takes the cells that wait under `number`, those of one dimension after the other.
#[deno_bindgen]
pub fn dg_rips_take_cells(
    number: u32,
    vertices: *mut u32,
    vertices_length: u32,
    edges: *mut u32,
    edges_length: u32,
    error: *mut u8,
    error_length: u32,
) -> i32 {
    guard(error, error_length, || {
        let mut vertices = Filler(output(vertices, vertices_length));
        let mut edges = Filler(output(edges, edges_length));
        for cells in CELLS.take(number)? {
            vertices.put(&cells.vertices);
            edges.put(&cells.edges);
        }
        Ok(())
    })
}

/// Forgets pairs that nobody is going to take.
#[deno_bindgen]
pub fn dg_rips_forget_pairs(number: u32) {
    drop(PAIRS.take(number));
}

/// Forgets cells that nobody is going to take.
#[deno_bindgen]
pub fn dg_rips_forget_cells(number: u32) {
    drop(CELLS.take(number));
}

/// The next item of `values`.
fn rips_input<'a>(values: &mut Cutter<'a, f64>, distances: u32, count: u32, dimension: u32) -> Input<'a> {
    let (count, dimension) = (count as usize, dimension as usize);
    match distances {
        0 => Input::Points { coordinates: values.take(count * dimension), count },
        _ => Input::Distances { matrix: values.take(count * count), count },
    }
}

fn cutoff(max_diameter: f64) -> Option<f64> {
    (!max_diameter.is_nan()).then_some(max_diameter)
}
