//! Clouds that try a triangulation.

/// Uniform multiples of 2⁻⁵³ in [0, 1) from a fixed seed.
pub fn uniform(count: usize, dimension: usize) -> Vec<f64> {
    let mut state: u64 = 7;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (state ^ state >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        ((mixed ^ mixed >> 32) >> 11) as f64 / 2f64.powi(53)
    };
    (0..count * dimension).map(|_| next()).collect()
}

/// All points with coordinates `0, step, …, (side − 1) step`.
pub fn lattice(side: usize, dimension: usize, step: f64) -> Vec<f64> {
    let digit = |code: usize, axis: usize| (code / side.pow(axis as u32) % side) as f64 * step;
    (0..side.pow(dimension as u32)).flat_map(|code| (0..dimension).map(move |k| digit(code, k))).collect()
}

/// All integer points at squared distance `square` from the origin.
pub fn integer_sphere(square: i64, dimension: usize) -> Vec<f64> {
    let radius = square.isqrt();
    let third = if dimension == 3 { radius } else { 0 };
    let mut points = Vec::new();
    for x in -radius..=radius {
        for y in -radius..=radius {
            for z in -third..=third {
                if x * x + y * y + z * z == square {
                    points.extend([x, y, z][..dimension].iter().map(|&c| c as f64));
                }
            }
        }
    }
    points
}

/// Points on the unit sphere, up to rounding.
pub fn on_sphere(count: usize, dimension: usize) -> Vec<f64> {
    let centred: Vec<f64> = uniform(count, dimension).iter().map(|x| x - 0.5).collect();
    let unit = |point: &[f64]| {
        let length = point.iter().map(|x| x * x).sum::<f64>().sqrt();
        point.iter().map(|x| x / length).collect::<Vec<_>>()
    };
    centred.chunks_exact(dimension).flat_map(unit).collect()
}

/// Clusters of `size` points within `width` of random centres.
pub fn clusters(count: usize, size: usize, width: f64, dimension: usize) -> Vec<f64> {
    let centres = uniform(count, dimension);
    let offsets = uniform(count * size, dimension);
    let place = |(i, offset): (usize, &f64)| {
        let (point, axis) = (i / dimension, i % dimension);
        centres[point / size * dimension + axis] + width * offset
    };
    offsets.iter().enumerate().map(place).collect()
}
