//! Complexes listed cell by cell, whose matrices are reduced by the benches.

use crate::uniform::uniform;
use diagrad_kernels::alpha;
use diagrad_kernels::complex::{Boundary, simplex_boundary};
use diagrad_kernels::grid::{self, Grid, Kind};
use diagrad_kernels::limits::Limits;
use diagrad_kernels::rips::{self, Input};

/// A complex and what it is called.
pub struct Workload {
    pub name: String,
    pub dim_offsets: Vec<usize>,
    pub boundary: Boundary,
}

/// Makes the workload of a name.
pub type Make = fn(&str) -> Workload;

/// All workloads, made only when they are run.
pub fn workloads() -> Vec<(&'static str, Make)> {
    vec![
        ("rips cube 100, maxDim 2", |name| rips_points(name, 100, 2)),
        ("rips cube 160, maxDim 2", |name| rips_points(name, 160, 2)),
        ("rips cube 45, maxDim 3", |name| rips_points(name, 45, 3)),
        ("rips cube 70, maxDim 3", |name| rips_points(name, 70, 3)),
        ("rips matrix 100, maxDim 2", |name| rips_matrix(name, 100, 2)),
        ("rips matrix 50, maxDim 3", |name| rips_matrix(name, 50, 3)),
        ("freudenthal 64²", |name| freudenthal(name, &[64, 64])),
        ("freudenthal 512²", |name| freudenthal(name, &[512, 512])),
        ("freudenthal 32³", |name| freudenthal(name, &[32, 32, 32])),
        ("freudenthal 48³", |name| freudenthal(name, &[48, 48, 48])),
        ("alpha 10000 in space", |name| alpha(name, 10_000)),
        ("alpha 50000 in space", |name| alpha(name, 50_000)),
    ]
}

/// All simplices of uniform points of a cube.
fn rips_points(name: &str, count: usize, max_dim: usize) -> Workload {
    let coordinates = uniform(3 * count);
    of_rips(name, Input::Points { coordinates: &coordinates, count }, max_dim)
}

/// All simplices of vertices with uniform numbers as distances, which obey no triangle inequality.
fn rips_matrix(name: &str, count: usize, max_dim: usize) -> Workload {
    let numbers = uniform(count * count);
    let mut matrix = vec![0.0; count * count];
    for u in 0..count {
        for v in 0..u {
            (matrix[u * count + v], matrix[v * count + u]) = (numbers[u * count + v], numbers[u * count + v]);
        }
    }
    of_rips(name, Input::Distances { matrix: &matrix, count }, max_dim)
}

fn of_rips(name: &str, input: Input, max_dim: usize) -> Workload {
    let cells =
        rips::cells(input, max_dim, Some(2.0), f64::INFINITY, &Limits::default()).expect("enough memory");
    of_simplices(name, &cells.iter().map(|cells| &cells.vertices[..]).collect::<Vec<_>>())
}

/// The Delaunay complex of uniform points of a cube.
fn alpha(name: &str, count: usize) -> Workload {
    let points = uniform(3 * count);
    let cells = alpha::cells(&points, 3, alpha::Value::Alpha, &Limits::default()).expect("enough memory");
    let widths =
        cells.offsets.windows(2).zip([0, 2, 3, 4]).flat_map(|(ends, width)| vec![width; ends[1] - ends[0]]);
    let starts = offsets(widths).into_iter().map(|start| start as u32).collect();
    Workload {
        name: name.to_owned(),
        dim_offsets: cells.offsets,
        boundary: Boundary { starts, facets: cells.facets },
    }
}

/// A complex of the vertices of its simplices, by dimension and in order.
fn of_simplices(name: &str, vertices: &[&[u32]]) -> Workload {
    let counts = vertices.iter().zip(1..).map(|(simplices, width)| simplices.len() / width);
    let dim_offsets = offsets(counts);
    let boundary = simplex_boundary(vertices).expect("all facets");
    Workload { name: name.to_owned(), dim_offsets, boundary }
}

/// The Freudenthal complex of uniform noise.
fn freudenthal(name: &str, shape: &[u32]) -> Workload {
    let grid = Grid {
        shape,
        kind: Kind::Simplices,
        on_cells: false,
        negate: false,
        wrap: false,
        max_dim: shape.len(),
    };
    let values = uniform(shape.iter().product::<u32>() as usize);
    let cells = grid::cells(&grid, &values, &Limits::default()).expect("enough memory");
    let codes: Vec<&[u32]> = cells.iter().map(|part| part.codes.as_slice()).collect();
    let boundary = grid::boundary(&grid, &codes, &Limits::default()).expect("enough memory");
    Workload {
        name: name.to_owned(),
        dim_offsets: offsets(cells.iter().map(|cells| cells.codes.len())),
        boundary,
    }
}

fn offsets(counts: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut offsets = vec![0];
    for count in counts {
        offsets.push(offsets[offsets.len() - 1] + count);
    }
    offsets
}
