/**
 * Hausdorff divergences between weighted samples.
 *
 * @module
 */
import type { SamplePairs } from "../core/kernels.ts";
import type { HausdorffKernels, HausdorffRequest } from "../core/kernels/hausdorff.ts";
import { call, callAsync, nativeLimits } from "./call.ts";
import { library } from "./library.ts";
import { clouds, losses, type Room, roomFor } from "./transport.ts";

const ACTION = "compute Hausdorff divergences";

/** The kernel of Hausdorff divergences of the native library. */
export const hausdorffKernels: HausdorffKernels = {
  hausdorffDivergences(pairs, request) {
    const room = roomFor(pairs), reports = new Float64Array(2 * pairs.xEnds.length);
    const input = question(pairs, request, null, room, reports);
    call(ACTION, (...error) => library().dg_hausdorff_divergences(...input, ...error));
    return answer(pairs, room, reports);
  },

  async hausdorffDivergencesAsync(pairs, request, watch) {
    const room = roomFor(pairs), reports = new Float64Array(2 * pairs.xEnds.length);
    const input = question(pairs, request, watch, room, reports);
    await callAsync(ACTION, (...error) => library().dg_hausdorff_divergences_async(...input, ...error));
    return answer(pairs, room, reports);
  },
};

/** All arguments but the error buffer. */
function question(
  pairs: SamplePairs,
  { p, floor, blur, tol, maxIterations, limits }: HausdorffRequest,
  watch: Int32Array<ArrayBuffer> | null,
  { values, potentials, atWeights, atPoints }: Room,
  reports: Float64Array<ArrayBuffer>,
) {
  const numbers = Float64Array.of(p, floor, blur, tol), most = Math.min(maxIterations, 2 ** 32 - 1);
  const outputs = [values, potentials, atWeights, atPoints, reports] as const;
  return [...clouds(pairs), numbers, most, ...nativeLimits(limits), watch, ...outputs] as const;
}

function answer(pairs: SamplePairs, room: Room, rows: Float64Array) {
  const reports = Array.from(room.values, (_, i) => {
    return { iterations: rows[2 * i], marginalError: rows[2 * i + 1], gap: 0, truncation: 0, error: Infinity };
  });
  return { ...losses(pairs, { atX: true, atY: true }, room), reports };
}
