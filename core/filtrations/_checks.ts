/**
 * Checks at the door of every filtration.
 *
 * @module
 */
import { formatShape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Checks that `points` is `[n, d]` with at least one point and one coordinate, all finite, and so are squared distances. */
export function checkPoints(action: string, points: Tensor): void {
  const { shape } = points;
  if (shape.length !== 2) {
    throw new TypeError(
      `Cannot ${action}: points of shape [n, d] were expected, but the shape is ${formatShape(shape)}`,
    );
  }
  if (shape[0] < 1 || shape[1] < 1) {
    throw new RangeError(
      `Cannot ${action}: at least one point with at least one coordinate was expected, but the shape is ${
        formatShape(shape)
      }`,
    );
  }
  const { data } = points;
  let bad = 0;
  while (bad < data.length && Number.isFinite(data[bad])) bad++;
  if (bad < data.length) {
    const row = Math.floor(bad / shape[1]);
    throw new RangeError(
      `Cannot ${action}: finite coordinates were expected, but point ${row} has ${data[bad]} at coordinate ${
        bad % shape[1]
      }`,
    );
  }
  const square = squaredExtent(points);
  if (square === Infinity) {
    throw new RangeError(
      `Cannot ${action}: points with finite squared distances were expected, but the diagonal of their bounding box has ` +
        `${square} as square`,
    );
  }
}

/** The squared diagonal of the bounding box. */
function squaredExtent({ data, shape: [count, dimension] }: Tensor): number {
  let square = 0;
  for (let c = 0; c < dimension; c++) {
    let low = Infinity, high = -Infinity;
    for (let i = 0; i < count; i++) {
      const x = data[i * dimension + c];
      if (x < low) low = x;
      if (x > high) high = x;
    }
    square += (high - low) ** 2;
  }
  return square;
}

/** Checks that `distances` is `[n, n]`, finite, non-negative, exactly symmetric, and zero on the diagonal. */
export function checkDistances(action: string, distances: Tensor): void {
  const { shape, data } = distances;
  if (shape.length !== 2 || shape[0] !== shape[1]) {
    throw new TypeError(
      `Cannot ${action}: a square matrix of distances was expected, but the shape is ${formatShape(shape)}`,
    );
  }
  const n = shape[0];
  if (n < 1) {
    throw new RangeError(`Cannot ${action}: at least one point was expected, but the matrix of distances is empty`);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) checkDistance(action, i, j, data[i * n + j], data[j * n + i]);
  }
}

function checkDistance(action: string, i: number, j: number, there: number, back: number): void {
  if (!Number.isFinite(there)) {
    throw new RangeError(`Cannot ${action}: finite distances were expected, but entry [${i}, ${j}] is ${there}`);
  }
  if (there < 0) {
    throw new RangeError(`Cannot ${action}: distances of at least 0 were expected, but entry [${i}, ${j}] is ${there}`);
  }
  if (i === j && there !== 0) {
    throw new RangeError(`Cannot ${action}: zeros on the diagonal were expected, but entry [${i}, ${i}] is ${there}`);
  }
  if (there !== back && !Number.isNaN(back)) {
    throw new RangeError(
      `Cannot ${action}: a symmetric matrix was expected, but entry [${i}, ${j}] is ${there} and [${j}, ${i}] is ${back}; ` +
        "symmetrise it with D.add(D.transpose()).div(2)",
    );
  }
}

/** Checks that an option is an integer of at least `least` and, where there is such a bound, at most `most`. */
export function checkInteger(action: string, name: string, value: number, least: number, most = Infinity): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new RangeError(`Cannot ${action}: ${name} must be an integer ${range}, but is ${value}`);
  }
}

/** Checks that an option is a number of at least 0; `Infinity` is one. */
export function checkNonNegative(action: string, name: string, value: number): void {
  if (typeof value !== "number" || !(value >= 0)) {
    throw new RangeError(`Cannot ${action}: ${name} must be a number of at least 0, but is ${value}`);
  }
}

/** Checks that `i` is the place of a cell among `size`. */
export function checkPlace(i: number, size: number): void {
  if (!Number.isInteger(i) || i < 0 || i >= size) {
    throw new RangeError(`Cannot read a cell: an index from 0 to ${size - 1} was expected, but is ${i}`);
  }
}

/** Checks that `d` is a dimension of cells. */
export function checkCellDimension(d: number, maxDim: number): void {
  if (!Number.isInteger(d) || d < 0 || d > maxDim) {
    throw new RangeError(`Cannot list cells: a dimension from 0 to ${maxDim} was expected, but is ${d}`);
  }
}
