/**
 * Words for what was found where something else was expected.
 *
 * @module
 */

/** `"a number"`, `"an array"`, `"an object of class Map"`, `"undefined"`. */
export function describe(x: unknown): string {
  if (x === null || x === undefined) return String(x);
  if (Array.isArray(x)) return "an array";
  return typeof x === "object" ? `an object of class ${x.constructor?.name || "Object"}` : `a ${typeof x}`;
}
