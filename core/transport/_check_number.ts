/**
 * Checking numbers among options.
 *
 * @module
 */
import { describe } from "../tensor/describe.ts";

/** Checks a number called `name` of which `holds` says whether it is as `expected`; `action` opens the error. */
export function checkNumber(action: string, name: string, value: number, holds: boolean, expected: string): void {
  if (typeof value === "number" && holds) return;
  const found = typeof value === "number" ? value : describe(value);
  throw new RangeError(`Cannot ${action}: ${name} must be ${expected}, but is ${found}`);
}

/** Checks that lengths are positive, and their powers numbers other than 0; only a reach may be infinite. */
export function checkPowers(action: string, p: number, lengths: { blur: number; reach: number }): void {
  for (const [name, length] of Object.entries(lengths)) {
    const power = length ** p;
    if (power > 0 && (power < Infinity || length === Infinity)) continue;
    throw new RangeError(
      `Cannot ${action}: ${name} ** p must be a positive number, but ${name} is ${length} and p is ${p}`,
    );
  }
}

/** Checks the exponent of a cost. */
export function checkExponent(action: string, p: number): void {
  checkNumber(action, "p", p, p >= 1 && p < Infinity, "a finite number of at least 1");
}
