/**
 * Absolute values.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "abs",
  action: "take absolute values",
  value: Math.abs,
  slope: (x) => x > 0 ? 1 : x < 0 ? -1 : 0, // 0 at 0, between the −1 and 1 of the two sides
};

/**
 * The absolute value of every entry.
 *
 * Differentiable: except at 0, where the gradient is 0.
 *
 * @example Magnitudes
 * ```ts
 * import { abs } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(abs([-2, 0, 3]).toArray(), [2, 0, 3]);
 * ```
 */
export function abs(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
