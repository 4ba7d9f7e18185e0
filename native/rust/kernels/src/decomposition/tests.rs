//! Decompositions by hand, against the textbook, and broken on purpose.

use super::columns::Columns;
use super::reduction::Block;
use super::*;
use crate::limits::Watch;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicI32;

/// Cells by the places of their facets.
#[derive(Clone, Debug)]
struct Cells {
    dim_offsets: Vec<usize>,
    facets: Vec<BTreeSet<usize>>,
}

impl Cells {
    fn decomposed(&self, dualize: bool, threads: usize) -> Decomposition {
        let (mut starts, mut facets) = (vec![0], Vec::new());
        for cell in &self.facets {
            facets.extend(cell.iter().map(|&facet| facet as u32));
            starts.push(facets.len() as u32);
        }
        let request = Request {
            dim_offsets: &self.dim_offsets,
            starts: &starts,
            facets: &facets,
            dualize,
            v: true,
            u: true,
            lowest: 0,
        };
        Decomposition::new(&request, &Limits::new(threads, u64::MAX, None)).unwrap()
    }
}

/// Subcomplexes of a simplex of dimension six, in any order within dimensions; some with most cells in the highest.
fn complexes() -> impl Strategy<Value = Cells> {
    let simplices =
        |vertices: usize| prop::collection::vec(prop::collection::btree_set(0..7u32, 1..=vertices), 0..30);
    ((2..=5usize).prop_flat_map(simplices), any::<u32>()).prop_map(|(simplices, salt)| {
        let mut cells = BTreeSet::new();
        for simplex in simplices {
            let vertices: Vec<u32> = simplex.into_iter().collect();
            for mask in 1..1 << vertices.len() {
                let face = (0..vertices.len()).filter(|bit| mask >> bit & 1 == 1).map(|bit| vertices[bit]);
                cells.insert(face.collect::<Vec<u32>>());
            }
        }
        let key = |cell: &Vec<u32>| cell.iter().fold(salt, |key, v| (key ^ v).wrapping_mul(0x9e37_79b1));
        let mut order: Vec<Vec<u32>> = cells.into_iter().collect();
        order.sort_by_key(|cell| (cell.len(), key(cell)));
        let places: BTreeMap<&[u32], usize> = order.iter().map(Vec::as_slice).zip(0..).collect();
        let facets = |cell: &Vec<u32>| -> BTreeSet<usize> {
            let all = (0..cell.len()).map(|skip| [&cell[..skip], &cell[skip + 1..]].concat());
            all.filter(|facet| !facet.is_empty()).map(|facet| places[facet.as_slice()]).collect()
        };
        let top = order.last().map_or(0, Vec::len);
        Cells {
            dim_offsets: (0..=top).map(|d| order.partition_point(|cell| cell.len() <= d)).collect(),
            facets: order.iter().map(facets).collect(),
        }
    })
}

type Set = BTreeSet<usize>;

/// Columns of R and V by the algorithm of Edelsbrunner, Letscher and Zomorodian: every column from left to right, none
/// cleared; in places, for the coboundary from the last to the first.
fn textbook(cells: &Cells, dualize: bool) -> (Vec<Set>, Vec<Set>) {
    let size = cells.facets.len();
    let (mut r, mut v): (Vec<Set>, Vec<Set>) =
        (vec![Set::new(); size], (0..size).map(|i| Set::from([i])).collect());
    for (cell, facets) in cells.facets.iter().enumerate() {
        for &facet in facets {
            if dualize {
                r[facet].insert(cell)
            } else {
                r[cell].insert(facet)
            };
        }
    }
    let pivot = |column: &Set| if dualize { column.first().copied() } else { column.last().copied() };
    let order: Vec<usize> = if dualize { (0..size).rev().collect() } else { (0..size).collect() };
    for (done, &i) in order.iter().enumerate() {
        while let Some(&j) = order[..done].iter().find(|&&j| !r[i].is_empty() && pivot(&r[j]) == pivot(&r[i]))
        {
            r[i] = &r[i] ^ &r[j];
            v[i] = &v[i] ^ &v[j];
        }
    }
    (r, v)
}

