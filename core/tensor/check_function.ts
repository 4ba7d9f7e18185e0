/**
 * Checking functions that are given as arguments.
 *
 * @module
 */
import { describe } from "./describe.ts";

/** Checks that `f`, called `name` in the error, is a function; `action` opens the error. */
export function checkFunction(action: string, name: string, f: unknown): void {
  if (typeof f !== "function") {
    throw new TypeError(`Cannot ${action}: ${name} must be a function, but is ${describe(f)}`);
  }
}
