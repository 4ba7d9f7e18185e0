/**
 * Joining along a new axis.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import type { AxisOptions } from "../tensor/methods.ts";
import { formatShape, normalizeDim, sameShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { asTensors } from "./_lists.ts";
import { concat } from "./concat.ts";
import { unsqueeze } from "./unsqueeze.ts";

/**
 * The tensors side by side along a new axis, by default the first.
 *
 * Shapes: all equal.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If there is no tensor, or the shapes are not equal.
 * @throws {RangeError} If the result has no axis `dim`.
 *
 * @example Two columns
 * ```ts
 * import { stack } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(stack([[1, 2], [3, 4]], { dim: 1 }).toArray(), [[1, 3], [2, 4]]);
 * ```
 */
export function stack(tensors: readonly TensorLike[], options: AxisOptions = {}): Tensor {
  const action = "stack", { dim = 0 } = asOptions(action, options, ["dim"]);
  const inputs = asTensors(action, tensors);
  const axis = normalizeDim(action, dim, inputs[0].ndim + 1);
  if (inputs.some(({ shape }) => !sameShape(shape, inputs[0].shape))) {
    throw new TypeError(
      `Cannot ${action}: equal shapes were expected, but they are ${
        inputs.map((x) => formatShape(x.shape)).join(", ")
      }`,
    );
  }
  return concat(inputs.map((input) => unsqueeze(input, axis)), { dim: axis });
}
