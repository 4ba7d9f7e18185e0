/**
 * Square roots.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "sqrt",
  action: "take square roots",
  value: Math.sqrt,
  slope: (_, y) => 1 / (2 * y), // +∞ at 0
};

/**
 * The square root of every entry; NaN for negative ones.
 *
 * Differentiable: where `x > 0`. At 0 the derivative is infinite; {@linkcode norm} is the root with gradient 0 there.
 *
 * @example Roots
 * ```ts
 * import { sqrt } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sqrt([4, 9]).toArray(), [2, 3]);
 * ```
 */
export function sqrt(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
