/**
 * What a transport plan is multiplied with.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { TensorLike } from "../tensor/tensor.ts";

/** A vector, or a matrix of some columns, and the shape of the product. */
export interface PlanFactor {
  /** Its entries. */
  readonly data: Float64Array;
  /** Number of columns, 1 for a vector. */
  readonly width: number;
  /** The shape of the product. */
  readonly shape: readonly number[];
}

/** Reads `[columns]` or `[columns, k]` for a plan `[rows, columns]`; `action` opens the error. */
export function readFactor(action: string, given: TensorLike, columns: number, rows: number): PlanFactor {
  const { data, shape } = asTensor(action, given);
  if (shape[0] !== columns || (shape.length !== 1 && shape.length !== 2)) {
    throw new TypeError(
      `Cannot ${action}: a vector [${columns}] or a matrix [${columns}, k] was expected, but the shape is ${
        formatShape(shape)
      }`,
    );
  }
  return shape.length === 1 ? { data, width: 1, shape: [rows] } : { data, width: shape[1], shape: [rows, shape[1]] };
}
