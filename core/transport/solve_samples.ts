/**
 * Entropic transport between clouds of points.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../filtrations/watched.ts";
import { kernels } from "../kernels.ts";
import type { TransportProblem, TransportResult } from "../kernels/dense_transport.ts";
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkExponent, checkNumber, checkPowers } from "./_check_number.ts";
import { checkExtent, type Clouds, pairsOf, readClouds } from "./_clouds.ts";
import {
  checkConvergence,
  type Convergence,
  CONVERGENCE_OPTIONS,
  type ConvergenceOptions,
  type EntropicSolution,
  partsOf,
  requestOf,
} from "./entropic_solution.ts";
import { massFactors, scaled } from "./_masses.ts";
import { recordValue } from "./_transport_value.ts";
import { SamplesPlan } from "./samples_plan.ts";

/** Options of {@linkcode solveSamples}. */
export interface SolveSamplesOptions extends ConvergenceOptions {
  /** The exponent of the cost `|x − y|^p / p`, at least 1; default 2. */
  p?: number;
  /** The length below which details do not count, positive: `ε = blur^p`; default 0.05. */
  blur?: number;
  /** How far mass moves before it is rather made or destroyed, positive: `ρ = reach^p`; default `Infinity`, all is moved. */
  reach?: number;
}

/** Options of {@linkcode solveSamplesAsync}. */
export interface AsyncSolveSamplesOptions extends SolveSamplesOptions, WatchOptions {}

/** A solution between two clouds. */
export type SamplesSolution = EntropicSolution<SamplesPlan>;

const OPTIONS = ["p", "blur", "reach", ...CONVERGENCE_OPTIONS] as const;

const ACTION = "solve transport between samples";

/**
 * The entropic transport plan between two weighted clouds of points, as near to convergence as is asked for.
 *
 * `min_P ⟨P, |x − y|^p / p⟩ + ε KL(P | a ⊗ b)` with `ε = blur^p` over plans with the marginals `a` and `b`; with `reach` over
 * all plans, where `ρ KL(P1 | a) + ρ KL(Pᵀ1 | b)` is added, `ρ = reach^p`. It is what `samplesLoss("sinkhorn", { debias: false })`
 * computes, with all that belongs to it: potentials, marginals, and a plan that is applied without being stored.
 *
 * `x: [n, d]` and `y: [m, d]` are points, `a: [n]` and `b: [m]` weights, not negative. Sums of weights that differ by rounding
 * are made equal by scaling `b`; where only `f + c`, `g − c` is determined, `⟨a, f⟩ = ⟨b, g⟩`.
 *
 * Differentiable: the value, in `x`, `y`, `a` and `b`; for `p = 1` points that coincide pull at nobody, and without `reach` the
 * gradient at weights is one up to a constant. Potentials, marginals and plan are constants.
 *
 * Cost: some 50 to 150 passes over the `n m` pairs, of about a nanosecond for each pair and pass; memory for the clouds, and
 * for what is large in the plan, at most 400 MB. A product with the plan takes one pass.
 *
 * @throws {TypeError} If shapes do not fit, or an option is of the wrong kind or unknown.
 * @throws {RangeError} If there are no points, a coordinate is not finite, a weight negative, sums of weights are 0 or differ
 * without `reach`, an option is out of range, more memory would be needed than is allowed, or `strict` finds that iterations
 * ended too early.
 *
 * @example Where points go
 * ```ts
 * import { solveSamples } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { value, plan } = solveSamples([0.5, 0.5], [[0, 0], [0, 2]], [0.5, 0.5], [[2, 1], [2, 2]], { blur: 0.03 });
 * assertAlmostEquals(value.item(), 4.5 / 2, 1e-3);
 * assertAlmostEquals(plan.barycentricMap().data[1], 1, 1e-6);
 * ```
 *
 * See [Cuturi13], [Chizat18], [Feydy19].
 */
export function solveSamples(
  a: TensorLike,
  x: TensorLike,
  b: TensorLike,
  y: TensorLike,
  options: SolveSamplesOptions = {},
): SamplesSolution {
  const task = readTask([a, x, b, y], options);
  return solutionOf(task, kernels().solveTransport(task.problem, requestOf(task.convergence, task.rho)));
}

