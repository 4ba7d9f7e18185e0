//! The temperatures of annealing.

/// The temperatures of GeomLoss: `diameter^p`, then from it down to `blur^p` by the factor `scaling^p`, then `blur^p`.
///
/// The numbers in between are those of NumPy's `exp(arange(p ln diameter, p ln blur, p ln scaling))`, so that the first stands
/// twice. A diameter of 0 counts as the blur, where GeomLoss fails.
pub fn temperatures(p: f64, diameter: f64, blur: f64, scaling: f64) -> Vec<f64> {
    let diameter = if diameter > 0.0 { diameter } else { blur };
    let (start, stop, step) = (p * diameter.ln(), p * blur.ln(), p * scaling.ln());
    let count = ((stop - start) / step).ceil().max(0.0) as usize;
    let step = (start + step) - start;
    let between = (0..count).map(|i| (start + i as f64 * step).exp());
    [diameter.powf(p)].into_iter().chain(between).chain([blur.powf(p)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temperatures_are_those_of_geomloss() {
        let expected = [1.0, 1.0, 0.25, 0.0625, 0.015625, 0.00390625];
        let found = temperatures(2.0, 1.0, 0.0625, 0.5);
        assert_eq!(found.len(), expected.len());
        assert!(found.iter().zip(expected).all(|(a, b)| (a / b - 1.0).abs() < 1e-15), "{found:?}");
        let count = |blur: f64, scaling: f64| temperatures(2.0, 1.0, blur, scaling).len();
        assert_eq!([count(0.001, 0.99), count(0.01, 0.9), count(0.01, 0.5)], [690, 46, 9]);
    }

    #[test]
    fn a_small_diameter_leaves_the_ends() {
        assert_eq!(temperatures(1.0, 0.5, 2.0, 0.5), [0.5, 2.0]);
        assert_eq!(temperatures(2.0, 0.0, 0.5, 0.5), [0.25, 0.25]);
    }
}
