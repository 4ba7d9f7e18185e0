//! Powers of distances in the plane, in a unit in which they neither overflow nor vanish.

use super::Point;

/// `|·|_p^q` with lengths measured in a power of two, which costs no accuracy.
pub struct Metric {
    q: f64,
    p: f64,
    unit: f64,
    inverse: f64,
}

impl Metric {
    /// The metric whose unit is the power of two at or above `longest`.
    pub fn new(q: f64, p: f64, longest: f64) -> Self {
        let exponent = longest.max(f64::MIN_POSITIVE).log2().ceil().clamp(-1022.0, 1023.0);
        let unit = 2f64.powi(exponent as i32);
        Metric { q, p, unit, inverse: 1.0 / unit }
    }

    /// The scaled cost of two points whose coordinates differ by `x ≥ 0` and `y ≥ 0`.
    pub fn cost(&self, x: f64, y: f64) -> f64 {
        let (x, y) = (x * self.inverse, y * self.inverse);
        let larger = x.max(y);
        if self.p == f64::INFINITY || larger == 0.0 || larger == f64::INFINITY {
            power(larger, self.q)
        } else if self.p == 1.0 {
            power(x + y, self.q)
        } else if self.p == 2.0 {
            power(x * x + y * y, self.q / 2.0)
        } else {
            // The larger one is taken out, because for a large p its power could vanish.
            power(larger, self.q) * (1.0 + (x.min(y) / larger).powf(self.p)).powf(self.q / self.p)
        }
    }

    /// The scaled cost of a pair.
    pub fn between(&self, x: &Point, y: &Point) -> f64 {
        self.cost((x.birth - y.birth).abs(), (x.death - y.death).abs())
    }

    /// The length whose scaled cost is `cost`, rounded up a little.
    pub fn length(&self, cost: f64) -> f64 {
        cost.powf(1.0 / self.q) * self.unit * (1.0 + 1e-9)
    }

    /// A cost of the caller in the unit in use; 0 if that cannot be told.
    pub fn scaled(&self, cost: f64) -> f64 {
        let scaled = cost / power(self.unit, self.q);
        if scaled.is_finite() { scaled } else { 0.0 }
    }

    /// A scaled cost in the unit of the caller.
    pub fn unscaled(&self, cost: f64) -> f64 {
        if cost == 0.0 { 0.0 } else { cost * power(self.unit, self.q) }
    }
}

fn power(x: f64, exponent: f64) -> f64 {
    if exponent == 1.0 {
        x
    } else if exponent == 2.0 {
        x * x
    } else if exponent == 0.5 {
        x.sqrt()
    } else {
        x.powf(exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cost_is_the_power_of_the_norm() {
        let expected = [(1.0, 49.0), (2.0, 25.0), (3.0, 91f64.powf(2.0 / 3.0)), (f64::INFINITY, 16.0)];
        for (p, expected) in expected {
            for longest in [1e-300, 1.0, 3.0, 1e300] {
                let metric = Metric::new(2.0, p, longest);
                let (x, y) = (3.0 * metric.unit, 4.0 * metric.unit);
                assert!((metric.cost(x, y) - expected).abs() < 1e-13 * expected, "p = {p}");
            }
        }
    }

    #[test]
    fn a_high_norm_is_nearly_the_largest_coordinate() {
        let metric = Metric::new(1.0, 5000.0, 1.0);
        assert!((metric.cost(0.5, 0.25) - 0.5).abs() < 1e-15);
        assert!((metric.cost(0.5, 0.5) - 0.5 * 2f64.powf(1.0 / 5000.0)).abs() < 1e-15);
    }

    #[test]
    fn unscaled_undoes_the_unit() {
        let metric = Metric::new(3.0, 1.0, 700.0);
        assert_eq!(metric.unscaled(metric.cost(2.0, 4.0)), 216.0);
    }
}
