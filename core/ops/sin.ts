/**
 * Sines.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { elementwise, type ElementwiseRule } from "./_elementwise.ts";

const rule: ElementwiseRule = {
  name: "sin",
  action: "take sines",
  value: Math.sin,
  slope: (x) => Math.cos(x),
};

/**
 * The sine of every entry, in radians.
 *
 * Differentiable: everywhere.
 *
 * @example A right angle
 * ```ts
 * import { sin } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sin(Math.PI / 2).item(), 1);
 * ```
 */
export function sin(x: TensorLike): Tensor {
  return elementwise(rule, x);
}
