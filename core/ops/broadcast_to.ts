/**
 * Repeated entries.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { broadcastShapes, broadcastStrides, checkShape, formatShape, sameShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { rearranged } from "./_rearranging.ts";

/**
 * Repeated along axes of length 1 and along new leading axes, so as to have `shape`.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If `x` does not broadcast to `shape`.
 *
 * @example A row twice
 * ```ts
 * import { broadcastTo } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(broadcastTo([1, 2], [2, 2]).toArray(), [[1, 2], [1, 2]]);
 * ```
 */
export function broadcastTo(x: TensorLike, shape: readonly number[]): Tensor {
  const action = "broadcast", input = asTensor(action, x);
  checkShape(action, shape);
  if (!sameShape(broadcastShapes(action, input.shape, shape), shape)) {
    throw new TypeError(
      `Cannot ${action}: axes of length 1 and new leading ones can be repeated, but ${formatShape(input.shape)} ` +
        `does not become ${formatShape(shape)} by that`,
    );
  }
  return rearranged("broadcastTo", input, {
    shape: [...shape],
    strides: broadcastStrides(input.shape, shape),
    start: 0,
  });
}
