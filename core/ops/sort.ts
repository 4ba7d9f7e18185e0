/**
 * Sorting.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import type { SortOptions, ValuesWithIndices } from "../tensor/methods.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { ordering } from "./_ordering.ts";
import { picked } from "./_picking.ts";

/**
 * The entries along an axis, by default the last, in ascending or descending order, with the positions they came from.
 *
 * Stable: equal entries keep their order. NaN counts as larger than every number.
 *
 * Differentiable: where no two entries of a fiber tie; at ties each value passes its gradient to the entry it came from.
 * Cost: O(n log n).
 *
 * @throws {RangeError} If `dim` is not an axis of `x`.
 *
 * @example Values and positions
 * ```ts
 * import { sort } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const { values, indices } = sort([3, 1, 2]);
 * assertEquals(values.toArray(), [1, 2, 3]);
 * assertEquals(indices.toArray(), [1, 2, 0]);
 * ```
 */
export function sort(x: TensorLike, options: SortOptions = {}): ValuesWithIndices<Tensor> {
  const input = asTensor("sort", x);
  const { indices, positions } = ordering("sort", input, options);
  return { values: picked("sort", input, positions, input.shape), indices: new Tensor(indices, input.shape) };
}
