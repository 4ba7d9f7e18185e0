//! Complexes of known clouds against exact checks.

mod checks;
mod clouds;
mod properties;
mod stages;

use super::*;
use checks::Checked;
use clouds::*;

/// The complex of the points, after all checks.
fn checked(points: &[f64], dimension: usize) -> Delaunay {
    let complex = delaunay(points, dimension, &Limits::default()).unwrap();
    Checked { complex: &complex, points, dimension }.all();
    complex
}

fn count(complex: &Delaunay) -> usize {
    complex.cells.len() / (complex.rank + 1)
}

#[test]
fn random_points() {
    for (dimension, count) in [(2, 2000), (3, 1500)] {
        assert_eq!(checked(&uniform(count, dimension), dimension).rank, dimension);
    }
}

#[test]
fn lattices() {
    // As many cells as CGAL gives.
    assert_eq!(count(&checked(&lattice(20, 3, 1.0), 3)), 41_154);
    assert_eq!(count(&checked(&lattice(50, 2, 1.0), 2)), 2 * 49 * 49);
    checked(&lattice(8, 3, 0.1), 3);
    checked(&lattice(40, 2, 0.1), 2);
}

#[test]
fn the_lexicographically_last_of_cocircular_points_is_outside() {
    assert_eq!(checked(&[0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0], 2).cells, [0, 1, 2, 1, 2, 3]);
    assert_eq!(checked(&[1.0, 0.0, 0.0, 1.0, -1.0, 0.0, 0.0, -1.0], 2).cells, [0, 1, 3, 1, 2, 3]);
}

#[test]
fn cospherical_integers() {
    let sphere = integer_sphere(1105, 3);
    assert!(sphere.len() > 3 * 50);
    checked(&sphere, 3);
    let circle = integer_sphere(5 * 13 * 17 * 29, 2);
    assert_eq!(count(&checked(&circle, 2)), circle.len() / 2 - 2);
}

#[test]
fn rounded_spheres() {
    checked(&on_sphere(1000, 2), 2);
    checked(&on_sphere(1000, 3), 3);
}

#[test]
fn tight_clusters() {
    for dimension in [2, 3] {
        checked(&clusters(30, 20, 1e-14, dimension), dimension);
    }
}

#[test]
fn nearly_flat_points() {
    // Collinear and coplanar but for rounding.
    let line: Vec<f64> = (0..100).flat_map(|i| [0.1 * f64::from(i), 0.3 * f64::from(i)]).collect();
    assert_eq!(checked(&line, 2).rank, 2);
    let line: Vec<f64> = (0..60).flat_map(|i| [0.1, 0.3, 0.7].map(|slope| slope * f64::from(i))).collect();
    assert_eq!(checked(&line, 3).rank, 3);
    let plane: Vec<f64> = uniform(400, 2).chunks_exact(2).flat_map(|p| [p[0], p[1], p[0] + p[1]]).collect();
    assert_eq!(checked(&plane, 3).rank, 3);
}

#[test]
fn coplanar_points() {
    let flat: Vec<f64> = uniform(300, 2).chunks_exact(2).flat_map(|p| [p[0], p[1], 0.25]).collect();
    let complex = checked(&flat, 3);
    assert_eq!(complex.rank, 2);
    // A plane with z constant has the triangulation of its projection, at ties too.
    let lattice = lattice(10, 2, 1.0);
    for axis in 0..3 {
        let lifted: Vec<f64> = lattice
            .chunks_exact(2)
            .flat_map(|p| {
                let mut point = p.to_vec();
                point.insert(axis, 7.0);
                point
            })
            .collect();
        assert_eq!(checked(&lifted, 3), checked(&lattice, 2));
    }
    let tilted: Vec<f64> = lattice.chunks_exact(2).flat_map(|p| [p[0], p[0] + 2.0 * p[1], p[1]]).collect();
    assert_eq!((checked(&tilted, 3).rank, count(&checked(&tilted, 3))), (2, 162));
}

