/**
 * The cells of one filtration in another.
 *
 * @module
 */
import { VertexIndex, type VertexRows } from "./_vertex_index.ts";
import type { Cell, DiffFiltration } from "./filtration.ts";

/** Stands for no place: filtrations are shorter. */
export const NOWHERE = 0xffffffff;

/**
 * For each cell of `filtration` the place in `other` of the cell of its dimension and vertices, or {@linkcode NOWHERE}.
 *
 * Cells are read one dimension at a time, because grids decode many at once faster than one by one.
 */
export function placesIn(filtration: DiffFiltration, other: DiffFiltration): Uint32Array {
  const places = new Uint32Array(filtration.size).fill(NOWHERE);
  for (let d = 0; d <= Math.min(filtration.maxDim, other.maxDim); d++) {
    const index = indexOf(other.cellsInDimension(d)), first = other.dimOffsets[d];
    filtration.cellsInDimension(d).forEach(({ vertices }, i) => {
      const found = index.find(vertices);
      if (found !== undefined) places[filtration.dimOffsets[d] + i] = first + found;
    });
  }
  return places;
}

function indexOf(cells: readonly Cell[]): VertexIndex {
  const starts = new Uint32Array(cells.length + 1);
  cells.forEach(({ vertices }, k) => starts[k + 1] = starts[k] + vertices.length);
  const rows: VertexRows = { vertices: new Float64Array(starts[cells.length]), starts };
  const index = new VertexIndex(rows);
  cells.forEach(({ vertices }, k) => {
    rows.vertices.set(vertices, starts[k]);
    index.add(k);
  });
  return index;
}
