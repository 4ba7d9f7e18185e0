//! The gradient on one lower star: cells matched with their faces by collapsing from the top dimension down.
//!
//! A cell that is the only one left above some face is removed together with it; where no face is free, one cell is removed
//! by itself and is critical. Read backwards this builds the star up cell by cell, so the matching is acyclic. The lower link
//! is part of a sphere: its cells of full dimension collapse entirely unless they are all of it, and what is left of a graph
//! collapses to its cycles. So in two and three dimensions there are only as many critical cells as the link has homology; in
//! four there may be more, which costs time but no exactness.

use super::model::Model;

/// What happens to a cell of a lower star.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fate {
    /// The cell, as its place in the star.
    pub cell: u16,
    /// Its [mark](mark).
    pub mark: u8,
}

/// What is noted of a cell.
pub mod mark {
    /// Nothing was noted yet.
    pub const UNKNOWN: u8 = 0;
    /// Matched with the first of its cofaces; the following marks stand for the others.
    pub const UP: u8 = 1;
    /// Matched with the first of its faces; the following marks stand for the others.
    pub const DOWN: u8 = 128;
    /// There is no such cell.
    pub const NONE: u8 = 254;
    /// Not matched.
    pub const CRITICAL: u8 = 255;
}

/// Collapses stars.
pub struct Collapse<'a> {
    model: &'a Model,
    /// For each cell of the star whether it is still there.
    pub left: Vec<bool>,
    /// What happened to the others.
    pub fates: Vec<Fate>,
    /// For each cell the number of cofaces that are left.
    cofaces: Vec<u8>,
    /// Faces that came to have one coface left, in this order.
    free: Vec<u16>,
}

impl<'a> Collapse<'a> {
    /// The empty star.
    pub fn new(model: &'a Model) -> Self {
        let count = model.star.len();
        let (left, cofaces) = (vec![false; count], vec![0; count]);
        Collapse { model, left, fates: Vec::with_capacity(count), cofaces, free: Vec::new() }
    }

    /// The lower star of a vertex, given which of its neighbours come earlier.
    pub fn set(&mut self, code: u128) {
        for (left, cell) in self.left.iter_mut().zip(&self.model.star) {
            *left = cell.needs & code == cell.needs;
        }
        self.fates.clear();
    }

    /// Removes all cells of dimension `top` and below.
    pub fn from(&mut self, top: usize) {
        for dimension in (1..=top).rev() {
            self.level(dimension);
        }
        if std::mem::take(&mut self.left[0]) {
            self.fates.push(Fate { cell: 0, mark: mark::CRITICAL });
        }
    }

    /// Removes the cells of one dimension, with the faces that they are matched with.
    pub fn level(&mut self, dimension: usize) {
        let star = &self.model.star;
        let begin = star.partition_point(|cell| cell.dimension < dimension);
        let end = star.partition_point(|cell| cell.dimension <= dimension);
        self.cofaces.fill(0);
        for cell in (begin..end).filter(|&cell| self.left[cell]) {
            star[cell].faces.iter().for_each(|face| self.cofaces[usize::from(face.cell)] += 1);
        }
        self.free.extend((0..begin).filter(|&face| self.cofaces[face] == 1).map(|face| face as u16));
        let (mut before, mut done) = (end, 0);
        loop {
            // First come, first served: trees collapse to their centres, which keeps gradient paths short.
            while let Some(&face) = self.free.get(done) {
                done += 1;
                self.match_up(face);
            }
            let Some(cell) = (begin..before).rfind(|&cell| self.left[cell]) else { break };
            before = cell;
            self.fates.push(Fate { cell: cell as u16, mark: mark::CRITICAL });
            self.remove(cell);
        }
        self.free.clear();
    }

    /// Matches a face with the only cell that is left above it.
    fn match_up(&mut self, face: u16) {
        let place = usize::from(face);
        if !self.left[place] || self.cofaces[place] != 1 {
            return;
        }
        let above = self.model.star[place].cofaces.iter().find(|above| self.left[usize::from(above.cell)]);
        let above = above.expect("one coface is left");
        self.fates.push(Fate { cell: face, mark: mark::UP + above.coface });
        self.fates.push(Fate { cell: above.cell, mark: mark::DOWN + above.face });
        self.left[place] = false;
        self.remove(usize::from(above.cell));
    }

    fn remove(&mut self, cell: usize) {
        self.left[cell] = false;
        for face in &self.model.star[cell].faces {
            let count = &mut self.cofaces[usize::from(face.cell)];
            *count -= 1;
            if *count == 1 {
                self.free.push(face.cell);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Kind;
    use proptest::prelude::*;

    /// The matching of the lower star with this code covers each of its cells once; the number of critical cells of each
    /// dimension.
    fn checked(model: &Model, code: u128) -> Vec<usize> {
        let mut collapse = Collapse::new(model);
        collapse.set(code);
        let mut there = collapse.left.clone();
        collapse.from(model.axes);
        let mut critical = vec![0; model.axes + 1];
        for fate in &collapse.fates {
            assert!(std::mem::take(&mut there[usize::from(fate.cell)]));
            let dimension = model.star[usize::from(fate.cell)].dimension;
            critical[dimension] += usize::from(fate.mark == mark::CRITICAL);
        }
        assert!(!there.contains(&true));
        critical
    }

    #[test]
    fn whole_and_empty_links_have_one_critical_cell() {
        for (kind, axes) in [(Kind::Cubes, 2), (Kind::Cubes, 3), (Kind::Simplices, 3), (Kind::Simplices, 4)] {
            let model = Model::new(kind, axes);
            let mut minimum = vec![0; axes + 1];
            minimum[0] = 1;
            assert_eq!(checked(&model, 0), minimum);
            minimum.reverse();
            assert_eq!(checked(&model, (1 << model.neighbours.len()) - 1), minimum);
        }
    }

    proptest! {
        #[test]
        fn matchings_in_space_are_perfect(code in any::<u32>(), cubes in any::<bool>()) {
            let model = Model::new(if cubes { Kind::Cubes } else { Kind::Simplices }, 3);
            let code = u128::from(code) & ((1 << model.neighbours.len()) - 1);
            let critical = checked(&model, code);
            // A proper part of a sphere has no homology of degree two, and one critical edge less than components.
            let there = model.star.iter().filter(|cell| cell.needs & code == cell.needs);
            let euler: i32 = there.map(|cell| if cell.dimension % 2 == 0 { 1 } else { -1 }).sum();
            let found: i32 = critical.iter().zip([1, -1, 1, -1]).map(|(&count, sign)| count as i32 * sign).sum();
            prop_assert_eq!(found, euler);
            prop_assert!(critical[0] == 0 || critical == [1, 0, 0, 0]);
            prop_assert_eq!(critical[1], components(&model, code).saturating_sub(1));
        }
    }

    /// Number of components of the lower link.
    fn components(model: &Model, code: u128) -> usize {
        let edges: Vec<usize> = (1..model.star.len())
            .take_while(|&cell| model.star[cell].dimension == 1)
            .filter(|&cell| model.star[cell].needs & code == model.star[cell].needs)
            .collect();
        let mut joined = crate::components::Components::new(model.star.len());
        let mut count = edges.len();
        for cell in model.star.iter().filter(|cell| cell.dimension == 2 && cell.needs & code == cell.needs) {
            if let [a, b] = cell.faces[..] {
                count -= usize::from(joined.merge(a.cell.into(), b.cell.into()).is_some());
            }
        }
        count
    }
}
