/**
 * Checking numbers among the options of computations on images.
 *
 * @module
 */

/** Checks a number of which `right` says whether it is in its range. */
export function checkNumber(action: string, name: string, value: number, right: boolean, expected: string): void {
  if (typeof value !== "number" || !right) {
    throw new RangeError(`Cannot ${action}: ${name} must be ${expected}, but is ${String(value)}`);
  }
}
