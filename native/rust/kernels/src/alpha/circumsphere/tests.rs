//! Spheres by hand, against exact arithmetic, and their gradients against slopes.

use super::*;
use proptest::prelude::*;

const FOUR: [u32; 4] = [0, 1, 2, 3];

fn sphere(points: &[f64], dimension: usize) -> Circumsphere {
    Circumsphere::of(&Cloud::new(points, dimension), &FOUR[..points.len() / dimension])
}

fn gradient_of(
    points: &[f64],
    dimension: usize,
    vertices: impl Fn(usize) -> [u32; 4] + Sync,
    weights: &[f64],
) -> Vec<f64> {
    let mut gradient = vec![0.0; points.len()];
    circumradius_backward(points, dimension, vertices, weights, 1, &mut gradient);
    gradient
}

/// `a` is within `1e-12` of `b`, relative to `b`.
fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs()
}

#[test]
fn known_spheres() {
    let corner = sphere(&[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0], 3);
    assert_eq!(corner.squared_radius, 0.75);
    assert_eq!((corner.negative, corner.touching, corner.exact), (1, 0, true));
    assert_eq!(corner.coordinates, [-0.5, 0.5, 0.5, 0.5]);
    let acute = sphere(&[0.0, 0.0, 1.0, 0.0, 0.5, 0.9], 2);
    assert!(is_close(acute.squared_radius, 0.34679012345679));
    assert_eq!((acute.negative, acute.touching), (0, 0));
    let right = sphere(&[0.0, 0.0, 3.0, 0.0, 0.0, 4.0], 2);
    assert_eq!((right.squared_radius, right.negative, right.touching), (6.25, 0, 1));
    let obtuse = sphere(&[0.0, 0.0, 4.0, 0.0, 2.0, 0.1], 2);
    assert_eq!((obtuse.negative, obtuse.touching), (4, 0));
}

#[test]
fn a_flat_simplex_has_no_sphere() {
    for points in [[0.0, 0.0, 1.0, 1.0, 3.0, 3.0], [0.1, 0.3, 0.2, 0.6, 0.4, 1.2], [0.0; 6]] {
        assert!(!sphere(&points, 2).squared_radius.is_finite());
    }
    let mut square = vec![0.1; 12];
    (square[3], square[7], square[9], square[10]) = (0.7, 0.7, 0.7, 0.7);
    assert!(!sphere(&square, 3).squared_radius.is_finite());
}

#[test]
fn nearly_right_angles_touch_but_have_a_side() {
    let ulp = f64::EPSILON;
    let angles = [
        (0.0, (0, 1)),
        (ulp, (0, 1)),
        (-ulp, (1, 1)),
        (1e-12, (0, 1)),
        (-1e-12, (1, 1)),
        (1e-8, (0, 0)),
        (-1e-8, (1, 0)),
    ];
    for (slope, bits) in angles {
        // The legs are (0.3, 0.1) and (−0.1, 0.3 (1 + slope)), at an acute angle if the slope is positive.
        let found = sphere(&[0.0, 0.0, 0.3, 0.1, -0.1, 0.3 * (1.0 + slope)], 2);
        assert_eq!((found.negative, found.touching), bits, "{slope}");
    }
}

#[test]
fn a_sliver_keeps_its_digits() {
    // Four points of the circle of radius 1, one of them lifted by h: the centre is at (0, 0, z) with 2 z h = h².
    for h in [1e-5, 1e-12, 1e-150] {
        let found = sphere(&[1.0, 0.0, 0.0, 0.0, 1.0, 0.0, -1.0, 0.0, 0.0, 0.0, -1.0, h], 3);
        assert!(is_close(found.squared_radius, 1.0 + h * h / 4.0), "{h}: {}", found.squared_radius);
    }
    // Three points almost on a line: R = abc / 4 area.
    let h = 2f64.powi(-70);
    let found = sphere(&[0.0, 0.0, 2.0, 0.0, 1.0, h], 2);
    assert!(is_close(found.squared_radius, (0.5 / h).powi(2)));
    // (t, k t², k t³) for t from 0 to 3: by hand, the centre is at (78 k², (1 − 250 k²) / 2k, 48 k).
    let k = 2f64.powi(-60);
    let curve: Vec<f64> = (0..4).map(f64::from).flat_map(|t| [t, k * t * t, k * t * t * t]).collect();
    assert!(is_close(sphere(&curve, 3).squared_radius, (0.5 / k).powi(2)));
}

#[test]
fn scale_changes_no_bit() {
    let points = [0.1, 0.2, 0.4, 1.3, 0.1, 0.7, 0.2, 0.9, 0.1, 0.8, 0.3, 0.5];
    let plain = sphere(&points, 3);
    for exponent in [-495, 400] {
        let scaled = sphere(&points.map(|x| x * power_of_two(exponent)), 3);
        assert_eq!(scaled.squared_radius, plain.squared_radius * power_of_two(2 * exponent));
        assert_eq!(scaled.coordinates, plain.coordinates);
        let edge = |points: &[f64]| squared_length(&Cloud::new(points, 3), &[0, 1]);
        assert_eq!(
            edge(&points.map(|x| x * power_of_two(exponent))),
            edge(&points) * power_of_two(2 * exponent)
        );
    }
}

