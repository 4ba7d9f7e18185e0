//! The masses of two samples in one common unit.
//!
//! Where both are uniform, of n and m points, the masses are integers, so that it is exact where masses end together.

/// What counts as equal among sums of masses, in parts of the whole.
const TIE: f64 = 1e-14;

/// The masses of one sample.
pub enum Side<'a> {
    /// Where the mass of each point in order ends, if all are equal.
    Equal(Vec<f64>),
    /// One for each row.
    Given(&'a [f64]),
}

/// The masses of two samples that are to be transported.
pub struct Masses<'a> {
    /// Those of the first sample.
    pub first: Side<'a>,
    /// Those of the second.
    pub second: Side<'a>,
    /// What a mass of 1 stands for.
    pub unit: f64,
    /// The mass of the first sample.
    pub total: f64,
    /// Sums of masses that differ by no more count as equal.
    pub tie: f64,
}

impl<'a> Masses<'a> {
    /// For `n` and `m` points, at least one each; without weights every point has the same, and they sum to 1.
    pub fn new(n: usize, m: usize, a: Option<&'a [f64]>, b: Option<&'a [f64]>) -> Self {
        let (first, second, unit) = match (a, b) {
            (None, None) => {
                let common = greatest_divisor(n, m) as f64;
                let (n, m) = (n as f64, m as f64);
                (m / common, n / common, common / (n * m))
            }
            _ => (1.0 / n as f64, 1.0 / m as f64, 1.0),
        };
        let total = a.map_or(first * n as f64, |a| a.iter().sum());
        let side = |weights: Option<&'a [f64]>, count: usize, mass: f64| match weights {
            Some(weights) => Side::Given(weights),
            None => Side::Equal((1..=count).map(|k| k as f64 * mass).collect()),
        };
        Masses { first: side(a, n, first), second: side(b, m, second), unit, total, tie: TIE * total }
    }
}

fn greatest_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { greatest_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_masses_are_integers() {
        let masses = Masses::new(4, 6, None, None);
        let (Side::Equal(first), Side::Equal(second)) = (&masses.first, &masses.second) else { panic!() };
        assert_eq!(
            (&first[..], &second[..]),
            (&[3.0, 6.0, 9.0, 12.0][..], &[2.0, 4.0, 6.0, 8.0, 10.0, 12.0][..])
        );
        assert_eq!((masses.unit, masses.total), (1.0 / 12.0, 12.0));
    }

    #[test]
    fn what_is_not_given_sums_to_one() {
        let masses = Masses::new(2, 4, Some(&[0.25, 0.75]), None);
        let Side::Equal(second) = &masses.second else { panic!() };
        assert_eq!((&second[..], masses.unit, masses.total), (&[0.25, 0.5, 0.75, 1.0][..], 1.0, 1.0));
    }
}
