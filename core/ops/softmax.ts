/**
 * Exponentials scaled to sum 1.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { along, type AlongRule } from "./_along.ts";

const rule: AlongRule = {
  name: "softmax",
  action: "take the softmax",
  value(out, x, start, stride, length) {
    let largest = -Infinity, sum = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) largest = Math.max(largest, x[at]);
    for (let i = 0, at = start; i < length; i++, at += stride) sum += out[at] = Math.exp(x[at] - largest);
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] /= sum;
  },
  pullback(out, gradient, y, start, stride, length) {
    let mean = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) mean += gradient[at] * y[at];
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = y[at] * (gradient[at] - mean);
  },
};

/**
 * `exp(x) / Σ exp(x)` along an axis, by default the last, without overflow.
 *
 * Differentiable: where the largest entry is finite; otherwise values and gradients are NaN.
 *
 * @throws {RangeError} If `dim` is not an axis of `x`.
 *
 * @example Equal entries share 1
 * ```ts
 * import { softmax } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(softmax([3, 3, -Infinity]).toArray(), [0.5, 0.5, 0]);
 * ```
 */
export function softmax(x: TensorLike, dim: number = -1): Tensor {
  return along(rule, x, dim);
}
