/**
 * Logarithms of 1 more.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "log1p",
  action: "take logarithms",
  value: Math.log1p,
  slope: (x) => 1 / (1 + x), // +∞ at −1
};

/**
 * `log(1 + x)` for every entry, accurate near 0.
 *
 * Differentiable: where `x > −1`. At −1 the derivative is infinite.
 *
 * @example A tiny argument
 * ```ts
 * import { log1p } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(log1p(1e-20).item(), 1e-20);
 * ```
 */
export function log1p(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
