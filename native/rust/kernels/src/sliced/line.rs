//! The slots of a diagram, sorted along directions.
//!
//! Projections are numbered along the diagonal, since that is their order along every direction, or its reverse: what is
//! written for one after the other then lies close together.

use crate::sorting::{Slot, Sorter};

/// The projections of a diagram to the diagonal, in order along it.
pub struct Projections {
    /// Half the sums of birth and death.
    pub middles: Vec<f64>,
    /// The points they come from.
    pub rows: Vec<u32>,
}

impl Projections {
    pub fn new(points: &[f64]) -> Self {
        let middles: Vec<f64> = points.chunks_exact(2).map(|point| point[0] / 2.0 + point[1] / 2.0).collect();
        let mut sorter = Sorter::new(middles.len());
        sorter.sort(&middles);
        let (middles, rows) = sorter.slots().iter().map(|slot| (slot.value, slot.row)).unzip();
        Projections { middles, rows }
    }
}

/// The points of a diagram and the projections of another's points, sorted along one direction after the other.
///
/// Rows of projections count on from the number of points.
pub struct Line<'a> {
    births: Vec<f64>,
    deaths: Vec<f64>,
    others: &'a Projections,
    /// The values by row.
    values: Vec<f64>,
    sorter: Sorter,
}

impl<'a> Line<'a> {
    pub fn new(points: &[f64], others: &'a Projections) -> Self {
        let coordinate = |k: usize| points.chunks_exact(2).map(|point| point[k]).collect();
        let count = points.len() / 2 + others.rows.len();
        Line {
            births: coordinate(0),
            deaths: coordinate(1),
            others,
            values: vec![0.0; count],
            sorter: Sorter::new(count),
        }
    }

    /// The slots, by value, then row.
    pub fn slots(&self) -> &[Slot] {
        self.sorter.slots()
    }

    pub fn is_point(&self, slot: Slot) -> bool {
        (slot.row as usize) < self.births.len()
    }

    /// The value of the projection of a point.
    pub fn own_projection(&self, slot: Slot, u: [f64; 2]) -> f64 {
        let (birth, death) = (self.births[slot.row as usize], self.deaths[slot.row as usize]);
        projection(birth / 2.0 + death / 2.0, u)
    }

    pub fn sort_along(&mut self, u: [f64; 2]) {
        let (at_points, at_projections) = self.values.split_at_mut(self.births.len());
        for ((value, birth), death) in at_points.iter_mut().zip(&self.births).zip(&self.deaths) {
            *value = birth * u[0] + death * u[1];
        }
        for (value, &middle) in at_projections.iter_mut().zip(&self.others.middles) {
            *value = projection(middle, u);
        }
        self.sorter.sort(&self.values);
    }
}

/// The value along `u` of a point on the diagonal.
fn projection(middle: f64, u: [f64; 2]) -> f64 {
    middle * u[0] + middle * u[1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_come_in_the_order_of_values_then_rows() {
        let spread: Vec<f64> = (0..2000).map(|k| f64::from(k * 7919 % 1009)).collect();
        let mut crowded = spread.clone();
        crowded[0] = -1e12;
        let equal = vec![3.0; 2000];
        for points in [&spread, &crowded, &equal] {
            for u in [[1.0, 0.0], [0.3, 0.7], [1.0, -1.0], [-1e-3, 1e-3], [1e300, 1e300], [1e-320, 0.0]] {
                for others in [points, &spread] {
                    let projections = Projections::new(others);
                    let mut line = Line::new(points, &projections);
                    line.sort_along(u);
                    let ordered = |pair: &[Slot]| (pair[0].value, pair[0].row) < (pair[1].value, pair[1].row);
                    assert!(line.slots().windows(2).all(ordered) && line.slots().len() == 2000);
                }
            }
        }
    }
}
