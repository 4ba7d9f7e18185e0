/**
 * Logarithms.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "log",
  action: "take logarithms",
  value: Math.log,
  slope: (x) => 1 / x, // ±∞ at ±0
};

/**
 * The natural logarithm of every entry; −∞ at 0, NaN for negative ones.
 *
 * Differentiable: where `x > 0`. At 0 the derivative is infinite.
 *
 * @example The logarithm of e
 * ```ts
 * import { log } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(log(Math.E).item(), 1);
 * ```
 */
export function log(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
