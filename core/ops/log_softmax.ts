/**
 * The logarithm of the softmax.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { along, type AlongRule } from "./_along.ts";

const rule: AlongRule = {
  name: "logSoftmax",
  action: "take the logarithm of the softmax",
  value(out, x, start, stride, length) {
    let largest = -Infinity, sum = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) largest = Math.max(largest, x[at]);
    for (let i = 0, at = start; i < length; i++, at += stride) sum += Math.exp(x[at] - largest);
    const total = Math.log(sum);
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = x[at] - largest - total;
  },
  pullback(out, gradient, y, start, stride, length) {
    let sum = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) sum += gradient[at];
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = gradient[at] - Math.exp(y[at]) * sum;
  },
};

/**
 * `x − log Σ exp(x)` along an axis, by default the last, without overflow.
 *
 * Differentiable: where the largest entry is finite; otherwise values and gradients are NaN.
 *
 * @throws {RangeError} If `dim` is not an axis of `x`.
 *
 * @example One certain entry
 * ```ts
 * import { logSoftmax } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logSoftmax([0, -Infinity]).toArray(), [0, -Infinity]);
 * ```
 */
export function logSoftmax(x: TensorLike, dim: number = -1): Tensor {
  return along(rule, x, dim);
}
