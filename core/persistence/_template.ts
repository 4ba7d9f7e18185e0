/**
 * Diagrams that others are to look like.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { TensorLike } from "../tensor/tensor.ts";

/** The points of a template, birth and death of each: all finite; `negate` says that deaths are smaller than births. */
export function templatePoints(action: string, template: TensorLike, negate: boolean): Float64Array {
  const { data, shape } = asTensor(action, template);
  const isEmptyList = shape.length === 1 && shape[0] === 0;
  if (!isEmptyList && !(shape.length === 2 && shape[1] === 2)) {
    throw new TypeError(
      `Cannot ${action}: a template of shape [m, 2] was expected, but its shape is ${formatShape(shape)}`,
    );
  }
  for (let row = 0; row < data.length / 2; row++) {
    const [birth, death] = data.subarray(2 * row, 2 * row + 2);
    if (!Number.isFinite(birth) || !Number.isFinite(death) || (negate ? death > birth : death < birth)) {
      throw new RangeError(
        `Cannot ${action}: points that are finite and die after they are born were expected, but row ${row} of the ` +
          `template is (${birth}, ${death})`,
      );
    }
  }
  return data.slice();
}
