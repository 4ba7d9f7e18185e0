/**
 * The largest entry.
 *
 * @module
 */
import type { ReductionOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { extremum } from "./_extremum.ts";

/**
 * The largest entry of all, or along an axis; NaN if one is NaN.
 *
 * Differentiable: except at ties. Over all entries, those that tie share the gradient evenly; along an axis the first one
 * gets all of it.
 *
 * @throws {RangeError} If `dim` is not an axis of `x`, or there is no entry.
 *
 * @example Of rows
 * ```ts
 * import { max } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(max([[1, 5], [7, 3]], 1).toArray(), [5, 7]);
 * ```
 */
export function max(x: TensorLike, dim?: number, options?: ReductionOptions): Tensor {
  return extremum("maximum", 1, x, dim, options);
}
