//! One block of the boundary matrix, between the cells of two dimensions, without rows and columns that do not matter: a cell
//! that kills a class gives birth to none, and one that gives birth kills none [ChenKerber11].
//!
//! Reducing columns from left to right and reducing rows from bottom to top, which is cohomology, give the same pairs
//! [deSilva11]. Columns are better if it is known which of them give birth, as no other becomes zero then but
//! for classes that never die, and they are at hand; otherwise rows are, of which those that become zero are known from the
//! block below.

use super::reduction::{Matrix, NO_COLUMN, Reduction};
use super::{Complex, IMMORTAL};
use crate::limits::{Limits, Stop};

/// The cells of a block that are still to be paired; buffers that serve again.
#[derive(Default)]
pub struct Block {
    /// Places of the cells of the lower dimension that do not kill, ascending.
    births: Vec<u32>,
    /// For each cell of the lower dimension its number among the births, or [`LEFT_OUT`].
    numbers: Vec<u32>,
    /// Places of the cells of the higher dimension that may kill, ascending.
    deaths: Vec<u32>,
    /// What is left of the boundary, or of the coboundary.
    matrix: Matrix,
    /// While columns of the coboundary are filled, where the next entry of each goes.
    ends: Vec<u32>,
    reduction: Reduction,
}

/// Stands for a cell that is left out.
const LEFT_OUT: u32 = u32::MAX;

impl Block {
    /// Finds the killers of all cells of `dimension`, given those of the classes `below`, and of those `above` if they are known.
    pub fn find_killers(
        &mut self,
        complex: Complex,
        dimension: usize,
        [below, above]: [Option<&[u32]>; 2],
        killers: &mut Vec<u32>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let rows = complex.cells(dimension);
        self.leave_out(complex, dimension, [below, above]);
        killers.clear();
        killers.resize(rows.len(), IMMORTAL);
        let mut pair = |birth: u32, death: u32| killers[birth as usize - rows.start] = death;
        let found = |column: &u32| *column != NO_COLUMN;
        if above.is_none() {
            self.fill_coboundary(complex, rows.start);
            let Block { births, deaths, .. } = self;
            let pivots = self.reduction.pivots(&self.matrix, limits)?;
            for (&death, &column) in deaths.iter().rev().zip(pivots).filter(|(_, column)| found(column)) {
                pair(births[births.len() - 1 - column as usize], death);
            }
        } else {
            self.fill_boundary(complex, rows.start);
            let Block { births, deaths, .. } = self;
            let pivots = self.reduction.pivots(&self.matrix, limits)?;
            for (&birth, &column) in births.iter().zip(pivots).filter(|(_, column)| found(column)) {
                pair(birth, deaths[column as usize]);
            }
        }
        Ok(())
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        let Block { births, numbers, deaths, matrix, ends, reduction } = self;
        let lists = [births, numbers, deaths, ends, &matrix.starts, &matrix.rows];
        let entries: usize = lists.into_iter().map(Vec::capacity).sum();
        (entries * size_of::<u32>()) as u64 + reduction.bytes()
    }

    /// Lists the cells that are still to be paired.
    fn leave_out(&mut self, complex: Complex, dimension: usize, [below, above]: [Option<&[u32]>; 2]) {
        let (rows, columns) = (complex.cells(dimension), complex.cells(dimension + 1));
        self.numbers.clear();
        self.numbers.resize(rows.len(), 0);
        for &killer in below.into_iter().flatten().filter(|&&killer| killer != IMMORTAL) {
            self.numbers[killer as usize - rows.start] = LEFT_OUT;
        }
        self.births.clear();
        for (place, number) in (rows.start as u32..).zip(&mut self.numbers) {
            if *number != LEFT_OUT {
                *number = self.births.len() as u32;
                self.births.push(place);
            }
        }
        let gives_birth =
            |&place: &usize| above.is_some_and(|killers| killers[place - columns.start] != IMMORTAL);
        self.deaths.clear();
        self.deaths.extend(columns.clone().filter(|place| !gives_birth(place)).map(|place| place as u32));
    }

    /// Births as rows, deaths as columns, both ascending; `first` is the place of the first cell of the lower dimension.
    fn fill_boundary(&mut self, complex: Complex, first: usize) {
        let Block { births, numbers, deaths, matrix: Matrix { height, starts, rows }, .. } = self;
        *height = births.len();
        rows.clear();
        starts.clear();
        starts.push(0);
        for &death in &*deaths {
            let facets =
                complex.facets_of(death as usize).iter().map(|&facet| numbers[facet as usize - first]);
            rows.extend(facets.filter(|&number| number != LEFT_OUT));
            starts.push(rows.len() as u32);
        }
    }

    /// Deaths as rows, births as columns, both descending.
    fn fill_coboundary(&mut self, complex: Complex, first: usize) {
        let Block { births, numbers, deaths, matrix: Matrix { height, starts, rows }, ends, .. } = self;
        let width = births.len();
        let columns = |&death: &u32| {
            let facets =
                complex.facets_of(death as usize).iter().map(|&facet| numbers[facet as usize - first]);
            facets.filter(|&number| number != LEFT_OUT).map(|birth| width - 1 - birth as usize)
        };
        *height = deaths.len();
        starts.clear();
        starts.resize(width + 1, 0);
        deaths.iter().flat_map(columns).for_each(|column| starts[column + 1] += 1);
        (0..width).for_each(|column| starts[column + 1] += starts[column]);
        ends.clone_from(starts);
        rows.resize(starts[width] as usize, 0); // all are written below
        for (row, death) in (0..).zip(deaths.iter().rev()) {
            for column in columns(death) {
                rows[ends[column] as usize] = row;
                ends[column] += 1;
            }
        }
    }
}
