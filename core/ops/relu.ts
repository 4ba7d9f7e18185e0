/**
 * The positive part.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "relu",
  action: "take positive parts",
  value: (x) => x <= 0 ? 0 : x,
  slope: (x) => x <= 0 ? 0 : 1, // 0 at 0
  masked: true,
};

/**
 * The positive part `max(x, 0)` of every entry.
 *
 * Differentiable: except at 0, where the gradient is 0.
 *
 * @example Negative entries vanish
 * ```ts
 * import { relu } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(relu([-1, 0, 2]).toArray(), [0, 0, 2]);
 * ```
 */
export function relu(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