/// The rows of the inverse of the matrix with these columns, which has ones on the diagonal and is triangular.
fn inverse_rows(v: &[Set], dualize: bool) -> Vec<Set> {
    let order: Vec<usize> = if dualize { (0..v.len()).rev().collect() } else { (0..v.len()).collect() };
    let mut columns: Vec<Set> = vec![Set::new(); v.len()];
    for &i in &order {
        // V_i = e_i + the rest of it, so that U V_i = e_i is U_i + the columns of U at the rest.
        let rest = v[i].iter().filter(|&&j| j != i).fold(Set::from([i]), |sum, &j| &sum ^ &columns[j]);
        columns[i] = rest;
    }
    (0..v.len()).map(|row| (0..v.len()).filter(|&column| columns[column].contains(&row)).collect()).collect()
}

fn as_places(set: &Set) -> Vec<u32> {
    set.iter().map(|&place| place as u32).collect()
}

proptest! {
    #[test]
    fn columns_and_rows_are_those_of_the_textbook(cells in complexes(), dualize: bool) {
        let (r, v) = textbook(&cells, dualize);
        let u = inverse_rows(&v, dualize);
        for threads in [1, 2, 4, 8] {
            let decomposition = cells.decomposed(dualize, threads);
            prop_assert_eq!(decomposition.size(), r.len());
            let pivots = decomposition.pivots();
            for place in 0..r.len() {
                let pivot = if dualize { r[place].first() } else { r[place].last() };
                prop_assert_eq!(pivots[place], pivot.map_or(u32::MAX, |&pivot| pivot as u32));
                prop_assert_eq!(decomposition.column_of_r(place as u32), as_places(&r[place]));
                let column = decomposition.column_of_v(place as u32, &Limits::default()).unwrap();
                prop_assert_eq!(column, as_places(&v[place]));
                prop_assert_eq!(decomposition.row_of_u(place as u32, &Limits::default()).unwrap(), as_places(&u[place]));
            }
            prop_assert_eq!(decomposition.check(&Limits::new(threads, u64::MAX, None)), Ok(()));
        }
    }

    #[test]
    fn chains_are_columns_and_rows_up_to_a_place(cells in complexes(), dualize: bool, salt: usize) {
        let (_, v) = textbook(&cells, dualize);
        let u = inverse_rows(&v, dualize);
        let size = v.len();
        // From every place to one of its dimension, on either side.
        let block = |place: usize| cells.dim_offsets.partition_point(|&offset| offset <= place);
        let last = |place: usize| {
            let [first, end] = [block(place) - 1, block(place)].map(|d| cells.dim_offsets[d]);
            first + place.wrapping_mul(salt) % (end - first)
        };
        for threads in [1, 2, 4, 8] {
            let decomposition = cells.decomposed(dualize, threads);
            let limits = Limits::new(threads, u64::MAX, None);
            let places: Vec<u32> = (0..size as u32).collect();
            let ends: Vec<u32> = (0..size).map(|place| last(place) as u32).collect();
            let found = decomposition.chains(&places, &ends, &limits).unwrap();
            let mut start = 0;
            for place in 0..size {
                let is_upward = last(place) > place;
                let list = if is_upward == dualize { &v[place] } else { &u[place] };
                let is_within = |&&member: &&usize| {
                    member == place || if is_upward { member <= last(place) } else { member >= last(place) }
                };
                let mut expected: Vec<u32> = list.iter().filter(is_within).map(|&member| member as u32).collect();
                if !is_upward {
                    expected.reverse();
                }
                let end = found.ends[place] as usize;
                prop_assert_eq!(&found.members[start..end], expected);
                start = end;
            }
        }
    }
}

/// Vertices 1, 0, 2, edges 02, 12, 01, and the triangle.
fn triangle() -> Cells {
    let facets: [&[usize]; 7] = [&[], &[], &[], &[1, 2], &[0, 2], &[0, 1], &[3, 4, 5]];
    Cells {
        dim_offsets: vec![0, 3, 6, 7],
        facets: facets.iter().map(|cell| cell.iter().copied().collect()).collect(),
    }
}

#[test]
fn the_filled_triangle_by_hand() {
    let decomposition = triangle().decomposed(false, 1);
    let all = |read: &dyn Fn(u32) -> Vec<u32>| -> Vec<Vec<u32>> { (0..7).map(read).collect() };
    let r = all(&|place| decomposition.column_of_r(place));
    let v = all(&|place| decomposition.column_of_v(place, &Limits::default()).unwrap());
    let u = all(&|place| decomposition.row_of_u(place, &Limits::default()).unwrap());
    assert_eq!(r, [&[][..], &[], &[], &[1, 2], &[0, 1], &[], &[3, 4, 5]]);
    assert_eq!(v, [&[0][..], &[1], &[2], &[3], &[3, 4], &[3, 4, 5], &[6]]);
    assert_eq!(u, [&[0][..], &[1], &[2], &[3, 4], &[4, 5], &[5], &[6]]);
    assert_eq!(decomposition.pivots(), [u32::MAX, u32::MAX, u32::MAX, 2, 1, u32::MAX, 5]);
}

