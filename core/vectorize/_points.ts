/**
 * The finite points of a diagram, on the tape and as numbers.
 *
 * @module
 */
import { readDiagram } from "../diagrams/_diagram.ts";
import { indexSelect } from "../ops/index_select.ts";
import { reshape } from "../ops/reshape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/** The finite points of a checked diagram. */
export interface FinitePoints {
  /** Number of points. */
  readonly count: number;
  /** The points, `[count, 2]`: the diagram itself, or what was picked from it. */
  readonly tensor: Tensor;
  /** A copy of their coordinates. */
  readonly data: Float64Array;
}

/**
 * The points of `dgm` with two finite coordinates; `action` opens errors, and `name` is what it is called there.
 *
 * @throws {TypeError} If its shape is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, or a persistence is too large for a number.
 */
export function finitePoints(action: string, dgm: TensorLike, name = "dgm"): FinitePoints {
  const { tensor, finiteRows, finitePoints: data } = readDiagram(action, name, dgm);
  const count = finiteRows.length;
  for (let i = 0; i < count; i++) {
    if (data[2 * i + 1] - data[2 * i] < Infinity) continue;
    throw new RangeError(
      `Cannot ${action}: finite persistences were expected, but row ${finiteRows[i]} of ${name} is ` +
        `(${data[2 * i]}, ${data[2 * i + 1]})`,
    );
  }
  const whole = () => tensor.ndim === 2 ? tensor : reshape(tensor, [0, 2]);
  return { count, tensor: 2 * count === tensor.size ? whole() : indexSelect(tensor, finiteRows), data };
}
