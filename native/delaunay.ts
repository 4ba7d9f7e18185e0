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

  circumradiusBackward(points, dimension, simplices, weights, limits) {
    const out = new Float64Array(points.length);
    call("differentiate squared radii", (error, size) =>
      library().dg_circumradius_backward(
        inputArray(points),
        points.length,
        dimension,
        inputArray(simplices),
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
  const listed = new Uint32Array(counts.reduce((sum, count, d) => sum + count * (d + 1), 0));
  const facets = new Uint32Array(listed.length - counts[0]);
  const values = new Float64Array(size), owners = new Uint32Array(size);
  call(
    "take a Delaunay complex",
    (error, errorSize) =>
      library().dg_delaunay_take(
        number,
        listed,
        listed.length,
        facets,
        facets.length,
        values,
        owners,
        size,
        error,
        errorSize,
      ),
  );
  let from = 0;
  const vertices = Array.from(counts, (count, d) => listed.subarray(from, from += count * (d + 1)));
  return { vertices, facets, values, owners };
}
