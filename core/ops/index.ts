/**
 * Parts at given positions.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { formatShape, stridesOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { rearranged } from "./_rearranging.ts";

/**
 * The part at `positions` of the leading axes, which it loses; `null` keeps an axis whole, negative ones count from the end.
 *
 * Differentiable: everywhere.
 *
 * @throws {TypeError} If there are more positions than axes.
 * @throws {RangeError} If a position does not exist.
 *
 * @example A column
 * ```ts
 * import { index } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(index([[1, 2], [3, 4]], [null, 1]).toArray(), [2, 4]);
 * ```
 */
export function index(x: TensorLike, positions: number | readonly (number | null)[]): Tensor {
  const input = asTensor("index", x), { shape } = input;
  const list = typeof positions === "number" ? [positions] : positions;
  if (!Array.isArray(list) || list.length > shape.length) {
    throw new TypeError(
      `Cannot index: at most ${shape.length} positions were expected for shape ${formatShape(shape)}, but ${
        Array.isArray(list) ? `${list.length} were` : `${String(list)} was`
      } found`,
    );
  }
  const strides = stridesOf(shape);
  const kept = shape.map((_, k) => k).filter((k) => (list[k] ?? null) === null);
  let start = 0;
  list.forEach((position, k) => {
    if (position !== null) start += strides[k] * checkedPosition(position, shape[k], k);
  });
  return rearranged("index", input, { shape: kept.map((k) => shape[k]), strides: kept.map((k) => strides[k]), start });
}

function checkedPosition(position: number, length: number, axis: number): number {
  if (!Number.isInteger(position) || position < -length || position >= length) {
    throw new RangeError(
      `Cannot index: positions along axis ${axis} must be integers from ${-length} to ${
        length - 1
      }, but one is ${position}`,
    );
  }
  return position < 0 ? position + length : position;
}
