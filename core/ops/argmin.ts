/**
 * Where the smallest entry is.
 *
 * @module
 */
import type { ReductionOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { extremumPosition } from "./_extremum.ts";

/**
 * The position of the smallest entry, of all in row-major order or along an axis; the first of several, or of a NaN.
 *
 * Differentiable: no gradient flows, positions are whole numbers.
 *
 * @throws {RangeError} If `dim` is not an axis of `x`, or there is no entry.
 *
 * @example Of rows
 * ```ts
 * import { argmin } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(argmin([[1, 5], [7, 3]], 1).toArray(), [0, 1]);
 * ```
 */
export function argmin(x: TensorLike, dim?: number, options?: ReductionOptions): Tensor {
  return extremumPosition("minimum", -1, x, dim, options);
}
