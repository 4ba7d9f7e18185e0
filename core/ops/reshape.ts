/**
 * Other shapes of the same entries.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { checkShape, formatShape, sizeOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * The same entries, in row-major order, in another shape; one length may be −1 and follows from the others.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If the number of entries does not fit.
 *
 * @example Two rows
 * ```ts
 * import { reshape } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reshape([1, 2, 3, 4], [2, -1]).toArray(), [[1, 2], [3, 4]]);
 * ```
 */
export function reshape(x: TensorLike, shape: readonly number[]): Tensor {
  const input = asTensor("reshape", x);
  const to = completed(shape, input.size);
  if (sizeOf(to) !== input.size) {
    throw new TypeError(
      `Cannot reshape: a shape with as many entries as ${formatShape(input.shape)} was expected, ` +
        `but ${formatShape(shape)} was found`,
    );
  }
  return record("reshape", [input], input.data.slice(), to, () => (gradient) => [gradient]);
}

/** `shape` with −1 replaced by what is left of `size`. */
function completed(shape: readonly number[], size: number): number[] {
  const known = Array.isArray(shape) ? shape.map((length) => length === -1 ? 1 : length) : shape;
  checkShape("reshape", known);
  const free = shape.indexOf(-1);
  if (free < 0) return [...shape];
  const rest = sizeOf(known);
  if (shape.indexOf(-1, free + 1) >= 0 || rest === 0) {
    throw new TypeError(
      `Cannot reshape: the length −1 must follow from the others, but does not in ${formatShape(shape)}`,
    );
  }
  return shape.map((length) => length === -1 ? Math.floor(size / rest) : length);
}
