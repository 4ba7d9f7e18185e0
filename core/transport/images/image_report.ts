/**
 * How computations on images went.
 *
 * @module
 */
import { checkFlag } from "../../tensor/check_flag.ts";
import { checkFunction } from "../../tensor/check_function.ts";
import { convergenceWarning } from "../_convergence_warning.ts";
import { checkNumber } from "../_check_number.ts";

/** How a computation on images went. */
export interface ImageReport {
  /** Steps at the least blur. */
  readonly iterations: number;
  /** The L1 error of all marginals, relative to the mass. */
  readonly marginalError: number;
  /** The time from the call to its result. */
  readonly seconds: number;
  /** What to know before the result is relied on; `undefined` if all is well. */
  readonly warning: string | undefined;
}

/** Options that say what is done with a report. */
export interface ImageReportOptions {
  /** Told how the computation went, before its result is returned. */
  onReport?: (report: ImageReport) => void;
  /** Throw in place of a warning in the report; default `false`. */
  strict?: boolean;
}

/** The names of {@linkcode ImageReportOptions}. */
export const REPORT_OPTIONS = ["onReport", "strict"] as const;

/** Whom to tell how a computation went. */
export interface Reporter {
  readonly action: string;
  /** The error of the marginals that is no reason for a warning. */
  readonly tol: number;
  readonly strict: boolean;
  readonly onReport: ((report: ImageReport) => void) | undefined;
  /** When it was begun. */
  readonly start: number;
}

/** A reporter of a computation that begins now; `action` opens errors. */
export function reporterOf(action: string, tol: number, { onReport, strict = false }: ImageReportOptions): Reporter {
  if (onReport !== undefined) checkFunction(action, "onReport", onReport);
  checkFlag(action, "strict", strict);
  checkNumber(action, "tol", tol, tol > 0, "positive");
  return { action, tol, strict, onReport, start: performance.now() };
}

/**
 * Tells how a computation went; `advice` says what to do about errors that are too large.
 *
 * @throws {RangeError} If they are, and the reporter is strict.
 */
export function tell(
  reporter: Reporter,
  { iterations, marginalError }: Pick<ImageReport, "iterations" | "marginalError">,
  advice: string,
): void {
  const warning = convergenceWarning(reporter.action, reporter, { iterations, marginalError }, advice);
  reporter.onReport?.({ iterations, marginalError, seconds: (performance.now() - reporter.start) / 1000, warning });
}
