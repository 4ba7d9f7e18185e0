/**
 * The logistic function.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "sigmoid",
  action: "take sigmoids",
  value: logistic,
  slope: (_, y) => y * (1 - y),
};

/**
 * The logistic function `1 / (1 + exp(−x))` of every entry.
 *
 * Differentiable: everywhere.
 *
 * @example Its middle and limits
 * ```ts
 * import { sigmoid } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sigmoid([-Infinity, 0, Infinity]).toArray(), [0, 0.5, 1]);
 * ```
 */
export function sigmoid(x: TensorLike): Tensor {
  return elementwise(rule, x);
}

/** The exponent is never positive: for large negative `x`, `1 / (1 + exp(−x))` would lose all digits by overflow. */
function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const growth = Math.exp(x);
  return growth / (1 + growth);
}
