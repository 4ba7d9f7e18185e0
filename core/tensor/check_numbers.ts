/**
 * Checking flat values.
 *
 * @module
 */
import { describe } from "./describe.ts";

/** Checks that `values` is a Float64Array, a Float32Array or a list of numbers; `action` opens the error. */
export function checkNumbers(action: string, values: unknown): void {
  if (values instanceof Float64Array || values instanceof Float32Array) return;
  if (!Array.isArray(values)) {
    throw new TypeError(`Cannot ${action}: a list of numbers was expected, but ${describe(values)} was found`);
  }
  for (const value of values) {
    if (typeof value !== "number") {
      throw new TypeError(`Cannot ${action}: numbers were expected, but ${describe(value)} was found`);
    }
  }
}
