/**
 * Where a matrix, taken as heights over a grid, rises above a level.
 *
 * @module
 */
import { contours } from "../d3.ts";
import type { Matrix } from "../values.ts";

/** A broken line of points (x, y); closed ones end where they begin. */
export type Ring = readonly (readonly [number, number])[];

/** The rings around what is not below `level`, where column j stands at `x[j]` and row i at `y[i]`. */
export function areasAbove({ data, rows, columns }: Matrix, level: number, x: Float64Array, y: Float64Array): Ring[] {
  const heights = Array.from(data, (value) => Number.isFinite(value) ? value : -Infinity);
  const { coordinates } = contours().size([columns, rows]).contour(heights, level);
  // d3 puts entries at the middles of squares; what lies beyond the outermost middles is pulled back to them.
  return coordinates.flat().map((ring) => ring.map(([u, v]) => [at(x, u - 0.5), at(y, v - 0.5)] as const));
}

/** The pieces of a ring that do not run along the border of the grid. */
export function withoutBorder(ring: Ring, x: Float64Array, y: Float64Array): Ring[] {
  const [left, right, bottom, top] = [x[0], x[x.length - 1], y[0], y[y.length - 1]];
  const pieces: (readonly [number, number])[][] = [];
  let open = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    const onBorder = a[0] === b[0] && (a[0] === left || a[0] === right) ||
      a[1] === b[1] && (a[1] === bottom || a[1] === top);
    if (onBorder) open = false;
    else if (open) pieces[pieces.length - 1].push(b);
    else open = (pieces.push([a, b]), true);
  }
  return pieces;
}

/** The value between entries, the outermost ones beyond them. */
function at(values: Float64Array, position: number): number {
  const clamped = Math.max(0, Math.min(values.length - 1, position));
  const i = Math.min(values.length - 2, Math.floor(clamped)), share = clamped - i;
  return share === 0 ? values[i] : share === 1 ? values[i + 1] : values[i] + (values[i + 1] - values[i]) * share;
}
