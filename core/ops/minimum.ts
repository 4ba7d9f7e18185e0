/**
 * Minima of pairs.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { broadcasting, type BroadcastRule, perEntry } from "./_broadcasting.ts";

const rule: BroadcastRule = {
  name: "minimum",
  action: "take the minimum",
  value: perEntry(Math.min),
  slopes: [
    // At a tie each gets half; with a NaN both comparisons are false and both get all of it.
    perEntry((x, y) => x === y ? 0.5 : x > y ? 0 : 1),
    perEntry((x, y) => x === y ? 0.5 : x < y ? 0 : 1),
  ],
  masked: true,
};

/**
 * The smaller of `a` and `b`, entry by entry in their common shape; NaN if one is NaN.
 *
 * Differentiable: where they differ. Where they are equal each gets half of the gradient.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example With a number
 * ```ts
 * import { minimum } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(minimum([1, 5], 3).toArray(), [1, 3]);
 * ```
 */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  return broadcasting(rule, a, b);
}
