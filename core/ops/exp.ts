/**
 * Exponentials.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "exp",
  action: "take exponentials",
  value: Math.exp,
  slope: (_, y) => y,
};

/**
 * The exponential of every entry.
 *
 * Differentiable: everywhere.
 *
 * @example Growth
 * ```ts
 * import { exp } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(exp([0, -Infinity]).toArray(), [1, 0]);
 * ```
 */
export function exp(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
