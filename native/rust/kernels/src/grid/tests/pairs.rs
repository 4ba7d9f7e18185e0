//! Pairs of grids against a textbook reduction of all cells.

use super::*;
use crate::limits::{Stop, Watch};
use std::collections::BTreeMap;
use std::sync::atomic::AtomicI32;

/// The pairs of places by the textbook: columns added until no two have the same lowest row.
fn textbook(starts: &[u32], facets: &[u32]) -> BTreeMap<u32, u32> {
    let mut columns: HashMap<u32, BTreeSet<u32>> = HashMap::new();
    let mut pairs = BTreeMap::new();
    for place in 0..starts.len() - 1 {
        let mut column: BTreeSet<u32> =
            facets[starts[place] as usize..starts[place + 1] as usize].iter().copied().collect();
        while let Some(other) = column.last().and_then(|low| columns.get(low)) {
            column = column.symmetric_difference(other).copied().collect();
        }
        if let Some(&low) = column.last() {
            pairs.insert(low, place as u32);
            columns.insert(low, column);
        }
    }
    pairs
}

proptest! {
    #[test]
    fn pairs_have_the_values_of_the_textbook(sample in samples()) {
        let grid = sample.grid();
        let all = cells(&grid, &sample.values, &Limits::default()).unwrap();
        let complex::Boundary { starts, facets } = boundary(&grid, &codes_of(&all), &Limits::default()).unwrap();
        let expected = diagrams(&sample, &all, &textbook(&starts, &facets));
        for highest in 0..=sample.shape.len() {
            let found = pairs(&grid, &sample.values, highest, &Limits::default()).unwrap();
            prop_assert_eq!(found.len(), highest + 1);
            for (dimension, pairs) in found.iter().enumerate() {
                let sides = [(&pairs.births, dimension), (&pairs.deaths, dimension + 1)];
                for (cells, dimension) in sides.into_iter().filter(|(cells, _)| !cells.codes.is_empty()) {
                    let sources: HashMap<u32, u32> = all[dimension].codes.iter().copied().zip(all[dimension].sources.iter().copied()).collect();
                    let own: Vec<u32> = cells.codes.iter().map(|code| sources[code]).collect();
                    prop_assert_eq!(&own, &cells.sources);
                    prop_assert_eq!(cells.codes.iter().collect::<BTreeSet<_>>().len(), own.len());
                }
                let births = pairs.births.sources.iter().zip(&pairs.births.codes);
                let births: Vec<(f64, u32)> = births.map(|(&source, &code)| (sample.values[source as usize], code)).collect();
                prop_assert!(births.is_sorted_by(|a, b| sample.before(a.0, b.0) || a.0 == b.0 && a.1 < b.1));
                let found = bars(&sample, &pairs.births.sources, &pairs.deaths.sources);
                prop_assert_eq!(found, expected.get(dimension).cloned().unwrap_or_default());
            }
        }
    }

    #[test]
    fn pairs_do_not_depend_on_the_cut(sample in samples(), max_dim in 0..5usize) {
        let all = super::pairs(&sample.grid(), &sample.values, sample.shape.len(), &Limits::default()).unwrap();
        let grid = Grid { max_dim: max_dim.min(sample.shape.len()), ..sample.grid() };
        let cut = super::pairs(&grid, &sample.values, sample.shape.len(), &Limits::default()).unwrap();
        for (dimension, (cut, all)) in cut.iter().zip(&all).enumerate() {
            prop_assert_eq!(cut, if dimension < grid.max_dim { all } else { &EMPTY });
        }
    }
}

/// No pairs.
const EMPTY: Pairs = Pairs {
    births: Cells { codes: Vec::new(), sources: Vec::new() },
    deaths: Cells { codes: Vec::new(), sources: Vec::new() },
};

/// The values of pairs given by numbers, sorted.
fn bars(sample: &Sample, births: &[u32], deaths: &[u32]) -> Vec<[f64; 2]> {
    let value = |source: &u32| sample.values[*source as usize] + 0.0;
    let mut bars: Vec<[f64; 2]> = births.iter().zip(deaths).map(|(b, d)| [value(b), value(d)]).collect();
    bars.sort_by(|a, b| a.partial_cmp(b).unwrap());
    bars
}

/// The bars of each dimension, sorted, given which places are paired.
fn diagrams(sample: &Sample, cells: &[Cells], pairs: &BTreeMap<u32, u32>) -> Vec<Vec<[f64; 2]>> {
    let sources: Vec<u32> = cells.iter().flat_map(|part| part.sources.iter().copied()).collect();
    let mut end = 0;
    let dimensions = cells[..cells.len() - 1].iter().map(|part| {
        let (births, deaths): (Vec<u32>, Vec<u32>) = pairs
            .range(end..end + part.codes.len() as u32)
            .map(|(&birth, &death)| (sources[birth as usize], sources[death as usize]))
            .filter(|&(birth, death)| sample.values[birth as usize] != sample.values[death as usize])
            .unzip();
        end += part.codes.len() as u32;
        bars(sample, &births, &deaths)
    });
    dimensions.collect()
}

/// Grids large enough for several threads, with and without ties.
fn large() -> Vec<Sample> {
    let kinds = [
        (Kind::Simplices, false, false),
        (Kind::Simplices, false, true),
        (Kind::Cubes, false, false),
        (Kind::Cubes, true, false),
        (Kind::Cubes, false, true),
    ];
    let shapes: [&[u32]; 4] = [&[20_000], &[130, 140], &[25, 26, 27], &[6, 7, 8, 7]];
    let samples = kinds.into_iter().flat_map(|(kind, on_cells, wrap)| {
        shapes.into_iter().flat_map(move |shape| {
            [2, 1_000_003].map(|different| {
                let count: u32 = shape.iter().product();
                let values =
                    (0..u64::from(count)).map(|k| (k * k * 7919 % 1_000_033 % different) as f64).collect();
                Sample { shape: shape.to_vec(), values, kind, on_cells, negate: on_cells, wrap }
            })
        })
    });
    samples.collect()
}

#[test]
fn pairs_do_not_depend_on_the_number_of_threads() {
    for sample in large() {
        let of = |threads: usize| {
            let limits = Limits::new(threads, u64::MAX, None);
            super::pairs(&sample.grid(), &sample.values, sample.shape.len() - 1, &limits).unwrap()
        };
        let one = of(1);
        assert!([2, 4, 8].into_iter().all(|threads| of(threads) == one));
    }
}

#[test]
fn pairs_stop_when_asked_to_or_out_of_memory() {
    let sample = &large()[2];
    let (cancelled, progress) = (AtomicI32::new(1), AtomicI32::new(0));
    let watch = Watch { cancelled: &cancelled, progress: &progress };
    let of = |limits| super::pairs(&sample.grid(), &sample.values, 1, &limits);
    assert_eq!(of(Limits::new(2, u64::MAX, Some(watch))), Err(Stop::Cancelled));
    assert!(matches!(of(Limits::new(1, 100_000, None)), Err(Stop::TooLarge(_))));
    assert!(of(Limits::new(1, 100_000_000, None)).is_ok());
}
