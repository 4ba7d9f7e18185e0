//! Against the definition, in one to three dimensions, where terms underflow and for every number of threads.

use super::*;
use crate::limits::Watch;
use std::sync::atomic::AtomicI32;

fn places(shape: &[usize]) -> Vec<Vec<f64>> {
    shape.iter().fold(vec![Vec::new()], |list, &length| {
        list.iter().flat_map(|place| (0..length).map(|k| [&place[..], &[k as f64]].concat())).collect()
    })
}

fn by_definition(values: &[f64], shape: &[usize], slope: f64, p: f64) -> Vec<f64> {
    let places = places(shape);
    let convolve = |values: &[f64]| -> Vec<f64> {
        let at = |i: &[f64]| {
            let terms: Vec<f64> = places
                .iter()
                .zip(values)
                .map(|(j, x)| x - slope * i.iter().zip(j).map(|(i, j)| (i - j).abs().powf(p)).sum::<f64>())
                .collect();
            let largest = terms.iter().fold(f64::NEG_INFINITY, |x, &y| x.max(y));
            largest + terms.iter().map(|x| (x - largest).exp()).sum::<f64>().ln()
        };
        places.iter().map(|i| at(i)).collect()
    };
    values.chunks_exact(places.len()).flat_map(convolve).collect()
}

fn noise(count: usize, width: f64) -> Vec<f64> {
    let bits = (0..count as u32).map(|k| (k + 1).wrapping_mul(2_654_435_761));
    bits.map(|x| f64::from((x ^ (x >> 15)).wrapping_mul(2_246_822_519) >> 8) / f64::from(1u32 << 24) * width)
        .collect()
}

#[test]
fn convolutions_are_those_of_the_definition() {
    for shape in [&[1][..], &[13], &[5, 1], &[9, 17], &[3, 4, 5]] {
        let size: usize = shape.iter().product();
        for (slope, p) in [(0.01, 2.0), (3.0, 2.0), (500.0, 2.0), (40.0, 1.0), (2.0, 1.5)] {
            for width in [1.0, 3000.0] {
                let mut values = noise(2 * size, width);
                values.iter_mut().step_by(3).skip(1).for_each(|x| *x = f64::NEG_INFINITY);
                let found = log_convolve(&values, shape, slope, p, &Limits::default()).unwrap();
                let expected = by_definition(&values, shape, slope, p);
                let close = found.iter().zip(&expected).all(|(x, y)| (x - y).abs() < 1e-12 * (1.0 + y.abs()));
                assert!(close, "{shape:?} {slope} {p} {width}");
            }
        }
    }
}

#[test]
fn nothing_stays_nothing() {
    let nothing = [f64::NEG_INFINITY; 6];
    assert_eq!(log_convolve(&nothing, &[2, 3], 1.0, 2.0, &Limits::default()).unwrap(), nothing);
}

#[test]
fn results_are_the_same_bits_for_every_number_of_threads() {
    let values = noise(3 * 70 * 80, 50.0);
    let [one, four] = [1, 4].map(|threads| {
        log_convolve(&values, &[70, 80], 0.3, 2.0, &Limits::new(threads, u64::MAX, None)).unwrap()
    });
    assert_eq!(one, four);
}

#[test]
fn limits_are_kept() {
    let found = log_convolve(&[0.0; 100], &[10, 10], 1.0, 2.0, &Limits::new(1, 1000, None));
    assert!(
        matches!(found, Err(Stop::TooLarge(text)) if text.contains("images of 100 pixels would need about 2.3 KiB"))
    );
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    let found = log_convolve(&[0.0; 100], &[10, 10], 1.0, 2.0, &Limits::new(2, u64::MAX, Some(watch)));
    assert_eq!(found, Err(Stop::Cancelled));
}
