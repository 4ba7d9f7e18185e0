//! Boundaries and pairs by hand, and against sets of cells reduced by the textbook.

use super::block::Block;
use super::ends::End;
use super::*;
use crate::alpha;
use crate::limits::{Limits, Stop, Watch};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI32, Ordering};

/// A complex of cells of any kind in the filtration order: values and facets, as places.
fn pairs_of(
    dim_offsets: &[usize],
    values: &[f64],
    starts: &[u32],
    facets: &[u32],
    max_homology: usize,
) -> Vec<Pairs> {
    pairs(&Complex { dim_offsets, values, starts, facets }, max_homology, &Limits::default()).unwrap()
}

pub struct Listed {
    dim_offsets: Vec<usize>,
    pub values: Vec<f64>,
    facets: Vec<BTreeSet<usize>>,
}

impl Listed {
    /// Orders cells that have a dimension, a value at least that of their facets, and facets.
    fn new<C: Ord + Clone>(
        cells: &BTreeMap<C, u8>,
        dimension: impl Fn(&C) -> usize,
        facets: impl Fn(&C) -> Vec<C>,
    ) -> Self {
        let mut order: Vec<(usize, u8, &C)> =
            cells.iter().map(|(cell, &value)| (dimension(cell), value, cell)).collect();
        order.sort();
        let places: BTreeMap<&C, usize> =
            order.iter().enumerate().map(|(place, entry)| (entry.2, place)).collect();
        let top = order.last().map_or(0, |entry| entry.0);
        Listed {
            dim_offsets: (0..=top + 1).map(|d| order.iter().filter(|entry| entry.0 < d).count()).collect(),
            values: order.iter().map(|&(_, value, _)| value.into()).collect(),
            facets: order
                .iter()
                .map(|&(_, _, cell)| facets(cell).iter().map(|facet| places[facet]).collect())
                .collect(),
        }
    }

    pub fn boundary(&self) -> Boundary {
        let mut boundary = Boundary { starts: vec![0], facets: Vec::new() };
        for facets in &self.facets {
            boundary.facets.extend(facets.iter().map(|&facet| facet as u32));
            boundary.starts.push(boundary.facets.len() as u32);
        }
        boundary
    }

    fn pairs(&self, max_homology: usize) -> Vec<Pairs> {
        self.pairs_by(&Limits::default(), max_homology).unwrap()
    }

    pub fn pairs_by(&self, limits: &Limits, max_homology: usize) -> Result<Vec<Pairs>, Stop> {
        let Boundary { starts, facets } = self.boundary();
        pairs(&self.complex(&starts, &facets), max_homology, limits)
    }

    pub fn complex<'a>(&'a self, starts: &'a [u32], facets: &'a [u32]) -> Complex<'a> {
        Complex { dim_offsets: &self.dim_offsets, values: &self.values, starts, facets }
    }

    /// The pairs of different values by reduction of all columns, from the first to the last.
    pub fn textbook(&self, max_homology: usize) -> Vec<Pairs> {
        let mut columns: BTreeMap<usize, (usize, BTreeSet<usize>)> = BTreeMap::new(); // by pivot
        for (place, facets) in self.facets.iter().enumerate() {
            let mut column = facets.clone();
            while let Some((_, other)) = column.last().and_then(|pivot| columns.get(pivot)) {
                column = &column ^ other;
            }
            if let Some(&pivot) = column.last() {
                columns.insert(pivot, (place, column));
            }
        }
        let mut pairs: Vec<Pairs> = (0..=max_homology).map(|_| Pairs::default()).collect();
        for (birth, (death, _)) in
            columns.into_iter().filter(|&(birth, (death, _))| self.values[birth] != self.values[death])
        {
            let dimension = self.dim_offsets.partition_point(|&first| first <= birth) - 1;
            if let Some(pairs) = pairs.get_mut(dimension) {
                pairs.births.push(birth as u32);
                pairs.deaths.push(death as u32);
            }
        }
        pairs
    }
}

/// The simplices of a complex by their vertices, with values of few kinds, at least those of their faces.
pub type Simplices = BTreeMap<Vec<u32>, u8>;

pub fn facets_of(simplex: &[u32]) -> Vec<Vec<u32>> {
    match simplex.len() {
        1 => Vec::new(),
        width => (0..width).map(|skip| [&simplex[..skip], &simplex[skip + 1..]].concat()).collect(),
    }
}

