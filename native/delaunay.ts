/**
 * Delaunay complexes.
 *
 * @module
 */
import type { DelaunayCells, DelaunayKernels, DelaunayValue } from "../core/kernels.ts";
import { call, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

/** Values by their number in the library. */
const VALUES: readonly DelaunayValue[] = ["alpha", "cechDelaunay", "weakAlpha"];

/** The kernels of Delaunay complexes of the native library. */
export const delaunayKernels: DelaunayKernels = {
  delaunayCells(points, dimension, value, limits) {
    const number = new Uint32Array(1), counts = new Uint32Array(dimension + 1);
    call("compute a Delaunay complex", (error, size) =>
      library().dg_delaunay_cells(
        inputArray(points),
        points.length,
        VALUES.indexOf(value),
        ...nativeLimits(limits),
        number,
        counts,
        counts.length,
        error,
        size,
      ));
    try {
      return takeCells(number[0], counts);
    } catch (error) {
      library().dg_delaunay_forget(number[0]);
      throw error;
    }
  },

  circumradiusBackward(points, { counts, facets }, places, weights, limits) {
    const out = new Float64Array(points.length);
    call("differentiate squared radii", (error, size) =>
      library().dg_circumradius_backward(
        inputArray(points),
        points.length,
        counts.length - 1,
        inputArray(counts),
        inputArray(facets),
        facets.length,
        inputArray(places),
        inputArray(weights),
        weights.length,
        nativeLimits(limits)[0],
        out,
        error,
        size,
      ));
    return out;
  },
};

function takeCells(number: number, counts: Uint32Array): DelaunayCells {
  const size = counts.reduce((sum, count) => sum + count, 0);
  const facets = new Uint32Array(counts.reduce((sum, count, d) => d === 0 ? 0 : sum + count * (d + 1), 0));
  const values = new Float64Array(size), owners = new Uint32Array(size);
  call(
    "take a Delaunay complex",
    (error, errorSize) =>
      library().dg_delaunay_take(number, facets, facets.length, values, owners, size, error, errorSize),
  );
  return { counts, facets, values, owners };
}