#[test]
fn gradients_that_are_not_finite_are_left_out() {
    let flat = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 5.0, 5.0];
    let no = NO_VERTEX;
    let simplices = [[0, 1, 2, no], [0, 1, no, no], [3, no, no, no]];
    let gradient = gradient_of(&flat, 2, |row| simplices[row], &[1.0, 2.0, 1.0]);
    assert_eq!(gradient, [-1.0, -1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
    let needle = [0.0, 0.0, 1e150, 1e-150, 2e150, 0.0];
    assert_eq!(gradient_of(&needle, 2, |_| [0, 1, 2, no], &[1.0]), [0.0; 6]);
}

#[test]
fn weights_that_are_not_finite_are_not_hidden() {
    let triangle = [0.0, 0.0, 3.0, 0.0, 1.0, 2.0, 5.0, 5.0];
    let gradient = gradient_of(&triangle, 2, |_| [0, 1, 2, NO_VERTEX], &[f64::NAN]);
    assert!(gradient[..6].iter().all(|x| x.is_nan()));
    assert_eq!(gradient[6..], [0.0; 2]);
}

/// Clouds of `count` points with coordinates from generic numbers, small integers, and tenths.
fn clouds(count: usize, dimension: usize) -> impl Strategy<Value = Vec<f64>> {
    let coordinate = prop_oneof![
        (-1.0..1.0f64).boxed(),
        (-3i32..4).prop_map(f64::from).boxed(),
        (-5i32..6).prop_map(|x| 0.1 * f64::from(x)).boxed(),
        (-4i32..4).prop_map(|x| 1.0 + 1e-14 * f64::from(x)).boxed(),
    ];
    prop::collection::vec(coordinate, count * dimension)
}

/// The sphere by exact arithmetic.
fn exact(points: &[f64], dimension: usize) -> Circumsphere {
    let cloud = Cloud::new(points, dimension);
    let frame = Frame::of(&cloud, &FOUR[..points.len() / dimension]);
    frame.attempt::<Expansion>(0.0).unwrap()
}

proptest! {
    #[test]
    fn filters_agree_with_exact_arithmetic(points in prop_oneof![clouds(3, 2), clouds(3, 3), clouds(4, 3)]) {
        let dimension = if points.len() == 6 { 2 } else { 3 };
        let (found, exact) = (sphere(&points, dimension), exact(&points, dimension));
        prop_assert_eq!(found.squared_radius.is_finite(), exact.squared_radius.is_finite());
        if exact.squared_radius.is_finite() {
            prop_assert!(is_close(found.squared_radius, exact.squared_radius));
            let largest = exact.coordinates.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
            for (i, (x, y)) in found.coordinates.iter().zip(exact.coordinates).enumerate() {
                prop_assert!((x - y).abs() <= 1e-9 * largest);
                if i < points.len() / dimension {
                    prop_assert_eq!(found.negative >> i & 1, u8::from(y < 0.0));
                    let touches = found.touching >> i & 1 == 1;
                    let is_near = y.abs() < if touches { 2.0 * TOUCHING } else { TOUCHING / 2.0 };
                    prop_assert_eq!(touches, is_near);
                }
            }
        }
        if found.exact {
            prop_assert_eq!(found.squared_radius.to_bits(), exact.squared_radius.to_bits());
        }
    }

    #[test]
    fn the_centre_is_as_far_from_all_vertices(points in prop_oneof![clouds(3, 2), clouds(4, 3)]) {
        let dimension = if points.len() == 6 { 2 } else { 3 };
        let cloud = Cloud::new(&points, dimension);
        let sphere = sphere(&points, dimension);
        prop_assume!(sphere.squared_radius < 1e6);
        let base = cloud.point(0);
        let [sum, largest] = [|x: f64| x, f64::abs].map(|f| sphere.coordinates.map(f).iter().sum::<f64>());
        prop_assert!((sum - 1.0).abs() <= 1e-9 * largest);
        for v in 0..points.len() / dimension {
            let p = cloud.point(v as u32);
            let square: f64 = (0..3).map(|c| (p[c] - base[c] - sphere.centre[c]).powi(2)).sum();
            prop_assert!((square - sphere.squared_radius).abs() <= 1e-9 * sphere.squared_radius);
        }
    }

    #[test]
    fn gradients_are_slopes(
        points in prop::collection::vec(-1.0..1.0f64, 12),
        simplex in prop::sample::select(vec![[0, 1, 2, 3], [0, 2, 3, u32::MAX], [1, 3, u32::MAX, u32::MAX]]),
        moved in 0usize..12,
    ) {
        let square = |points: &[f64]| {
            let cloud = Cloud::new(points, 3);
            let vertices: Vec<u32> = simplex.into_iter().filter(|&v| v != u32::MAX).collect();
            match vertices.len() {
                2 => squared_length(&cloud, &vertices) / 4.0,
                _ => Circumsphere::of(&cloud, &vertices).squared_radius,
            }
        };
        prop_assume!(square(&points) < 100.0);
        let gradient = gradient_of(&points, 3, |_| simplex, &[1.0])[moved];
        let at = |shift: f64| {
            let mut points = points.clone();
            points[moved] += shift;
            square(&points)
        };
        let (coarse, fine) = ((at(2e-5) - at(-2e-5)) / 4e-5, (at(1e-5) - at(-1e-5)) / 2e-5);
        let slope = fine + (fine - coarse) / 3.0;
        prop_assert!((gradient - slope).abs() <= 1e-6 * (1.0 + slope.abs()), "{} {}", gradient, slope);
    }
}
