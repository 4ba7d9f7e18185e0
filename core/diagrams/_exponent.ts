/**
 * The numbers that say what a cost is and how exact it must be.
 *
 * @module
 */

/** Checks that `value` is finite and at least 1; `action` opens the error, and `advice` may end it for infinity. */
export function checkExponent(action: string, name: string, value: number, advice = ""): void {
  if (!(typeof value === "number" && value >= 1 && value < Infinity)) {
    throw new RangeError(
      `Cannot ${action}: ${name} must be a finite number of at least 1, but is ${String(value)}` +
        (value === Infinity ? advice : ""),
    );
  }
}

/** Checks that `value` is finite and not negative; `action` opens the error. */
export function checkDelta(action: string, name: string, value: number): void {
  if (!(typeof value === "number" && value >= 0 && value < Infinity)) {
    throw new RangeError(`Cannot ${action}: ${name} must be finite and not negative, but is ${String(value)}`);
  }
}
