/**
 * Products of matrices.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { broadcastShapes, formatShape, sizeOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { operand, summedTo } from "./_broadcasting.ts";

/**
 * The product of matrices `[…, n, k]` and `[…, k, m]`, `[…, n, m]`; leading axes broadcast.
 *
 * A vector counts as a row on the left and as a column on the right, and the result loses that axis.
 *
 * Differentiable: everywhere.
 * Cost: O(n k m) per pair of matrices.
 *
 * @throws {TypeError} If a factor is a single number, or the shapes do not fit.
 *
 * @example A rotation
 * ```ts
 * import { matmul } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(matmul([[0, -1], [1, 0]], [3, 4]).toArray(), [-4, 3]);
 * ```
 */
export function matmul(a: TensorLike, b: TensorLike): Tensor {
  const action = "multiply matrices";
  const left = asTensor(action, a), right = asTensor(action, b);
  const fromLeft = left.ndim === 1 ? [1, ...left.shape] : left.shape;
  const fromRight = right.ndim === 1 ? [...right.shape, 1] : right.shape;
  const [n, k] = fromLeft.slice(-2), [inner, m] = fromRight.slice(-2);
  if (left.ndim === 0 || right.ndim === 0 || k !== inner) {
    throw new TypeError(
      `Cannot ${action}: the last axis of the first and the last but one of the second must be equal, but the shapes are ` +
        `${formatShape(left.shape)} and ${formatShape(right.shape)}`,
    );
  }
  const batch = broadcastShapes(action, fromLeft.slice(0, -2), fromRight.slice(0, -2));
  const shape = [...batch];
  if (left.ndim > 1) shape.push(n);
  if (right.ndim > 1) shape.push(m);
  const sizes: Sizes = { count: sizeOf(batch), n, k, m };
  const spreadLeft = [...batch, n, k], spreadRight = [...batch, k, m];
  const x = batched(left, fromLeft, spreadLeft), y = batched(right, fromRight, spreadRight);
  const data = product(x, y, sizes);
  return record("matmul", [left, right], data, shape, (needed) => {
    const xt = needed[1] ? transposed(x, sizes.count, n, k) : null;
    const yt = needed[0] ? transposed(y, sizes.count, k, m) : null;
    return (gradient) => [
      yt && summedTo(product(gradient, yt, { ...sizes, k: m, m: k }), spreadLeft, fromLeft),
      xt && summedTo(product(xt, gradient, { ...sizes, n: k, k: n }), spreadRight, fromRight),
    ];
  });
}

/** `count` products of matrices `[n, k]` and `[k, m]`. */
interface Sizes {
  readonly count: number;
  readonly n: number;
  readonly k: number;
  readonly m: number;
}

/** The values of `input`, seen in shape `from`, once per matrix of the batch. */
function batched({ data, size }: Tensor, from: readonly number[], to: readonly number[]): Float64Array {
  if (size === sizeOf(to)) return data;
  const { values, step } = operand({ data, shape: from, size }, to);
  return step === 1 ? values : new Float64Array(sizeOf(to)).fill(values[0]);
}

/** Row by row, so that the innermost loop runs along rows of both the second factor and the result. */
function product(x: Float64Array, y: Float64Array, { count, n, k, m }: Sizes): Float64Array {
  const out = new Float64Array(count * n * m);
  for (let row = 0; row < count * n; row++) {
    const matrix = Math.floor(row / n) * k * m, to = row * m;
    for (let j = 0; j < k; j++) {
      const factor = x[row * k + j], from = matrix + j * m;
      for (let i = 0; i < m; i++) out[to + i] += factor * y[from + i];
    }
  }
  return out;
}

function transposed(x: Float64Array, count: number, rows: number, columns: number): Float64Array {
  const out = new Float64Array(x.length);
  for (let c = 0, at = 0; c < count; c++) {
    const start = c * rows * columns;
    for (let j = 0; j < columns; j++) {
      for (let i = 0; i < rows; i++) out[at++] = x[start + i * columns + j];
    }
  }
  return out;
}
