/**
 * Entropic transport between clouds of points.
 *
 * @module
 */
import { checkPoints } from "../filtrations/_checks.ts";
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../filtrations/watched.ts";
import { kernels } from "../kernels.ts";
import type { TransportProblem, TransportResult } from "../kernels/dense_transport.ts";
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import {
  checkConvergence,
  checkPositive,
  type Convergence,
  CONVERGENCE_OPTIONS,
  type ConvergenceOptions,
  type EntropicSolution,
  partsOf,
  requestOf,
} from "./entropic_solution.ts";
import { type Marginal, massFactor, readMarginal, scaledWeights } from "./_marginals.ts";
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
  readonly x: Tensor;
  readonly y: Tensor;
  readonly a: Marginal;
  readonly b: Marginal;
  /** What the weights of the second cloud were multiplied with. */
  readonly factor: number;
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
  checkLengths(p, blur, reach);
  const convergence = checkConvergence(ACTION, rest);
  const first = asTensor(ACTION, x), second = asTensor(ACTION, y);
  checkPoints(ACTION, first);
  checkPoints(ACTION, second);
  const [n, dimension] = first.shape, [m, other] = second.shape;
  if (dimension !== other) {
    throw new TypeError(
      `Cannot ${ACTION}: x and y must have the same number of coordinates, but their shapes are ` +
        `${formatShape(first.shape)} and ${formatShape(second.shape)}`,
    );
  }
  const source = readMarginal(ACTION, "a", a, n), target = readMarginal(ACTION, "b", b, m);
  const advice = "; set reach to compare different masses";
  const factor = massFactor(ACTION, source, target, reach === Infinity, advice);
  checkCosts(first, second, p);
  const given = { x: first.data.slice(), y: second.data.slice(), dimension, p };
  const problem = { given, a: source.data, b: scaledWeights(target, factor), epsilon: blur ** p };
  const targets = { points: given.y, dimension }, rho = reach ** p;
  return { x: first, y: second, a: source, b: target, factor, problem, targets, rho, convergence };
}

/** Checks that no cost overflows, nor a squared distance. */
function checkCosts(x: Tensor, y: Tensor, p: number): void {
  const largest = [x, y].reduce((most, { data }) => data.reduce((most, t) => Math.max(most, Math.abs(t)), most), 0);
  const extent = 2 * largest * Math.sqrt(x.shape[1]);
  if (extent ** Math.max(p, 2) < Infinity) return;
  throw new RangeError(
    `Cannot ${ACTION}: points with finite costs were expected, but coordinates reach ${largest} and p is ${p}`,
  );
}

function checkLengths(p: number, blur: number, reach: number): void {
  if (!(typeof p === "number" && p >= 1 && p < Infinity)) {
    throw new RangeError(`Cannot ${ACTION}: p must be a finite number of at least 1, but is ${String(p)}`);
  }
  checkPositive(ACTION, "blur", blur, blur < Infinity);
  checkPositive(ACTION, "reach", reach);
  for (const [name, length] of Object.entries({ blur, reach })) {
    const power = length ** p;
    if (power > 0 && (power < Infinity || length === Infinity)) continue;
    throw new RangeError(
      `Cannot ${ACTION}: ${name} ** p must be a positive number, but ${name} is ${length} and p is ${p}`,
    );
  }
}

function solutionOf(task: Task, result: TransportResult): SamplesSolution {
  const { x, y, a, b, factor, problem, targets, convergence } = task, { potentials, atWeights: [atA, atB] } = result;
  const parts = partsOf(ACTION, result, convergence), { limits } = convergence;
  const pulled = (transposed: boolean) => kernels().planGradient(problem, { potentials, transposed, limits });
  const value = recordValue("solveSamples", result.value, [
    { on: x, gradient: () => pulled(false) },
    { on: y, gradient: () => pulled(true) },
    { on: a.tensor, gradient: () => atA },
    { on: b.tensor, gradient: () => atB, factor },
  ]);
  return { value, ...parts, plan: new SamplesPlan(problem, potentials, limits, targets) };
}
