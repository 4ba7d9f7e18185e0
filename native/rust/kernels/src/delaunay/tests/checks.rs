//! What makes a complex the Delaunay complex of its points, decided by integers.

use super::super::{Delaunay, exact};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A complex with its points, with coordinates by vertex.
pub struct Checked<'a> {
    pub complex: &'a Delaunay,
    pub points: &'a [f64],
    pub dimension: usize,
}

impl Checked<'_> {
    fn point(&self, vertex: u32) -> &[f64] {
        &self.points[vertex as usize * self.dimension..][..self.dimension]
    }

    pub fn cells(&self) -> impl Iterator<Item = &[u32]> {
        self.complex.cells.chunks_exact(self.complex.rank + 1)
    }

    /// Everything at once.
    pub fn all(&self) {
        self.representatives();
        self.order();
        self.euler_characteristic();
        match self.complex.rank {
            0 => {}
            1 => self.line(),
            rank if rank == self.dimension => self.cells_and_spheres(&[]),
            _ => self.cells_and_spheres(&[self.apex()]),
        }
    }

    /// Equal points have one representative, the first; all representatives are vertices, and nothing else is.
    fn representatives(&self) {
        let mut first = BTreeMap::new();
        for (v, &representative) in self.complex.representatives.iter().enumerate() {
            let key: Vec<u64> = self.point(v as u32).iter().map(|x| (x + 0.0).to_bits()).collect();
            assert_eq!(*first.entry(key).or_insert(v as u32), representative, "representative of {v}");
        }
        let used: BTreeSet<u32> = self.complex.cells.iter().copied().collect();
        assert_eq!(used, first.into_values().collect(), "used vertices");
    }

    fn order(&self) {
        assert!(self.cells().all(|cell| cell.is_sorted_by(|a, b| a < b)), "vertices of a cell ascend");
        assert!(self.cells().is_sorted_by(|a, b| a < b), "cells ascend");
    }

    /// By cell and vertex the cell across the facet opposite this vertex; `None` on the hull.
    fn neighbors(&self) -> Vec<Option<usize>> {
        let size = self.complex.rank + 1;
        let mut facets: BTreeMap<Vec<u32>, Vec<(usize, usize)>> = BTreeMap::new();
        for (c, cell) in self.cells().enumerate() {
            (0..size).for_each(|slot| facets.entry(without(cell, slot)).or_default().push((c, slot)));
        }
        let mut neighbors = vec![None; self.complex.cells.len()];
        for cells in facets.values() {
            match cells[..] {
                [_] => {}
                [(c, slot), (d, other)] => {
                    neighbors[c * size + slot] = Some(d);
                    neighbors[d * size + other] = Some(c);
                }
                _ => panic!("a facet of more than two cells"),
            }
        }
        neighbors
    }

    fn euler_characteristic(&self) {
        let size = self.complex.rank + 1;
        let mut characteristic = 0;
        for count in 1..=size {
            let masks = (1u32..1 << size).filter(|mask| mask.count_ones() as usize == count);
            let masks: Vec<u32> = masks.collect();
            let mut faces = HashSet::new();
            for cell in self.cells() {
                for mask in &masks {
                    let mut face = [u32::MAX; 4];
                    let chosen = cell.iter().enumerate().filter(|(slot, _)| mask >> slot & 1 == 1);
                    chosen.zip(&mut face).for_each(|((_, &v), place)| *place = v);
                    faces.insert(face);
                }
            }
            characteristic += if count % 2 == 1 { faces.len() as i64 } else { -(faces.len() as i64) };
        }
        assert_eq!(characteristic, 1, "Euler characteristic");
    }

    /// Segments between consecutive points.
    fn line(&self) {
        let before = |a: u32, b: u32| self.point(a).partial_cmp(self.point(b)) == Some(Ordering::Less);
        let starts: HashSet<u32> =
            self.cells().map(|cell| if before(cell[0], cell[1]) { cell[0] } else { cell[1] }).collect();
        assert_eq!(starts.len(), self.complex.cells.len() / 2, "segments that overlap");
    }

    /// No cell is flat, no point of a neighbour inside a sphere, the ridges of the hull convex, neighbours on both sides.
    ///
    /// `extra` is an apex off the plane of coplanar points.
    fn cells_and_spheres(&self, extra: &[Vec<f64>]) {
        let size = self.complex.rank + 1;
        let neighbors = self.neighbors();
        let coordinates = |vertices: &[u32]| -> Vec<&[f64]> {
            let own = vertices.iter().map(|&v| self.point(v));
            own.chain(extra.iter().map(Vec::as_slice)).collect()
        };
        let orientation = |vertices: &[u32]| exact::orientation(&coordinates(vertices));
        let facet_side = |cell: &[u32], slot: usize, q: u32| {
            let mut moved = cell.to_vec();
            moved[slot] = q;
            orientation(&moved)
        };
        for (c, cell) in self.cells().enumerate() {
            let sign = orientation(cell);
            assert_ne!(sign, 0.0, "flat cell {cell:?}");
            for slot in 0..size {
                let Some(neighbor) = neighbors[c * size + slot] else { continue };
                let other = &self.complex.cells[neighbor * size..][..size];
                let apex = *other.iter().find(|v| !cell.contains(v)).expect("another vertex");
                assert_eq!(facet_side(cell, slot, apex), -sign, "cells on one side of a facet");
                let mut five = coordinates(cell);
                five.push(self.point(apex));
                assert!(exact::in_sphere(&five) * sign <= 0.0, "{apex} is inside the sphere of {cell:?}");
            }
        }
        self.convex_hull(&neighbors, &facet_side);
    }

    /// Neighbouring facets of the hull are locally convex: each has the further vertex of the other not outside.
    fn convex_hull(&self, neighbors: &[Option<usize>], facet_side: &impl Fn(&[u32], usize, u32) -> f64) {
        let size = self.complex.rank + 1;
        let mut around: BTreeMap<Vec<u32>, Vec<(usize, usize)>> = BTreeMap::new();
        for (c, cell) in self.cells().enumerate() {
            for slot in (0..size).filter(|slot| neighbors[c * size + slot].is_none()) {
                let facet = without(cell, slot);
                (0..size - 1).for_each(|k| around.entry(without(&facet, k)).or_default().push((c, slot)));
            }
        }
        let cell = |c: usize| &self.complex.cells[c * size..][..size];
        for (ridge, facets) in around {
            let [one, two] = facets[..] else { panic!("ridge {ridge:?} is in {} facets", facets.len()) };
            for ((c, slot), (d, other_slot)) in [(one, two), (two, one)] {
                let facet = without(cell(d), other_slot);
                let further = *facet.iter().find(|v| !ridge.contains(v)).expect("a vertex off the ridge");
                let inner = facet_side(cell(c), slot, cell(c)[slot]);
                assert!(facet_side(cell(c), slot, further) * inner >= 0.0, "a ridge that is not convex");
            }
        }
    }

    /// A point off the plane of coplanar points.
    fn apex(&self) -> Vec<f64> {
        let cell = &self.complex.cells[..3];
        let offsets = (0..3).map(|axis| {
            let mut apex = self.point(cell[0]).to_vec();
            apex[axis] += 1.0;
            apex
        });
        let points: Vec<&[f64]> = cell.iter().map(|&v| self.point(v)).collect();
        let off = |apex: &Vec<f64>| exact::orientation(&[points[0], points[1], points[2], apex]) != 0.0;
        offsets.into_iter().find(off).expect("an axis off the plane")
    }
}

fn without(vertices: &[u32], slot: usize) -> Vec<u32> {
    vertices.iter().enumerate().filter(|&(s, _)| s != slot).map(|(_, &v)| v).collect()
}
