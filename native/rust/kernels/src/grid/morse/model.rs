//! The cells around a vertex of a grid: a table of what does not depend on the shape.
//!
//! A cell is its anchor and its type; a type is a pattern of one dimension. The star of a vertex are the cells that contain
//! it. Which of them belong to its lower star follows from one bit for each neighbour: whether that comes earlier.

use crate::grid::Kind;
use crate::grid::patterns::Patterns;

/// The types of cells of a grid, and the star of its vertices.
pub struct Model {
    /// Number of axes.
    pub axes: usize,
    /// All types, by dimension, then pattern.
    pub types: Vec<CellType>,
    /// The first type of each dimension, then the number of types.
    pub first: Vec<usize>,
    /// The neighbours of a vertex, in the order of the cells of the star that they span with it.
    pub neighbours: Vec<Displacement>,
    /// The cells that contain a vertex, by dimension, then code. In cubical stars all but the vertex itself are in the order
    /// of the neighbours, which are their far corners; in simplicial ones the edges are.
    pub star: Vec<StarCell>,
}

/// A type of cells.
pub struct CellType {
    /// Dimension.
    pub dimension: usize,
    /// Which pattern of its dimension.
    pub pattern: u32,
    /// Its faces of one dimension less: displacement of the anchor, and type.
    pub faces: Vec<(u8, u16)>,
    /// Its cofaces of one dimension more: displacement of the anchor, backwards, and type.
    pub cofaces: Vec<(u8, u16)>,
}

/// A step of at most one along each axis: a mask of axes to go forward, and one to go back.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Displacement {
    pub ahead: u8,
    pub back: u8,
}

/// A cell that contains a vertex.
pub struct StarCell {
    /// Type.
    pub kind: u16,
    /// Which corner of the cell the vertex is: the displacement back to the anchor.
    pub back: u8,
    /// Dimension.
    pub dimension: usize,
    /// The neighbours that are its other corners, a bit each.
    pub needs: u128,
    /// Its faces that contain the vertex.
    pub faces: Vec<Incidence>,
    /// Its cofaces.
    pub cofaces: Vec<Incidence>,
}

/// A face or coface of a cell of a star.
#[derive(Clone, Copy)]
pub struct Incidence {
    /// The other cell, as a place in the star.
    pub cell: u16,
    /// Which of the faces of the larger cell the smaller is.
    pub face: u8,
    /// Which of the cofaces of the smaller cell the larger is.
    pub coface: u8,
}

impl Model {
    /// The model of complexes on `axes` axes.
    pub fn new(kind: Kind, axes: usize) -> Self {
        let patterns = Patterns::all(kind, axes);
        let mut first = vec![0];
        for part in &patterns {
            first.push(first[first.len() - 1] + part.count);
        }
        let types = types(&patterns, &first);
        let mut star = star(kind, &patterns, &first);
        let neighbours: Vec<Displacement> = match kind {
            Kind::Cubes => star[1..].iter().map(|(far, _)| *far).collect(),
            Kind::Simplices => {
                star[1..].iter().filter(|(_, c)| c.dimension == 1).map(|(far, _)| *far).collect()
            }
        };
        for (_, cell) in &mut star {
            let kind = &types[usize::from(cell.kind)];
            for &corner in patterns[kind.dimension].vertices_of(kind.pattern as usize) {
                let step = Displacement::between(cell.back, corner);
                cell.needs |= neighbours.iter().position(|&n| n == step).map_or(0, |bit| 1 << bit);
            }
        }
        let mut star: Vec<StarCell> = star.into_iter().map(|(_, cell)| cell).collect();
        relate(&mut star, &types, &patterns);
        Model { axes, types, first, neighbours, star }
    }

    /// Number of bits for the type in the number of a cell.
    pub fn type_bits(&self) -> u32 {
        self.types.len().next_power_of_two().ilog2()
    }
}

impl Displacement {
    /// The step from one corner of a cell to another.
    pub fn between(from: u8, to: u8) -> Self {
        Displacement { ahead: to & !from, back: from & !to }
    }
}

