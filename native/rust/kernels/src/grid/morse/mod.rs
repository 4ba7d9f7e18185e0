//! Persistence of grids without listing their cells.
//!
//! Comparisons of neighbours give every vertex a code, and the code its part of a discrete gradient (`gradient`). Only
//! critical cells are sorted. Pairs of the lowest and the highest degree come from joining components (`forest`), the others
//! from a small matrix (`saddles`). The pairs of critical cells are those pairs of the whole complex whose values differ, and
//! some whose values are equal.
//!
//! Numbers on cubes are handled by duality [Bleile22]: the dual of a complex of cubes is one of cubes whose vertices are
//! the numbers, turned round, and what kills there gives birth here.

mod codes;
mod collapse;
mod critical;
mod field;
mod flow;
mod forest;
mod gradient;
mod model;
mod recipes;
mod reduction;
mod saddles;
mod sweep;

use super::{Grid, Kind};
use crate::limits::{Limits, Stop};
use crate::threads::map_items;
use codes::Codes;
use critical::{Ordered, Positions};
use flow::Flow;
use forest::{Forest, Side, UNPAIRED};
use recipes::Recipes;
use saddles::Members;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU8, AtomicU32};

pub use collapse::mark;
pub use field::Field;
pub use gradient::Critical;
pub use model::{Displacement, Model};
pub use recipes::recipes;

/// Bytes for each critical cell: the cell, its order, and what it takes to sort and to pair it.
const CRITICAL: usize = 80;

const ADVICE: &str = "use fewer numbers, or raise maxMemory";

/// The critical cells of a grid and how they are paired; and the memory that this took, for the next call.
#[derive(Default)]
pub struct Morse {
    /// What was computed last.
    of: Option<Request>,
    field: Field,
    /// Whether neighbours have equal numbers.
    has_ties: bool,
    codes: Codes,
    /// What is known of cells.
    marks: Vec<AtomicU8>,
    labels: Vec<AtomicU32>,
    /// The critical cells of each dimension, sorted if they are needed.
    cells: Vec<Ordered>,
    /// By degree, for each critical cell the one above that it is paired with, as places in the filtration order; empty
    /// where not needed.
    killers: Vec<Vec<u32>>,
}

/// What the pairs depend on besides the numbers.
#[derive(Clone, PartialEq)]
struct Request {
    shape: Vec<u32>,
    kind: Kind,
    on_cells: bool,
    wrap: bool,
    degrees: RangeInclusive<usize>,
}

impl Morse {
    /// Pairs the critical cells of `grid` in these degrees; of the dual complex if the numbers are on cubes.
    ///
    /// If the gradient and the order of the critical cells are those of the last call, so are the pairs.
    pub fn update(
        &mut self,
        grid: &Grid,
        values: &[f64],
        degrees: RangeInclusive<usize>,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let recipes = recipes(grid.kind, grid.shape.len());
        let Grid { kind, on_cells, wrap, .. } = *grid;
        let request = Request { shape: grid.shape.to_vec(), kind, on_cells, wrap, degrees };
        let is_known = self.of.as_ref() == Some(&request);
        self.of = None;
        let marks = room_for_marks(&request, &recipes.model, limits)?;
        self.field.fill(grid, values);
        if !is_known {
            self.codes.clear(&self.field, recipes.model.neighbours.len());
            fresh(&mut self.marks, marks);
        }
        let flow = Flow::new(recipes, &self.field, &self.codes, &self.marks);
        let found = gradient::gradient(&flow, &limits.stage(0.0, 0.3))?;
        self.has_ties = found.has_ties;
        if is_known && found.is_changed && recipes.are_whole() {
            fresh(&mut self.marks, marks);
        }
        let is_known = is_known && !found.is_changed;
        if !is_known || !self.cells.iter_mut().all(|cells| cells.revalue(&self.field)) {
            self.order(found.critical, &request, limits)?;
            self.pair(recipes, &request, &limits.stage(0.4, 0.9))?;
        }
        self.of = Some(request);
        Ok(())
    }

