/**
 * Entries picked one by one.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import type { AxisOptions } from "../tensor/methods.ts";
import { formatShape, normalizeDim, stridesOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkedIndices, picked } from "./_picking.ts";

/**
 * Entries picked along an axis: `out[i][j] = x[indices[i][j]][j]` for `dim = 0`, `x[i][indices[i][j]]` for `dim = 1`.
 *
 * Shapes: `indices` has as many axes as `x` and is nowhere longer, except along `dim`; the result has its shape.
 *
 * Differentiable: everywhere; an entry that is picked several times adds up the gradients.
 *
 * @throws {TypeError} If the shapes do not fit.
 * @throws {RangeError} If an index is not an integer from 0 to the length of the axis less 1, or `dim` is not an axis.
 *
 * @example One of each row
 * ```ts
 * import { gather } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(gather([[1, 2], [3, 4]], [[1], [0]], { dim: 1 }).toArray(), [[2], [3]]);
 * ```
 */
export function gather(x: TensorLike, indices: TensorLike, options: AxisOptions = {}): Tensor {
  const action = "gather", { dim = 0 } = asOptions(action, options, ["dim"]);
  const input = asTensor(action, x), chosen = asTensor(action, indices);
  const { shape } = chosen, axis = normalizeDim(action, dim, input.ndim);
  if (shape.length !== input.ndim || shape.some((length, k) => k !== axis && length > input.shape[k])) {
    throw new TypeError(
      `Cannot ${action}: indices must have as many axes as x and be no longer except along dim ${axis}, but the shapes are ` +
        `${formatShape(shape)} and ${formatShape(input.shape)}`,
    );
  }
  const positions = checkedIndices(action, chosen, input.shape[axis] ?? 1);
  const own = stridesOf(shape), strides = stridesOf(input.shape);
  for (let i = 0; i < positions.length; i++) {
    let position = positions[i] * (strides[axis] ?? 0);
    for (let k = 0; k < shape.length; k++) {
      if (k !== axis) position += (Math.floor(i / own[k]) % shape[k]) * strides[k];
    }
    positions[i] = position;
  }
  return picked("gather", input, positions, shape);
}
