/**
 * What is done with critical sets, and with the points that they are made for.
 *
 * @module
 */
import type { CriticalKernels, Resolution } from "../core/kernels.ts";
import { call, inputArray } from "./call.ts";
import { library } from "./library.ts";

/** The resolutions as the library numbers them. */
export const RESOLUTIONS: Readonly<Record<Resolution, number>> = { avg: 0, max: 1, fca: 2, sum: 3 };

/** The kernels for critical sets of the native library. */
export const criticalKernels: CriticalKernels = {
  pairsOfPoints({ values, negate }, pairs, points, upTo) {
    const matched = new Uint32Array(points.length);
    call("find the pairs of points", (error, size) =>
      library().dg_pairs_of_points(
        inputArray(values),
        values.length,
        negate ? 1 : 0,
        inputArray(pairs),
        pairs.length,
        inputArray(points),
        points.length,
        upTo,
        matched,
        error,
        size,
      ));
    return matched;
  },

  resolveConflicts({ targets, ends, members }, resolution, values, prescribed) {
    const most = Math.min(members.length, values.length);
    const indices = new Uint32Array(most), found = new Float64Array(most);
    const count = new Uint32Array(1);
    call("combine critical sets", (error, size) =>
      library().dg_resolve_conflicts(
        inputArray(targets),
        inputArray(ends),
        ends.length,
        inputArray(members),
        members.length,
        RESOLUTIONS[resolution],
        inputArray(values),
        values.length,
        inputArray(prescribed.indices),
        inputArray(prescribed.values),
        prescribed.indices.length,
        indices,
        found,
        count,
        error,
        size,
      ));
    return { indices: indices.slice(0, count[0]), values: found.slice(0, count[0]) };
  },
};