    /// About how many bytes are held.
    pub fn bytes(&self) -> usize {
        let cells: usize = self.cells.iter().map(|cells| 24 * cells.len()).sum();
        let killers: usize = self.killers.iter().map(|killers| 4 * killers.len()).sum();
        let Field { values, homes, .. } = &self.field;
        self.codes.bytes()
            + self.marks.len()
            + 4 * (self.labels.len() + homes.len())
            + 8 * values.len()
            + cells
            + killers
    }

    /// The padded numbers.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// For each critical cell of dimension `degree` the one above that it is paired with, as places in the filtration order.
    pub fn pairs(&self, degree: usize) -> impl Iterator<Item = [u32; 2]> {
        let pairs = (0..).zip(&self.killers[degree]).map(|(birth, &death)| [birth, death]);
        pairs.filter(|&[_, death]| death != UNPAIRED)
    }

    /// Whether some cells could have their value from several numbers.
    pub fn has_ties(&self) -> bool {
        self.has_ties
    }

    /// The cells around a vertex.
    pub fn model(&self, grid: &Grid) -> &'static Model {
        &recipes(grid.kind, grid.shape.len()).model
    }

    /// Number of critical cells of one dimension.
    pub fn count(&self, dimension: usize) -> usize {
        self.cells[dimension].len()
    }

    /// The critical cell at a place of the filtration order.
    pub fn cell(&self, dimension: usize, place: u32) -> Critical {
        self.cells[dimension].sorted[place as usize]
    }

    /// Sorts the critical cells of the dimensions that are needed.
    fn order(&mut self, lists: Vec<Vec<Critical>>, request: &Request, limits: &Limits) -> Result<(), Stop> {
        let count: usize = lists.iter().map(Vec::len).sum();
        let bytes = self.marks.len() + self.field.values.len() * 16 + count * CRITICAL;
        limits.room_for(bytes as u64, format_args!("a grid with {count} critical cells"), ADVICE)?;
        limits.at(0.3)?;
        self.cells.clear();
        let axes = self.field.axes;
        let mut lists: Vec<(usize, Vec<Critical>)> = lists.into_iter().enumerate().collect();
        self.cells = map_items(limits.threads, &mut lists, |(dimension, list)| {
            match request.needs(axes, *dimension) {
                true => Ordered::new(&std::mem::take(list)),
                false => Ordered::default(),
            }
        });
        limits.at(0.4)
    }

    /// Pairs the critical cells.
    fn pair(&mut self, recipes: &Recipes, request: &Request, limits: &Limits) -> Result<(), Stop> {
        let Morse { field, codes, marks, labels, cells, killers, .. } = self;
        let (flow, top) = (Flow::new(recipes, field, codes, marks), field.axes - 1);
        *killers = vec![Vec::new(); field.axes];
        if request.needs_below(top) {
            fresh(labels, field.values.len());
            killers[0] = joined(&flow, Side::Below, cells, labels, |_| false, &limits.stage(0.0, 0.2))?;
        }
        if request.needs_above(top) {
            fresh(labels, field.values.len());
            let is_killer = if top == 1 { killed_by(&killers[0], cells[1].len()) } else { Vec::new() };
            let is_out = |place: u32| is_killer.get(place as usize) == Some(&true);
            killers[top] = joined(&flow, Side::Above, cells, labels, is_out, &limits.stage(0.2, 0.4))?;
        }
        for degree in request.degrees.clone().rev().filter(|&degree| 0 < degree && degree < top) {
            let is_killer = killed_by(&killers[degree - 1], cells[degree].len());
            let is_born =
                |place: u32| killers[degree + 1].get(place as usize).is_some_and(|&k| k != UNPAIRED);
            let below = Members::new(&cells[degree], |place| is_killer[place as usize]);
            let above = Members::new(&cells[degree + 1], is_born);
            let positions = Positions::new(&flow, field.values.len(), degree, &cells[degree]);
            killers[degree] = saddles::killers(&flow, &below, &positions, &above, &limits.stage(0.4, 1.0))?;
        }
        Ok(())
    }
}

