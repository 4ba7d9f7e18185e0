//! One block of the boundary matrix, between the cells of two dimensions, without rows and columns that do not matter: a cell
//! that kills a class gives birth to none, and one that gives birth kills none [ChenKerber11].
//!
//! Reducing columns from left to right and reducing rows from bottom to top, which is cohomology, give the same pairs
//! [deSilva11]. Columns are better if it is known which of them give birth, as no other becomes zero then but
//! for classes that never die, and they are at hand; otherwise rows are, of which those that become zero are known from the
//! block below.

use super::reduction::{Matrix, NO_COLUMN};
use super::{Complex, IMMORTAL};
use crate::limits::{Limits, Stop};

/// The cells of a block that are still to be paired.
pub struct Block<'a> {
    complex: Complex<'a>,
    /// The lower dimension.
    dimension: usize,
    /// Places of the cells of the lower dimension that do not kill, ascending.
    births: Vec<u32>,
    /// Places of the cells of the higher dimension that may kill, ascending.
    deaths: Vec<u32>,
    /// Whether rows are reduced.
    by_rows: bool,
}

/// Stands for a cell that is left out.
const LEFT_OUT: u32 = u32::MAX;

impl<'a> Block<'a> {
    /// The block of `dimension` and the next, given the killers of the classes `below`, and of those `above` if they are known.
    pub fn new(complex: Complex<'a>, dimension: usize, below: &[u32], above: Option<&[u32]>) -> Self {
        let (rows, columns) = (complex.cells(dimension), complex.cells(dimension + 1));
        let mut kills = vec![false; rows.len()];
        for &killer in below.iter().filter(|&&killer| killer != IMMORTAL) {
            kills[killer as usize - rows.start] = true;
        }
        let births = (rows.start as u32..).zip(kills).filter(|&(_, kills)| !kills).map(|(place, _)| place);
        let gives_birth =
            |&place: &usize| above.is_some_and(|killers| killers[place - columns.start] != IMMORTAL);
        let deaths = columns.clone().filter(|place| !gives_birth(place)).map(|place| place as u32);
        Block {
            complex,
            dimension,
            births: births.collect(),
            deaths: deaths.collect(),
            by_rows: above.is_none(),
        }
    }

    /// The killers of all cells of the lower dimension.
    pub fn killers(&self, limits: &Limits) -> Result<Vec<u32>, Stop> {
        let Block { births, deaths, .. } = self;
        let rows = self.complex.cells(self.dimension);
        let mut killers = vec![IMMORTAL; rows.len()];
        let mut pair = |birth: u32, death: u32| killers[birth as usize - rows.start] = death;
        let found = |column: &u32| *column != NO_COLUMN;
        if self.by_rows {
            let pivots = self.coboundary().pivots(limits)?;
            for (&death, &column) in deaths.iter().rev().zip(&pivots).filter(|(_, column)| found(column)) {
                pair(births[births.len() - 1 - column as usize], death);
            }
        } else {
            let pivots = self.boundary().pivots(limits)?;
            for (&birth, &column) in births.iter().zip(&pivots).filter(|(_, column)| found(column)) {
                pair(birth, deaths[column as usize]);
            }
        }
        Ok(killers)
    }

    /// Births as rows, deaths as columns, both ascending.
    fn boundary(&self) -> Matrix {
        let number = self.births_by_place();
        let mut matrix = Matrix { height: self.births.len(), starts: vec![0], rows: Vec::new() };
        for &death in &self.deaths {
            let facets = self.complex.facets_of(death as usize);
            matrix.rows.extend(facets.iter().filter_map(|&facet| number(facet)));
            matrix.starts.push(matrix.rows.len() as u32);
        }
        matrix
    }

    /// Deaths as rows, births as columns, both descending.
    fn coboundary(&self) -> Matrix {
        let number = self.births_by_place();
        let width = self.births.len();
        let columns = |&death: &u32| {
            let facets = self.complex.facets_of(death as usize).iter();
            facets.filter_map(|&facet| number(facet)).map(|birth| width - 1 - birth as usize)
        };
        let mut starts = vec![0; width + 1];
        self.deaths.iter().flat_map(columns).for_each(|column| starts[column + 1] += 1);
        (0..width).for_each(|column| starts[column + 1] += starts[column]);
        let mut ends = starts.clone();
        let mut rows = vec![0; starts[width] as usize];
        for (row, death) in (0..).zip(self.deaths.iter().rev()) {
            for column in columns(death) {
                rows[ends[column] as usize] = row;
                ends[column] += 1;
            }
        }
        Matrix { height: self.deaths.len(), starts, rows }
    }

    /// Gives the number of the cell at a place among the births.
    fn births_by_place(&self) -> impl Fn(u32) -> Option<u32> + use<> {
        let rows = self.complex.cells(self.dimension);
        let mut numbers = vec![LEFT_OUT; rows.len()];
        for (number, &birth) in (0..).zip(&self.births) {
            numbers[birth as usize - rows.start] = number;
        }
        move |place| Some(numbers[place as usize - rows.start]).filter(|&number| number != LEFT_OUT)
    }
}
