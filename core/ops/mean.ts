/**
 * Means.
 *
 * @module
 */
import type { ReductionOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { reduction, type ReductionRule } from "./_reduction.ts";
import { sumOf } from "./_sum.ts";

const rule: ReductionRule = {
  name: "mean",
  action: "take the mean",
  value: (x, start, stride, length) => sumOf(x, start, stride, length) / length,
  slopes: { shared: (length) => 1 / length },
};

/**
 * The mean of all entries, or along one or several axes; NaN for no entries.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If `dim` does not name axes of `x`.
 *
 * @example Of columns
 * ```ts
 * import { mean } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(mean([[1, 2], [3, 4]], 0).toArray(), [2, 3]);
 * ```
 */
export function mean(x: TensorLike, dim?: number | readonly number[], options?: ReductionOptions): Tensor {
  return reduction(rule, x, dim, options);
}
