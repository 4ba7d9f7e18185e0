/**
 * Axes in another order.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { normalizeDim, stridesOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { rearranged } from "./_rearranging.ts";

/**
 * The axes in the order `dims`.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If `dims` does not name every axis once.
 *
 * @example The last axis first
 * ```ts
 * import { permute, zeros } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(permute(zeros([2, 3, 4]), [2, 0, 1]).shape, [4, 2, 3]);
 * ```
 */
export function permute(x: TensorLike, dims: readonly number[]): Tensor {
  const input = asTensor("permute", x), { shape } = input;
  if (!Array.isArray(dims)) {
    throw new TypeError(`Cannot permute: dims must be a list of axes, but is ${describe(dims)}`);
  }
  const axes = dims.map((dim) => normalizeDim("permute", dim, shape.length));
  if (axes.length !== shape.length || new Set(axes).size !== axes.length) {
    throw new RangeError(
      `Cannot permute: dims must name each of ${shape.length} axes once, but is [${dims.join(", ")}]`,
    );
  }
  const strides = stridesOf(shape);
  const view = { shape: axes.map((axis) => shape[axis]), strides: axes.map((axis) => strides[axis]), start: 0 };
  return rearranged("permute", input, view);
}
