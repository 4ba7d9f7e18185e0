/**
 * What all sliced distances share: their options, and the steps of the tape.
 *
 * @module
 */
import { isRecording, record } from "../../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../../filtrations/limits.ts";
import { kernels, type Limits, type LineCosts } from "../../kernels.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { checkFlag } from "../../tensor/check_flag.ts";
import { asTensor } from "../../tensor/create.ts";
import { describe } from "../../tensor/describe.ts";
import { formatShape } from "../../tensor/shape.ts";
import { Tensor, type TensorLike } from "../../tensor/tensor.ts";
import { checkExponent } from "../_check_number.ts";
import { checkFinite, type Samples, type SampleWeights, type Stream } from "./_samples.ts";
import { checkPositive } from "./random_projections.ts";

/** Options of {@linkcode slicedWassersteinSphere}. */
export interface SlicedSphereOptions extends SampleWeights, LimitOptions {
  /** How many directions to draw; default 50. Not used if `projections` are given. */
  nProjections?: number;
  /** The exponent of the cost, at least 1; default 2. */
  p?: number;
  /** The directions themselves: `[d, k]`, one in each column; on the sphere `[k, d, 2]`, two orthonormal columns each. */
  projections?: TensorLike;
  /** A seed of torch's stream, or a stream such as a `Generator` or `numpyRandomState(0)`; default that of `manualSeed`. */
  seed?: Stream;
  /** Return the directions and the costs along them besides the distance; default `false`. */
  log?: false;
}

/** Options of {@linkcode slicedWassersteinDistance} and {@linkcode maxSlicedWassersteinDistance}. */
export interface SlicedWassersteinOptions extends SlicedSphereOptions {
  /** What both clouds are sent through before, made of operations with gradients: a function, or an object that has one. */
  scaler?: Scaler;
}

/** What points `[n, d]` become before they are compared. */
export type Scaler = ((points: Tensor) => Tensor) | { transform(points: Tensor): Tensor };

/** Options that ask for a {@linkcode SlicedLog}. */
export type Logged<Options extends { log?: false }> = Omit<Options, "log"> & { log: true };

/** What a sliced distance is made of. */
export interface SlicedLog {
  /** The directions, in the shape of the option `projections`. */
  readonly projections: Tensor;
  /** The cost `W_p^p` along each of them, `[k]`; constants. */
  readonly projectedEmds: Tensor;
}

/** The names of {@linkcode SlicedSphereOptions}. */
export const SLICED_OPTIONS = ["a", "b", "nProjections", "p", "projections", "seed", "log", ...LIMIT_OPTIONS] as const;

/** Options, checked as far as they do not depend on the clouds. */
export interface CheckedOptions {
  /** The weights. */
  readonly weights: SampleWeights;
  /** The exponent. */
  readonly p: number;
  /** How many directions to draw. */
  readonly nProjections: number;
  /** The directions given. */
  readonly projections: TensorLike | undefined;
  /** Where to draw them. */
  readonly seed: Stream | undefined;
  /** Whether a log is wanted. */
  readonly log: boolean;
  /** What clouds are sent through. */
  readonly scaler: Scaler | undefined;
  /** What the computation may use. */
  readonly limits: Limits;
}

/** Checks options, which may have the given names. */
export function checkSliced(
  action: string,
  options: SlicedWassersteinOptions | Logged<SlicedWassersteinOptions>,
  names: readonly (keyof SlicedWassersteinOptions)[],
): CheckedOptions {
  const known: SlicedWassersteinOptions | Logged<SlicedWassersteinOptions> = asOptions(action, options, names);
  const { a, b, nProjections = 50, p = 2, projections, seed, log = false, scaler, nThreads, maxMemory } = known;
  checkExponent(action, p);
  checkPositive(action, "nProjections", nProjections);
  checkFlag(action, "log", log);
  checkScaler(action, scaler);
  if (projections !== undefined && seed !== undefined) {
    throw new TypeError(
      `Cannot ${action}: projections, or a stream to draw them from, were expected, but both were found`,
    );
  }
  const limits = checkLimits(action, { nThreads, maxMemory });
  return { weights: { a, b }, p, nProjections, projections, seed, log, scaler, limits };
}

