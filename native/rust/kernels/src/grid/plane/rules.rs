//! What the code of a vertex says about its lower star, and how the gradient leads on from cell to cell.
//!
//! Made for one stride, so that steps are plain offsets; they are taken modulo 2³², as they may go back. A cell of full
//! dimension is a number: the place of its anchor times the number of types of such cells, plus its type.

use crate::grid::Kind;
use crate::grid::morse::{Displacement, Model, mark, recipes};
use crate::grid::patterns::Patterns;

/// The most types of cells of full dimension, and the most corners of one.
const TYPES: usize = 2;
const CORNERS: usize = 4;

/// What is known of the lower star of a vertex.
#[derive(Clone, Copy, Default)]
pub struct Rule {
    /// The step to the vertex that the gradient leads to; 0 if the vertex is a minimum.
    pub down: u32,
    /// For each type of cells of full dimension and each corner that the vertex may be, the step to the cell that the
    /// gradient leads to; 0 if the cell is critical, or not in the star.
    pub up: [[u32; CORNERS]; TYPES],
    /// The critical edges, a bit each.
    pub links: u8,
}

/// An edge in the star of a vertex.
pub struct Edge {
    /// The step to its other end.
    pub far: u32,
    /// The steps to the cells that it lies between, from the vertex counted like these.
    pub beside: [u32; 2],
}

/// The corners of cells of one type.
#[derive(Clone, Copy, Default)]
pub struct Corners {
    /// The steps from the anchor.
    pub steps: [u32; CORNERS],
    /// For each corner the other ones, as bits of its code.
    pub others: [u8; CORNERS],
}

/// The gradient of images of one width.
pub struct Rules {
    /// The cells around a vertex.
    pub model: &'static Model,
    /// The distance of places one above the other.
    pub stride: u32,
    /// Number of types of cells of full dimension, 1 or 2, and how many bits a type takes.
    pub types: u32,
    pub type_bits: u32,
    /// What is known by code.
    pub by_code: Box<[Rule; 256]>,
    /// By code whether anything in the star is critical.
    pub is_critical: [bool; 256],
    /// The code of a vertex that comes after all its neighbours: only its star has a maximum.
    pub maximal: u8,
    /// That maximum, as its place in the star.
    pub maximum: usize,
    /// The edges in a star; the first of them is at place 1.
    pub edges: Vec<Edge>,
    /// The corners of the cells of each type of full dimension.
    pub corners: [Corners; TYPES],
}

impl Rules {
    /// The rules for complexes of one kind, given the distance of places one above the other.
    pub fn new(kind: Kind, stride: u32) -> Self {
        let recipes = recipes(kind, 2);
        let model = &recipes.model;
        let types = (model.first[3] - model.first[2]) as u32;
        let mut rules = Rules {
            model,
            stride,
            types,
            type_bits: types.ilog2(),
            by_code: Box::new([Rule::default(); 256]),
            is_critical: [false; 256],
            maximal: ((1u32 << model.neighbours.len()) - 1) as u8,
            maximum: 0,
            edges: Vec::new(),
            corners: [Corners::default(); TYPES],
        };
        let edges = (1..).take_while(|&place| model.star[place].dimension == 1);
        rules.edges = edges.map(|place| rules.edge(place)).collect();
        let masks = masks(kind);
        for (corners, masks) in rules.corners.iter_mut().zip(&masks) {
            *corners = Corners::new(model, masks, stride);
        }
        for code in 0..=rules.maximal {
            recipes.each(code.into(), |fate| {
                let (place, is_critical) = (usize::from(fate.cell), fate.mark == mark::CRITICAL);
                let (cell, is_down) = (&model.star[place], fate.mark >= mark::DOWN && !is_critical);
                let mut rule = rules.by_code[usize::from(code)];
                rules.is_critical[usize::from(code)] |= is_critical;
                match cell.dimension {
                    1 if is_critical => rule.links |= 1 << (place - 1),
                    1 if is_down => rule.down = rules.edges[place - 1].far,
                    2 if is_critical => rules.maximum = place,
                    2 if is_down => {
                        let kind = usize::from(cell.kind) - model.first[2];
                        let corner = masks[kind].iter().position(|&mask| mask == cell.back);
                        let corner = corner.expect("the vertex of a star is a corner of its cells");
                        rule.up[kind][corner] = rules.across(cell.kind, fate.mark - mark::DOWN);
                    }
                    _ => (),
                }
                rules.by_code[usize::from(code)] = rule;
            });
        }
        rules
    }

    /// The step from a vertex, counted like cells of full dimension, to such a cell in its star.
    pub fn of_star(&self, place: usize) -> u32 {
        let cell = &self.model.star[place];
        self.shifted(0u32.wrapping_sub(step(cell.back, self.stride)), cell.kind)
    }

    fn edge(&self, place: usize) -> Edge {
        let edge = &self.model.star[place];
        let far = self.model.neighbours[edge.needs.ilog2() as usize];
        let cofaces = &self.model.types[usize::from(edge.kind)].cofaces;
        Edge {
            far: step(far.ahead, self.stride).wrapping_sub(step(far.back, self.stride)),
            beside: [0, 1].map(|which| {
                let (back, kind): (u8, u16) = cofaces[which];
                self.shifted(0u32.wrapping_sub(step(edge.back, self.stride) + step(back, self.stride)), kind)
            }),
        }
    }

    /// The step from a cell of full dimension to the other one at a face.
    fn across(&self, kind: u16, face: u8) -> u32 {
        let (ahead, edge) = self.model.types[usize::from(kind)].faces[usize::from(face)];
        let cofaces = &self.model.types[usize::from(edge)].cofaces;
        let other = cofaces.iter().find(|&&coface| coface != (ahead, kind));
        let &(back, other) = other.expect("an edge lies between two cells");
        let anchor = step(ahead, self.stride).wrapping_sub(step(back, self.stride));
        self.shifted(anchor, other).wrapping_sub(self.shifted(0, kind))
    }

    /// The number of the cell of this type whose anchor is at a place.
    fn shifted(&self, anchor: u32, kind: u16) -> u32 {
        anchor.wrapping_mul(self.types).wrapping_add(u32::from(kind) - self.model.first[2] as u32)
    }
}

impl Corners {
    fn new(model: &Model, masks: &[u8], stride: u32) -> Self {
        let mut corners = Corners { steps: [0; CORNERS], others: [u8::MAX; CORNERS] };
        for (corner, &mask) in masks.iter().enumerate() {
            corners.steps[corner] = step(mask, stride);
            let others = masks.iter().filter(|&&other| other != mask);
            let bits = others.map(|&other| {
                let displacement = Displacement::between(mask, other);
                1 << model.neighbours.iter().position(|&n| n == displacement).expect("corners are neighbours")
            });
            corners.others[corner] = bits.sum();
        }
        corners
    }
}

/// The corners of each type of cells of full dimension, as masks.
fn masks(kind: Kind) -> Vec<Vec<u8>> {
    let patterns = &Patterns::all(kind, 2)[2];
    (0..patterns.count).map(|pattern| patterns.vertices_of(pattern).to_vec()).collect()
}

/// How far a step along these axes goes.
fn step(mask: u8, stride: u32) -> u32 {
    u32::from(mask & 1) + u32::from(mask >> 1) * stride
}
