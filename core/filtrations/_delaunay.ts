/**
 * What the filtrations of Delaunay complexes share: the checks of their input.
 *
 * @module
 */
import type { DelaunayValue } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkPoints } from "./_checks.ts";
import { DelaunayFiltration } from "./delaunay.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "./limits.ts";

/** The Delaunay complex is that of the line, the plane, or space. */
const HIGHEST_DIMENSION = 3;

/** The filtration of the Delaunay complex of `points` by values of one kind. */
export function delaunayFiltration(
  kind: string,
  value: DelaunayValue,
  points: TensorLike,
  options: LimitOptions,
): DelaunayFiltration {
  const action = `build the ${kind} filtration`;
  const limits = checkLimits(action, asOptions(action, options, LIMIT_OPTIONS));
  const source = asTensor(action, points);
  checkDelaunayPoints(action, source);
  return new DelaunayFiltration(kind, value, source, limits);
}

/** Checks that the points have one to three coordinates and are not all equal, besides what {@linkcode checkPoints} does. */
function checkDelaunayPoints(action: string, points: Tensor): void {
  const { shape } = points;
  if (shape.length === 2 && (shape[1] < 1 || shape[1] > HIGHEST_DIMENSION)) {
    throw new RangeError(
      `Cannot ${action}: points with one to three coordinates were expected, but the shape is ${formatShape(shape)}; ` +
        "use vrFiltration, which takes any number of coordinates, or distances",
    );
  }
  checkPoints(action, points);
  const { data } = points, [count, dimension] = shape;
  if (count > 1 && data.every((x, i) => x === data[i % dimension])) {
    throw new RangeError(`Cannot ${action}: different points were expected, but all ${count} are equal`);
  }
}