/**
 * What {@linkcode solveSamples} gives, computed on another thread: the event loop stays free meanwhile.
 *
 * Differentiable: as {@linkcode solveSamples}.
 *
 * Cost: as {@linkcode solveSamples}, and about a tenth of a millisecond to hand over.
 *
 * @throws {TypeError} If `signal` is no `AbortSignal`, `onProgress` is no function, or as {@linkcode solveSamples}.
 * @throws {RangeError} As {@linkcode solveSamples}.
 *
 * @example With its progress
 * ```ts
 * import { solveSamplesAsync } from "@diagrad/diagrad";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const seen: number[] = [];
 * const onProgress = (fraction: number) => seen.push(fraction);
 * const { value } = await solveSamplesAsync([1], [[0, 0]], [1], [[3, 4]], { onProgress });
 * assertAlmostEquals(value.item(), 5 ** 2 / 2);
 * assertEquals(seen.at(-1), 1);
 * ```
 */
export async function solveSamplesAsync(
  a: TensorLike,
  x: TensorLike,
  b: TensorLike,
  y: TensorLike,
  options: AsyncSolveSamplesOptions = {},
): Promise<SamplesSolution> {
  const { signal, onProgress, ...rest } = asOptions(ACTION, options, [...OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(ACTION, { signal, onProgress });
  const task = readTask([a, x, b, y], rest), request = requestOf(task.convergence, task.rho);
  const run = (watch: Int32Array<ArrayBuffer>) => kernels().solveTransportAsync(task.problem, request, watch);
  return await watched({ signal, onProgress }, run, (result) => solutionOf(task, result));
}

/** A checked problem. */
interface Task {
  readonly clouds: Clouds;
  /** What the weights of the second cloud were multiplied with. */
  readonly factor: number | undefined;
  readonly problem: TransportProblem;
  /** A copy of the points of the second cloud. */
  readonly targets: { readonly points: Float64Array; readonly dimension: number };
  readonly rho: number;
  readonly convergence: Convergence;
}

function readTask(
  [a, x, b, y]: readonly [TensorLike, TensorLike, TensorLike, TensorLike],
  options: SolveSamplesOptions,
): Task {
  const { p = 2, blur = 0.05, reach = Infinity, ...rest } = asOptions(ACTION, options, OPTIONS);
  checkExponent(ACTION, p);
  checkNumber(ACTION, "blur", blur, blur > 0 && blur < Infinity, "a positive number");
  checkNumber(ACTION, "reach", reach, reach > 0, "a positive number");
  checkPowers(ACTION, p, { blur, reach });
  const convergence = checkConvergence(ACTION, rest);
  const clouds = readClouds(ACTION, [a, oneCloud("x", x), b, oneCloud("y", y)]);
  checkExtent(ACTION, clouds, p);
  const factors = massFactors(ACTION, clouds, reach === Infinity);
  const { x: from, a: masses, y: to, b: others, dimension } = pairsOf(clouds), points = to.slice();
  const problem = {
    given: { x: from.slice(), y: points, dimension, p },
    a: masses.slice(),
    b: factors === undefined ? others.slice() : scaled(others, clouds.y, factors),
    epsilon: blur ** p,
  };
  return { clouds, factor: factors?.[0], problem, targets: { points, dimension }, rho: reach ** p, convergence };
}

/** The points of one cloud, called `name`. */
function oneCloud(name: string, given: TensorLike): Tensor {
  const points = asTensor(ACTION, given), { shape } = points;
  if (shape.length === 2) return points;
  throw new TypeError(`Cannot ${ACTION}: ${name} must be points [n, d], but its shape is ${formatShape(shape)}`);
}

function solutionOf(task: Task, result: TransportResult): SamplesSolution {
  const { clouds: { x, y }, factor, problem, targets, convergence } = task;
  const { potentials, atWeights: [atA, atB] } = result;
  const parts = partsOf(ACTION, result, convergence), { limits } = convergence;
  const pulled = (transposed: boolean) => kernels().planGradient(problem, { potentials, transposed, limits });
  const value = recordValue("solveSamples", result.value, [
    { on: x.points, gradient: () => pulled(false) },
    { on: y.points, gradient: () => pulled(true) },
    { on: x.weights, gradient: () => atA },
    { on: y.weights, gradient: () => atB, factor },
  ]);
  return { value, ...parts, plan: new SamplesPlan(problem, potentials, limits, targets) };
}
