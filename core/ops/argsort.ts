/**
 * The order of entries.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import type { SortOptions } from "../tensor/methods.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { ordering } from "./_ordering.ts";

/**
 * The positions, along an axis, by default the last, that sort it; stable, with NaN above every number.
 *
 * Differentiable: no gradient flows, positions are whole numbers.
 * Cost: O(n log n).
 *
 * @throws {RangeError} If `dim` is not an axis of `x`.
 *
 * @example From the largest
 * ```ts
 * import { argsort } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(argsort([3, 1, 2], { descending: true }).toArray(), [0, 2, 1]);
 * ```
 */
export function argsort(x: TensorLike, options: SortOptions = {}): Tensor {
  const input = asTensor("sort", x);
  return new Tensor(ordering("sort", input, options).indices, input.shape);
}
