/**
 * Quotients.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { broadcasting, type BroadcastRule } from "./_broadcasting.ts";

const rule: BroadcastRule = {
  name: "div",
  action: "divide",
  value(out, x, dx, y, dy) {
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += dx, k += dy) out[i] = x[j] / y[k];
  },
  slopes: [
    (out, _x, _dx, y, dy) => {
      for (let i = 0, k = 0; i < out.length; i++, k += dy) out[i] = 1 / y[k];
    },
    (out, x, dx, y, dy) => {
      for (let i = 0, j = 0, k = 0; i < out.length; i++, j += dx, k += dy) out[i] = -(x[j] / y[k]) / y[k];
    },
  ],
};

/**
 * `a / b`, entry by entry in their common shape.
 *
 * Differentiable: where `b` is not 0; there the values and derivatives are those of IEEE arithmetic.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example Halves
 * ```ts
 * import { div } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(div([1, 2], 2).toArray(), [0.5, 1]);
 * ```
 */
export function div(a: TensorLike, b: TensorLike): Tensor {
  return broadcasting(rule, a, b);
}
