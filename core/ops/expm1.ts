/**
 * Exponentials less 1.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "expm1",
  action: "take exponentials",
  value: Math.expm1,
  slope: (_, y) => y + 1,
};

/**
 * `exp(x) − 1` for every entry, accurate near 0.
 *
 * Differentiable: everywhere.
 *
 * @example A tiny exponent
 * ```ts
 * import { expm1 } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(expm1(1e-20).item(), 1e-20);
 * ```
 */
export function expm1(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
