//! Powers of absolute values, with their slopes.

/// The derivative of the absolute value, 0 at 0.
pub fn sign(x: f64) -> f64 {
    f64::from(u8::from(x != 0.0)).copysign(x)
}

/// `|x|^q` and its derivative, taken as 0 at 0.
pub fn power(x: f64, q: f64) -> (f64, f64) {
    let size = x.abs();
    if size == 0.0 {
        (0.0, 0.0)
    } else if q == 1.0 {
        (size, x.signum())
    } else if q == 2.0 {
        (size * size, 2.0 * x)
    } else {
        let lower = size.powf(q - 1.0);
        (size * lower, q * lower * x.signum())
    }
}
