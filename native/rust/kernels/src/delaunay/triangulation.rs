//! Incremental Delaunay triangulation (Bowyer–Watson) with a ghost vertex, in the dimension of the cells.
//!
//! Every facet of the hull carries a ghost cell, the facet and the ghost vertex, so that the whole is a sphere without
//! boundary. Finite cells are positively oriented; a ghost cell is oriented so that a point strictly outside its facet
//! makes a positive cell in place of the ghost.
//!
//! Cospherical points are told apart by an infinitesimal lift of each point, higher by far for the later one in
//! lexicographic order [DevillersTeillaud11]. The triangulation is then that of points in general position, and
//! a function of their set.

use super::cell::{Cell, MOST_CELLS, UNKNOWN, cell_and_slot, facet, replaced, slot_in, slot_of};
use super::predicates::Predicates;
use crate::limits::{Limits, Stop};

/// The vertex at infinity.
const GHOST: u32 = u32::MAX;

/// What is known of a cell about the point that is being inserted, in the lowest bits of its mark.
const APART: u32 = 0;
const CONFLICT: u32 = 1;
const CAVITY: u32 = 2;
const STATUS_BITS: u32 = 2;

/// A triangulation of the points inserted so far.
pub(super) struct Triangulation<const N: usize, P> {
    predicates: P,
    cells: Vec<Cell<N>>,
    /// Slots of removed cells.
    free: Vec<u32>,
    /// A cell of the last insertion.
    latest: u32,
    insertion: u32,
    cavity: Vec<u32>,
    /// Facets of cells of the cavity whose other side is not of the cavity.
    boundary: Vec<u32>,
}

impl<const N: usize, P: Predicates<N>> Triangulation<N, P> {
    /// The triangulation of all `count` points, of which the first `N` are affinely independent.
    pub(super) fn new(predicates: P, count: u32, limits: &Limits) -> Result<Self, Stop> {
        let mut first: [u32; N] = std::array::from_fn(|v| v as u32);
        if predicates.orientation(&first) < 0.0 {
            first.swap(0, 1);
        }
        let mut triangulation = Self {
            predicates,
            cells: Vec::new(),
            free: Vec::new(),
            latest: 0,
            insertion: 0,
            cavity: Vec::new(),
            boundary: Vec::new(),
        };
        triangulation.start(first);
        for vertex in N as u32..count {
            if vertex.is_multiple_of(256) {
                limits.at(f64::from(vertex) / f64::from(count))?;
                triangulation.check_room(limits)?;
            }
            triangulation.insert(vertex)?;
        }
        Ok(triangulation)
    }

    /// Refuses to hold more cells than may be.
    fn check_room(&self, limits: &Limits) -> Result<(), Stop> {
        // A list that grows is there twice for a moment, the second time with room for as much again.
        let bytes = self.cells.capacity() * size_of::<Cell<N>>() * 3;
        limits.room_for(
            bytes as u64,
            format_args!("{} Delaunay cells", self.cells.len()),
            "take fewer points",
        )
    }

    /// One cell and the ghosts around it, the one opposite slot `i` in cell `i + 1`.
    fn start(&mut self, vertices: [u32; N]) {
        let around = std::array::from_fn(|i| facet(i as u32 + 1, i));
        self.cells.push(Cell { vertices, neighbors: around, mark: APART });
        for i in 0..N {
            // By the slots of the finite cell first; then two vertices change places, which reverses the orientation.
            let neighbors =
                std::array::from_fn(|j| if i == j { facet(0, i) } else { facet(j as u32 + 1, i) });
            self.cells.push(Cell { vertices: replaced(&vertices, i, GHOST), neighbors, mark: APART });
        }
        for i in 0..N {
            let (a, b) = ((i + 1) % N, (i + 2) % N);
            let ghost = &mut self.cells[i + 1];
            ghost.vertices.swap(a, b);
            ghost.neighbors.swap(a, b);
        }
        for i in 0..N {
            for j in (0..N).filter(|&j| j != i) {
                let slot = slot_in(&self.cells[i + 1].vertices, vertices[j]);
                let back = slot_in(&self.cells[j + 1].vertices, vertices[i]);
                self.cells[i + 1].neighbors[slot] = facet(j as u32 + 1, back);
            }
        }
    }

