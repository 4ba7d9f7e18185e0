/**
 * Options as they are given.
 *
 * @module
 */
import { describe } from "./describe.ts";
import { Tensor } from "./tensor.ts";

/**
 * `options` if they are an object; `action` opens the error.
 *
 * Notebooks are not type-checked: `cat([a, b], 1)` as in torch, where options stand in their place, would take the default
 * axis without a word.
 *
 * @throws {TypeError} If `options` is something else.
 */
export function asOptions<O extends object>(action: string, options: O): O {
  if (typeof options !== "object" || options === null || Array.isArray(options) || options instanceof Tensor) {
    throw new TypeError(`Cannot ${action}: an object of options was expected, but ${describe(options)} was found`);
  }
  return options;
}
