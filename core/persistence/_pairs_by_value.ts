/**
 * The pairs of cells behind the points of a diagram that an engine found under another order of equal values.
 *
 * @module
 */
import type { OrderedCells } from "./_ordered_cells.ts";

/** Stands for no cell. */
const NONE = 0xffffffff;

/**
 * The pairs of homology dimension `dimension` whose values differ, `[count, 2]`, by birth; `pivots` tell which cells are paired.
 */
export function lastingPairs(
  { dimOffsets, values }: OrderedCells,
  pivots: Uint32Array,
  dimension: number,
): Uint32Array {
  const first = dimOffsets[dimension], middle = dimOffsets[dimension + 1], end = dimOffsets[dimension + 2];
  const deaths = new Uint32Array(middle - first).fill(NONE);
  // The pivots of a boundary are at deaths, those of a coboundary at births.
  for (let cell = first; cell < Math.min(end, pivots.length); cell++) {
    const pivot = pivots[cell];
    if (pivot === NONE) continue;
    if (cell < middle && pivot > cell) deaths[cell - first] = pivot;
    else if (cell >= middle && pivot < cell) deaths[pivot - first] = cell;
  }
  const pairs: number[] = [];
  for (let birth = first; birth < middle; birth++) {
    const death = deaths[birth - first];
    if (death !== NONE && values[birth] !== values[death]) pairs.push(birth, death);
  }
  return Uint32Array.from(pairs);
}

/**
 * For each row of `points`, `[count, 2]`, whose death is not after `upTo`, the pair with these values, equal ones by birth; what
 * the other rows have is nobody's pair. `pairs` are all of the dimension up to there.
 */
export function pairsOfPoints(
  { values, negate }: OrderedCells,
  pairs: Uint32Array,
  points: Float64Array,
  upTo: number,
): Uint32Array {
  const isWithin = (death: number) => negate ? death >= upTo : death <= upTo;
  const byValue = (of: (k: number) => number, rows: number) =>
    Array.from({ length: rows }, (_, row) => row).filter((row) => isWithin(of(2 * row + 1)))
      .sort((a, b) => of(2 * a) - of(2 * b) || of(2 * a + 1) - of(2 * b + 1) || a - b);
  const rows = byValue((k) => points[k], points.length / 2);
  const found = byValue((k) => values[pairs[k]], pairs.length / 2);
  const matched = new Uint32Array(points.length);
  rows.forEach((row, k) => matched.set(pairs.subarray(2 * found[k], 2 * found[k] + 2), 2 * row));
  return matched;
}
