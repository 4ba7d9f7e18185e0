/**
 * Differences.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { broadcasting, type BroadcastRule } from "./_broadcasting.ts";

const rule: BroadcastRule = {
  name: "sub",
  action: "subtract",
  value(out, x, dx, y, dy) {
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += dx, k += dy) out[i] = x[j] - y[k];
  },
  slopes: [1, -1],
};

/**
 * `a − b`, entry by entry in their common shape.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example A column and a row
 * ```ts
 * import { sub } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sub([[1], [2]], [1, 2]).toArray(), [[0, -1], [1, 0]]);
 * ```
 */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  return broadcasting(rule, a, b);
}
