//! The vertices of a grid, and what lies around each.

use super::Grid;
use super::patterns::CORNERS;

/// Most axes.
const AXES: usize = 4;

/// The vertices of a grid. Axes are counted by their bit in a mask, so the last one first.
pub struct Lattice {
    /// Number of axes.
    axes: usize,
    lengths: [usize; AXES],
    strides: [usize; AXES],
    /// Strides of the numbers, where these belong to cubes.
    cube_strides: Option<[usize; AXES]>,
    wrap: bool,
    /// For each mask how far a vertex so displaced is from the anchor, where nothing wraps.
    offsets: [usize; CORNERS],
}

/// The place of a vertex along each axis.
pub type Coordinates = [usize; AXES];

impl Lattice {
    /// The vertices of `grid`.
    pub fn new(grid: &Grid) -> Self {
        let mut numbers = [1; AXES];
        for (length, given) in numbers.iter_mut().zip(grid.shape.iter().rev()) {
            *length = *given as usize;
        }
        let axes = grid.shape.len();
        let mut lengths = numbers;
        if grid.on_cells {
            lengths[..axes].iter_mut().for_each(|length| *length += 1);
        }
        let cube_strides = grid.on_cells.then(|| strides(&numbers));
        let strides = strides(&lengths);
        let along = |mask: usize| (0..axes).filter(move |axis| mask >> axis & 1 == 1);
        let offsets = std::array::from_fn(|mask| along(mask).map(|axis| strides[axis]).sum());
        Lattice { axes, lengths, strides, cube_strides, wrap: grid.wrap, offsets }
    }

    /// Number of vertices.
    pub fn count(&self) -> usize {
        self.lengths.iter().product()
    }

    /// Calls `visit` with each vertex in C order.
    pub fn for_each(&self, mut visit: impl FnMut(&Coordinates)) {
        let mut at = [0; AXES];
        for _ in 0..self.count() {
            visit(&at);
            for (place, &length) in at.iter_mut().zip(&self.lengths) {
                *place += 1;
                if *place < length {
                    break;
                }
                *place = 0;
            }
        }
    }

    /// Where a vertex lies.
    pub fn coordinates(&self, vertex: usize) -> Coordinates {
        std::array::from_fn(|axis| vertex / self.strides[axis] % self.lengths[axis])
    }

    /// The axes along which there is a next vertex.
    pub fn ahead(&self, at: &Coordinates) -> u8 {
        if self.wrap {
            return u8::MAX;
        }
        (0..self.axes).filter(|&axis| at[axis] + 1 < self.lengths[axis]).map(|axis| 1 << axis).sum()
    }

    /// For each mask the vertex so displaced; where there is none, some other.
    pub fn corners(&self, at: &Coordinates) -> [u32; CORNERS] {
        self.sums(|axis| {
            let here = at[axis];
            let is_last = here + 1 == self.lengths[axis];
            let next = if !is_last {
                here + 1
            } else if self.wrap {
                0
            } else {
                here
            };
            (here * self.strides[axis], next * self.strides[axis])
        })
    }

    /// For each mask the index of the number of the vertex so displaced; or, where numbers belong to cubes, of the cube so
    /// displaced backwards. One that does not exist is replaced by the cube that lies on its other side.
    pub fn numbers(&self, at: &Coordinates) -> [u32; CORNERS] {
        let Some(strides) = &self.cube_strides else { return self.corners(at) };
        self.sums(|axis| {
            let last = self.lengths[axis] - 2;
            (at[axis].min(last) * strides[axis], at[axis].saturating_sub(1) * strides[axis])
        })
    }

    /// The vertex displaced by `mask`.
    pub fn displaced(&self, vertex: usize, mask: u8) -> usize {
        let mut displaced = vertex + self.offsets[usize::from(mask)];
        if self.wrap {
            for axis in (0..self.axes).filter(|axis| mask >> axis & 1 == 1) {
                if (vertex / self.strides[axis] + 1).is_multiple_of(self.lengths[axis]) {
                    displaced -= self.strides[axis] * self.lengths[axis];
                }
            }
        }
        displaced
    }

    /// For each mask the sum over axes of the first part where its bit is 0, of the second where it is 1.
    fn sums(&self, parts: impl Fn(usize) -> (usize, usize)) -> [u32; CORNERS] {
        let mut sums = [0; CORNERS];
        for axis in 0..self.axes {
            let (zero, one) = parts(axis);
            let (low, high) = sums.split_at_mut(1 << axis);
            for (low, high) in low.iter_mut().zip(high) {
                *high = *low + one as u32;
                *low += zero as u32;
            }
        }
        sums
    }
}

fn strides(lengths: &[usize; AXES]) -> [usize; AXES] {
    std::array::from_fn(|axis| lengths[..axis].iter().product())
}
