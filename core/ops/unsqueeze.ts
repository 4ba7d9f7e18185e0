/**
 * With a new axis of length 1.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { normalizeDim } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * With a new axis of length 1 at `dim` of the result.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If the result has no axis `dim`.
 *
 * @example A column
 * ```ts
 * import { unsqueeze } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(unsqueeze([1, 2], -1).toArray(), [[1], [2]]);
 * ```
 */
export function unsqueeze(x: TensorLike, dim: number): Tensor {
  const input = asTensor("unsqueeze", x);
  const shape = [...input.shape];
  shape.splice(normalizeDim("unsqueeze", dim, input.ndim + 1), 0, 1);
  return record("unsqueeze", [input], input.data.slice(), shape, () => (gradient) => [gradient]);
}
