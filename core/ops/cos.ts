/**
 * Cosines.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "cos",
  action: "take cosines",
  value: Math.cos,
  slope: (x) => -Math.sin(x),
};

/**
 * The cosine of every entry, in radians.
 *
 * Differentiable: everywhere.
 *
 * @example Half a turn
 * ```ts
 * import { cos } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cos(Math.PI).item(), -1);
 * ```
 */
export function cos(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
