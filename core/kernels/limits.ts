/**
 * What every kernel that may take long is given.
 *
 * @module
 */

/** What a computation may use. Results do not depend on it. */
export interface Limits {
  /** Number of threads, at least 1. */
  readonly threads: number;
  /** Bytes that may be allocated, or `undefined` for three quarters of what is free; more is refused by a `RangeError`. */
  readonly maxMemory: number | undefined;
}
