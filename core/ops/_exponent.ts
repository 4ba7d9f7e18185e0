/**
 * The exponent of a norm.
 *
 * @module
 */

/** Checks that `p`, called `name` in the error, is a number from 1 to `Infinity`; `action` opens the error. */
export function checkNormExponent(action: string, name: string, p: number): void {
  if (typeof p !== "number" || !(p >= 1)) {
    throw new RangeError(`Cannot ${action}: ${name} must be a number from 1 to Infinity, but is ${String(p)}`);
  }
}
