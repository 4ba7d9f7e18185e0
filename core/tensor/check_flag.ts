/**
 * Checking options that are true or false.
 *
 * @module
 */
import { describe } from "./describe.ts";

/** Checks that `value`, called `name` in the error, is true or false; `action` opens the error. */
export function checkFlag(action: string, name: string, value: boolean): void {
  if (typeof value !== "boolean") {
    const found = typeof value === "string" ? `"${value}"` : describe(value);
    throw new TypeError(`Cannot ${action}: ${name} must be true or false, but is ${found}`);
  }
}
