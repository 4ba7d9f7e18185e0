/**
 * What all sliced distances share: their options, and the steps of the tape.
 *
 * @module
 */
import { isRecording, record } from "../../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../../filtrations/limits.ts";
import { kernels, type Limits, type LineCosts } from "../../kernels.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { asTensor } from "../../tensor/create.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { checkCostExponent, checkFinite, type Samples, type SampleWeights, type Stream } from "./_samples.ts";
import { checkPositive } from "./random_projections.ts";

/** Options of sliced distances. */
export interface SlicedWassersteinOptions extends SampleWeights, LimitOptions {
  /** How many directions to draw; default 50. Not used if `projections` are given. */
  nProjections?: number;
  /** The exponent of the cost, at least 1; default 2. */
  p?: number;
  /** The directions themselves: `[d, k]`, one in each column; on the sphere `[k, d, 2]`, two orthonormal columns each. */
  projections?: TensorLike;
  /** A seed of torch's stream, or a stream such as a `Generator` or `numpyRandomState(0)`; default that of `manualSeed`. */
  seed?: Stream;
}

const OPTIONS = ["a", "b", "nProjections", "p", "projections", "seed", ...LIMIT_OPTIONS] as const;

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
  /** What the computation may use. */
  readonly limits: Limits;
}

/** Checks options. */
export function checkSliced(action: string, options: SlicedWassersteinOptions): CheckedOptions {
  const known = asOptions(action, options, OPTIONS);
  const { a, b, nProjections = 50, p = 2, projections, seed, nThreads, maxMemory } = known;
  checkCostExponent(action, p);
  checkPositive(action, "nProjections", nProjections);
  if (projections !== undefined && seed !== undefined) {
    throw new TypeError(
      `Cannot ${action}: projections, or a stream to draw them from, were expected, but both were found`,
    );
  }
  const limits = checkLimits(action, { nThreads, maxMemory });
  return { weights: { a, b }, p, nProjections, projections, seed, limits };
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
  const clouds = { dimension: x.shape[1], x: x.data, y: y.data, a: a?.data, b: b?.data };
  return kernels().slicedCosts(clouds, {
    ...slicing,
    directions,
    atPoints: wanted && (x.requiresGrad || y.requiresGrad),
    atWeights: wanted && (a?.requiresGrad === true || b?.requiresGrad === true),
  });
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
