/**
 * Sums.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { broadcasting, type BroadcastRule } from "./_broadcasting.ts";

const rule: BroadcastRule = {
  name: "add",
  action: "add",
  value(out, x, dx, y, dy) {
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += dx, k += dy) out[i] = x[j] + y[k];
  },
  slopes: [1, 1],
};

/**
 * `a + b`, entry by entry in their common shape.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example A vector and a number
 * ```ts
 * import { add } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(add([1, 2], 10).toArray(), [11, 12]);
 * ```
 */
export function add(a: TensorLike, b: TensorLike): Tensor {
  return broadcasting(rule, a, b);
}
