/**
 * Sums of many entries.
 *
 * @module
 */
import type { ReductionOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { reduction, type ReductionRule } from "./_reduction.ts";
import { sumOf } from "./_sum.ts";

const rule: ReductionRule = {
  name: "sum",
  action: "add up",
  value: sumOf,
  slopes: { shared: () => 1 },
};

/**
 * The sum of all entries, or along one or several axes; 0 for no entries.
 *
 * Differentiable: everywhere.
 * Cost: the rounding error grows with the logarithm of the number of entries.
 *
 * @throws {RangeError} If `dim` does not name axes of `x`.
 *
 * @example Of columns
 * ```ts
 * import { sum } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sum([[1, 2], [3, 4]], 0).toArray(), [4, 6]);
 * ```
 */
export function sum(x: TensorLike, dim?: number | readonly number[], options?: ReductionOptions): Tensor {
  return reduction(rule, x, dim, options);
}