    fn insert(&mut self, q: u32) -> Result<(), String> {
        self.insertion += 1;
        let home = self.locate(q);
        self.open_cavity(home, q);
        if self.cells.len() + self.boundary.len() > MOST_CELLS {
            return Err(format!("at most {MOST_CELLS} cells were expected, but there are more"));
        }
        self.fill_cavity(q);
        self.free.append(&mut self.cavity);
        Ok(())
    }

    /// The finite cell that contains `q`, or a ghost cell whose facet has it strictly outside.
    ///
    /// Always crossing a facet that separates the cell from `q` cannot run in circles in a Delaunay triangulation.
    fn locate(&self, q: u32) -> u32 {
        let mut current = self.latest;
        if let Some(slot) = slot_of(&self.cells[current as usize].vertices, GHOST) {
            current = cell_and_slot(self.cells[current as usize].neighbors[slot]).0;
        }
        let mut entrance = N;
        'walk: loop {
            let cell = &self.cells[current as usize];
            for slot in 0..N {
                if slot != entrance && self.predicates.orientation(&replaced(&cell.vertices, slot, q)) < 0.0 {
                    (current, entrance) = cell_and_slot(cell.neighbors[slot]);
                    if self.cells[current as usize].vertices[entrance] == GHOST {
                        return current;
                    }
                    continue 'walk;
                }
            }
            return current;
        }
    }

    /// Collects the cells in conflict with `q`, which are connected, and the facets around them.
    fn open_cavity(&mut self, home: u32, q: u32) {
        self.boundary.clear();
        self.cells[home as usize].mark = self.insertion << STATUS_BITS | CAVITY;
        self.cavity.push(home);
        let mut next = 0;
        while let Some(&current) = self.cavity.get(next) {
            next += 1;
            for (slot, across) in self.cells[current as usize].neighbors.into_iter().enumerate() {
                let (neighbor, _) = cell_and_slot(across);
                if self.cells[neighbor as usize].mark == self.insertion << STATUS_BITS | CAVITY {
                    continue;
                }
                if self.conflict(neighbor, q) {
                    self.cells[neighbor as usize].mark = self.insertion << STATUS_BITS | CAVITY;
                    self.cavity.push(neighbor);
                } else {
                    self.boundary.push(facet(current, slot));
                }
            }
        }
    }

    /// Whether `q` is inside the sphere of a finite cell, or beyond the facet of a ghost cell.
    #[inline]
    fn conflict(&mut self, index: u32, q: u32) -> bool {
        let cell = &self.cells[index as usize];
        if cell.mark >> STATUS_BITS == self.insertion {
            return cell.mark != self.insertion << STATUS_BITS | APART;
        }
        let result = match slot_of(&cell.vertices, GHOST) {
            None => match self.predicates.in_sphere(&cell.vertices, q) {
                0.0 => self.inside_after_lift(&cell.vertices, q),
                sign => sign > 0.0,
            },
            Some(slot) => match self.predicates.orientation(&replaced(&cell.vertices, slot, q)) {
                // In the plane of the facet: the sphere of the cell behind cuts it in the circle of the facet.
                0.0 => self.conflict(cell_and_slot(cell.neighbors[slot]).0, q),
                sign => sign > 0.0,
            },
        };
        let status = if result { CONFLICT } else { APART };
        self.cells[index as usize].mark = self.insertion << STATUS_BITS | status;
        result
    }

    /// Whether `q`, on the sphere of a cell, is inside after the infinitesimal lift of these points.
    ///
    /// The highest lift decides whose point takes part in the affine dependency of all: if it is that of `q`, `q` rises out
    /// of the sphere; if it is that of a vertex, the sphere rises above `q` where `q` is on the side of this vertex.
    #[cold]
    fn inside_after_lift(&self, vertices: &[u32; N], q: u32) -> bool {
        let mut slots: [usize; N] = std::array::from_fn(|slot| slot);
        slots.sort_unstable_by(|&a, &b| self.predicates.compare(vertices[b], vertices[a]));
        for slot in slots {
            if self.predicates.compare(q, vertices[slot]).is_gt() {
                return false;
            }
            let sign = self.predicates.orientation(&replaced(vertices, slot, q));
            if sign != 0.0 {
                return sign > 0.0;
            }
        }
        false
    }

    /// Replaces the cavity by the cells that join `q` to its boundary.
    fn fill_cavity(&mut self, q: u32) {
        for k in 0..self.boundary.len() {
            let (old, slot) = cell_and_slot(self.boundary[k]);
            let Cell { vertices, neighbors, .. } = &self.cells[old as usize];
            let outside = neighbors[slot];
            let cell = Cell {
                vertices: replaced(vertices, slot, q),
                neighbors: replaced(&[UNKNOWN; N], slot, outside),
                mark: APART,
            };
            let new = self.place(cell);
            self.link(outside, facet(new, slot));
            // The old cell remembers by whom it was replaced on this side.
            self.cells[old as usize].neighbors[slot] = facet(new, slot);
        }
        for k in 0..self.boundary.len() {
            let (old, slot) = cell_and_slot(self.boundary[k]);
            let (new, _) = cell_and_slot(self.cells[old as usize].neighbors[slot]);
            for side in 0..N {
                if self.cells[new as usize].neighbors[side] == UNKNOWN {
                    let other = self.around(old, slot, side);
                    self.link(facet(new, side), other);
                    self.link(other, facet(new, side));
                }
            }
            self.latest = new;
        }
    }

    /// The facet of another new cell that meets the one of `old` without the vertices in `slot` and `side`.
    ///
    /// Turns in the cavity around the ridge without these two vertices, from the boundary facet opposite `slot` to the other
    /// boundary facet with this ridge.
    #[inline]
    fn around(&self, old: u32, slot: usize, side: usize) -> u32 {
        let (mut behind, mut ahead) = (slot, side);
        let mut cell = &self.cells[old as usize];
        loop {
            let (next, entrance) = cell_and_slot(cell.neighbors[ahead]);
            let next_cell = &self.cells[next as usize];
            if next_cell.mark != self.insertion << STATUS_BITS | CAVITY {
                // `next` is the new cell; its vertices are those of the last old one with `q` in the slot `ahead`.
                return facet(next, behind);
            }
            ahead = slot_in(&next_cell.vertices, cell.vertices[behind]);
            behind = entrance;
            cell = next_cell;
        }
    }

    /// Puts a cell in a slot that is not of the present cavity.
    #[inline]
    fn place(&mut self, cell: Cell<N>) -> u32 {
        if let Some(index) = self.free.pop() {
            self.cells[index as usize] = cell;
            return index;
        }
        self.cells.push(cell);
        (self.cells.len() - 1) as u32
    }

    #[inline]
    fn link(&mut self, from: u32, to: u32) {
        let (cell, slot) = cell_and_slot(from);
        self.cells[cell as usize].neighbors[slot] = to;
    }

    /// The vertices of the finite cells.
    pub(super) fn finite_cells(&self) -> impl Iterator<Item = [u32; N]> + Clone {
        let removed = |cell: &Cell<N>| cell.mark & ((1 << STATUS_BITS) - 1) == CAVITY;
        let finite = move |cell: &&Cell<N>| !removed(cell) && slot_of(&cell.vertices, GHOST).is_none();
        self.cells.iter().filter(finite).map(|cell| cell.vertices)
    }
}
