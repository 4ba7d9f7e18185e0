//! Boundaries and pairs by hand and against the textbook.

use super::*;

/// The boundary of the triangle with vertices of values 0.1, 0.2, 0.3, which the complex calls 1, 0 and 2.
#[test]
fn the_filled_triangle_has_two_mergers_and_a_hole() {
    let boundary = simplex_boundary(&[&[1, 0, 2], &[0, 2, 1, 2, 0, 1], &[0, 1, 2]]).unwrap();
    assert_eq!(boundary.starts, [0, 0, 0, 0, 2, 4, 6, 9]);
    assert_eq!(boundary.facets, [1, 2, 0, 2, 0, 1, 3, 4, 5]);
    let values = [0.1, 0.2, 0.3, 0.5, 0.8, 0.9, 1.0];
    let pairs = pairs(&[0, 3, 6, 7], &values, &boundary.starts, &boundary.facets, 2);
    assert_eq!(pairs[0], Pairs { births: vec![1, 2], deaths: vec![4, 3] });
    assert_eq!(pairs[1], Pairs { births: vec![5], deaths: vec![6] });
    assert_eq!(pairs[2], Pairs::default());
}
