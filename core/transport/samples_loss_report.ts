/**
 * How the computation of a loss between samples went.
 *
 * @module
 */
import type { SinkhornReport } from "../kernels.ts";
import { convergenceWarning } from "./_convergence_warning.ts";
import type { Settings } from "./samples_loss_options.ts";

/** How a call of a loss went; of a batch the worst pair counts. Losses that are plain sums need no iterations and have no error. */
export interface SamplesLossReport {
  /** Passes over all pairs of points of two clouds. */
  readonly iterations: number;
  /** The L1 error of both marginals, relative to the mass. */
  readonly marginalError: number;
  /** The primal cost less the dual one; where the marginals are wrong it may be negative. */
  readonly gap: number;
  /** A bound on the relative change of sums by pairs of points that were left out; 0 if none were. */
  readonly truncation: number;
  /**
   * A bound on how far the loss is from that of convergence: the cost of a plan with the right marginals less the dual value.
   * `Infinity` where none is known: with `compat`, `"float32"` and a cost of your own, and for `"hausdorff"`.
   */
  readonly error: number;
  /** The time from the call to its result. */
  readonly seconds: number;
  /** What to know before the result is relied on; `undefined` if all is well, and with `compat`. */
  readonly warning: string | undefined;
  /** The same for each pair of a batch, or for the only one; empty for plain sums. */
  readonly pairs: readonly SinkhornReport[];
}

/**
 * The report of a call that began at `start`.
 *
 * @throws {RangeError} If iterations ended too early, and the settings are strict.
 */
export function reportOf(pairs: readonly SinkhornReport[], start: number, settings: Settings): SamplesLossReport {
  const worst = (of: (report: SinkhornReport) => number) =>
    pairs.reduce((worst, report) => Math.abs(of(report)) > Math.abs(worst) ? of(report) : worst, 0);
  const marginalError = worst((report) => report.marginalError), iterations = worst((report) => report.iterations);
  const { compat, action, mode, precision } = settings, advice = adviceFor(mode, precision);
  const warning = compat ? undefined : convergenceWarning(action, settings, { iterations, marginalError }, advice);
  return {
    iterations,
    marginalError,
    gap: worst(({ gap }) => gap),
    truncation: worst(({ truncation }) => truncation),
    error: worst(({ error }) => error),
    seconds: (performance.now() - start) / 1000,
    warning,
    pairs,
  };
}

/** Why iterations may have ended too early, and what to do. */
function adviceFor(mode: Settings["mode"], precision: Settings["precision"]): string {
  if (precision === "float32") return "float32 ends with a schedule";
  return mode === "fast" ? "fast ends early" : "raise maxIterations, blur or tol";
}
