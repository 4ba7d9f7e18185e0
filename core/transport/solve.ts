/**
 * Entropic transport for given costs.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../filtrations/watched.ts";
import { kernels } from "../kernels.ts";
import type { TransportProblem, TransportResult } from "../kernels/dense_transport.ts";
import { asOptions } from "../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkNumber } from "./_check_number.ts";
import {
  checkConvergence,
  type Convergence,
  CONVERGENCE_OPTIONS,
  type ConvergenceOptions,
  type EntropicSolution,
  partsOf,
  requestOf,
} from "./entropic_solution.ts";
import { type Marginal, marginalFactor, readCosts, readMarginal, scaledWeights } from "./_marginals.ts";
import { recordValue } from "./_transport_value.ts";
import { TransportPlan } from "./transport_plan.ts";

/** Options of {@linkcode solve}. */
export interface SolveOptions extends ConvergenceOptions {
  /** The regularisation `ε`, positive, in the unit of the costs. */
  reg: number;
  /** The weights of the rows, `[n]`; default `1/n`. */
  a?: TensorLike;
  /** The weights of the columns, `[m]`; default `1/m`. */
  b?: TensorLike;
  /** The price `ρ` of marginals that are not `a` and `b`, positive, in the unit of the costs; default `Infinity`, they are. */
  unbalanced?: number;
}

/** Options of {@linkcode solveAsync}. */
export interface AsyncSolveOptions extends SolveOptions, WatchOptions {}

const OPTIONS = ["reg", "a", "b", "unbalanced", ...CONVERGENCE_OPTIONS] as const;

const ACTION = "solve a transport problem";

/**
 * The entropic transport plan for given costs, as near to convergence as is asked for.
 *
 * `min_P ⟨P, C⟩ + ε KL(P | a ⊗ b)` over plans with the marginals `a` and `b`; with `unbalanced` over all plans, where
 * `ρ KL(P1 | a) + ρ KL(Pᵀ1 | b)` is added. The value of a balanced problem is `⟨a, f⟩ + ⟨b, g⟩`; it and the plan
 * `P_ij = a_i b_j e^((f_i + g_j − C_ij)/ε)` come from the dual problem.
 *
 * `C: [n, m]` are finite costs of any sign. Sums of weights that differ by rounding are made equal by scaling `b`; where only
 * `f + c`, `g − c` is determined, `⟨a, f⟩ = ⟨b, g⟩`.
 *
 * Differentiable: the value, in `C` by the plan and in `a` and `b` by the potentials, for balanced problems up to a constant.
 * Potentials, marginals and plan are constants.
 *
 * Cost: some 50 to 150 passes over the `n m` costs, of about a nanosecond for each cost and pass; memory for three copies of
 * them, and for what is large in the plan.
 *
 * @throws {TypeError} If shapes do not fit, or an option is of the wrong kind or unknown.
 * @throws {RangeError} If there are no points, a cost is not finite, a weight negative, sums of weights are 0 or differ without
 * `unbalanced`, an option is out of range, more memory would be needed than is allowed, or `strict` finds that iterations ended
 * too early.
 *
 * @example Two heaps and three holes
 * ```ts
 * import { solve } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { value, plan } = solve([[0, 1, 4], [2, 1, 0]], { a: [2, 2], b: [1, 1, 2], reg: 0.001 });
 * assertAlmostEquals(value.item(), 0.997, 1e-3);
 * assertAlmostEquals(plan.toDense().data[5], 2, 1e-6);
 * ```
 *
 * See [Cuturi13], [Chizat18].
 */
export function solve(costs: TensorLike, options: SolveOptions): EntropicSolution {
  const task = readTask(costs, options);
  return solutionOf(task, kernels().solveTransport(task.problem, requestOf(task.convergence, task.rho)));
}

/**
 * What {@linkcode solve} gives, computed on another thread: the event loop stays free meanwhile.
 *
 * Differentiable: as {@linkcode solve}.
 *
 * Cost: as {@linkcode solve}, and about a tenth of a millisecond to hand over.
 *
 * @throws {TypeError} If `signal` is no `AbortSignal`, `onProgress` is no function, or as {@linkcode solve}.
 * @throws {RangeError} As {@linkcode solve}.
 *
 * @example The same result
 * ```ts
 * import { solve, solveAsync } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const costs = [[0, 1], [1, 0]];
 * const { value } = await solveAsync(costs, { reg: 0.1, signal: AbortSignal.timeout(60_000) });
 * assertEquals(value.item(), solve(costs, { reg: 0.1 }).value.item());
 * ```
 */
export async function solveAsync(costs: TensorLike, options: AsyncSolveOptions): Promise<EntropicSolution> {
  const { signal, onProgress, ...rest } = asOptions(ACTION, options, [...OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(ACTION, { signal, onProgress });
  const task = readTask(costs, rest), request = requestOf(task.convergence, task.rho);
  const run = (watch: Int32Array<ArrayBuffer>) => kernels().solveTransportAsync(task.problem, request, watch);
  return await watched({ signal, onProgress }, run, (result) => solutionOf(task, result));
}

/** A checked problem. */
interface Task {
  readonly costs: Tensor;
  readonly a: Marginal;
  readonly b: Marginal;
  /** What the weights of the columns were multiplied with. */
  readonly factor: number;
  readonly problem: TransportProblem;
  readonly rho: number;
  readonly convergence: Convergence;
}

function readTask(given: TensorLike, options: SolveOptions): Task {
  const { reg, a, b, unbalanced = Infinity, ...rest } = asOptions(ACTION, options, OPTIONS);
  checkNumber(ACTION, "reg", reg, reg > 0 && reg < Infinity, "a positive number");
  checkNumber(ACTION, "unbalanced", unbalanced, unbalanced > 0, "a positive number");
  const convergence = checkConvergence(ACTION, rest);
  const costs = readCosts(ACTION, given), [n, m] = costs.shape;
  const first = readMarginal(ACTION, "a", a, n), second = readMarginal(ACTION, "b", b, m);
  const advice = "; set unbalanced to compare different masses";
  const factor = marginalFactor(ACTION, [first, second], unbalanced === Infinity, advice);
  const weights = { a: first.data, b: scaledWeights(second, factor) };
  const problem = { given: { costs: costs.data.slice() }, ...weights, epsilon: reg };
  return { costs, a: first, b: second, factor, problem, rho: unbalanced, convergence };
}

function solutionOf(task: Task, result: TransportResult): EntropicSolution {
  const { costs, a, b, factor, problem, convergence } = task, { potentials, atWeights: [atA, atB] } = result;
  const parts = partsOf(ACTION, result, convergence), { limits } = convergence;
  const value = recordValue("solve", result.value, [
    { on: costs, gradient: () => kernels().planEntries(problem, { potentials, transposed: false, limits }) },
    { on: a.tensor, gradient: () => atA },
    { on: b.tensor, gradient: () => atB, factor },
  ]);
  return { value, ...parts, plan: new TransportPlan(problem, potentials, limits) };
}