/// Complexes of up to nine vertices and dimension four, with many ties. Names of vertices are from all of `u32`.
pub fn simplices() -> impl Strategy<Value = Simplices> {
    let facets = prop::collection::vec(prop::collection::btree_set(0..9u32, 1..=5), 0..12);
    (facets, any::<u32>(), prop::collection::vec(0..6u8, 64)).prop_map(|(facets, multiplier, values)| {
        let name = |vertex: u32| (vertex + 1).wrapping_mul(multiplier | 1);
        let mut closed = BTreeSet::new();
        for facet in facets {
            let vertices: BTreeSet<u32> = facet.into_iter().map(name).collect();
            let vertices: Vec<u32> = vertices.into_iter().collect();
            for mask in 1..1 << vertices.len() {
                closed.insert(
                    (0..vertices.len()).filter(|bit| mask >> bit & 1 == 1).map(|bit| vertices[bit]).collect(),
                );
            }
        }
        let mut by_width: Vec<Vec<u32>> = closed.into_iter().collect();
        by_width.sort_by_key(Vec::len);
        let mut simplices = Simplices::new();
        for (index, simplex) in by_width.into_iter().enumerate() {
            let faces = facets_of(&simplex).into_iter().map(|facet| simplices[&facet]);
            let value = faces.fold(values[index * 7 % 64], u8::max);
            simplices.insert(simplex, value);
        }
        simplices
    })
}

/// The vertices of the simplices of each dimension, in the order of `Listed::new`.
fn vertices_by_dimension(simplices: &Simplices) -> Vec<Vec<u32>> {
    let mut order: Vec<(usize, u8, &Vec<u32>)> =
        simplices.iter().map(|(cell, &value)| (cell.len(), value, cell)).collect();
    order.sort();
    let top = order.last().map_or(0, |entry| entry.0);
    let of_width =
        |width| order.iter().filter(move |entry| entry.0 == width).flat_map(|entry| entry.2.clone());
    (1..=top).map(|width| of_width(width).collect()).collect()
}

/// A cube of a grid: its middle in half steps, so that odd coordinates are those it extends along.
type Cube = Vec<usize>;

/// The lower star filtration of the cubes of a grid, glued at opposite sides if `wrap`.
pub fn cubes(shape: &[usize], wrap: bool, values: &[u8]) -> Listed {
    let ends: Vec<usize> =
        shape.iter().map(|&length| if wrap { 2 * length } else { 2 * length - 1 }).collect();
    let mut all = BTreeMap::new();
    let facets = |cube: &Cube| -> Vec<Cube> {
        let odd = (0..cube.len()).filter(|&axis| cube[axis] % 2 == 1);
        let moved = |axis: usize, step: usize| {
            let mut facet = cube.clone();
            facet[axis] = (cube[axis] + step) % (2 * shape[axis]);
            facet
        };
        odd.flat_map(|axis| [moved(axis, 2 * shape[axis] - 1), moved(axis, 1)]).collect()
    };
    let by_dimension = |cube: &Cube| cube.iter().filter(|&x| x % 2 == 1).count();
    let mut list: Vec<Cube> = vec![vec![]];
    for &end in &ends {
        list = list.iter().flat_map(|cube| (0..end).map(move |x| [&cube[..], &[x]].concat())).collect();
    }
    list.sort_by_key(by_dimension);
    for cube in list {
        let vertex = cube.iter().zip(shape).fold(0, |index, (x, length)| index * length + x / 2);
        let value = facets(&cube).iter().map(|facet| all[facet]).max().unwrap_or(values[vertex]);
        all.insert(cube, value);
    }
    Listed::new(&all, by_dimension, facets)
}

/// The alpha complex of points without some of its highest cells, which leaves holes and isolated facets.
fn delaunay_complex(points: &[f64], dimension: usize, left_out: usize) -> Listed {
    let cells = alpha::cells(points, dimension, alpha::Value::Alpha, &Limits::default()).unwrap();
    let mut values: Vec<f64> = cells.values.clone();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let simplices = (0..cells.values.len() as u32).map(|place| {
        let row = cells.simplices().vertices(place);
        row.into_iter().filter(|&v| v != u32::MAX).collect::<Vec<u32>>()
    });
    let ranks = cells.values.iter().map(|value| values.partition_point(|x| x < value) as u8);
    let mut listed: Simplices = simplices.zip(ranks).collect();
    let highest = listed.keys().map(Vec::len).max().unwrap_or(0);
    if highest > 1 {
        let mut index = 0;
        listed.retain(|simplex, _| {
            index += usize::from(simplex.len() == highest);
            simplex.len() < highest || left_out == 0 || index % (left_out + 2) != 0
        });
    }
    self::listed(&listed)
}

