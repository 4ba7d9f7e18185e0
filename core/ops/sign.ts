/**
 * Signs.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "sign",
  action: "take signs",
  value: (x) => x > 0 ? 1 : x < 0 ? -1 : 0,
  slope: () => 0,
  masked: true,
};

/**
 * The sign of every entry: 1, 0 or −1; 0 for NaN.
 *
 * Differentiable: except at 0; the gradient is 0 everywhere.
 *
 * @example Signs
 * ```ts
 * import { sign } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sign([-2, 0, 3]).toArray(), [-1, 0, 1]);
 * ```
 */
export function sign(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
