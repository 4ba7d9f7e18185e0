/**
 * Checking options that are one of several words.
 *
 * @module
 */
import { describe } from "./describe.ts";

/** Checks that `value`, called `name` in the error, is one of `allowed`; `action` opens the error. */
export function checkChoice<T extends string>(action: string, name: string, value: T, allowed: readonly T[]): void {
  if (!allowed.includes(value)) {
    const list = allowed.map((word) => `"${word}"`).join(", ");
    const found = typeof value === "string" ? `"${value}"` : describe(value);
    throw new RangeError(`Cannot ${action}: ${name} must be one of ${list}, but is ${found}`);
  }
}