/// Checks every way to find killers against the others, in every dimension.
fn check_killers(listed: &Listed) {
    let Boundary { starts, facets } = listed.boundary();
    let (complex, limits) = (listed.complex(&starts, &facets), Limits::default());
    let top = complex.dimension();
    let killers = |dimension, beside: [Option<&[u32]>; 2]| {
        let mut killers = Vec::new();
        Block::default().find_killers(complex, dimension, beside, &mut killers, &limits).unwrap();
        killers
    };
    let mut all: Vec<Vec<u32>> = Vec::new();
    for dimension in 0..top {
        all.push(killers(dimension, [all.last().map(Vec::as_slice), None]));
    }
    for dimension in 0..top {
        let immortal = vec![IMMORTAL; complex.cells(dimension + 1).len()];
        let above = all.get(dimension + 1).unwrap_or(&immortal);
        assert_eq!(killers(dimension, [None, Some(above)]), all[dimension]);
    }
    if top > 0 {
        assert_eq!(*End::default().merged(complex, &limits).unwrap(), all[0]);
        let cofaces = |facet: usize| {
            complex.cells(top).filter(|&cell| complex.facets_of(cell).contains(&(facet as u32))).count()
        };
        let is_like_a_manifold = complex.cells(top - 1).all(|facet| cofaces(facet) <= 2);
        let expected = is_like_a_manifold.then(|| &mut all[top - 1]);
        assert_eq!(End::default().separated(complex, top, &limits).unwrap(), expected);
    }
}

proptest! {
    #[test]
    fn pairs_of_simplices_are_those_of_the_textbook(simplices in simplices(), max_homology in 0..6usize) {
        let listed = listed(&simplices);
        prop_assert_eq!(listed.pairs(max_homology), listed.textbook(max_homology));
    }

    #[test]
    fn pairs_of_cubes_are_those_of_the_textbook(
        shape in prop::collection::vec(3..5usize, 1..=3),
        wrap: bool,
        levels in 1..9u8,
        values in prop::collection::vec(any::<u8>(), 64),
    ) {
        let listed = cubes(&shape, wrap, &values.iter().map(|value| value % levels).collect::<Vec<_>>());
        for max_homology in [0, 1, shape.len()] {
            prop_assert_eq!(listed.pairs(max_homology), listed.textbook(max_homology));
        }
        check_killers(&listed);
    }

    #[test]
    fn joining_components_and_both_reductions_find_the_same_killers(simplices in simplices()) {
        let listed = listed(&simplices);
        check_killers(&listed);
    }

    #[test]
    fn pairs_of_delaunay_complexes_are_those_of_the_textbook(
        dimension in 2..=3usize,
        coordinates in prop::collection::vec(-3..=3i32, 3..60),
        is_generic: bool,
        left_out in 0..4usize,
    ) {
        let mut points: Vec<f64> = coordinates.iter().map(|&x| f64::from(x)).collect();
        points.truncate(points.len() / dimension * dimension);
        if is_generic {
            points.iter_mut().zip(1..).for_each(|(x, k)| *x += (f64::from(k) * 0.618).fract());
        }
        let listed = delaunay_complex(&points, dimension, left_out);
        check_killers(&listed);
        for max_homology in 0..=dimension {
            let expected = listed.textbook(max_homology);
            for threads in [1, 2, 4, 8] {
                prop_assert_eq!(&listed.pairs_by(&Limits::new(threads, u64::MAX, None), max_homology).unwrap(), &expected);
            }
        }
    }

    #[test]
    fn facets_are_those_of_the_sets(simplices in simplices()) {
        let vertices = vertices_by_dimension(&simplices);
        let slices: Vec<&[u32]> = vertices.iter().map(Vec::as_slice).collect();
        let expected = listed(&simplices).boundary();
        let mut offsets = vec![0];
        (1..).zip(&vertices).for_each(|(width, flat)| offsets.push(offsets[width - 1] + flat.len() / width));
        prop_assert_eq!(&simplex_starts(&offsets), &expected.starts);
        prop_assert_eq!(simplex_boundary(&slices), Ok(expected));
    }

    #[test]
    fn the_first_missing_facet_is_told(simplices in simplices(), chosen: prop::sample::Index) {
        prop_assume!(!simplices.is_empty());
        let left_out = chosen.get(&simplices.keys().cloned().collect::<Vec<_>>()).clone();
        let mut rest = simplices;
        rest.remove(&left_out);
        let vertices = vertices_by_dimension(&rest);
        let slices: Vec<&[u32]> = vertices.iter().map(Vec::as_slice).collect();
        let dimension = left_out.len();
        let first = vertices.get(dimension).into_iter().flat_map(|all| all.chunks(dimension + 1)).enumerate().find_map(
            |(cell, simplex)| {
                let skipped = facets_of(simplex).iter().position(|facet| *facet == left_out)?;
                Some(MissingFacet { dimension, cell, skipped })
            },
        );
        prop_assert_eq!(simplex_boundary(&slices).err(), first);
    }
}

