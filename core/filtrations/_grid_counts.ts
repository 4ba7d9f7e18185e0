/**
 * How many cells a grid has, without listing them.
 *
 * @module
 */
import type { GridInput } from "../kernels.ts";

/** What the number of cells depends on. */
export interface GridExtent {
  /** Freudenthal simplices or cubes. */
  readonly cells: GridInput["cells"];
  /** Number of vertices along each axis. */
  readonly lengths: readonly number[];
  /** Whether opposite sides are glued. */
  readonly wrap: boolean;
  /** The highest dimension of a cell, at most the number of axes. */
  readonly maxDim: number;
}

/** The number of cells of each dimension. */
export function cellCounts({ cells, lengths, wrap, maxDim }: GridExtent): number[] {
  // anchors[k]: the sum over all choices of k axes of the number of vertices with a next one along each of these.
  let anchors = [1];
  for (const length of lengths) {
    const ahead = wrap ? length : length - 1;
    anchors = [...anchors, 0].map((count, k) => count * length + (k > 0 ? anchors[k - 1] * ahead : 0));
  }
  return Array.from(
    { length: maxDim + 1 },
    (_, dimension) => anchors.reduce((sum, count, axes) => sum + count * patterns(cells, axes, dimension), 0),
  );
}

/** The index of the first cell of each dimension, then the number of cells. */
export function cellOffsets(extent: GridExtent): number[] {
  const offsets = [0];
  for (const count of cellCounts(extent)) offsets.push(offsets.at(-1)! + count);
  return offsets;
}

/** Number of codes that the cells of all dimensions have: as many as there would be cells if nothing left the grid. */
export function codeCount(extent: GridExtent): number {
  return cellCounts({ ...extent, wrap: true }).reduce((sum, count) => sum + count, 0);
}

/**
 * Number of cells at one anchor that extend along all of `axes` axes.
 *
 * A simplex climbs from its first vertex to its last in `dimension` steps, and each axis belongs to one of them: there are as
 * many as maps of the axes onto the steps.
 */
function patterns(cells: GridInput["cells"], axes: number, dimension: number): number {
  if (cells === "cubes" || axes === 0 || dimension === 0) return axes === dimension ? 1 : 0;
  return dimension * (patterns(cells, axes - 1, dimension) + patterns(cells, axes - 1, dimension - 1));
}
