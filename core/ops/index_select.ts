/**
 * Slices picked along an axis.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import type { AxisOptions, Indices } from "../tensor/methods.ts";
import { formatShape, normalizeDim, sizeOf } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { checkedIndices, picked } from "./_picking.ts";

/**
 * The slices of `x` at `indices` along an axis, by default the first; an index may come several times.
 *
 * Differentiable: everywhere; a slice that is picked several times adds up the gradients.
 *
 * @throws {TypeError} If `x` is a single number, or `indices` has more than one axis.
 * @throws {RangeError} If an index is not an integer from 0 to the length of the axis less 1, or `dim` is not an axis.
 *
 * @example Rows
 * ```ts
 * import { indexSelect } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(indexSelect([[1, 2], [3, 4]], [1, 1]).toArray(), [[3, 4], [3, 4]]);
 * ```
 */
export function indexSelect(x: TensorLike, indices: Indices<Tensor>, options: AxisOptions = {}): Tensor {
  const action = "select", { dim = 0 } = asOptions(action, options, ["dim"]);
  const input = asTensor(action, x), { shape } = input;
  if (shape.length === 0) throw new TypeError(`Cannot ${action}: at least one axis was expected, but the shape is []`);
  if (indices instanceof Tensor && indices.ndim > 1) {
    throw new TypeError(
      `Cannot ${action}: indices with one axis were expected, but the shape is ${formatShape(indices.shape)}`,
    );
  }
  const axis = normalizeDim(action, dim, shape.length);
  const chosen = checkedIndices(action, indices, shape[axis]);
  const outer = sizeOf(shape.slice(0, axis)), inner = sizeOf(shape.slice(axis + 1));
  const positions = new Uint32Array(outer * chosen.length * inner);
  for (let o = 0, at = 0; o < outer; o++) {
    for (const index of chosen) {
      const start = (o * shape[axis] + index) * inner;
      for (let i = 0; i < inner; i++) positions[at++] = start + i;
    }
  }
  return picked("indexSelect", input, positions, shape.map((length, k) => k === axis ? chosen.length : length));
}
