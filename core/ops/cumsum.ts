/**
 * Running sums.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { along, type AlongRule } from "./_along.ts";

const rule: AlongRule = {
  name: "cumsum",
  action: "take running sums",
  value(out, x, start, stride, length) {
    let sum = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = sum += x[at];
  },
  pullback(out, gradient, _y, start, stride, length) {
    let sum = 0;
    for (let i = length - 1, at = start + i * stride; i >= 0; i--, at -= stride) out[at] = sum += gradient[at];
  },
};

/**
 * Running sums along an axis, by default the last.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If `dim` is not an axis of `x`.
 *
 * @example Along the last axis
 * ```ts
 * import { cumsum } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cumsum([1, 2, 3]).toArray(), [1, 3, 6]);
 * ```
 */
export function cumsum(x: TensorLike, dim: number = -1): Tensor {
  return along(rule, x, dim);
}