/// The number of marks, after checking that there is room.
fn room_for_marks(request: &Request, model: &Model, limits: &Limits) -> Result<usize, Stop> {
    let places = Field::places(&request.shape);
    let marks = places << model.type_bits();
    let codes = 4 * Codes::width(model.neighbours.len());
    let each = 8 + codes + (1 << model.type_bits()) + 4 + if request.wrap { 4 } else { 0 };
    limits.room_for((places * each) as u64, format_args!("a grid of {places} numbers"), ADVICE)?;
    if u32::try_from(marks).is_err() {
        return Err(Stop::TooLarge(format!(
            "a grid with fewer than {} numbers was expected, but it has {places} with a margin of one",
            (1u64 << 32) >> model.type_bits()
        )));
    }
    Ok(marks)
}

impl Request {
    /// Whether pairs of degree 0 are asked for, or help with those of degree 1.
    fn needs_below(&self, top: usize) -> bool {
        self.degrees.contains(&0) || 1 < top && self.degrees.contains(&1)
    }

    /// The same for pairs of degree `top`, the highest, where they are not those of degree 0.
    fn needs_above(&self, top: usize) -> bool {
        0 < top && self.degrees.contains(&top) || 1 < top && self.degrees.contains(&(top - 1))
    }

    /// Whether critical cells of this dimension take part.
    fn needs(&self, axes: usize, dimension: usize) -> bool {
        dimension <= 1 && self.needs_below(axes - 1)
            || dimension + 1 >= axes && self.needs_above(axes - 1)
            || self.degrees.contains(&dimension)
            || dimension > 0 && self.degrees.contains(&(dimension - 1))
    }
}

/// Pairs of the lowest or the highest degree; links for which `is_out` join nothing.
fn joined(
    flow: &Flow,
    side: Side,
    cells: &[Ordered],
    labels: &[AtomicU32],
    is_out: impl Fn(u32) -> bool,
    limits: &Limits,
) -> Result<Vec<u32>, Stop> {
    let axes = flow.model.axes;
    let (extremal, linking) = match side {
        Side::Below => (0, 1),
        Side::Above => (axes, axes - 1),
    };
    let (extrema, links) = (&cells[extremal], &cells[linking]);
    let positions = Positions::new(flow, labels.len(), extremal, extrema);
    let forest = Forest { flow, side, extrema: &positions, count: extrema.len(), labels };
    let ends = forest.ends(&links.list, limits)?;
    let sorted = (0..links.len() as u32).filter(|&order| !is_out(order));
    let killers = forest.killers(sorted.map(|order| (order, ends[links.listed[order as usize] as usize])));
    Ok(match side {
        Side::Below => killers,
        Side::Above => turned(&killers, links.len()),
    })
}

/// For each of `count` cells above the one that it kills.
fn turned(killers: &[u32], count: usize) -> Vec<u32> {
    let mut turned = vec![UNPAIRED; count];
    for (birth, &death) in (0..).zip(killers).filter(|&(_, &death)| death != UNPAIRED) {
        turned[death as usize] = birth;
    }
    turned
}

/// For each of `count` cells above whether it kills.
fn killed_by(killers: &[u32], count: usize) -> Vec<bool> {
    turned(killers, count).into_iter().map(|birth| birth != UNPAIRED).collect()
}

/// Sets `count` numbers to 0.
fn fresh<T: Default>(numbers: &mut Vec<T>, count: usize) {
    numbers.clear();
    numbers.resize_with(count, T::default);
}

#[cfg(test)]
mod tests;
