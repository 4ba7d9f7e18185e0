/**
 * The descent to a sliced barycenter, step by step, and its problem, checked.
 *
 * @module
 */
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../../filtrations/limits.ts";
import { kernels, type Limits } from "../../kernels.ts";
import {
  checkDimension,
  type Cloud,
  diagonalOf,
  type Measure,
  readMeasure,
  readMeasures,
  readWeights,
} from "../../optimize/_barycenter_input.ts";
import { checkAtLeastOne, checkPositive } from "../../optimize/_checks.ts";
import { cholesky, solveLower, solveUpper } from "../../optimize/_cholesky.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { checkFunction } from "../../tensor/check_function.ts";
import { Tensor, type TensorLike } from "../../tensor/tensor.ts";
import type { Stream } from "./_samples.ts";
import { givenProjections, meanOf, transposed } from "./_sliced.ts";
import { checkPositive as checkCount, getRandomProjections } from "./random_projections.ts";

/** Options of {@linkcode slicedBarycenter}. */
export interface SlicedBarycenterOptions extends LimitOptions {
  /** The weights of the measures, `[k]`, not negative and of sum 1; default all equal. */
  weights?: TensorLike;
  /** The measure that the search begins with, whose masses stay; default the first of those with the most points. */
  start?: Measure;
  /** How many directions to draw, once for all steps; default 50. Not used if `projections` are given. */
  nProjections?: number;
  /** The directions themselves: `[d, k]`, one in each column; they must span the space. */
  projections?: TensorLike;
  /** A seed of torch's stream, or a stream such as a `Generator` or `numpyRandomState(0)`; default that of `manualSeed`. */
  seed?: Stream;
  /** Stop when no point moves farther in a step than this part of the diagonal of all points; default 1e-6. */
  tol?: number;
  /** Stop after so many steps; default 500. */
  maxiter?: number;
  /** Called after each step; `true` ends the search. */
  callback?: (report: SlicedBarycenterReport) => boolean | void;
}

/** What the `callback` of {@linkcode slicedBarycenter} is told after each step. */
export interface SlicedBarycenterReport {
  /** The points, `[n, d]`. */
  readonly points: Tensor;
  /** Their masses, `[n]`. */
  readonly masses: Tensor;
  /** The cost. */
  readonly cost: number;
  /** Steps so far. */
  readonly nit: number;
}

/** What {@linkcode slicedBarycenter} gives. */
export interface SlicedBarycenter extends SlicedBarycenterReport {
  /** The cost at the start and after each step. */
  readonly costs: readonly number[];
  /** Whether it ended because no point moved any more. */
  readonly success: boolean;
}

/** The names of {@linkcode SlicedBarycenterOptions}. */
export const SLICED_BARYCENTER_OPTIONS = [
  "weights",
  "start",
  "nProjections",
  "projections",
  "seed",
  "tol",
  "maxiter",
  "callback",
  ...LIMIT_OPTIONS,
] as const;

/** A checked problem. */
export interface SlicedProblem {
  /** The measure to begin with. */
  readonly start: Cloud;
  /** The measures that count, with their weights. */
  readonly heavy: readonly { readonly cloud: Cloud; readonly share: number }[];
  /** The directions, `[k, d]`. */
  readonly directions: Float64Array;
  /** The Cholesky factor of the mean of their squares `θθᵀ`, `[d, d]`. */
  readonly factor: Float64Array;
  /** Points that move no farther rest. */
  readonly rest: number;
  /** The most steps. */
  readonly maxiter: number;
  /** Called after each step. */
  readonly callback: SlicedBarycenterOptions["callback"];
  /** What it may use. */
  readonly limits: Limits;
}

/** Checks measures and options. */
export function readSlicedProblem(
  action: string,
  measures: readonly Measure[],
  options: SlicedBarycenterOptions,
): SlicedProblem {
  const known = asOptions(action, options, SLICED_BARYCENTER_OPTIONS);
  const { weights, nProjections = 50, projections, seed, tol = 1e-6, maxiter = 500, callback, ...limits } = known;
  checkPositive(action, "tol", tol);
  checkAtLeastOne(action, "maxiter", maxiter);
  if (callback !== undefined) checkFunction(action, "callback", callback);
  checkCount(action, "nProjections", nProjections);
  if (projections !== undefined && seed !== undefined) {
    throw new TypeError(
      `Cannot ${action}: projections, or a stream to draw them from, were expected, but both were found`,
    );
  }
  const checkedLimits = checkLimits(action, { nThreads: limits.nThreads, maxMemory: limits.maxMemory });
  const clouds = readMeasures(action, measures), shares = readWeights(action, weights, clouds.length);
  const start = known.start === undefined
    ? clouds.reduce((most, cloud) => cloud.masses.size > most.masses.size ? cloud : most)
    : readMeasure(action, "start", known.start);
  checkDimension(action, "start", start, clouds[0]);
  checkSums(action, start, clouds);
  const d = start.points.shape[1];
  const columns = projections === undefined
    ? getRandomProjections(d, nProjections, { seed })
    : givenProjections(action, projections, [d, null]);
  const directions = transposed(columns);
  return {
    start,
    heavy: clouds.map((cloud, k) => ({ cloud, share: shares[k] })).filter(({ share }) => share > 0),
    directions,
    factor: factorOf(action, directions, d),
    rest: tol * diagonalOf([start, ...clouds]),
    maxiter,
    callback,
    limits: checkedLimits,
  };
}

