//! What happens to the lower star of a vertex, looked up by its code: which of the neighbours come earlier.
//!
//! Recipes are made when their code is first met, and kept as long as the process runs. In cubical complexes on three axes
//! there are too many codes, so the cubes are looked up first, and then the edges and the squares that no cube was matched
//! with. On four axes stars are collapsed one by one.

use super::collapse::{Collapse, Fate, mark};
use super::model::Model;
use crate::grid::Kind;
use std::sync::OnceLock;

/// The model of one kind of complex, with the recipes for its lower stars.
pub struct Recipes {
    /// The cells around a vertex.
    pub model: Model,
    table: Table,
}

enum Table {
    /// Recipes by code.
    Whole(Slots<Recipe>),
    /// Recipes for the cubes, then for the rest.
    Staged(Stages),
    /// No recipes are kept.
    None,
}

/// Recipes that are made when first asked for.
type Slots<R> = Vec<OnceLock<R>>;

/// What happens to the cells of a lower star.
struct Recipe {
    fates: Box<[Fate]>,
    /// Those that are critical, in the same order.
    critical: Box<[u16]>,
}

/// Two stages for cubical complexes on three axes. Their codes are 6 bits for edges, 12 for squares, 8 for cubes.
struct Stages {
    /// By edges that are there, the squares whose edges are.
    squares: Vec<u32>,
    /// By squares that are there, the cubes whose squares are.
    cubes: Vec<u32>,
    /// By cubes that are there, their recipe, and the squares that it takes.
    tops: Vec<(Box<[Fate]>, u32)>,
    /// By edges that are there, and squares that no cube took above.
    rest: Slots<Box<[Fate]>>,
}

const EDGES: u32 = 6;
const SQUARES: u32 = 12;
const CUBES: u32 = 8;
const ALL_EDGES: u32 = (1 << EDGES) - 1;
const ALL_SQUARES: u32 = (1 << SQUARES) - 1;

/// The largest number of neighbours for which every code has a slot.
const WHOLE: usize = 14;

/// The recipes of one kind of complex, on one to four axes.
pub fn recipes(kind: Kind, axes: usize) -> &'static Recipes {
    static ALL: [OnceLock<Recipes>; 8] = [const { OnceLock::new() }; 8];
    let index = 2 * (axes - 1) + usize::from(kind == Kind::Cubes);
    ALL[index].get_or_init(|| Recipes::new(Model::new(kind, axes)))
}

impl Recipes {
    fn new(model: Model) -> Self {
        let table = match model.neighbours.len() {
            count @ 0..=WHOLE => Table::Whole(slots(count as u32)),
            _ if model.axes == 3 => Table::Staged(Stages::new(&model)),
            _ => Table::None,
        };
        Recipes { model, table }
    }

    /// Calls `visit` with the fate of each cell of the lower star with this code.
    #[inline]
    pub fn each(&self, code: u128, visit: impl FnMut(&Fate)) {
        match &self.table {
            Table::Whole(slots) => self.recipe(slots, code).fates.iter().for_each(visit),
            Table::Staged(stages) => {
                let (tops, rest) = stages.find(code as u32, &self.model);
                tops.iter().chain(rest).for_each(visit);
            }
            Table::None => self.collapsed(code).fates.iter().for_each(visit),
        }
    }

    /// Whether every recipe is found at the first look.
    pub fn are_whole(&self) -> bool {
        matches!(self.table, Table::Whole(_))
    }

    /// The critical cells of the lower star with this code, as places in the star, if recipes are whole.
    #[inline]
    pub fn critical(&self, code: u128) -> Option<&[u16]> {
        match &self.table {
            Table::Whole(slots) => Some(&self.recipe(slots, code).critical),
            _ => None,
        }
    }

    #[inline]
    fn recipe<'a>(&'a self, slots: &'a Slots<Recipe>, code: u128) -> &'a Recipe {
        slots[code as usize].get_or_init(|| {
            let Collapse { fates, .. } = self.collapsed(code);
            let critical = fates.iter().filter(|fate| fate.mark == mark::CRITICAL);
            Recipe { critical: critical.map(|fate| fate.cell).collect(), fates: fates.into() }
        })
    }