#[test]
fn collinear_points() {
    let multiples = [3.0, -1.0, 0.0, 7.0, 3.0, 2.0];
    for direction in [&[1.0][..], &[1.0, -2.0], &[0.0, 1.0], &[1.0, 2.0, 4.0], &[0.0, 0.0, -1.0]] {
        let points: Vec<f64> = multiples.iter().flat_map(|t| direction.iter().map(move |x| t * x)).collect();
        let complex = checked(&points, direction.len());
        assert_eq!(complex.rank, 1);
        assert_eq!(complex.cells, [0, 3, 0, 5, 1, 2, 2, 5]);
        assert_eq!(complex.representatives, [0, 1, 2, 3, 0, 5]);
    }
}

#[test]
fn few_points() {
    for dimension in 1..=3 {
        let empty = delaunay(&[], dimension, &Limits::default()).unwrap();
        assert_eq!((empty.rank, empty.cells.len(), empty.representatives.len()), (0, 0, 0));
        let equal = checked(&vec![0.5; 4 * dimension], dimension);
        assert_eq!((equal.rank, &equal.cells[..]), (0, &[0][..]));
        assert_eq!(equal.representatives, [0; 4]);
        for count in 1..=dimension + 2 {
            assert_eq!(checked(&uniform(count, dimension), dimension).rank, (count - 1).min(dimension));
        }
    }
}

#[test]
fn duplicates() {
    let mut points = uniform(200, 3);
    points.extend(uniform(200, 3));
    let complex = checked(&points, 3);
    assert_eq!(complex.cells, delaunay(&uniform(200, 3), 3, &Limits::default()).unwrap().cells);
    assert_eq!(
        delaunay(&[0.0, 1.0, -0.0, 1.0, 2.0, 0.0], 2, &Limits::default()).unwrap().representatives,
        [0, 0, 2]
    );
}

#[test]
fn any_magnitude() {
    let points = uniform(100, 3);
    let complex = checked(&points, 3);
    for exponent in [-1000, -500, 500] {
        let scaled: Vec<f64> = points.iter().map(|x| x * 2f64.powi(exponent)).collect();
        // Underflow would round points of the first scale; multiples of 2⁻⁵³ survive it.
        assert_eq!(delaunay(&scaled, 3, &Limits::default()).unwrap(), complex);
    }
    for scale in [1e-150, 1e-100, 1e100, 1e150] {
        checked(&points.iter().map(|x| x * scale).collect::<Vec<_>>(), 3);
    }
}

#[test]
fn magnitudes_far_apart() {
    for smallest in [1e-30, 1e-60, 1e-150, 1e-300, f64::MIN_POSITIVE, 5e-324] {
        for dimension in [2, 3] {
            let mut points = lattice(3, dimension, 1.0);
            points.extend(lattice(3, dimension, smallest));
            points.extend(lattice(2, dimension, 1e150));
            assert_eq!(checked(&points, dimension).rank, dimension);
        }
    }
    let plane: Vec<f64> = lattice(4, 2, 1.0)
        .chunks_exact(2)
        .flat_map(|p| [p[0], p[1] * 1e-300, p[0] * 2f64.powi(500)])
        .collect();
    assert_eq!(checked(&plane, 3).rank, 2);
}

#[test]
fn refuses_what_it_cannot_triangulate() {
    let refused = |points: &[f64], dimension: usize| {
        delaunay(points, dimension, &Limits::default()).unwrap_err().to_string()
    };
    assert!(refused(&[0.0; 4], 4).contains("dimension 1, 2 or 3"));
    assert!(refused(&[0.0; 5], 2).contains("multiple of 2"));
    assert!(refused(&[0.0, f64::NAN], 2).contains("finite extent"));
    assert!(refused(&[f64::INFINITY, 0.0], 1).contains("finite extent"));
    assert!(refused(&[f64::MAX, -f64::MAX], 1).contains("finite extent"));
    let text = "at most 268435456 points were expected, but there are 268435457";
    assert_eq!((check_count(1 << 28), check_count((1 << 28) + 1)), (Ok(()), Err(text.to_string())));
}
