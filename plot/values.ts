/**
 * Coordinates as users have them, read into one flat array.
 *
 * @module
 */
import { found } from "./checks.ts";

/** One number per point: a tensor with one axis longer than 1, or a plain or typed array. */
export type Values = ArrayLike<number> | ShapedValues;

/** Flat values with a shape, as a tensor has them. */
export interface ShapedValues {
  /** The values in row-major order. */
  readonly data: ArrayLike<number>;
  /** The lengths of the axes. */
  readonly shape: readonly number[];
}

/** Rows of numbers: nested arrays, or a tensor with two axes. */
export type MatrixValues = ArrayLike<ArrayLike<number>> | ShapedValues;

/** Numbers in rows. */
export interface Matrix {
  /** The numbers, row by row. */
  readonly data: Float64Array;
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
}

/** A copy of `values`, so that a figure shows what was given, whatever is written there later. */
export function readValues(action: string, name: string, values: Values): Float64Array {
  const data = isShaped(values) ? flat(action, name, values) : values;
  if (typeof data !== "object" || data === null || typeof data.length !== "number") {
    throw new TypeError(`Cannot ${action}: ${name} must be a tensor or an array of numbers, but is ${found(values)}`);
  }
  for (let i = 0; i < data.length; i++) {
    if (typeof data[i] !== "number") {
      throw new TypeError(`Cannot ${action}: ${name} must hold numbers, but ${name}[${i}] is ${found(data[i])}`);
    }
  }
  return Float64Array.from(data);
}

/** {@linkcode readValues} for two arrays that must be equally long. */
export function readPair(
  action: string,
  x: Values,
  y: Values,
  names: readonly [string, string] = ["x", "y"],
): [Float64Array, Float64Array] {
  const [a, b] = [readValues(action, names[0], x), readValues(action, names[1], y)];
  if (a.length !== b.length) {
    throw new TypeError(
      `Cannot ${action}: ${names[0]} and ${names[1]} must have the same length, but have ${a.length} and ${b.length}`,
    );
  }
  return [a, b];
}

/** {@linkcode readValues} for `count` values, of which one may stand for all. */
export function readSome(action: string, name: string, values: number | Values, count: number): Float64Array {
  const some = readValues(action, name, typeof values === "number" ? [values] : values);
  if (some.length === count) return some;
  if (some.length === 1) return new Float64Array(count).fill(some[0]);
  throw new TypeError(`Cannot ${action}: ${name} must be one or ${count}, but are ${some.length}`);
}

/** A copy of a matrix with at least one entry. */
export function readMatrix(action: string, name: string, values: MatrixValues): Matrix {
  const shape = isShaped(values) ? shapeOf(action, name, values) : [values?.length, values?.[0]?.length];
  if (shape.length !== 2 || shape.some((length) => typeof length !== "number")) {
    const what = isShaped(values) ? `its shape is [${shape.join(", ")}]` : `is ${found(values)}`;
    throw new TypeError(`Cannot ${action}: ${name} must have two axes, but ${what}`);
  }
  const [rows, columns] = shape;
  if (rows === 0 || columns === 0) {
    throw new RangeError(`Cannot ${action}: ${name} must not be empty, but its shape is [${shape.join(", ")}]`);
  }
  if (isShaped(values)) {
    return { data: readValues(action, name, { data: values.data, shape: [rows * columns] }), rows, columns };
  }
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const row = readValues(action, `row ${i} of ${name}`, values[i]);
    if (row.length !== columns) {
      throw new TypeError(
        `Cannot ${action}: the rows of ${name} must be equally long, but row ${i} has ${row.length} entries after ${columns}`,
      );
    }
    data.set(row, i * columns);
  }
  return { data, rows, columns };
}

/** Whether `values` has data and a shape. */
export function isShaped(values: unknown): values is ShapedValues {
  return typeof values === "object" && values !== null && "shape" in values && "data" in values;
}

/** The shape of `values`, which fits their number. */
export function shapeOf(action: string, name: string, { data, shape }: ShapedValues): readonly number[] {
  const isShape = Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length >= 0);
  if (!isShape || data?.length !== shape.reduce((size, length) => size * length, 1)) {
    throw new TypeError(
      `Cannot ${action}: ${name} must have a shape that fits its values, but has ${data?.length ?? "no"} values and ` +
        `the shape ${found(shape)}`,
    );
  }
  return shape;
}

function flat(action: string, name: string, values: ShapedValues): ArrayLike<number> {
  const shape = shapeOf(action, name, values);
  if (shape.filter((length) => length !== 1).length > 1) {
    throw new TypeError(`Cannot ${action}: ${name} must have one axis, but its shape is [${shape.join(", ")}]`);
  }
  return values.data;
}
