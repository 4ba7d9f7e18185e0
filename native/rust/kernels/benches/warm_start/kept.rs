//! A warm start from lists of what was added to what: each column is kept if it would come out as before.
//!
//! A reduced column is the sum of that of the matrix and those in its list. If these come before it now, have the same
//! cells as before and later pivots than it has, and if no earlier column has its pivot, it is what the reduction gives:
//! there is only one such list. To see this takes a look at each entry of the column and its list. Other columns are
//! reduced afresh; if one of them comes out as before, those that rely on it may be kept.

use crate::block::{NONE, Reduced, drain, toggle};
use crate::parts::Part;
use crate::pivot_column::PivotColumn;

/// The reduction of a part from that of the same part before, and how many columns are reduced afresh. `indices` are those
/// of the matrix of now by those of before.
pub fn kept<'a>(
    part: &'a Part,
    before: &Part,
    reduced_before: &Reduced,
    indices: &[u32],
) -> (Reduced<'a>, usize) {
    let row = |&row: &u32| indices[part.first_row + row as usize] - part.first_row as u32;
    let width = part.block.width();
    let (numbers, sources) = correspondence(part, before, indices);
    let (mut is_same, mut pivots) = (vec![false; width], vec![None; width]);
    let (mut work, mut sum, mut list) = (PivotColumn::new(part.block.height), Vec::new(), Vec::new());
    let mut old = Vec::new();
    let (mut reduced, mut afresh) = (Reduced::new(&part.block), 0);
    for column in 0..width {
        let source = sources[column] as usize;
        for list in [&mut sum, &mut list, &mut old] {
            list.clear();
        }
        if sources[column] != NONE {
            list.extend(reduced_before.lists.get(source).iter().map(|&k| numbers[k as usize]));
            old.extend(reduced_before.sums.get(source).iter().map(row));
            let last = if list.is_empty() { part.block.column(column).last() } else { old.iter().max() };
            let last = last.copied();
            let is_free = last.is_none_or(|last| reduced.owners[last as usize] == NONE);
            let holds = |&k: &u32| (k as usize) < column && is_same[k as usize] && pivots[k as usize] > last;
            if is_free && list.iter().all(holds) {
                reduced.store(&old, &list, last);
                (is_same[column], pivots[column]) = (true, last);
                continue;
            }
        }
        afresh += 1;
        list.clear();
        toggle(&mut work, part.block.column(column));
        pivots[column] = reduced.advance(&mut work, &mut list);
        drain(&mut work, &mut sum);
        if sources[column] != NONE {
            if old.is_empty() && reduced_before.lists.get(source).is_empty() {
                old.extend_from_slice(part.block.column(column));
            }
            old.sort_unstable();
            is_same[column] = old == sum;
        }
        if list.is_empty() {
            sum.clear();
        }
        reduced.store(&sum, &list, pivots[column]);
    }
    (reduced, afresh)
}

/// For each column of before its number now, and for each of now its number before, or [`NONE`] if it was left out.
fn correspondence(part: &Part, before: &Part, indices: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut by_index = vec![NONE; part.end - part.first];
    for (number, &column) in (0..).zip(&part.columns) {
        by_index[column as usize - part.first] = number;
    }
    let mut sources = vec![NONE; part.columns.len()];
    let mut number = |(source, &column): (u32, &u32)| {
        let number = by_index[indices[column as usize] as usize - part.first];
        if number != NONE {
            sources[number as usize] = source;
        }
        number
    };
    let numbers = (0..).zip(&before.columns).map(&mut number).collect();
    (numbers, sources)
}
