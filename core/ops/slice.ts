/**
 * Ranges.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import type { SliceOptions } from "../tensor/methods.ts";
import { formatShape, normalizeDim, stridesOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { rearranged } from "./_rearranging.ts";

/**
 * The entries from `start` up to, and without, `end` along an axis, by default the first; negative ones count from the end.
 *
 * As in `x[start:end:step]`, bounds beyond the axis are cut to it.
 *
 * Differentiable: everywhere.
 *
 * @throws {RangeError} If a bound or `step` is not an integer, `step` is below 1, or `dim` is not an axis of `x`.
 *
 * @example All but the first
 * ```ts
 * import { slice } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(slice([1, 2, 3], 1).toArray(), [2, 3]);
 * ```
 */
export function slice(x: TensorLike, start: number, end?: number, options: SliceOptions = {}): Tensor {
  const { dim = 0, step = 1 } = asOptions("slice", options, ["dim", "step"]);
  const input = asTensor("slice", x), { shape } = input;
  if (shape.length === 0) {
    throw new TypeError(`Cannot slice: at least one axis was expected, but the shape is ${formatShape(shape)}`);
  }
  const axis = normalizeDim("slice", dim, shape.length), length = shape[axis];
  if (!(Number.isInteger(step) && step >= 1)) {
    throw new RangeError(`Cannot slice: step must be an integer of at least 1, but is ${step}`);
  }
  const from = bound(start, length), to = end === undefined ? length : bound(end, length);
  const strides = stridesOf(shape);
  return rearranged("slice", input, {
    shape: shape.map((whole, k) => k === axis ? Math.max(0, Math.ceil((to - from) / step)) : whole),
    strides: strides.map((stride, k) => k === axis ? stride * step : stride),
    start: from * strides[axis],
  });
}

function bound(position: number, length: number): number {
  if (!Number.isInteger(position)) {
    throw new RangeError(`Cannot slice: bounds must be integers, but one is ${position}`);
  }
  return Math.min(Math.max(position < 0 ? position + length : position, 0), length);
}
