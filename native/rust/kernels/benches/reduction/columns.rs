//! A boundary or coboundary matrix by columns.

use diagrad_kernels::complex::Boundary;

/// Columns of the whole matrix in the order of their reduction, and where its blocks begin.
pub fn columns_of(dim_offsets: &[usize], boundary: &Boundary, dualize: bool) -> (Vec<Vec<u32>>, Vec<usize>) {
    let size = boundary.starts.len() - 1;
    let facets =
        |cell: usize| &boundary.facets[boundary.starts[cell] as usize..boundary.starts[cell + 1] as usize];
    if !dualize {
        return ((0..size).map(|cell| facets(cell).to_vec()).collect(), dim_offsets.to_vec());
    }
    let mut columns = vec![Vec::new(); size];
    for cell in (0..size).rev() {
        facets(cell)
            .iter()
            .for_each(|&facet| columns[size - 1 - facet as usize].push((size - 1 - cell) as u32));
    }
    (columns, dim_offsets.iter().rev().map(|offset| size - offset).collect())
}
