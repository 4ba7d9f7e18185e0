//! The smallest circumspheres of all cells.

use super::circumsphere::{Circumsphere, squared_length};
use super::cloud::Cloud;
use super::faces::Faces;

/// Squared radii that differ by less, relatively, may be those of equal spheres.
const NEARLY_EQUAL: f64 = 1e-11;

/// The smallest circumspheres of the cells of one dimension.
///
/// Rounding does not disturb their order: no radius is less than that of a facet, a cell that touches the smallest circumsphere
/// of a facet has the very same radius, and radii too near to each other to tell, of whatever dimensions, are the doubles nearest
/// to the real ones.
#[derive(Default)]
pub struct Spheres {
    /// Squared radii.
    pub squares: Vec<f64>,
    /// The cell that a squared radius was computed of, the cell itself or a face, as a number among all cells.
    pub owners: Vec<u32>,
    /// For each cell a bit for each vertex that lies strictly inside the smallest circumsphere of the opposite facet.
    pub inside: Vec<u8>,
    /// For each cell whether the centre is in its interior.
    pub central: Vec<bool>,
}

impl Spheres {
    /// The spheres of all dimensions; `offsets` are the numbers of the first cells.
    pub fn all(cloud: &Cloud, faces: &Faces, offsets: &[usize]) -> Vec<Spheres> {
        let mut all = vec![Self::points(faces.count(0))];
        if faces.vertices.len() > 1 {
            all.push(Self::segments(cloud, faces, offsets[1]));
        }
        let mut drafts = Vec::new();
        for (d, &offset) in (0..faces.vertices.len()).zip(offsets).skip(2) {
            let (spheres, draft) = Self::simplices(cloud, faces, d, offset);
            all.push(spheres);
            drafts.push(draft);
        }
        let crowded =
            if drafts.iter().any(|draft| draft.rounded.contains(&true)) { crowded(&all) } else { Vec::new() };
        for (d, Draft { rounded, touched }) in (2..).zip(drafts) {
            let (below, own) = all.split_at_mut(d);
            own[0].refine(cloud, faces, d, &rounded, &crowded);
            own[0].adopt(faces, d, &touched, &below[d - 1]);
        }
        all
    }

    fn points(count: usize) -> Self {
        Spheres { squares: vec![0.0; count], owners: (0..count as u32).collect(), ..Spheres::default() }
    }

    fn segments(cloud: &Cloud, faces: &Faces, offset: usize) -> Self {
        let squares: Vec<f64> =
            faces.vertices[1].chunks_exact(2).map(|edge| squared_length(cloud, edge) / 4.0).collect();
        let owners = (offset as u32..).take(squares.len()).collect();
        let central = vec![true; squares.len()];
        Spheres { squares, owners, inside: Vec::new(), central }
    }

    fn simplices(cloud: &Cloud, faces: &Faces, d: usize, offset: usize) -> (Self, Draft) {
        let count = faces.count(d);
        let mut spheres = Spheres {
            squares: Vec::with_capacity(count),
            owners: (offset as u32..).take(count).collect(),
            inside: Vec::with_capacity(count),
            central: Vec::with_capacity(count),
        };
        let mut draft = Draft { rounded: Vec::with_capacity(count), touched: Vec::with_capacity(count) };
        for k in 0..count {
            let sphere = Circumsphere::of(cloud, faces.cell(d, k));
            let is_flat = !sphere.squared_radius.is_finite();
            spheres.squares.push(if is_flat { 0.0 } else { sphere.squared_radius });
            spheres.inside.push(if is_flat { 0 } else { sphere.negative });
            spheres.central.push(!is_flat && sphere.negative == 0 && sphere.touching == 0);
            draft.rounded.push(!is_flat && !sphere.exact && sphere.touching == 0);
            draft.touched.push(if is_flat { 0 } else { sphere.touching });
        }
        (spheres, draft)
    }

    /// Computes the rounded radii that are `crowded` again, as the nearest doubles, so that they are equal if the spheres are.
    fn refine(&mut self, cloud: &Cloud, faces: &Faces, d: usize, rounded: &[bool], crowded: &[u64]) {
        for (k, square) in self.squares.iter_mut().enumerate().filter(|&(k, _)| rounded[k]) {
            if crowded.binary_search(&square.to_bits()).is_ok() {
                *square = Circumsphere::refined(cloud, faces.cell(d, k)).squared_radius;
            }
        }
    }

    /// Takes the radius of a facet where the opposite vertex lies on its smallest circumsphere, where the cell is flat, and
    /// where rounding has made the radius of the cell smaller.
    fn adopt(&mut self, faces: &Faces, d: usize, touched: &[u8], below: &Spheres) {
        for (k, &touched) in touched.iter().enumerate() {
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

/// What is known of the radii of one dimension before they are final.
struct Draft {
    /// Whether a radius is not yet known to be the nearest double.
    rounded: Vec<bool>,
    /// For each cell a bit for each vertex on the smallest circumsphere of the opposite facet.
    touched: Vec<u8>,
}

/// The bits of the squared radii that others, of any dimension, are nearly equal to, ascending.
fn crowded(all: &[Spheres]) -> Vec<u64> {
    let squares = || all[1..].iter().flat_map(|level| &level.squares).filter(|&&square| square > 0.0);
    let mut sorted = Vec::with_capacity(squares().count());
    sorted.extend(squares().map(|square| square.to_bits())); // in the order of the numbers, as these are positive
    sorted.sort_unstable();
    let near =
        |a: &u64, b: &u64| f64::from_bits(*b) - f64::from_bits(*a) <= NEARLY_EQUAL * f64::from_bits(*b);
    let mut crowded: Vec<u64> =
        sorted.chunk_by(near).filter(|group| group.len() > 1).flatten().copied().collect();
    crowded.dedup();
    crowded
}
