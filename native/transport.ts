/**
 * Losses between weighted samples.
 *
 * @module
 */
import type {
  DiscrepancyRequest,
  SampleLosses,
  SamplePairs,
  SampleRequest,
  SinkhornLosses,
  SinkhornRequest,
  TransportKernels,
} from "../core/kernels.ts";
import { call, callAsync, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

/** The kernels' numbers in the C ABI. */
const KERNELS = { gaussian: 0, laplacian: 1, energy: 2 } as const;

const DISCREPANCIES = "compute discrepancies", SINKHORN = "compute Sinkhorn losses";

/** The kernels of losses between samples of the native library. */
export const transportKernels: TransportKernels = {
  discrepancies(pairs, request) {
    const room = roomFor(pairs, request);
    call(DISCREPANCIES, (...error) => library().dg_discrepancies(...discrepancy(pairs, request, null, room), ...error));
    return losses(pairs, request, room);
  },

  async discrepanciesAsync(pairs, request, watch) {
    const room = roomFor(pairs, request), input = discrepancy(pairs, request, watch, room);
    await callAsync(DISCREPANCIES, (...error) => library().dg_discrepancies_async(...input, ...error));
    return losses(pairs, request, room);
  },

  sinkhornLosses(pairs, request) {
    const room = sinkhornRoom(pairs, request), input = sinkhorn(pairs, request, null, room);
    call(SINKHORN, (...error) => library().dg_sinkhorn_losses(...input, ...error));
    return { ...losses(pairs, request, room), ...solved(room, request) };
  },

  async sinkhornLossesAsync(pairs, request, watch) {
    const room = sinkhornRoom(pairs, request), input = sinkhorn(pairs, request, watch, room);
    await callAsync(SINKHORN, (...error) => library().dg_sinkhorn_losses_async(...input, ...error));
    return { ...losses(pairs, request, room), ...solved(room, request) };
  },
};

/** At the points of which clouds gradients are wanted. */
type Sides = Pick<SampleRequest, "atX" | "atY">;

/** Where the library writes: what belongs to second clouds comes after all that belongs to first ones. */
export interface Room {
  readonly values: Float64Array<ArrayBuffer>;
  readonly potentials: Float64Array<ArrayBuffer>;
  readonly atWeights: Float64Array<ArrayBuffer>;
  readonly atPoints: Float64Array<ArrayBuffer>;
}

/** Room for the losses of so many clouds, with gradients at the points of those sides that the library is to write. */
export function roomFor({ dimension, a, b, xEnds }: SamplePairs, { atX, atY }: Sides = { atX: true, atY: true }): Room {
  const count = a.length + b.length, points = (atX ? a.length : 0) + (atY ? b.length : 0);
  return {
    values: new Float64Array(xEnds.length),
    potentials: new Float64Array(count),
    atWeights: new Float64Array(count),
    atPoints: new Float64Array(points * dimension),
  };
}

/** Where Sinkhorn losses are written besides: potentials to begin with, and reports. */
interface SinkhornRoom extends Room {
  readonly starts: Float64Array<ArrayBuffer> | null;
  readonly reports: Float64Array<ArrayBuffer>;
}

/** Numbers in the report of a pair. */
const REPORT = 5;

function sinkhornRoom(pairs: SamplePairs, { start }: SinkhornRequest): SinkhornRoom {
  return { ...roomFor(pairs), starts: start?.slice() ?? null, reports: new Float64Array(REPORT * pairs.xEnds.length) };
}

/** The arguments that stand for the clouds. */
export function clouds({ dimension, x, a, xEnds, y, b, yEnds }: SamplePairs) {
  const first = [inputArray(x), inputArray(a), inputArray(xEnds)] as const;
  return [dimension, ...first, inputArray(y), inputArray(b), inputArray(yEnds), xEnds.length] as const;
}

/** All arguments of discrepancies but the error buffer. */
function discrepancy(
  pairs: SamplePairs,
  { kernel, blur, floor, atX, atY, limits }: DiscrepancyRequest,
  watch: Int32Array<ArrayBuffer> | null,
  { values, potentials, atWeights, atPoints }: Room,
) {
  const outputs = [values, potentials, atWeights, atPoints] as const, slopes = Number(atX) + 2 * Number(atY);
  return [...clouds(pairs), KERNELS[kernel], blur, floor, slopes, ...nativeLimits(limits), watch, ...outputs] as const;
}

/** All arguments of the Sinkhorn losses but the error buffer. */
function sinkhorn(
  pairs: SamplePairs,
  request: SinkhornRequest,
  watch: Int32Array<ArrayBuffer> | null,
  { values, potentials, atWeights, atPoints, starts, reports }: SinkhornRoom,
) {
  const { p, floor, blur, reach, diameter, scaling, tol } = request;
  const numbers = Float64Array.of(p, floor, blur, reach, diameter ?? NaN, scaling, tol);
  const flags = Uint32Array.of(
    Number(request.debias),
    Number(request.compat),
    Math.min(request.maxIterations, 2 ** 32 - 1),
    Number(request.mode === "fast"),
    Number(request.precision === "float32"),
  );
  const limits = nativeLimits(request.limits);
  const outputs = [values, potentials, atWeights, atPoints, starts, reports] as const;
  return [...clouds(pairs), numbers, flags, ...limits, watch, ...outputs] as const;
}

/** What the library has written, without gradients at points that were not asked for. */
export function losses(
  { dimension, a, b }: SamplePairs,
  { atX, atY }: Sides,
  room: Room,
): SampleLosses {
  const { values, potentials, atWeights, atPoints } = room;
  const n = a.length;
  return {
    values,
    f: potentials.subarray(0, n),
    g: potentials.subarray(n),
    atA: atWeights.subarray(0, n),
    atB: atWeights.subarray(n),
    atX: atX ? atPoints.subarray(0, n * dimension) : new Float64Array(0),
    atY: atY ? atPoints.subarray(atPoints.length - b.length * dimension) : new Float64Array(0),
  };
}

/** What else is known of the solutions. */
function solved(
  { starts, reports }: SinkhornRoom,
  { compat, precision }: SinkhornRequest,
): Pick<SinkhornLosses, "reports" | "plan"> {
  const begins = !compat && precision === "float64";
  return {
    reports: Array.from({ length: reports.length / REPORT }, (_, i) => {
      const [iterations, marginalError, gap, truncation, error] = reports.subarray(REPORT * i);
      return { iterations, marginalError, gap, truncation, error };
    }),
    plan: begins && starts !== null ? starts : new Float64Array(0),
  };
}
