//! The smallest circumspheres of all cells.

use super::circumsphere::{Circumsphere, squared_length};
use super::cloud::Cloud;
use super::entries::{for_each, for_each_of_two};
use super::faces::Faces;
use crate::limits::{Limits, Stop};
use crate::threads::map_items;

/// Squared radii that differ by less, relatively, may be those of equal spheres.
const NEARLY_EQUAL: f64 = 1e-11;

/// The smallest circumspheres of the cells of one dimension.
///
/// Rounding does not disturb their order: no radius is less than that of a facet, a cell that touches the smallest circumsphere
/// of a facet has the very same radius, and radii too near to each other to tell, of whatever dimensions, are the doubles nearest
/// to the real ones.
pub struct Spheres {
    /// Squared radii.
    pub squares: Vec<f64>,
    /// The cell that a squared radius was computed of, the cell itself or a face, as a number among all cells.
    pub owners: Vec<u32>,
    /// For each cell of dimension 2 and up where its centre lies.
    pub centres: Vec<Centre>,
}

/// Where the centre of the smallest circumsphere of a cell lies, and what is known of its radius before it is final.
#[derive(Clone, Copy, Default)]
pub struct Centre {
    /// A bit for each vertex that lies strictly inside the smallest circumsphere of the opposite facet.
    pub inside: u8,
    /// A bit for each vertex that lies on that sphere.
    touched: u8,
    /// Whether the centre is in the interior of the cell.
    pub central: bool,
    /// Whether the radius is not yet known to be the nearest double.
    rounded: bool,
}

impl Spheres {
    /// The spheres of all dimensions; `offsets` are the numbers of the first cells.
    pub fn all(
        cloud: &Cloud,
        faces: &Faces,
        offsets: &[usize],
        limits: &Limits,
    ) -> Result<Vec<Spheres>, Stop> {
        let mut all = Vec::new();
        for (d, &offset) in (0..faces.vertices.len()).zip(offsets) {
            limits.at(d as f64 / 6.0)?;
            all.push(Self::unrelated(cloud, faces, d, offset, limits.threads));
        }
        limits.at(4.0 / 6.0)?;
        let is_rounded = |spheres: &Spheres| spheres.centres.iter().any(|centre| centre.rounded);
        let crowded = if all.iter().any(is_rounded) { crowded(&all, limits.threads) } else { Vec::new() };
        for d in 2..all.len() {
            limits.at((3 + d) as f64 / 6.0)?;
            let (below, own) = all.split_at_mut(d);
            own[0].refine(cloud, faces, d, &crowded, limits.threads);
            own[0].adopt(faces, d, &below[d - 1]);
        }
        Ok(all)
    }

    /// The spheres of one dimension, each by itself.
    fn unrelated(cloud: &Cloud, faces: &Faces, d: usize, offset: usize, threads: usize) -> Self {
        let count = faces.count(d);
        let owners = (offset as u32..).take(count).collect();
        let mut squares = vec![0.0; count];
        if d < 2 {
            if d == 1 {
                for_each(threads, &mut squares, |k, square| {
                    *square = squared_length(cloud, faces.cell(1, k)) / 4.0
                });
            }
            return Spheres { squares, owners, centres: Vec::new() };
        }
        let mut centres = vec![Centre::default(); count];
        for_each_of_two(threads, &mut squares, &mut centres, |k, square, centre| {
            let sphere = Circumsphere::of(cloud, faces.cell(d, k));
            if sphere.squared_radius.is_finite() {
                *square = sphere.squared_radius;
                *centre = Centre {
                    inside: sphere.negative,
                    touched: sphere.touching,
                    central: sphere.negative == 0 && sphere.touching == 0,
                    rounded: !sphere.exact && sphere.touching == 0,
                };
            }
        });
        Spheres { squares, owners, centres }
    }

    /// Computes the rounded radii that are `crowded` again, as the nearest doubles, so that they are equal if the spheres are.
    fn refine(&mut self, cloud: &Cloud, faces: &Faces, d: usize, crowded: &[u64], threads: usize) {
        let centres = &self.centres;
        for_each(threads, &mut self.squares, |k, square| {
            if centres[k].rounded && crowded.binary_search(&square.to_bits()).is_ok() {
                *square = Circumsphere::refined(cloud, faces.cell(d, k)).squared_radius;
            }
        });
    }

    /// Takes the radius of a facet where the opposite vertex lies on its smallest circumsphere, where the cell is flat, and
    /// where rounding has made the radius of the cell smaller.
    fn adopt(&mut self, faces: &Faces, d: usize, below: &Spheres) {
        for (k, &Centre { touched, .. }) in self.centres.iter().enumerate() {
            let facets = faces.facets(d, k);
            if touched != 0 {
                self.squares[k] = 0.0;
            }
            let touching = facets.iter().enumerate().filter(|(i, _)| touched >> i & 1 != 0);
            for facet in touching.map(|(_, facet)| facet).chain(facets).map(|&facet| facet as usize) {
                if below.squares[facet] > self.squares[k] {
                    self.squares[k] = below.squares[facet];
                    self.owners[k] = below.owners[facet];
                }
            }
        }
    }
}

/// The bits of the squared radii that others, of any dimension, are nearly equal to, ascending.
fn crowded(all: &[Spheres], threads: usize) -> Vec<u64> {
    let squares = |level: &'_ Spheres| level.squares.iter().filter(|&&square| square > 0.0).count();
    let counts: Vec<usize> = all[1..].iter().map(squares).collect();
    let mut sorted = Vec::with_capacity(counts.iter().sum());
    for level in &all[1..] {
        // In the order of the numbers, as these are positive.
        sorted.extend(level.squares.iter().filter(|&&square| square > 0.0).map(|square| square.to_bits()));
    }
    let (mut levels, mut rest) = (Vec::new(), &mut sorted[..]);
    for count in counts {
        let level;
        (level, rest) = rest.split_at_mut(count);
        levels.push(level);
    }
    map_items(threads, &mut levels, |level| level.sort_unstable());
    let mut rests: Vec<&[u64]> = levels.into_iter().map(|level| &*level).collect();
    let near = |a: u64, b: u64| f64::from_bits(b) - f64::from_bits(a) <= NEARLY_EQUAL * f64::from_bits(b);
    let mut crowded = Vec::new();
    let mut list = |bits: u64| {
        if crowded.last() != Some(&bits) {
            crowded.push(bits);
        }
    };
    let mut before = None;
    while let Some(level) = rests.iter_mut().filter(|level| !level.is_empty()).min_by_key(|level| level[0]) {
        let bits = level[0];
        *level = &level[1..];
        if let Some(neighbor) = before.filter(|&neighbor| near(neighbor, bits)) {
            list(neighbor);
            list(bits);
        }
        before = Some(bits);
    }
    crowded
}
