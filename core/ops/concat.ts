/**
 * Joining along an axis.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asOptions } from "../tensor/as_options.ts";
import type { AxisOptions } from "../tensor/methods.ts";
import { formatShape, normalizeDim, sameShape, sizeOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { asTensors } from "./_lists.ts";

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
export function concat(tensors: readonly TensorLike[], options: AxisOptions = {}): Tensor {
  const action = "concatenate", { dim = 0 } = asOptions(action, options, ["dim"]);
  const inputs = asTensors(action, tensors);
  const { shape } = inputs.find((input) => !isEmptyList(input)) ?? inputs[0];
  const axis = normalizeDim(action, dim, shape.length);
  for (const input of inputs) {
    const fits = input.ndim === shape.length && input.shape.every((length, k) => k === axis || length === shape[k]);
    if (!(fits || isEmptyList(input)) || shape.length === 0) {
      throw new TypeError(
        `Cannot ${action}: shapes with an axis must be equal except along dim ${axis}, but are ${
          inputs.map((x) => formatShape(x.shape)).join(", ")
        }`,
      );
    }
  }
  const lengths = inputs.map((input) => isEmptyList(input) ? 0 : input.shape[axis]);
  const joined = shape.map((length, k) => k === axis ? lengths.reduce((sum, part) => sum + part, 0) : length);
  const outer = sizeOf(shape.slice(0, axis)), inner = sizeOf(shape.slice(axis + 1));
  const data = new Float64Array(sizeOf(joined));
  let offset = 0;
  const parts = inputs.map((_, k) => {
    const part: Part = { offset, row: lengths[k] * inner, step: joined[axis] * inner, outer };
    offset += part.row;
    return part;
  });
  inputs.forEach((input, k) =>
    eachRow(parts[k], (whole, own, row) => data.set(input.data.subarray(own, own + row), whole))
  );
  return record("concat", inputs, data, joined, () => (gradient) =>
    inputs.map((input, k) => {
      const out = new Float64Array(input.size);
      eachRow(parts[k], (whole, own, row) => out.set(gradient.subarray(whole, whole + row), own));
      return out;
    }));
}

/** Where the rows of one tensor lie in the joined data: `outer` rows of `row` entries, `step` apart from `offset` on. */
interface Part {
  readonly offset: number;
  readonly row: number;
  readonly step: number;
  readonly outer: number;
}

/** Visits the rows: where each begins in the joined data and in its own, and its length. */
function eachRow({ offset, row, step, outer }: Part, copy: (whole: number, own: number, row: number) => void): void {
  for (let o = 0; o < outer; o++) copy(o * step + offset, o * row, row);
}

function isEmptyList({ shape }: Tensor): boolean {
  return sameShape(shape, [0]);
}
