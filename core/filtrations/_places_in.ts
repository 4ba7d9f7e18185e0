/**
 * The cells of one filtration in another.
 *
 * @module
 */
import { VertexIndex } from "./_vertex_index.ts";
import type { DiffFiltration } from "./filtration.ts";

/** Stands for no place: filtrations are shorter. */
export const NOWHERE = 0xffffffff;

/** For each cell of `filtration` the place in `other` of the cell of its dimension and vertices, or {@linkcode NOWHERE}. */
export function placesIn(filtration: DiffFiltration, other: DiffFiltration): Uint32Array {
  const places = new Uint32Array(filtration.size).fill(NOWHERE);
  for (let d = 0; d <= Math.min(filtration.maxDim, other.maxDim); d++) {
    const [from, to] = other.dimOffsets.slice(d, d + 2);
    const index = new VertexIndex(to - from, (i) => other.cell(i).vertices);
    for (let i = from; i < to; i++) index.add(i);
    for (let i = filtration.dimOffsets[d]; i < filtration.dimOffsets[d + 1]; i++) {
      places[i] = index.find(filtration.cell(i).vertices) ?? NOWHERE;
    }
  }
  return places;
}
