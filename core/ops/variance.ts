/**
 * The variance.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import type { SpreadOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { reduction, type ReductionRule } from "./_reduction.ts";
import { checkCorrection, spreadOf } from "./_spread.ts";

/**
 * The variance of all entries, or along one or several axes.
 *
 * `Σ (x − mean)² / (n − correction)`, with correction 1 by default; NaN for a single entry then, and for no entries.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If `dim` does not name axes of `x`, or `correction` is not finite.
 *
 * @example Of four numbers
 * ```ts
 * import { variance } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(variance([1, 1, 3, 3], undefined, { correction: 0 }).item(), 1);
 * ```
 */
export function variance(
  x: TensorLike,
  dim?: number | readonly number[],
  options: SpreadOptions = {},
): Tensor {
  const action = "take the variance";
  const { correction = 1, keepDim } = asOptions(action, options, ["correction", "keepDim"]);
  checkCorrection(action, correction);
  return reduction(ruleOf(correction), x, dim, { keepDim });
}

const ruleOf = (correction: number): ReductionRule => ({
  name: "variance",
  action: "take the variance",
  value(x, start, stride, length) {
    const { variance } = spreadOf(x, start, stride, length, correction);
    return variance;
  },
  slopes: (out, x, start, stride, length) => {
    const { mean, divisor } = spreadOf(x, start, stride, length, correction);
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = 2 * (x[at] - mean) / divisor;
  },
});