/** Sums of masses may differ by this part of them. */
const MASS_TOLERANCE = 1e-6;

function checkSums(action: string, start: Cloud, clouds: readonly Cloud[]): void {
  const [first, ...others] = [start, ...clouds].map(({ masses }) => masses.data.reduce((sum, mass) => sum + mass, 0));
  const wrong = others.findIndex((sum) => !(sum > 0 && Math.abs(sum - first) <= MASS_TOLERANCE * sum));
  if (wrong < 0) return;
  throw new RangeError(
    `Cannot ${action}: all measures must have the same positive mass, but start has ${first} and measure ${wrong} ` +
      `${others[wrong]}`,
  );
}

function factorOf(action: string, directions: Float64Array, d: number): Float64Array {
  const count = directions.length / d, squares = new Float64Array(d * d);
  for (let start = 0; start < directions.length; start += d) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) squares[i * d + j] += directions[start + i] * directions[start + j] / count;
    }
  }
  // Where directions all but lie in a plane, points would be thrown far out of it.
  if (count >= d && cholesky(d, squares) && squares.every((x, k) => k % (d + 1) > 0 || x > 1e-6)) return squares;
  throw new RangeError(
    `Cannot ${action}: directions that span all ${d} dimensions were expected, but ${count} that do not were found`,
  );
}

/** The steps, one after the other; gives what was found in the end. */
export function* slicedSteps(problem: SlicedProblem): Generator<number, SlicedBarycenter, void> {
  const { start: { points: { data, shape }, masses }, rest, maxiter, callback } = problem, costs: number[] = [];
  let x = data.slice();
  for (let nit = 0;; nit++) {
    const { cost, step } = stepFrom(problem, x);
    costs.push(cost);
    const report = () => ({ points: new Tensor(x.slice(), shape), masses: masses.clone(), cost, nit });
    const isStopped = nit > 0 && callback?.(report()) === true;
    const success = longest(step, shape[1]) <= rest;
    if (success || isStopped || nit === maxiter) return { ...report(), costs, success };
    x = x.map((xi, i) => xi + step[i]);
    yield (nit + 1) / maxiter;
  }
}

/** The cost, and the step to where it is least as long as what goes where along each direction stays. */
function stepFrom({ start: { masses }, heavy, directions, factor, limits }: SlicedProblem, x: Float64Array) {
  const d = x.length / masses.size, step = new Float64Array(x.length);
  let cost = 0;
  for (const { cloud: { points, masses: other }, share } of heavy) {
    const clouds = { dimension: d, x, a: unlessEqual(masses), y: points.data, b: unlessEqual(other) };
    const request = { circle: false, p: 2, directions, atPoints: true, atWeights: false, limits };
    const { costs, atX } = kernels().slicedCosts(clouds, request);
    cost += share * meanOf(costs);
    for (let i = 0; i < x.length; i++) step[i] -= share * atX[i];
  }
  for (let row = 0; row < masses.size; row++) {
    const mass = masses.data[row], own = step.subarray(row * d, (row + 1) * d);
    // A point without mass has no gradient and stays.
    for (let c = 0; c < d; c++) own[c] = mass > 0 ? own[c] / (2 * mass) : 0;
    solveLower(d, factor, own);
    solveUpper(d, factor, own);
  }
  return { cost, step };
}

/** Masses, or nothing for those of `1/n`, whose sums the kernel knows without rounding. */
function unlessEqual({ data }: Tensor): Float64Array | undefined {
  return data.every((mass) => mass === 1 / data.length) ? undefined : data;
}

function longest(step: Float64Array, d: number): number {
  let most = 0;
  for (let start = 0; start < step.length; start += d) {
    most = Math.max(most, Math.hypot(...step.subarray(start, start + d)));
  }
  return most;
}
