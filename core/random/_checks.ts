/**
 * Checks of what random functions are given; `action` opens each error.
 *
 * @module
 */
import { describe } from "../tensor/describe.ts";
import { checkShape } from "../tensor/shape.ts";

/** How many numbers to draw: a shape, or a count for one axis. */
export type Size = number | readonly number[];

/** The integer that starts a stream. */
export type Seed = number | bigint;

/** The shape that `size` stands for. */
export function shapeOf(action: string, size: Size): number[] {
  const shape = typeof size === "number" ? [size] : size;
  checkShape(action, shape);
  return [...shape];
}

/** `seed` as a bigint from `low` to `high`, if there is such a bound; a number must be an integer that float64 holds exactly. */
export function checkSeed(action: string, seed: Seed, low: bigint, high?: bigint): bigint {
  if (typeof seed !== "number" && typeof seed !== "bigint") {
    throw new TypeError(`Cannot ${action}: seed must be a number or a bigint, but is ${describe(seed)}`);
  }
  if (typeof seed === "number" && !Number.isSafeInteger(seed)) {
    throw new RangeError(
      `Cannot ${action}: seed must be an integer, beyond ±(2^53 − 1) given as a bigint, but is ${seed}`,
    );
  }
  const exact = BigInt(seed);
  if (exact < low || (high !== undefined && exact > high)) {
    const expected = high === undefined ? `at least ${low}` : `from ${low} to ${high}`;
    throw new RangeError(`Cannot ${action}: seed must be ${expected}, but is ${seed}`);
  }
  return exact;
}

/** Checks that `low < high` are integers no further apart than float64 holds exactly. */
export function checkIntegerRange(action: string, low: number, high: number): void {
  for (const [name, bound] of [["low", low], ["high", high]] as const) {
    if (!Number.isSafeInteger(bound)) {
      throw new RangeError(`Cannot ${action}: ${name} must be an integer within ±(2^53 − 1), but is ${bound}`);
    }
  }
  if (low >= high) throw new RangeError(`Cannot ${action}: low must be below high, but they are ${low} and ${high}`);
  if (!Number.isSafeInteger(high - low)) {
    throw new RangeError(`Cannot ${action}: high − low must be below 2^53, but low is ${low} and high is ${high}`);
  }
}

/** Checks that `value` is a finite number, and not below `least` if that is given. */
export function checkFinite(action: string, name: string, value: number, least = -Infinity): void {
  if (!Number.isFinite(value) || value < least) {
    const expected = least === -Infinity ? "a finite number" : `a finite number of at least ${least}`;
    throw new RangeError(`Cannot ${action}: ${name} must be ${expected}, but is ${value}`);
  }
}