function checkScaler(action: string, scaler: unknown): void {
  const call = typeof scaler === "object" && scaler !== null && "transform" in scaler ? scaler.transform : scaler;
  if (scaler === undefined || typeof call === "function") return;
  throw new TypeError(
    `Cannot ${action}: scaler must be a function, or have one called transform, but is ${describe(scaler)}`,
  );
}

/** Points as they leave the scaler, if there is one. */
export function scaledPoints(action: string, points: TensorLike, scaler: Scaler | undefined): TensorLike {
  if (scaler === undefined) return points;
  const given = asTensor(action, points);
  return typeof scaler === "function" ? scaler(given) : scaler.transform(given);
}

/** A distance with its log. */
export function logged(distance: Tensor, projections: Tensor, costs: Float64Array): [Tensor, SlicedLog] {
  return [distance, { projections, projectedEmds: new Tensor(costs, [costs.length]) }];
}

/** Given directions, whose shape must be `expected`; `null` stands for any positive length. */
export function givenProjections(action: string, given: TensorLike, expected: readonly (number | null)[]): Tensor {
  const projections = asTensor(action, given), { shape } = projections;
  if (
    shape.length !== expected.length || !shape.every((length, k) => length >= 1 && length === (expected[k] ?? length))
  ) {
    const wanted = expected.map((length) => length ?? "k").join(", ");
    throw new TypeError(
      `Cannot ${action}: projections must have shape [${wanted}], but their shape is ${formatShape(shape)}`,
    );
  }
  checkFinite(action, "projections", projections);
  return projections;
}

/** How the costs along directions `[k, d]` are computed. */
export interface Slicing {
  /** Whether two directions belong to one circle. */
  readonly circle: boolean;
  /** The exponent. */
  readonly p: number;
  /** What it may use. */
  readonly limits: Limits;
}

/** The costs along all directions, and the gradients of their mean that may be asked for. */
export function slicedCosts(samples: Samples, directions: Float64Array, slicing: Slicing, gradients = true): LineCosts {
  const { x, y, a, b } = samples, wanted = gradients && isRecording();
  // Lines have no origin: far from it products would lose digits.
  const [first, second] = slicing.circle ? [x.data, y.data] : [x, y].map((points) => moved(points, x.data));
  const clouds = { dimension: x.shape[1], x: first, y: second, a: a?.data, b: b?.data };
  return kernels().slicedCosts(clouds, {
    ...slicing,
    directions,
    atPoints: wanted && (x.requiresGrad || y.requiresGrad),
    atWeights: wanted && (a?.requiresGrad === true || b?.requiresGrad === true),
  });
}

/** Points less the first of some. */
function moved({ data, shape: [, d] }: Tensor, from: Float64Array): Float64Array {
  return data.map((entry, k) => entry - from[k % d]);
}

/** The tensor `cost^(1/p)`, whose gradient is 0 where the cost is 0. */
export function rootOf(name: string, samples: Samples, cost: number, p: number, found: LineCosts): Tensor {
  const { x, y, a, b } = samples, value = Float64Array.of(cost ** (1 / p));
  const slope = cost > 0 ? cost ** (1 / p - 1) / p : 0;
  const parts = [[x, found.atX], [y, found.atY], [a, found.atA], [b, found.atB]] as const;
  const given = parts.flatMap(([tensor, gradient]) => tensor === undefined ? [] : [{ tensor, gradient }]);
  return record(
    name,
    given.map(({ tensor }) => tensor),
    value,
    [],
    () => ([scale], needed) =>
      given.map(({ gradient }, k) => needed[k] ? gradient.map((entry) => entry * slope * scale) : null),
  );
}

/** The rows of a matrix `[d, k]`, in columns: `[k, d]`. */
export function transposed({ data, shape: [d, k] }: Tensor): Float64Array {
  const out = new Float64Array(data.length);
  for (let row = 0; row < d; row++) {
    for (let column = 0; column < k; column++) out[column * d + row] = data[row * k + column];
  }
  return out;
}

/** The mean of costs. */
export function meanOf(costs: Float64Array): number {
  let sum = 0;
  for (const cost of costs) sum += cost;
  return sum / costs.length;
}
