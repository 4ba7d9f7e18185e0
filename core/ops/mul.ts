/**
 * Products.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { broadcasting, type BroadcastRule } from "./_broadcasting.ts";

const rule: BroadcastRule = {
  name: "mul",
  action: "multiply",
  value(out, x, dx, y, dy) {
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += dx, k += dy) out[i] = x[j] * y[k];
  },
  slopes: ["y", "x"],
};

/**
 * `a · b`, entry by entry in their common shape.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example Scaling
 * ```ts
 * import { mul } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(mul([1, 2], 3).toArray(), [3, 6]);
 * ```
 */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  return broadcasting(rule, a, b);
}
