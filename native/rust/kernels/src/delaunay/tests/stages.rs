//! The stages of the predicates against each other.

use crate::delaunay::filter::{self, SMALLEST_BOUND};
use crate::delaunay::{exact, predicates};
use proptest::prelude::*;

/// Points near a lattice of large or small step, some of them a few units in the last place off: close to all degeneracies.
fn points<const D: usize, const COUNT: usize>() -> impl Strategy<Value = [[f64; D]; COUNT]> {
    let integer = prop::array::uniform(-3i8..=3);
    let noise = prop::array::uniform(-2i8..=2);
    let point = prop::array::uniform::<_, COUNT>((integer, noise));
    let scales = (0i32..=80, prop_oneof![Just(0i32), 2i32..=52], any::<bool>());
    (point, scales).prop_map(|(points, (scale, digits, shifted)): ([([i8; D], [i8; D]); COUNT], _)| {
        let shift = if shifted { 0.3 } else { 0.0 };
        points.map(|(integer, noise)| {
            std::array::from_fn(|k| {
                let off = if digits == 0 { 0.0 } else { f64::from(noise[k]) * 2f64.powi(-digits) };
                (f64::from(integer[k]) + off) / 8.0 * 2f64.powi(-scale) + shift
            })
        })
    })
}

/// The filter is silent or right, and the exact stage is right.
fn agree(filtered: Option<f64>, expanded: f64, sign: f64) -> Result<(), TestCaseError> {
    let of = |x: f64| if x == 0.0 { 0.0 } else { x.signum() };
    prop_assert_eq!(of(expanded), sign);
    if let Some(determinant) = filtered {
        prop_assert_eq!(of(determinant), sign);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 1000 } else { 10_000 }))]

    #[test]
    fn orient2d([a, b, c] in points::<2, 3>()) {
        let filtered = filter::orient2d(&a, &b, &c, SMALLEST_BOUND);
        agree(filtered, predicates::exact_orient2d(&a, &b, &c), exact::orientation(&[&a, &b, &c]))?;
    }

    #[test]
    fn orient3d([a, b, c, d] in points::<3, 4>()) {
        let filtered = filter::orient3d(&a, &b, &c, &d, SMALLEST_BOUND);
        agree(filtered, predicates::exact_orient3d(&a, &b, &c, &d), exact::orientation(&[&a, &b, &c, &d]))?;
    }

    #[test]
    fn in_circle([a, b, c, d] in points::<2, 4>()) {
        let filtered = filter::in_circle(&a, &b, &c, &d, SMALLEST_BOUND);
        agree(filtered, predicates::exact_in_circle(&a, &b, &c, &d), exact::in_sphere(&[&a, &b, &c, &d]))?;
    }

    #[test]
    fn in_sphere([a, b, c, d, e] in points::<3, 5>()) {
        let filtered = filter::in_sphere(&a, &b, &c, &d, &e, SMALLEST_BOUND);
        let expanded = predicates::exact_in_sphere(&a, &b, &c, &d, &e);
        agree(filtered, expanded, exact::in_sphere(&[&a, &b, &c, &d, &e]))?;
    }

    #[test]
    fn nothing_is_certain_about_zero([a, b, c, d, e] in points::<3, 5>()) {
        if exact::in_sphere(&[&a, &b, &c, &d, &e]) == 0.0 {
            prop_assert_eq!(filter::in_sphere(&a, &b, &c, &d, &e, SMALLEST_BOUND), None);
        }
        if exact::orientation(&[&a, &b, &c, &d]) == 0.0 {
            prop_assert_eq!(filter::orient3d(&a, &b, &c, &d, SMALLEST_BOUND), None);
        }
    }
}

#[test]
fn general_points_need_no_exact_stage() {
    let points = super::uniform(5 * 2000, 3);
    let silent = points.chunks_exact(15).filter(|five| {
        let (corners, _) = five.as_chunks::<3>();
        let [a, b, c, d, e] = corners else { unreachable!("five points") };
        filter::in_sphere(a, b, c, d, e, SMALLEST_BOUND).is_none()
    });
    assert_eq!(silent.count(), 0);
}
