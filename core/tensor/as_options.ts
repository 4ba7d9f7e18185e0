/**
 * Options as they are given.
 *
 * @module
 */
import { describe } from "./describe.ts";
import { Tensor } from "./tensor.ts";

/**
 * `options` if they are an object without any but the `known` ones; `action` opens the error.
 *
 * Notebooks are not type-checked: `cat([a, b], 1)` as in torch, where options stand in their place, or a misspelt name,
 * would take the default without a word. Only what is known can be read from the result, so that the compiler notices a
 * name forgotten here.
 *
 * @throws {TypeError} If `options` is something else, or has an option that is not known.
 */
export function asOptions<O extends object, Name extends keyof O & string>(
  action: string,
  options: O,
  known: readonly Name[],
): Pick<O, Name> {
  if (typeof options !== "object" || options === null || Array.isArray(options) || options instanceof Tensor) {
    throw new TypeError(`Cannot ${action}: an object of options was expected, but ${describe(options)} was found`);
  }
  const names: readonly string[] = known, unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return options;
  throw new TypeError(`Cannot ${action}: options must be among ${known.join(", ")}, but one is "${unknown}"`);
}
