/**
 * Distances between the rows of clouds.
 *
 * @module
 */
import type { DistanceKernels } from "../core/kernels.ts";
import { call, inputArray } from "./call.ts";
import { library } from "./library.ts";

/** The distance kernels of the native library. */
export const distanceKernels: DistanceKernels = {
  pairwiseDistances(x, n, d, eps) {
    const out = new Float64Array(n * n);
    call(
      "compute pairwise distances",
      (error, size) => library().dg_pairwise_distances(inputArray(x), x.length, d, eps, out, out.length, error, size),
    );
    return out;
  },

  pairwiseDistancesBackward(x, _n, d, distances, gradient) {
    const out = new Float64Array(x.length);
    call("differentiate pairwise distances", (error, size) =>
      library().dg_pairwise_distances_backward(
        inputArray(x),
        x.length,
        d,
        inputArray(distances),
        inputArray(gradient),
        distances.length,
        out,
        error,
        size,
      ));
    return out;
  },

  cdist(x, n, y, m, d, p) {
    const out = new Float64Array(n * m);
    call(
      "compute distances",
      (error, size) =>
        library().dg_cdist(inputArray(x), x.length, inputArray(y), y.length, d, p, out, out.length, error, size),
    );
    return out;
  },

  cdistBackward(x, _n, y, _m, d, p, distances, gradient) {
    const outX = new Float64Array(x.length), outY = new Float64Array(y.length);
    call("differentiate distances", (error, size) =>
      library().dg_cdist_backward(
        inputArray(x),
        x.length,
        inputArray(y),
        y.length,
        d,
        p,
        inputArray(distances),
        inputArray(gradient),
        distances.length,
        outX,
        outY,
        error,
        size,
      ));
    return [outX, outY];
  },
};
