//! Cells that several critical sets want at different values.

/// What becomes of a cell that several sets want.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolution {
    /// It gets the mean of the values wanted.
    Mean,
    /// It gets the value farthest from its own, of several the first.
    Farthest,
    /// It gets what it was moved to itself, if it was, else the mean.
    Prescribed,
}

/// Critical sets, one after the other.
#[derive(Clone, Copy)]
pub struct CriticalSets<'a> {
    /// The value of each set.
    pub targets: &'a [f64],
    /// Where each set ends in `members`.
    pub ends: &'a [u32],
    /// The places of the cells.
    pub members: &'a [u32],
}

/// Cells that are moved themselves, and to what.
#[derive(Clone, Copy)]
pub struct Moves<'a> {
    /// The places of the cells; the last move of several of one cell counts.
    pub places: &'a [u32],
    /// Their values.
    pub values: &'a [f64],
}

impl<'a> CriticalSets<'a> {
    /// Each set with its value.
    pub fn iter(self) -> impl Iterator<Item = (f64, &'a [u32])> {
        let mut start = 0;
        self.targets.iter().zip(self.ends).map(move |(&target, &end)| {
            (target, &self.members[std::mem::replace(&mut start, end as usize)..end as usize])
        })
    }
}

/// One value for each member of the sets, by place: places and values. `values` are those that cells have now. Sets and moves
/// come in several lists.
pub fn resolved(
    sets: &[CriticalSets],
    resolution: Resolution,
    values: &[f64],
    prescribed: &[Moves],
) -> (Vec<u32>, Vec<f64>) {
    let members = || sets.iter().flat_map(|sets| sets.members);
    let Some((&first, &last)) = members().min().zip(members().max()) else {
        return Default::default();
    };
    let mut entries = vec![(0.0, 0u32); (last - first) as usize + 1];
    for (target, members) in sets.iter().flat_map(|sets| sets.iter()) {
        for &member in members {
            let (result, count) = &mut entries[(member - first) as usize];
            let own = values[member as usize];
            match resolution {
                Resolution::Farthest if *count > 0 && (target - own).abs() <= (*result - own).abs() => {}
                Resolution::Farthest => *result = target,
                Resolution::Mean | Resolution::Prescribed => *result += target,
            }
            *count += 1;
        }
    }
    if resolution == Resolution::Farthest {
        entries.iter_mut().for_each(|(_, count)| *count = (*count).min(1));
    }
    if resolution == Resolution::Prescribed {
        for (&place, &value) in prescribed.iter().flat_map(|moves| moves.places.iter().zip(moves.values)) {
            let at = place.checked_sub(first).and_then(|at| entries.get_mut(at as usize));
            if let Some(entry) = at.filter(|(_, count)| *count > 0) {
                *entry = (value, 1);
            }
        }
    }
    let met = entries.iter().zip(first..).filter(|((_, count), _)| *count > 0);
    met.map(|(&(result, count), place)| (place, result / f64::from(count))).unzip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_resolution_by_hand() {
        let sets = CriticalSets {
            targets: &[0.1, -0.4, 6.0, 4.0, 0.2],
            ends: &[1, 2, 3, 4, 5],
            members: &[3, 3, 4, 4, 5],
        };
        let values = [9.0, 9.0, 9.0, 0.0, 5.0, 0.0];
        let moves = Moves { places: &[5, 9, 4, 1, 4], values: &[9.0, 1.0, 1.0, 1.0, 7.0] };
        let of = |resolution| resolved(&[sets], resolution, &values, &[moves]);
        assert_eq!(of(Resolution::Farthest), (vec![3, 4, 5], vec![-0.4, 6.0, 0.2]));
        assert_eq!(of(Resolution::Mean), (vec![3, 4, 5], vec![(0.1 - 0.4) / 2.0, 5.0, 0.2]));
        assert_eq!(of(Resolution::Prescribed), (vec![3, 4, 5], vec![(0.1 - 0.4) / 2.0, 7.0, 9.0]));
    }

    #[test]
    fn sets_may_come_in_several_lists() {
        let (targets, ends, members) = ([1.0, 3.0, 5.0], [1, 2, 4], [1, 0, 1, 2]);
        let all = CriticalSets { targets: &targets, ends: &ends, members: &members };
        let first = CriticalSets { targets: &targets[..2], ends: &ends[..2], members: &members[..2] };
        let rest = CriticalSets { targets: &targets[2..], ends: &[2], members: &members[2..] };
        let moves = [Moves { places: &[1], values: &[7.0] }, Moves { places: &[2], values: &[8.0] }];
        let joined = Moves { places: &[1, 2], values: &[7.0, 8.0] };
        for resolution in [Resolution::Mean, Resolution::Farthest, Resolution::Prescribed] {
            let found = resolved(&[first, rest], resolution, &[0.0; 3], &moves);
            assert_eq!(found, resolved(&[all], resolution, &[0.0; 3], &[joined]));
        }
    }

    #[test]
    fn no_members_have_no_values() {
        let sets = CriticalSets { targets: &[1.0], ends: &[0], members: &[] };
        let found = resolved(&[sets], Resolution::Mean, &[1.0], &[Moves { places: &[0], values: &[2.0] }]);
        assert_eq!(found, (vec![], vec![]));
    }
}
