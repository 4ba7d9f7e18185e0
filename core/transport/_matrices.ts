/**
 * Matrices over pairs of points that functions of the user give, on the tape.
 *
 * @module
 */
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import { stack } from "../ops/stack.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Clouds, Side } from "./_clouds.ts";
import type { Settings } from "./samples_loss_options.ts";

/** One cloud on the tape. */
export interface Cloud {
  /** Its points, `[n, d]`. */
  readonly points: Tensor;
  /** Its weights, `[n]`. */
  readonly weights: Tensor;
}

/** A tensor has no more entries. */
const MOST_ENTRIES = 2 ** 32;

/** Checks that the matrices of each pair of clouds, `[n, n]`, `[m, m]` and `[n, m]`, fit in what may be used. */
export function checkRoom({ x, y }: Clouds, { action, limits: { maxMemory = Infinity } }: Settings): void {
  x.ends.forEach((_, k) => {
    const n = sizeOf(x, k), m = sizeOf(y, k);
    if (Math.max(n, m) ** 2 > MOST_ENTRIES) {
      throw new RangeError(
        `Cannot ${action}: matrices of at most 2^32 entries were expected, but there are ${n} and ${m} points; ` +
          "the losses without functions of yours make no matrix",
      );
    }
    const bytes = 8 * (n * n + m * m + n * m);
    if (bytes > maxMemory) {
      throw new RangeError(
        `Cannot ${action}: at most ${maxMemory} bytes may be used, but matrices of ${n} and ${m} points take ${bytes}; ` +
          "raise maxMemory, or take fewer points",
      );
    }
  });
}

/** The pairs of clouds, on the tape. */
export function cloudPairs({ x, y, dimension }: Clouds): [Cloud, Cloud][] {
  const first = cut(x, dimension), second = cut(y, dimension);
  return first.map((cloud, k) => [cloud, second[k]]);
}

/** What `call` gives, if it is a matrix of finite numbers for the points of two clouds; `name` is the option it comes from. */
export function matrixOf(
  action: string,
  name: string,
  x: Cloud,
  y: Cloud,
  call: (x: Tensor, y: Tensor) => Tensor,
): Tensor {
  const matrix: unknown = call(x.points, y.points), shape = [x.weights.size, y.weights.size];
  if (!(matrix instanceof Tensor) || !sameShape(matrix.shape, shape)) {
    const found = matrix instanceof Tensor ? `a tensor of shape ${formatShape(matrix.shape)}` : describe(matrix);
    throw new TypeError(
      `Cannot ${action}: ${name} must give a tensor of shape ${formatShape(shape)}, but gives ${found}`,
    );
  }
  const bad = matrix.data.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) {
    throw new RangeError(`Cannot ${action}: ${name} must give finite numbers, but one is ${matrix.data[bad]}`);
  }
  return matrix;
}

/** One number for each pair, as `shape` says. */
export function stacked(values: readonly Tensor[], shape: readonly number[]): Tensor {
  if (shape.length === 0) return values[0];
  return values.length === 0 ? new Tensor(new Float64Array(0), shape) : stack(values);
}

/** Arrays one after the other. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}

function sizeOf({ ends }: Side, k: number): number {
  return ends[k] - (k === 0 ? 0 : ends[k - 1]);
}

function cut({ points, weights, weightData, ends }: Side, dimension: number): Cloud[] {
  const rows = points.ndim === 2 ? points : reshape(points, [-1, dimension]);
  const flat = weights === undefined ? new Tensor(weightData, [weightData.length]) : reshape(weights, [-1]);
  if (ends.length === 1) return [{ points: rows, weights: flat }];
  return Array.from(ends, (end, k) => {
    const start = k === 0 ? 0 : ends[k - 1];
    return { points: slice(rows, start, end), weights: slice(flat, start, end) };
  });
}
