/**
 * Joining along an axis.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import type { AxisOptions } from "../tensor/methods.ts";
import { formatShape, normalizeDim, sameShape, sizeOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * The tensors one after the other along an axis, by default the first; also exported as `cat`.
 *
 * Shapes: equal except along the axis. An empty list of shape `[0]` joins to anything.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If there is no tensor, one is a single number, or the shapes do not fit.
 * @throws {RangeError} If `dim` is not an axis.
 *
 * @example Two lists
 * ```ts
 * import { concat } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(concat([[1, 2], [3]]).toArray(), [1, 2, 3]);
 * ```
 */
export function concat(tensors: readonly TensorLike[], { dim = 0 }: AxisOptions = {}): Tensor {
  const action = "concatenate";
  if (!Array.isArray(tensors) || tensors.length === 0) {
    throw new TypeError(
      `Cannot ${action}: a list of tensors was expected, but ${
        Array.isArray(tensors) ? "it is empty" : "there is none"
      }`,
    );
  }
  const all = tensors.map((x) => asTensor(action, x));
  const inputs = all.filter(({ shape }) => !sameShape(shape, [0]));
  if (inputs.length === 0) inputs.push(all[0]);
  const { shape } = inputs[0], axis = normalizeDim(action, dim, shape.length);
  for (const input of inputs) {
    const fits = input.ndim === shape.length && input.shape.every((length, k) => k === axis || length === shape[k]);
    if (!fits || input.ndim === 0) {
      throw new TypeError(
        `Cannot ${action}: shapes with an axis must be equal except along dim ${axis}, but are ${
          all.map((x) => formatShape(x.shape)).join(", ")
        }`,
      );
    }
  }
  const total = inputs.reduce((sum, input) => sum + input.shape[axis], 0);
  const joined = shape.map((length, k) => k === axis ? total : length);
  const outer = sizeOf(shape.slice(0, axis)), row = sizeOf(joined.slice(axis));
  const rows = inputs.map((input) => sizeOf(input.shape.slice(axis)));
  const data = new Float64Array(outer * row);
  let offset = 0;
  inputs.forEach((input, k) => {
    for (let o = 0; o < outer; o++) data.set(input.data.subarray(o * rows[k], (o + 1) * rows[k]), o * row + offset);
    offset += rows[k];
  });
  return record("concat", inputs, data, joined, () => (gradient) => {
    let offset = 0;
    return inputs.map((input, k) => {
      const part = new Float64Array(input.size);
      for (let o = 0; o < outer; o++) {
        part.set(gradient.subarray(o * row + offset, o * row + offset + rows[k]), o * rows[k]);
      }
      offset += rows[k];
      return part;
    });
  });
}
