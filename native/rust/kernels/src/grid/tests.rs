//! Grids by hand, and against cells listed by definition.

use super::*;
use crate::complex;
use crate::limits::Limits;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

mod pairs;

/// A grid with numbers, which owns its shape.
#[derive(Clone, Debug)]
struct Sample {
    shape: Vec<u32>,
    values: Vec<f64>,
    kind: Kind,
    on_cells: bool,
    negate: bool,
    wrap: bool,
}

impl Sample {
    fn grid(&self) -> Grid<'_> {
        Grid {
            shape: &self.shape,
            kind: self.kind,
            on_cells: self.on_cells,
            negate: self.negate,
            wrap: self.wrap,
            max_dim: self.shape.len(),
        }
    }

    /// Lengths of the axes of the vertices.
    fn lengths(&self) -> Vec<usize> {
        self.shape.iter().map(|&length| length as usize + usize::from(self.on_cells)).collect()
    }

    /// Whether `x` comes before `y`.
    fn before(&self, x: f64, y: f64) -> bool {
        if self.negate { x > y } else { x < y }
    }
}

/// One cell: its vertices, and the number that gives its value.
type Cell = (Vec<u32>, u32);

/// The cells of one dimension, by definition and in no order.
fn by_definition(sample: &Sample, dimension: usize) -> BTreeSet<Cell> {
    let lengths = sample.lengths();
    let axes = lengths.len();
    let all = points(&lengths);
    let mut cells = BTreeSet::new();
    for anchor in &all {
        for displacements in displacements(sample.kind, axes, dimension) {
            let corners: Option<Vec<Vec<usize>>> =
                displacements.iter().map(|d| displaced(anchor, d, &lengths, sample.wrap)).collect();
            let Some(corners) = corners else { continue };
            let source = match sample.on_cells {
                false => latest(sample, corners.iter().map(|corner| index(corner, &lengths))),
                true => earliest(sample, cubes_around(&corners, &sample.shape)),
            };
            let mut vertices: Vec<u32> = corners.iter().map(|corner| index(corner, &lengths)).collect();
            vertices.sort();
            cells.insert((vertices, source));
        }
    }
    cells
}

fn points(lengths: &[usize]) -> Vec<Vec<usize>> {
    lengths.iter().fold(vec![vec![]], |points, &length| {
        points.iter().flat_map(|point| (0..length).map(move |x| [point.as_slice(), &[x]].concat())).collect()
    })
}

/// All vertices of the cells at the origin, as vectors of zeros and ones.
fn displacements(kind: Kind, axes: usize, dimension: usize) -> Vec<Vec<Vec<usize>>> {
    let corners = points(&vec![2; axes]);
    let within = |a: &[usize], b: &[usize]| a.iter().zip(b).all(|(x, y)| x <= y);
    match kind {
        Kind::Cubes => {
            let tops = corners.iter().filter(|top| top.iter().sum::<usize>() == dimension);
            tops.map(|top| corners.iter().filter(|c| within(c, top)).cloned().collect()).collect()
        }
        Kind::Simplices => {
            let mut chains = vec![vec![vec![0; axes]]];
            for _ in 0..dimension {
                let longer = chains.iter().flat_map(|chain| {
                    let last = &chain[chain.len() - 1];
                    let next = corners.iter().filter(move |c| *c != last && within(last, c));
                    next.map(move |c| [chain.as_slice(), std::slice::from_ref(c)].concat())
                });
                chains = longer.collect();
            }
            chains
        }
    }
}

fn displaced(anchor: &[usize], by: &[usize], lengths: &[usize], wrap: bool) -> Option<Vec<usize>> {
    let axes = anchor.iter().zip(by).zip(lengths);
    axes.map(
        |((x, step), &length)| {
            if wrap { Some((x + step) % length) } else { Some(x + step).filter(|x| *x < length) }
        },
    )
    .collect()
}

fn index(point: &[usize], lengths: &[usize]) -> u32 {
    point.iter().zip(lengths).fold(0, |index, (&x, &length)| index * length + x) as u32
}

/// The cubes of full dimension that have all these corners.
fn cubes_around(corners: &[Vec<usize>], shape: &[u32]) -> Vec<u32> {
    let lengths: Vec<usize> = shape.iter().map(|&length| length as usize).collect();
    let has = |cube: &[usize], corner: &[usize]| cube.iter().zip(corner).all(|(&x, &c)| c == x || c == x + 1);
    let cubes = points(&lengths).into_iter().filter(|cube| corners.iter().all(|corner| has(cube, corner)));
    cubes.map(|cube| index(&cube, &lengths)).collect()
}

fn latest(sample: &Sample, numbers: impl Iterator<Item = u32>) -> u32 {
    let sorted: BTreeSet<u32> = numbers.collect();
    let value = |number: u32| sample.values[number as usize];
    sorted.into_iter().reduce(|a, b| if sample.before(value(a), value(b)) { b } else { a }).unwrap()
}

fn earliest(sample: &Sample, numbers: Vec<u32>) -> u32 {
    let value = |number: u32| sample.values[number as usize];
    numbers.into_iter().reduce(|a, b| if sample.before(value(b), value(a)) { b } else { a }).unwrap()
}

