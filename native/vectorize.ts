/**
 * Vectors and images made of persistence diagrams.
 *
 * @module
 */
import type { VectorizeKernels } from "../core/kernels.ts";
import { call, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

/** The kernels of vectors and images of diagrams of the native library. */
export const vectorizeKernels: VectorizeKernels = {
  persistenceImage({ points, weights }, { columns, rows, bandwidth }, limits) {
    const out = new Float64Array(rows.length * columns.length);
    call("draw a persistence image", (error, size) =>
      library().dg_persistence_image(
        inputArray(points),
        points.length,
        inputArray(weights),
        inputArray(columns),
        columns.length,
        inputArray(rows),
        rows.length,
        bandwidth,
        ...nativeLimits(limits),
        out,
        error,
        size,
      ));
    return out;
  },

  persistenceImageGradient({ points, weights }, { columns, rows, bandwidth }, gradient, limits) {
    const atPoints = new Float64Array(points.length), atWeights = new Float64Array(weights.length);
    call("differentiate a persistence image", (error, size) =>
      library().dg_persistence_image_gradient(
        inputArray(points),
        points.length,
        inputArray(weights),
        inputArray(columns),
        columns.length,
        inputArray(rows),
        rows.length,
        bandwidth,
        inputArray(gradient),
        ...nativeLimits(limits),
        atPoints,
        atWeights,
        error,
        size,
      ));
    return { atPoints, atWeights };
  },

  persistenceLandscape(points, grid, levels, limits) {
    const heights = new Float64Array(levels * grid.length), rows = new Uint32Array(levels * grid.length);
    call("compute a persistence landscape", (error, size) =>
      library().dg_persistence_landscape(
        inputArray(points),
        points.length,
        inputArray(grid),
        grid.length,
        levels,
        ...nativeLimits(limits),
        heights,
        rows,
        error,
        size,
      ));
    return { heights, rows };
  },

  tents({ points, weights }, grid, limits) {
    const out = new Float64Array(grid.length);
    call("add up tents", (error, size) =>
      library().dg_tents(
        inputArray(points),
        points.length,
        inputArray(weights),
        inputArray(grid),
        grid.length,
        ...nativeLimits(limits),
        out,
        error,
        size,
      ));
    return out;
  },

  tentsGradient({ points, weights }, grid, gradient, limits) {
    const atPoints = new Float64Array(points.length), atWeights = new Float64Array(weights.length);
    call("differentiate a sum of tents", (error, size) =>
      library().dg_tents_gradient(
        inputArray(points),
        points.length,
        inputArray(weights),
        inputArray(grid),
        grid.length,
        inputArray(gradient),
        ...nativeLimits(limits),
        atPoints,
        atWeights,
        error,
        size,
      ));
    return { atPoints, atWeights };
  },
};
