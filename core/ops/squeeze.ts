/**
 * Without axes of length 1.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { normalizeDim } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * Without axes of length 1: all of them, or only `dim`, which stays if it is longer.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If `dim` is not an axis of `x`.
 *
 * @example A row
 * ```ts
 * import { squeeze } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(squeeze([[1, 2]]).shape, [2]);
 * ```
 */
export function squeeze(x: TensorLike, dim?: number): Tensor {
  const input = asTensor("squeeze", x);
  const only = dim === undefined ? undefined : normalizeDim("squeeze", dim, input.ndim);
  const shape = input.shape.filter((length, k) => length !== 1 || (only !== undefined && k !== only));
  return record("squeeze", [input], input.data.slice(), shape, () => (gradient) => [gradient]);
}
