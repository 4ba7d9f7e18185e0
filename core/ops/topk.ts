/**
 * The largest or smallest entries.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import type { TopkOptions, ValuesWithIndices } from "../tensor/methods.ts";
import { formatShape, normalizeDim } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { ordering } from "./_ordering.ts";
import { picked } from "./_picking.ts";
import { slice } from "./slice.ts";

/**
 * The `k` largest or smallest entries along an axis, by default the last, in order, with the positions they came from.
 *
 * Of equal entries the first are taken. NaN counts as larger than every number.
 *
 * Differentiable: where the entries of a fiber do not tie; at ties each value passes its gradient to the entry it came
 * from.
 * Cost: that of sorting, O(n log n).
 *
 * @throws {RangeError} If `dim` is not an axis of `x`, or `k` is not an integer from 0 to its length.
 *
 * @example The two largest
 * ```ts
 * import { topk } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(topk([3, 1, 2], 2).values.toArray(), [3, 2]);
 * ```
 */
export function topk(
  x: TensorLike,
  k: number,
  options: TopkOptions = {},
): ValuesWithIndices<Tensor> {
  const action = "take the top entries", { dim = -1, largest = true } = asOptions(action, options, ["dim", "largest"]);
  const input = asTensor(action, x), { shape } = input;
  const axis = normalizeDim(action, dim, shape.length), length = shape[axis] ?? 1;
  if (!(Number.isInteger(k) && k >= 0 && k <= length)) {
    throw new RangeError(
      `Cannot ${action}: k must be an integer from 0 to ${length}, the length of axis ${axis} of shape ` +
        `${formatShape(shape)}, but is ${k}`,
    );
  }
  const { indices, positions } = ordering(action, input, { dim, descending: largest });
  if (shape.length === 0) {
    return { values: picked("topk", input, positions, shape), indices: new Tensor(indices, shape) };
  }
  const first = (values: ArrayLike<number>) => slice({ data: Float64Array.from(values), shape }, 0, k, { dim: axis });
  const taken = first(positions);
  return {
    values: picked("topk", input, Uint32Array.from(taken.data), taken.shape),
    indices: first(indices),
  };
}
