/**
 * Checks at the door of what is built from two filtrations.
 *
 * @module
 */
import { describe } from "../tensor/describe.ts";
import type { DiffFiltration } from "./filtration.ts";

/** Checks that both are filtrations with the same `negate`; `names` say which is which. */
export function checkTwo(action: string, names: readonly string[], a: DiffFiltration, b: DiffFiltration): void {
  for (const given of [a, b]) {
    if (typeof given?.boundary !== "function") {
      throw new TypeError(`Cannot ${action}: two filtrations were expected, but ${describe(given)} was found`);
    }
  }
  if (a.negate !== b.negate) {
    throw new RangeError(
      `Cannot ${action}: the same negate was expected, but is ${a.negate} for the ${
        names[0]
      } and ${b.negate} for the ` +
        names[1],
    );
  }
}
