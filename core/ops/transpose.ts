/**
 * Swapped axes.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { normalizeDim, stridesOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { rearranged } from "./_rearranging.ts";

/**
 * Two axes swapped, by default the last two.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If an axis does not exist.
 *
 * @example A matrix
 * ```ts
 * import { transpose } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(transpose([[1, 2], [3, 4]]).toArray(), [[1, 3], [2, 4]]);
 * ```
 */
export function transpose(x: TensorLike, dim0: number = -2, dim1: number = -1): Tensor {
  const input = asTensor("transpose", x);
  const [a, b] = [dim0, dim1].map((dim) => normalizeDim("transpose", dim, input.ndim));
  return rearranged("transpose", input, {
    shape: swapped(input.shape, a, b),
    strides: swapped(stridesOf(input.shape), a, b),
    start: 0,
  });
}

function swapped(list: readonly number[], a: number, b: number): number[] {
  return list.map((value, k) => k === a ? list[b] : k === b ? list[a] : value);
}
