/**
 * Maxima of pairs.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { broadcasting, type BroadcastRule, perEntry } from "./_broadcasting.ts";

const rule: BroadcastRule = {
  name: "maximum",
  action: "take the maximum",
  value: perEntry(Math.max),
  slopes: [
    // At a tie each gets half; with a NaN both comparisons are false and both get all of it.
    perEntry((x, y) => x === y ? 0.5 : x < y ? 0 : 1),
    perEntry((x, y) => x === y ? 0.5 : x > y ? 0 : 1),
  ],
  masked: true,
};

/**
 * The larger of `a` and `b`, entry by entry in their common shape; NaN if one is NaN.
 *
 * Differentiable: where they differ. Where they are equal each gets half of the gradient.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example With a number
 * ```ts
 * import { maximum } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(maximum([1, 5], 3).toArray(), [3, 5]);
 * ```
 */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return broadcasting(rule, a, b);
}
