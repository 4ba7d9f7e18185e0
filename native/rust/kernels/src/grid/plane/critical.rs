//! What is critical in an image, by place.
//!
//! The codes say which cells are critical. As long as they stay, only the values of these cells are read again.

use super::codes::Numbers;
use super::rules::Rules;
use crate::limits::{Limits, Stop};
use crate::threads::{map_items, map_parts};

/// Vertices, or critical cells, that one thread takes at a time, at least.
const PART: usize = 1 << 15;

/// A critical cell: a minimum, an edge, or a cell of full dimension.
#[derive(Clone, Copy)]
pub struct Critical {
    /// Its number: that of its latest vertex.
    pub value: f64,
    /// The place of its latest vertex.
    pub vertex: u32,
    /// Its place in the star of that.
    pub place: u32,
}

/// The critical cells of each dimension.
#[derive(Default)]
pub struct Found {
    pub minima: Vec<Critical>,
    pub links: Vec<Critical>,
    pub maxima: Vec<Critical>,
}

impl Found {
    /// Finds them by the codes, which have a margin.
    pub fn collect(
        &mut self,
        codes: &[u8],
        rules: &Rules,
        numbers: &Numbers,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let stride = rules.stride as usize;
        let (height, rows) = (codes.len() / stride - 2, PART.div_ceil(stride));
        let parts = height.div_ceil(rows);
        let parts = map_parts(limits.threads, parts, |part| {
            limits.at(part as f64 / parts as f64)?;
            let mut found = Found::default();
            (part * rows..height.min((part + 1) * rows))
                .for_each(|row| found.row(row, codes, rules, numbers));
            Ok(found)
        });
        let parts = parts.into_iter().collect::<Result<Vec<Found>, Stop>>()?;
        self.lists().into_iter().for_each(Vec::clear);
        let count = |list: fn(&Found) -> &Vec<Critical>| parts.iter().map(|part| list(part).len()).sum();
        self.minima.reserve_exact(count(|found| &found.minima));
        self.links.reserve_exact(count(|found| &found.links));
        self.maxima.reserve_exact(count(|found| &found.maxima));
        for mut part in parts {
            self.lists().into_iter().zip(part.lists()).for_each(|(list, part)| list.append(part));
        }
        Ok(())
    }

    /// Reads the values of all again.
    pub fn read(&mut self, rules: &Rules, numbers: &Numbers, limits: &Limits) -> Result<(), Stop> {
        for list in self.lists() {
            let mut parts: Vec<&mut [Critical]> = list.chunks_mut(PART).collect();
            let done = map_items(limits.threads, &mut parts, |part| {
                limits.check()?;
                read(part, rules.stride, numbers);
                Ok(())
            });
            done.into_iter().collect::<Result<(), Stop>>()?;
        }
        Ok(())
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        let Found { minima, links, maxima } = self;
        (minima.capacity() + links.capacity() + maxima.capacity()) * size_of::<Critical>()
    }

    fn lists(&mut self) -> [&mut Vec<Critical>; 3] {
        [&mut self.minima, &mut self.links, &mut self.maxima]
    }

    /// Appends what is critical in a row of the image.
    fn row(&mut self, row: usize, codes: &[u8], rules: &Rules, numbers: &Numbers) {
        let stride = rules.stride as usize;
        let (start, width) = ((row + 1) * stride + 1, stride - 2);
        let codes = codes[start..start + width].iter().enumerate();
        for (x, &code) in codes.filter(|&(_, &code)| rules.is_critical[usize::from(code)]) {
            let (value, vertex) = (numbers.at(row * width + x), (start + x) as u32);
            let rule = &rules.by_code[usize::from(code)];
            if rule.down == 0 {
                self.minima.push(Critical { value, vertex, place: 0 });
            }
            if code == rules.maximal {
                self.maxima.push(Critical { value, vertex, place: rules.maximum as u32 });
            }
            let mut links = rule.links;
            while links != 0 {
                self.links.push(Critical { value, vertex, place: 1 + links.trailing_zeros() });
                links &= links - 1;
            }
        }
    }
}

/// Reads values of cells that come by place, in rows one after the other.
fn read(cells: &mut [Critical], stride: u32, numbers: &Numbers) {
    let mut row = 1;
    if let Some(first) = cells.first() {
        row = first.vertex / stride;
    }
    for cell in cells {
        while cell.vertex >= (row + 1) * stride {
            row += 1;
        }
        // The first row and the last, and two columns, are the margin.
        cell.value = numbers.at((cell.vertex + 1 - stride - 2 * row) as usize);
    }
}
