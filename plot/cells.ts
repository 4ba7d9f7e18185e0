/**
 * Edges and triangles between points, given by the indices of their corners.
 *
 * @module
 */
import { found } from "./checks.ts";
import { type Paint, parseColor } from "./colors.ts";
import { isShaped, readPair, type ShapedValues, shapeOf, type Values } from "./values.ts";

/** Rows of indices of points, one row per cell: nested arrays, or a tensor `[cells, corners]`. */
export type CellRows = ArrayLike<ArrayLike<number>> | ShapedValues;

/** What is drawn of each cell. */
export interface Cells {
  /** Horizontal coordinates of the corners, cell by cell. */
  readonly x: Float64Array;
  /** Vertical coordinates of the corners, cell by cell. */
  readonly y: Float64Array;
  /** Colour of each cell. */
  readonly paints: readonly Paint[];
  /** Number of cells that are left out, because a corner is not finite. */
  readonly skipped: number;
}

/** How the cells are named in errors, and how many corners each has. */
export interface CellKind {
  /** What the caller wanted to do. */
  readonly action: string;
  /** The name of the argument. */
  readonly name: string;
  /** Number of corners. */
  readonly corners: number;
}

/** Reads cells between the points (`x[i]`, `y[i]`), all of one colour or each of its own. */
export function readCells(
  kind: CellKind,
  x: Values,
  y: Values,
  rows: CellRows,
  color: string | readonly string[],
): Cells {
  const [xs, ys] = readPair(kind.action, x, y);
  const indices = readIndices(kind, rows, xs.length), { corners } = kind;
  const paints = readPaints(kind, color, indices.length / corners);
  const kept: number[] = [], keptPaints: Paint[] = [];
  paints.forEach((paint, cell) => {
    const own = indices.subarray(cell * corners, (cell + 1) * corners);
    if (!own.every((i) => Number.isFinite(xs[i]) && Number.isFinite(ys[i]))) return;
    kept.push(...own);
    keptPaints.push(paint);
  });
  return {
    x: Float64Array.from(kept, (i) => xs[i]),
    y: Float64Array.from(kept, (i) => ys[i]),
    paints: keptPaints,
    skipped: paints.length - keptPaints.length,
  };
}

/** Calls `visit` for each run of neighbouring cells of one colour: the first cell and the one behind the last. */
export function eachRun(paints: readonly Paint[], visit: (paint: Paint, start: number, end: number) => void): void {
  let start = 0;
  for (let end = 1; end <= paints.length; end++) {
    const [a, b] = [paints[start], paints[end]];
    if (end < paints.length && (a === b || a?.hex === b?.hex && a?.opacity === b?.opacity)) continue;
    visit(a, start, end);
    start = end;
  }
}

function readIndices({ action, name, corners }: CellKind, rows: CellRows, points: number): Uint32Array {
  if (typeof rows !== "object" || rows === null || !isShaped(rows) && typeof rows.length !== "number") {
    throw new TypeError(`Cannot ${action}: ${name} must be rows of ${corners} indices, but are ${found(rows)}`);
  }
  const flat: unknown[] = isShaped(rows) ? Array.from(rows.data ?? []) : [];
  if (isShaped(rows)) {
    const shape = shapeOf(action, name, rows);
    if (shape.length !== 2 || shape[1] !== corners) {
      throw new TypeError(
        `Cannot ${action}: ${name} must have shape [n, ${corners}], but its shape is [${shape.join(", ")}]`,
      );
    }
  } else {
    for (let k = 0; k < rows.length; k++) {
      const row: unknown = rows[k];
      const length = typeof row === "object" && row !== null ? (row as ArrayLike<unknown>).length : undefined;
      if (length !== corners) {
        throw new TypeError(
          `Cannot ${action}: ${name} must be rows of ${corners} indices, but row ${k} is ${found(row)}`,
        );
      }
      for (let i = 0; i < corners; i++) flat.push((row as ArrayLike<unknown>)[i]);
    }
  }
  const bad = flat.findIndex((i) => !Number.isInteger(i) || (i as number) < 0 || (i as number) >= points);
  if (bad >= 0) {
    throw new RangeError(
      `Cannot ${action}: ${name} must name points by whole numbers below ${points}, but row ${
        Math.floor(bad / corners)
      } has ${found(flat[bad])}`,
    );
  }
  return Uint32Array.from(flat as number[]);
}

function readPaints({ action, name }: CellKind, color: string | readonly string[], count: number): Paint[] {
  if (typeof color === "string") return new Array<Paint>(count).fill(parseColor(action, "color", color));
  if (!Array.isArray(color) || color.length !== count) {
    throw new TypeError(
      `Cannot ${action}: color must be one colour or one for each of the ${count} ${name}, but is ${found(color)}`,
    );
  }
  return color.map((one) => parseColor(action, "color", one));
}