    fn collapsed(&self, code: u128) -> Collapse<'_> {
        let mut collapse = Collapse::new(&self.model);
        collapse.set(code);
        collapse.from(self.model.axes);
        collapse
    }
}

fn slots<R>(bits: u32) -> Slots<R> {
    (0..1 << bits).map(|_| OnceLock::new()).collect()
}

impl Stages {
    fn new(model: &Model) -> Self {
        // Whether all that the cell needs is in `code`, except the neighbours of its own dimension.
        let fits = |place: usize, code: u32| {
            let needs = model.star[place].needs as u32;
            (needs & !(1 << needs.ilog2())) & !code == 0
        };
        let subset = |first: u32, count: u32, code: u32| -> u32 {
            (0..count).filter(|bit| fits((1 + first + bit) as usize, code)).map(|bit| 1 << bit).sum()
        };
        let squares: Vec<u32> = (0..=ALL_EDGES).map(|edges| subset(EDGES, SQUARES, edges)).collect();
        let cubes = (0..=ALL_SQUARES).map(|there| {
            let edges: u32 = (0..SQUARES).filter(|bit| there >> bit & 1 == 1).fold(0, |edges, bit| {
                edges | model.star[(1 + EDGES + bit) as usize].needs as u32 & ALL_EDGES
            });
            subset(EDGES + SQUARES, CUBES, edges | there << EDGES)
        });
        let cubes = cubes.collect();
        let mut collapse = Collapse::new(model);
        let tops = (0..1 << CUBES).map(|cubes| stage(&mut collapse, cubes)).collect();
        Stages { squares, cubes, tops, rest: slots(EDGES + SQUARES) }
    }

    #[inline]
    fn find(&self, code: u32, model: &Model) -> (&[Fate], &[Fate]) {
        let edges = code & ALL_EDGES;
        let squares = code >> EDGES & self.squares[edges as usize];
        let cubes = code >> (EDGES + SQUARES) & self.cubes[squares as usize];
        let (tops, taken) = &self.tops[cubes as usize];
        let left = edges | (squares & !taken) << EDGES;
        let rest = self.rest[left as usize].get_or_init(|| {
            let mut collapse = Collapse::new(model);
            collapse.left[0] = true;
            set_bits(left).for_each(|bit| collapse.left[1 + bit] = true);
            collapse.from(2);
            collapse.fates.into()
        });
        (tops, rest)
    }
}

/// The fates of these cubes and of the squares they take; and these squares.
fn stage(collapse: &mut Collapse, cubes: u32) -> (Box<[Fate]>, u32) {
    const FIRST_SQUARE: usize = 1 + EDGES as usize;
    const FIRST_CUBE: usize = FIRST_SQUARE + SQUARES as usize;
    collapse.fates.clear();
    collapse.left.fill(true);
    collapse.left[FIRST_CUBE..].fill(false);
    set_bits(cubes).for_each(|bit| collapse.left[FIRST_CUBE + bit] = true);
    collapse.level(3);
    let squares = collapse.fates.iter().filter(|fate| (mark::UP..mark::DOWN).contains(&fate.mark));
    let taken = squares.map(|fate| 1 << (usize::from(fate.cell) - FIRST_SQUARE)).sum();
    (collapse.fates.as_slice().into(), taken)
}

fn set_bits(word: u32) -> impl Iterator<Item = usize> {
    (0..32).filter(move |bit| word >> bit & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_recipe_is_what_the_collapse_does(code in any::<u32>(), axes in 1..4usize, cubes in any::<bool>()) {
            let recipes = recipes(if cubes { Kind::Cubes } else { Kind::Simplices }, axes);
            let code = u128::from(code) & ((1 << recipes.model.neighbours.len()) - 1);
            let mut collapse = Collapse::new(&recipes.model);
            let mut found = Vec::new();
            recipes.each(code, |fate| found.push(*fate));
            collapse.set(code);
            collapse.from(axes);
            prop_assert_eq!(found, collapse.fates);
        }
    }
}
