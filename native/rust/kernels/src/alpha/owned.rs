//! From values back to points.

use super::circumsphere::circumradius_backward;
use super::simplices::Simplices;

/// A complex whose values are those of owners.
#[derive(Clone, Copy)]
pub struct Owned<'a> {
    /// The cells.
    pub simplices: Simplices<'a>,
    /// For each cell the place of the one whose smallest circumsphere gives the value.
    pub owners: &'a [u32],
    /// How many times its squared radius the value is.
    pub factor: f64,
}

impl Owned<'_> {
    /// Writes the gradient at the points to `out`, which begins as 0, given that at the values: of births and deaths of pairs,
    /// in turn, or of all cells.
    ///
    /// Pairs are taken one by one, so that no list has an entry for each cell; of all cells those with the same owner are
    /// summed up first.
    pub fn backward(
        &self,
        points: &[f64],
        pairs: Option<(&[u32], &[u32])>,
        slopes: &[f64],
        threads: usize,
        out: &mut [f64],
    ) {
        let Owned { simplices, owners, factor } = *self;
        let dimension = simplices.offsets.len() - 2;
        match pairs {
            Some((births, deaths)) => {
                let vertices = |row: usize| {
                    let list = if row.is_multiple_of(2) { births } else { deaths };
                    simplices.vertices(owners[list[row / 2] as usize])
                };
                circumradius_backward(points, dimension, vertices, slopes, threads, out);
            }
            None => {
                let mut totals = vec![0.0; owners.len()];
                for (&owner, slope) in owners.iter().zip(slopes) {
                    totals[owner as usize] += slope;
                }
                let vertices = |row: usize| simplices.vertices(row as u32);
                circumradius_backward(points, dimension, vertices, &totals, threads, out);
            }
        }
        if factor != 1.0 {
            out.iter_mut().for_each(|x| *x *= factor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alpha::{Value, cells};
    use crate::limits::Limits;

    #[test]
    fn pairs_and_all_values_have_the_same_gradient() {
        let points: Vec<f64> = (1u64..91).map(|k| (k.pow(3) % 97) as f64).collect();
        for (dimension, value) in [(1, Value::Alpha), (2, Value::CechDelaunay), (3, Value::Alpha)] {
            let cells = cells(&points, dimension, value, &Limits::default()).unwrap();
            let owned = Owned { simplices: cells.simplices(), owners: &cells.owners, factor: 4.0 };
            let all: Vec<u32> = (0..cells.owners.len() as u32).collect();
            let (births, deaths) = all.split_at(all.len() / 2);
            let deaths = &deaths[..births.len()];
            let (mut slopes, mut in_turn) = (vec![0.0; all.len()], Vec::new());
            for (k, place) in births.iter().zip(deaths).flat_map(|(&b, &d)| [b, d]).enumerate() {
                slopes[place as usize] = (k % 7) as f64;
                in_turn.push((k % 7) as f64);
            }
            let gradient = |pairs, slopes: &[f64]| {
                let mut out = vec![0.0; points.len()];
                owned.backward(&points, pairs, slopes, 2, &mut out);
                out
            };
            let [straight, detour] =
                [(Some((births, deaths)), in_turn), (None, slopes)].map(|(p, s)| gradient(p, &s));
            let scale = detour.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
            assert!(scale > 0.0);
            assert!(straight.iter().zip(&detour).all(|(x, y)| (x - y).abs() <= 1e-12 * scale));
        }
    }
}
