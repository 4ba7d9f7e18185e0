/**
 * Persistence diagrams in the forms that users have them, read into plain arrays.
 *
 * @module
 */
import { found } from "../checks.ts";
import { isShaped, type ShapedValues } from "../values.ts";

/** The points of one dimension: a tensor `[n, 2]` of (birth, death) rows, or the rows as nested arrays. */
export type DiagramPoints = DiagramTensor | readonly (readonly number[])[];

/** What the charts read of a tensor. */
export interface DiagramTensor extends ShapedValues {
  /** The gradient that `backward` left, if any. */
  readonly grad?: ShapedValues | null;
}

/**
 * Diagrams by dimension: what `persistenceDiagram` returns, a `Map` or an object from dimension to points, or the
 * points alone, which then count as dimension 0.
 */
export type DiagramInput = Iterable<readonly [number, DiagramPoints]> | DiagramPoints | {
  readonly [dimension: number]: DiagramPoints;
};

/** Rows of one dimension, coordinates apart. */
export interface DiagramRows {
  /** The dimension. */
  readonly dimension: number;
  /** First column. */
  readonly births: Float64Array;
  /** Second column. */
  readonly deaths: Float64Array;
  /** What was given. */
  readonly source: DiagramPoints;
}

/** Reads diagrams, in ascending dimension; `dims` selects. */
export function readDiagrams(action: string, input: DiagramInput, dims?: readonly number[]): DiagramRows[] {
  const all = entriesOf(action, input).map(([dimension, points]) => readRows(action, dimension, points));
  all.sort((a, b) => a.dimension - b.dimension);
  if (dims === undefined) return all;
  if (!Array.isArray(dims)) throw new TypeError(`Cannot ${action}: dims must be a list, but is ${found(dims)}`);
  const present = all.map(({ dimension }) => dimension);
  for (const dimension of dims) {
    if (!present.includes(dimension)) {
      throw new RangeError(
        `Cannot ${action}: dims must be among ${present.join(", ")}, but one is ${found(dimension)}`,
      );
    }
  }
  return all.filter(({ dimension }) => dims.includes(dimension));
}

function entriesOf(action: string, input: DiagramInput): (readonly [number, DiagramPoints])[] {
  if (isPoints(input)) return [[0, input]];
  if (typeof input !== "object" || input === null) {
    throw new TypeError(
      `Cannot ${action}: diagrams must be given by dimension or as a tensor, but are ${found(input)}`,
    );
  }
  if (Symbol.iterator in input) return [...input as Iterable<readonly [number, DiagramPoints]>];
  return Object.entries(input).map(([dimension, points]) => [Number(dimension), points as DiagramPoints] as const);
}

/** Nested arrays are rows of numbers; pairs of a dimension and its points are not. */
function isPoints(input: DiagramInput): input is DiagramPoints {
  return isShaped(input) ||
    Array.isArray(input) && input.every((row) => Array.isArray(row) && typeof row[1] === "number");
}

function readRows(action: string, dimension: number, points: DiagramPoints): DiagramRows {
  if (!Number.isInteger(dimension) || dimension < 0) {
    throw new RangeError(`Cannot ${action}: dimensions must be integers of at least 0, but one is ${found(dimension)}`);
  }
  const [births, deaths] = readColumns(action, `the diagram of dimension ${dimension}`, points);
  return { dimension, births, deaths, source: points };
}

/** The two columns of a tensor `[n, 2]` or of rows of two numbers; no rows at all are fine. */
export function readColumns(
  action: string,
  name: string,
  points: DiagramPoints | ShapedValues,
): [Float64Array, Float64Array] {
  const wrong = (what: string) => new TypeError(`Cannot ${action}: ${name} must have shape [n, 2], but ${what}`);
  if (isShaped(points)) {
    const { data, shape } = points;
    if (shape.length !== 2 || shape[1] !== 2) throw wrong(`its shape is [${shape.join(", ")}]`);
    const column = (start: number) => Float64Array.from({ length: shape[0] }, (_, i) => data[2 * i + start]);
    return [column(0), column(1)];
  }
  if (!Array.isArray(points)) throw wrong(`is ${found(points)}`);
  for (const row of points) {
    if (!Array.isArray(row) || row.length !== 2 || row.some((value) => typeof value !== "number")) {
      throw wrong(`one row is ${found(row)}`);
    }
  }
  return [Float64Array.from(points, (row) => row[0]), Float64Array.from(points, (row) => row[1])];
}
