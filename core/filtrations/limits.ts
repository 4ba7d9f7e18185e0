/**
 * What the computations on a filtration may use.
 *
 * @module
 */
import type { Limits } from "../kernels.ts";
import { checkInteger } from "./_checks.ts";

/** Options that limit what a computation uses; results do not depend on them. */
export interface LimitOptions {
  /** Number of threads, at least 1. Default: the number of processors. */
  nThreads?: number;
  /**
   * Bytes that a computation may allocate. One that would need more throws a `RangeError` with an estimate and what to
   * change, instead of taking the process down. Default: three quarters of the memory that is free when it starts.
   */
  maxMemory?: number;
}

/** The names of {@linkcode LimitOptions}. */
export const LIMIT_OPTIONS = ["nThreads", "maxMemory"] as const;

/** Checks options that limit a computation; what is not given is taken from `defaults`. */
export function checkLimits(
  action: string,
  { nThreads, maxMemory }: LimitOptions,
  defaults: Limits = { threads: navigator.hardwareConcurrency, maxMemory: undefined },
): Limits {
  const limits = { threads: nThreads ?? defaults.threads, maxMemory: maxMemory ?? defaults.maxMemory };
  checkInteger(action, "nThreads", limits.threads, 1);
  if (limits.maxMemory !== undefined && !(typeof limits.maxMemory === "number" && limits.maxMemory > 0)) {
    throw new RangeError(
      `Cannot ${action}: maxMemory must be a positive number of bytes, but is ${String(limits.maxMemory)}`,
    );
  }
  return limits;
}
