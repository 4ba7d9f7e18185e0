/**
 * Checks of numbers among the options of optimisers.
 *
 * @module
 */
import { describe } from "../tensor/describe.ts";

/** Checks that `count`, called `name` in the error, is a whole number from 1, or infinite; `action` opens the error. */
export function checkAtLeastOne(action: string, name: string, count: number): void {
  if (typeof count === "number" && count >= 1 && (Number.isInteger(count) || count === Infinity)) return;
  throw new RangeError(`Cannot ${action}: ${name} must be a whole number from 1, but is ${found(count)}`);
}

/** Checks that `value`, called `name` in the error, is finite and at least 0; `action` opens the error. */
export function checkNotNegative(action: string, name: string, value: number): void {
  if (typeof value === "number" && value >= 0 && value < Infinity) return;
  throw new RangeError(`Cannot ${action}: ${name} must be a number from 0, but is ${found(value)}`);
}

/** Checks that `value`, called `name` in the error, is finite and above 0; `action` opens the error. */
export function checkPositive(action: string, name: string, value: number): void {
  if (typeof value === "number" && value > 0 && value < Infinity) return;
  throw new RangeError(`Cannot ${action}: ${name} must be a positive number, but is ${found(value)}`);
}

function found(value: unknown): string {
  return typeof value === "number" ? String(value) : describe(value);
}
