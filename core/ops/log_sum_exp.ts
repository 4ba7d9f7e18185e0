/**
 * Sums of exponentials on a logarithmic scale.
 *
 * @module
 */
import type { ReductionOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { reduction, type ReductionRule } from "./_reduction.ts";

const rule: ReductionRule = {
  name: "logSumExp",
  action: "take the logarithm of a sum of exponentials",
  value(x, start, stride, length) {
    let largest = -Infinity;
    for (let i = 0, at = start; i < length; i++, at += stride) largest = Math.max(largest, x[at]);
    const shift = Number.isFinite(largest) ? largest : 0; // ∞ − ∞ would be NaN
    let sum = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) sum += Math.exp(x[at] - shift);
    return Math.log(sum) + shift;
  },
  slopes(out, x, start, stride, length, value) {
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = Math.exp(x[at] - value);
  },
};

/**
 * `log Σ exp(x)` over all entries, or along one or several axes, without overflow; −∞ for no entries.
 *
 * Differentiable: where the value is finite; where it is −∞ the gradient is NaN.
 *
 * @throws {RangeError} If `dim` does not name axes of `x`.
 *
 * @example No overflow
 * ```ts
 * import { logSumExp } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logSumExp([1000, -Infinity]).item(), 1000);
 * ```
 */
export function logSumExp(x: TensorLike, dim?: number | readonly number[], options?: ReductionOptions): Tensor {
  return reduction(rule, x, dim, options);
}