fn types(patterns: &[Patterns], first: &[usize]) -> Vec<CellType> {
    let mut types: Vec<CellType> = Vec::new();
    for (dimension, part) in patterns.iter().enumerate() {
        for pattern in 0..part.count {
            let of = types.len() as u16;
            let facets = if dimension == 0 { &[] } else { part.facets_of(pattern) };
            let faces: Vec<(u8, u16)> = facets
                .iter()
                .map(|facet| (facet.shift, (first[dimension - 1] + facet.pattern as usize) as u16))
                .collect();
            for &(shift, face) in &faces {
                types[usize::from(face)].cofaces.push((shift, of));
            }
            types.push(CellType { dimension, pattern: pattern as u32, faces, cofaces: Vec::new() });
        }
    }
    types
}

/// The cells around a vertex, each after the step to its far corner.
fn star(kind: Kind, patterns: &[Patterns], first: &[usize]) -> Vec<(Displacement, StarCell)> {
    let mut star = Vec::new();
    for (dimension, part) in patterns.iter().enumerate() {
        let start = star.len();
        for pattern in 0..part.count {
            let corners = part.vertices_of(pattern);
            for &back in corners {
                let far = match kind {
                    Kind::Cubes => corners[corners.len() - 1] & !back,
                    Kind::Simplices => corners.iter().copied().rfind(|&corner| corner != back).unwrap_or(0),
                };
                let far = match kind {
                    Kind::Cubes => Displacement { ahead: far, back },
                    Kind::Simplices => Displacement::between(back, far),
                };
                let kind = (first[dimension] + pattern) as u16;
                let (faces, cofaces) = (Vec::new(), Vec::new());
                star.push((far, StarCell { kind, back, dimension, needs: 0, faces, cofaces }));
            }
        }
        // By code: the further back the anchor, the earlier the cell.
        star[start..].sort_by_key(|(_, cell)| (std::cmp::Reverse(cell.back), cell.kind));
    }
    star
}

/// Fills in which cells of the star are faces of which.
fn relate(star: &mut [StarCell], types: &[CellType], patterns: &[Patterns]) {
    for larger in 0..star.len() {
        let StarCell { kind, back, .. } = star[larger];
        for (face, &(shift, below)) in types[usize::from(kind)].faces.iter().enumerate() {
            let smaller = &types[usize::from(below)];
            let corners = patterns[smaller.dimension].vertices_of(smaller.pattern as usize);
            if shift & !back != 0 || !corners.contains(&(back - shift)) {
                continue; // the face does not contain the vertex
            }
            let coface = smaller.cofaces.iter().position(|&coface| coface == (shift, kind));
            let coface = coface.expect("cofaces are the faces turned round") as u8;
            let cell = star.iter().position(|cell| (cell.kind, cell.back) == (below, back - shift));
            let cell = cell.expect("a star has all cells of its vertex");
            let face = face as u8;
            star[larger].faces.push(Incidence { cell: cell as u16, face, coface });
            star[cell].cofaces.push(Incidence { cell: larger as u16, face, coface });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_have_as_many_cells_as_known() {
        let sizes = |kind, axes| {
            let model = Model::new(kind, axes);
            (model.neighbours.len(), model.star.len(), model.type_bits())
        };
        assert_eq!(sizes(Kind::Cubes, 1), (2, 3, 1));
        assert_eq!(sizes(Kind::Cubes, 2), (8, 9, 2));
        assert_eq!(sizes(Kind::Cubes, 3), (26, 27, 3));
        assert_eq!(sizes(Kind::Cubes, 4), (80, 81, 4));
        assert_eq!(sizes(Kind::Simplices, 2), (6, 13, 3));
        assert_eq!(sizes(Kind::Simplices, 3), (14, 75, 5));
        assert_eq!(sizes(Kind::Simplices, 4), (30, 541, 8));
    }

    #[test]
    fn cells_need_their_other_corners() {
        for (kind, axes) in [(Kind::Cubes, 3), (Kind::Simplices, 3), (Kind::Simplices, 4)] {
            for cell in &Model::new(kind, axes).star {
                let corners = match kind {
                    Kind::Cubes => 1 << cell.dimension,
                    Kind::Simplices => cell.dimension as u32 + 1,
                };
                assert_eq!(cell.needs.count_ones(), corners - 1);
            }
        }
    }

    #[test]
    fn cubical_neighbours_are_in_the_order_of_the_star() {
        let model = Model::new(Kind::Cubes, 3);
        for (place, cell) in model.star.iter().enumerate().skip(1) {
            assert_eq!(cell.needs.ilog2() as usize, place - 1);
        }
    }
}
