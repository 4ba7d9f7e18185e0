/**
 * The exponent of a cost.
 *
 * @module
 */

/** Checks that `value` is finite and at least 1; `action` opens the error. */
export function checkExponent(action: string, name: string, value: number): void {
  if (!(value >= 1 && Number.isFinite(value))) {
    throw new RangeError(`Cannot ${action}: ${name} must be a finite number of at least 1, but is ${value}`);
  }
}
