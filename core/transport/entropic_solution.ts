/**
 * Solutions of entropic transport problems: their options, and what they are made of.
 *
 * @module
 */
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import type { Limits } from "../kernels.ts";
import type { TransportRequest, TransportResult } from "../kernels/dense_transport.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { Tensor } from "../tensor/tensor.ts";
import { checkNumber } from "./_check_number.ts";
import { convergenceWarning } from "./_convergence_warning.ts";
import type { TransportPlan } from "./transport_plan.ts";

/** Options of iterations that converge. */
export interface ConvergenceOptions extends LimitOptions {
  /** The error of the marginals, relative to the mass, below which iterations end, positive; default 1e-6. */
  tol?: number;
  /** The most passes over all pairs, at least 1; default 10,000. */
  maxIterations?: number;
  /** Throw where `maxIterations` do not reach `tol`, in place of the warning in the report; default `false`. */
  strict?: boolean;
}

/** The names of {@linkcode ConvergenceOptions}. */
export const CONVERGENCE_OPTIONS = ["tol", "maxIterations", "strict", ...LIMIT_OPTIONS] as const;

/** Checked {@linkcode ConvergenceOptions}. */
export interface Convergence {
  readonly tol: number;
  readonly maxIterations: number;
  readonly strict: boolean;
  readonly limits: Limits;
}

/** How a transport problem was solved. */
export interface TransportReport {
  /** Passes over all pairs. */
  readonly iterations: number;
  /** The L1 error of both marginals, relative to the mass. */
  readonly marginalError: number;
  /** The primal cost less the dual one; where the marginals are wrong it may be negative. */
  readonly gap: number;
  /** What to know before the solution is relied on; `undefined` if all is well. */
  readonly warning: string | undefined;
}

/** A solution of an entropic transport problem between `n` and `m` points. */
export interface EntropicSolution<Plan extends TransportPlan = TransportPlan> {
  /** The value, a single number on the tape. */
  readonly value: Tensor;
  /** The potentials of the first side, `[n]`, constants. */
  readonly f: Tensor;
  /** Those of the second, `[m]`. */
  readonly g: Tensor;
  /** The marginals of the plan, `[n]` and `[m]`, constants. */
  readonly marginals: readonly [Tensor, Tensor];
  /** The plan. */
  readonly plan: Plan;
  /** How it was found. */
  readonly report: TransportReport;
}

/** Checks options of iterations; `action` opens errors. */
export function checkConvergence(
  action: string,
  { tol = 1e-6, maxIterations = 10_000, strict = false, ...rest }: ConvergenceOptions,
): Convergence {
  checkNumber(action, "tol", tol, tol > 0 && tol < Infinity, "a positive number");
  const isCount = Number.isInteger(maxIterations) && maxIterations >= 1 && maxIterations < 2 ** 31;
  checkNumber(action, "maxIterations", maxIterations, isCount, "an integer from 1 to 2^31 − 1");
  checkFlag(action, "strict", strict);
  return { tol, maxIterations, strict, limits: checkLimits(action, rest) };
}

/** What the kernel is asked for. */
export function requestOf({ tol, maxIterations, limits }: Convergence, rho: number): TransportRequest {
  return { rho, tol, maxIterations, limits };
}

/** What a solution has besides its value and plan. */
export function partsOf(
  action: string,
  { potentials: [f, g], marginals: [rows, columns], iterations, marginalError, gap }: TransportResult,
  convergence: Convergence,
): Omit<EntropicSolution, "value" | "plan"> {
  const advice = "raise maxIterations, tol or the regularisation";
  const warning = convergenceWarning(action, convergence, { iterations, marginalError }, advice);
  const constant = (values: Float64Array) => new Tensor(values.slice(), [values.length]);
  return {
    f: constant(f),
    g: constant(g),
    marginals: [constant(rows), constant(columns)],
    report: { iterations, marginalError, gap, warning },
  };
}
