/**
 * Filtrations of Delaunay complexes.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { type DelaunayCells, type DelaunayValue, kernels } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkPoints } from "./_checks.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "./limits.ts";
import { SimplicialFiltration } from "./simplicial.ts";

/** The Delaunay complex is that of the line, the plane, or space. */
const HIGHEST_DIMENSION = 3;

/** What fills a row of simplices that has fewer than four vertices. */
const NO_VERTEX = 0xffffffff;

/** The filtration of the Delaunay complex of `points` by values of one kind. */
export function delaunayFiltration(
  kind: string,
  value: DelaunayValue,
  points: TensorLike,
  options: LimitOptions,
): SimplicialFiltration {
  const action = `build the ${kind} filtration`;
  const limits = checkLimits(action, asOptions(action, options, LIMIT_OPTIONS));
  const source = asTensor(action, points);
  checkDelaunayPoints(action, source);
  const dimension = source.shape[1], coordinates = source.data.slice();
  const cells = kernels().delaunayCells(coordinates, dimension, value, limits);
  // The values of weak alpha are squared lengths of edges: four times squared radii.
  const factor = value === "weakAlpha" ? 4 : 1;
  const values = record("filtration values", [source], cells.values, [cells.values.length], () => (gradient) => {
    const { simplices, weights } = weightedOwners(cells, gradient, factor);
    return [kernels().circumradiusBackward(coordinates, dimension, simplices, weights, limits)];
  });
  return new SimplicialFiltration({ kind, limits, vertices: cells.vertices, facets: cells.facets, values });
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

/** The owners that a gradient reaches, padded to four vertices, each with the sum of what its cells have. */
function weightedOwners(
  { vertices, owners }: DelaunayCells,
  gradient: Float64Array,
  factor: number,
): { simplices: Uint32Array; weights: Float64Array } {
  const totals = new Float64Array(owners.length);
  for (let place = 0; place < owners.length; place++) totals[owners[place]] += factor * gradient[place];
  const first = vertices[0].length; // values of vertices are constant
  let count = 0;
  for (let place = first; place < totals.length; place++) if (totals[place] !== 0) count++;
  const simplices = new Uint32Array(4 * count).fill(NO_VERTEX), weights = new Float64Array(count);
  let offset = first, row = 0;
  for (let width = 2; width <= vertices.length; width++) {
    const listed = vertices[width - 1], size = listed.length / width;
    for (let k = 0; k < size; k++) {
      if (totals[offset + k] === 0) continue;
      for (let i = 0; i < width; i++) simplices[4 * row + i] = listed[k * width + i];
      weights[row++] = totals[offset + k];
    }
    offset += size;
  }
  return { simplices, weights };
}
