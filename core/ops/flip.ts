/**
 * Reversed axes.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { stridesOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { normalizeDims } from "./_fibers.ts";
import { rearranged } from "./_rearranging.ts";

/**
 * The entries in reverse order along all axes, or along those of `dims`.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If `dims` does not name axes of `x`.
 *
 * @example Backwards
 * ```ts
 * import { flip } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(flip([1, 2, 3]).toArray(), [3, 2, 1]);
 * ```
 */
export function flip(x: TensorLike, dims?: number | readonly number[]): Tensor {
  const input = asTensor("flip", x), { shape } = input;
  const none = Array.isArray(dims) && dims.length === 0;
  const reversed = new Set(none ? [] : normalizeDims("flip", dims, shape.length));
  const strides = stridesOf(shape);
  let start = 0;
  for (const axis of reversed) start += strides[axis] * (shape[axis] - 1);
  return rearranged("flip", input, {
    shape,
    strides: strides.map((stride, k) => reversed.has(k) ? -stride : stride),
    start,
  });
}