#[test]
fn nothing_and_one_point_have_decompositions() {
    for dualize in [false, true] {
        let nothing = Cells { dim_offsets: vec![0], facets: vec![] }.decomposed(dualize, 2);
        assert_eq!((nothing.size(), nothing.check(&Limits::default())), (0, Ok(())));
        let point = Cells { dim_offsets: vec![0, 1], facets: vec![Set::new()] }.decomposed(dualize, 2);
        assert_eq!(point.column_of_v(0, &Limits::default()), Ok(vec![0]));
        assert_eq!(point.row_of_u(0, &Limits::default()), Ok(vec![0]));
        assert_eq!((point.pivots(), point.column_of_r(0)), (vec![u32::MAX], vec![]));
    }
}

/// What is broken, after `change`, in the decomposition of four vertices, their six edges, and a cell with three vertices, for
/// which they are listed.
fn breaches(change: impl Fn(&mut Decomposition)) -> String {
    let mut facets = vec![Set::new(); 4];
    facets.extend([[0, 2], [1, 2], [0, 1], [2, 3], [1, 3], [0, 3]].map(Set::from));
    facets.push(Set::from([0, 1, 2]));
    let mut decomposition = Cells { dim_offsets: vec![0, 4, 11], facets }.decomposed(false, 1);
    assert_eq!(decomposition.check(&Limits::default()), Ok(()));
    change(&mut decomposition);
    let refusal = decomposition.check(&Limits::default());
    let Err(Stop::Refused(text)) = refusal else { panic!("expected a refusal, but found {refusal:?}") };
    text
}

/// The edges' lists of what was added, with the one at `index` replaced.
fn with_list(decomposition: &mut Decomposition, index: usize, list: &[u32]) {
    let limits = Limits::default();
    let Block::Listed { additions: Some(additions), .. } = &mut decomposition.reduction.blocks[1] else {
        panic!("they are listed")
    };
    let mut changed = Columns::with_room_for(7);
    for edge in 0..7 {
        changed.push(if edge == index { list } else { additions.get(edge) }, &Room::new(&limits)).unwrap();
    }
    *additions = changed;
}

#[test]
fn the_check_names_all_that_is_broken() {
    assert_eq!(
        breaches(|decomposition| decomposition.reduction.pivots.swap(4, 5)),
        "that R is reduced was expected, but fails at column 4 of the matrix"
    );
    assert_eq!(
        breaches(|decomposition| decomposition.reduction.owners[2] = 5),
        "that R is reduced was expected, but fails at column 4 of the matrix"
    );
    assert_eq!(
        breaches(|decomposition| with_list(decomposition, 1, &[5])),
        "that V is upper triangular was expected, but fails at column 5 of the matrix"
    );
    assert_eq!(
        breaches(|decomposition| with_list(decomposition, 1, &[])),
        "R = D·V was expected, but fails at column 5 of the matrix; \
         U·V = I was expected, but fails at column 5 of the matrix"
    );
    // The edge at 6 closes a cycle. Added to column 7, column 6 changes V but not R.
    assert_eq!(
        breaches(|decomposition| with_list(decomposition, 3, &[6])),
        "that V is in canonical form was expected, but fails at column 7 of the matrix; \
         U·V = I was expected, but fails at column 7 of the matrix"
    );
}

#[test]
fn too_little_memory_and_a_wish_to_stop_end_the_reduction() {
    let starts = [0, 0, 0, 2];
    let request = Request {
        dim_offsets: &[0, 2, 3],
        starts: &starts,
        facets: &[0, 1],
        dualize: false,
        v: true,
        u: false,
        lowest: 0,
    };
    for memory in [0, 20, 90] {
        let stopped = Decomposition::new(&request, &Limits::new(1, memory, None)).err();
        assert!(matches!(stopped, Some(Stop::TooLarge(_))), "{memory} bytes: {stopped:?}");
    }
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    let stopped = Decomposition::new(&request, &Limits::new(1, u64::MAX, Some(watch))).err();
    assert_eq!(stopped, Some(Stop::Cancelled));
}
