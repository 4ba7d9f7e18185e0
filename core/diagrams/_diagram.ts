/**
 * Reading a persistence diagram that somebody gave: checks, and a copy of its finite points.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/** A checked diagram. */
export interface Diagram {
  /** What it is called in errors. */
  readonly name: string;
  /** As it was given, `[n, 2]`. */
  readonly tensor: Tensor;
  /** The rows of the points with two finite coordinates. */
  readonly finiteRows: readonly number[];
  /** A copy of these points, `[finiteRows.length, 2]`. */
  readonly finitePoints: Float64Array;
  /** The rows of all other points. */
  readonly essentialRows: readonly number[];
}

/**
 * The diagram `x`, called `name` in errors; `action` opens them.
 *
 * @throws {TypeError} If its shape is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, or a finite death comes before its birth.
 */
export function readDiagram(action: string, name: string, x: TensorLike): Diagram {
  const tensor = asTensor(action, x);
  const { data, shape } = tensor;
  const isEmptyList = shape.length === 1 && shape[0] === 0;
  if (!isEmptyList && !(shape.length === 2 && shape[1] === 2)) {
    throw new TypeError(
      `Cannot ${action}: ${name} must be a diagram of shape [n, 2], but its shape is ${formatShape(shape)}`,
    );
  }
  const finiteRows: number[] = [], essentialRows: number[] = [];
  for (let row = 0; row < data.length / 2; row++) {
    const birth = data[2 * row], death = data[2 * row + 1];
    if (Number.isNaN(birth) || Number.isNaN(death)) {
      throw new RangeError(`Cannot ${action}: birth and death must be numbers, but ${pointText(name, tensor, row)}`);
    }
    const isFinite = Number.isFinite(birth) && Number.isFinite(death);
    if (isFinite && death < birth) {
      throw new RangeError(
        `Cannot ${action}: death must not come before birth, but ${pointText(name, tensor, row)}; ` +
          "take neg() of diagrams of filtrations with negate",
      );
    }
    (isFinite ? finiteRows : essentialRows).push(row);
  }
  const finitePoints = new Float64Array(2 * finiteRows.length);
  finiteRows.forEach((row, k) => finitePoints.set(data.subarray(2 * row, 2 * row + 2), 2 * k));
  return { name, tensor, finiteRows, finitePoints, essentialRows };
}

/** `row 3 of a is (2, 1)`, for errors. */
export function pointText(name: string, { data }: Tensor, row: number): string {
  return `row ${row} of ${name} is (${data[2 * row]}, ${data[2 * row + 1]})`;
}

/** Gradients at the finite points as a gradient at the whole diagram, `scale` times; the other points get 0. */
export function spreadGradient({ tensor, finiteRows }: Diagram, atPoints: Float64Array, scale: number): Float64Array {
  const gradient = new Float64Array(tensor.size);
  finiteRows.forEach((row, k) => {
    gradient[2 * row] = scale * atPoints[2 * k];
    gradient[2 * row + 1] = scale * atPoints[2 * k + 1];
  });
  return gradient;
}
