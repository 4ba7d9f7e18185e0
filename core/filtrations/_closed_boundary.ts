/**
 * Boundaries of complexes that are closed by construction.
 *
 * @module
 */
import { type Boundary, kernels } from "../kernels.ts";

/** The facets of all simplices, all of which are there; arguments as in the port. */
export function closedBoundary(vertices: readonly Uint32Array[]): Boundary {
  return kernels().simplexBoundary(vertices) as Boundary;
}

/** Where the facets of each simplex begin in a list of those of all: a `d`-simplex has `d + 1`, a point none. */
export function simplexStarts(dimOffsets: readonly number[]): Uint32Array {
  const starts = new Uint32Array(dimOffsets[dimOffsets.length - 1] + 1);
  for (let d = 1; d < dimOffsets.length - 1; d++) {
    for (let place = dimOffsets[d]; place < dimOffsets[d + 1]; place++) starts[place + 1] = starts[place] + d + 1;
  }
  return starts;
}
