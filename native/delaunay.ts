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

/** How many times its squared radius the value of a cell is: that of weak alpha is the squared length of an edge. */
const FACTORS: Readonly<Record<DelaunayValue, number>> = { alpha: 1, cechDelaunay: 1, weakAlpha: 4 };

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
    } finally {
      library().dg_delaunay_forget(number[0]);
    }
  },

  delaunayBackward(points, { counts, facets, owners }, value, pairs, gradient, limits) {
    const out = new Float64Array(points.length);
    const { births, deaths } = pairs ?? { births: new Uint32Array(), deaths: new Uint32Array() };
    call("differentiate the values of a Delaunay complex", (error, size) =>
      library().dg_delaunay_backward(
        inputArray(points),
        points.length,
        counts.length - 1,
        inputArray(counts),
        inputArray(facets),
        facets.length,
        inputArray(owners),
        owners.length,
        FACTORS[value],
        inputArray(births),
        inputArray(deaths),
        births.length,
        inputArray(gradient),
        gradient.length,
        nativeLimits(limits)[0],
        out,
        error,
        size,
      ));
    return out;
  },
};

/** Takes lists one by one: room for the next is made when the library has freed the last. */
function takeCells(number: number, counts: Uint32Array): DelaunayCells {
  const action = "take a Delaunay complex";
  const size = counts.reduce((sum, count) => sum + count, 0);
  const facets = new Uint32Array(counts.reduce((sum, count, d) => d === 0 ? 0 : sum + count * (d + 1), 0));
  call(action, (...error) => library().dg_delaunay_take_facets(number, facets, facets.length, ...error));
  const values = new Float64Array(size);
  call(action, (...error) => library().dg_delaunay_take_values(number, values, size, ...error));
  const owners = new Uint32Array(size);
  call(action, (...error) => library().dg_delaunay_take_owners(number, owners, size, ...error));
  return { counts, facets, values, owners };
}