fn samples() -> impl Strategy<Value = Sample> {
    let shapes = prop_oneof![
        prop::collection::vec(1..12u32, 1),
        prop::collection::vec(1..10u32, 2),
        prop::collection::vec(1..6u32, 3),
        prop::collection::vec(1..4u32, 4),
    ];
    let kinds = prop_oneof![
        (Just(Kind::Simplices), Just(false), any::<bool>()),
        (Just(Kind::Cubes), any::<bool>(), Just(false)),
        (Just(Kind::Cubes), Just(false), any::<bool>()),
    ];
    (shapes, kinds, any::<bool>(), any::<bool>()).prop_flat_map(
        |(shape, (kind, on_cells, wrap), negate, ties)| {
            let shape: Vec<u32> = match wrap {
                true => shape.iter().take(3).map(|&length| length.max(3)).collect(),
                false => shape,
            };
            let count: u32 = shape.iter().product();
            let value = if ties {
                prop_oneof![Just(-0.0), Just(0.0), Just(1.0), Just(2.0)].boxed()
            } else {
                (-1e3..1e3f64).boxed()
            };
            prop::collection::vec(value, count as usize).prop_map(move |values| Sample {
                shape: shape.clone(),
                values,
                kind,
                on_cells,
                negate,
                wrap,
            })
        },
    )
}

/// The codes of cells by dimension.
pub fn codes_of(cells: &[Cells]) -> Vec<&[u32]> {
    cells.iter().map(|part| part.codes.as_slice()).collect()
}

proptest! {
    #[test]
    fn cells_are_those_of_the_definition_in_order(sample in samples()) {
        let grid = sample.grid();
        for (dimension, cells) in cells(&grid, &sample.values, &Limits::default()).unwrap().iter().enumerate() {
            let flat = vertices(&grid, dimension, &cells.codes);
            let width = flat.len() / cells.codes.len().max(1);
            let found: BTreeSet<Cell> =
                flat.chunks_exact(width.max(1)).map(<[u32]>::to_vec).zip(cells.sources.iter().copied()).collect();
            prop_assert_eq!(found.len(), cells.codes.len());
            prop_assert_eq!(found, by_definition(&sample, dimension));
            for k in 1..cells.codes.len() {
                let [a, b] = [k - 1, k].map(|k| sample.values[cells.sources[k] as usize]);
                prop_assert!(sample.before(a, b) || a == b && cells.codes[k - 1] < cells.codes[k]);
            }
        }
    }

    #[test]
    fn boundaries_have_the_vertices_of_the_cell_and_no_boundary(sample in samples()) {
        let grid = sample.grid();
        let cells = cells(&grid, &sample.values, &Limits::default()).unwrap();
        let complex::Boundary { starts, facets } = boundary(&grid, &codes_of(&cells), &Limits::default()).unwrap();
        let listed: Vec<Vec<u32>> = cells.iter().enumerate().flat_map(|(dimension, part)| {
            part.codes.iter().map(|&code| vertices(&grid, dimension, &[code])).collect::<Vec<_>>()
        }).collect();
        prop_assert_eq!(starts.len(), listed.len() + 1);
        let of = |place: usize| &facets[starts[place] as usize..starts[place + 1] as usize];
        for (place, cell) in listed.iter().enumerate() {
            prop_assert!(of(place).is_sorted_by(|a, b| a < b));
            let mut parity = HashMap::new();
            for &facet in of(place) {
                prop_assert!((facet as usize) < place);
                prop_assert!(listed[facet as usize].iter().all(|vertex| cell.contains(vertex)));
                of(facet as usize).iter().for_each(|&ridge| *parity.entry(ridge).or_insert(0) += 1);
            }
            prop_assert!(parity.values().all(|count| count % 2 == 0));
        }
    }
}

/// A grid of vertices.
fn plain(shape: &[u32], kind: Kind) -> Grid<'_> {
    Grid { shape, kind, on_cells: false, negate: false, wrap: false, max_dim: shape.len() }
}

#[test]
fn ties_go_to_the_first_number_in_c_order() {
    let counts = |kind| {
        let mut counts = [0; 4];
        for part in cells(&plain(&[2, 2], kind), &[0.0; 4], &Limits::default()).unwrap() {
            part.sources.iter().for_each(|&source| counts[source as usize] += 1);
        }
        counts
    };
    assert_eq!(counts(Kind::Simplices), [6, 2, 2, 1]);
    assert_eq!(counts(Kind::Cubes), [4, 2, 2, 1]);
}

#[test]
fn zeros_of_both_signs_tie() {
    let vertices = &cells(&plain(&[3], Kind::Simplices), &[0.0, -0.0, 0.0], &Limits::default()).unwrap()[0];
    assert_eq!(vertices.codes, [0, 1, 2]);
}

#[test]
fn the_torus_has_no_more_cells_than_it_should() {
    let grid = Grid { wrap: true, ..plain(&[3, 3], Kind::Simplices) };
    let counts: Vec<usize> =
        cells(&grid, &[0.0; 9], &Limits::default()).unwrap().iter().map(|part| part.codes.len()).collect();
    assert_eq!(counts, [9, 27, 18]);
    assert_eq!(vertices(&grid, 1, &[2 * 3 + 1]), [2, 3]);
}

#[test]
fn cells_do_not_depend_on_the_number_of_threads() {
    let values: Vec<f64> = (0..80 * 80).map(|k| f64::from(k * 7919 % 97)).collect();
    for kind in [Kind::Simplices, Kind::Cubes] {
        let grid = plain(&[80, 80], kind);
        let one = cells(&grid, &values, &Limits::default()).unwrap();
        assert!(
            (2..9)
                .all(|threads| cells(&grid, &values, &Limits::new(threads, u64::MAX, None)).unwrap() == one)
        );
    }
}
