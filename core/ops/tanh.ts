/**
 * Hyperbolic tangents.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "tanh",
  action: "take hyperbolic tangents",
  value: Math.tanh,
  slope: (_, y) => 1 - y * y,
};

/**
 * The hyperbolic tangent of every entry.
 *
 * Differentiable: everywhere.
 *
 * @example Its limits
 * ```ts
 * import { tanh } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tanh([-Infinity, 0, Infinity]).toArray(), [-1, 0, 1]);
 * ```
 */
export function tanh(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