/// The filtration of simplices.
pub fn listed(simplices: &Simplices) -> Listed {
    Listed::new(simplices, |simplex| simplex.len() - 1, |simplex| facets_of(simplex))
}

#[test]
fn the_filled_triangle_has_two_mergers_and_a_hole() {
    // Values of the vertices 1, 0, 2 and of the edges 02, 12, 01: 0.1, 0.2, 0.3 and 0.5, 0.8, 0.9.
    let boundary = simplex_boundary(&[&[1, 0, 2], &[0, 2, 1, 2, 0, 1], &[0, 1, 2]]).unwrap();
    assert_eq!(boundary.starts, [0, 0, 0, 0, 2, 4, 6, 9]);
    assert_eq!(boundary.facets, [1, 2, 0, 2, 0, 1, 3, 4, 5]);
    let values = [0.1, 0.2, 0.3, 0.5, 0.8, 0.9, 1.0];
    let pairs = pairs_of(&[0, 3, 6, 7], &values, &boundary.starts, &boundary.facets, 2);
    assert_eq!(pairs[0], Pairs { births: vec![1, 2], deaths: vec![4, 3] });
    assert_eq!(pairs[1], Pairs { births: vec![5], deaths: vec![6] });
    assert_eq!(pairs[2], Pairs::default());
}

#[test]
fn a_complex_without_cells_or_without_edges_has_no_pairs() {
    assert_eq!(simplex_boundary(&[]), Ok(Boundary { starts: vec![0], facets: vec![] }));
    assert_eq!(pairs_of(&[0], &[], &[0], &[], 1), [Pairs::default(), Pairs::default()]);
    assert_eq!(simplex_boundary(&[&[4, 7]]), Ok(Boundary { starts: vec![0, 0, 0], facets: vec![] }));
    assert_eq!(pairs_of(&[0, 2], &[1.0, 2.0], &[0, 0, 0], &[], 0), [Pairs::default()]);
}

#[test]
fn an_edge_whose_end_is_missing_is_told() {
    let missing = MissingFacet { dimension: 1, cell: 1, skipped: 0 };
    assert_eq!(simplex_boundary(&[&[5, 7], &[5, 7, 5, 9], &[1, 2, 3]]), Err(missing));
    let missing = MissingFacet { dimension: 1, cell: 0, skipped: 0 };
    assert_eq!(simplex_boundary(&[&[], &[1, 2]]), Err(missing));
}

#[test]
fn a_reduction_stops_when_asked_to_or_without_memory() {
    let listed = cubes(&[4, 4, 4], false, &[3, 1, 4, 1, 5, 9, 2, 6].repeat(8));
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watched = Limits::new(2, u64::MAX, Some(Watch { cancelled: &cancelled, progress: &progress }));
    assert_eq!(listed.pairs_by(&watched, 2), Err(Stop::Cancelled));
    cancelled.store(0, Ordering::Relaxed);
    assert_eq!(listed.pairs_by(&watched, 2), Ok(listed.textbook(2)));
    let Err(Stop::TooLarge(text)) = listed.pairs_by(&Limits::new(1, 1000, None), 2) else {
        panic!("room for all")
    };
    assert!(text.contains("the pairs of 343 cells would need about"), "{text}");
}
