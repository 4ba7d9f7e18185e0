/**
 * Moves of cells that somebody gave, and values of cells.
 *
 * @module
 */
import type { OrderedCells } from "./_ordered_cells.ts";
import { describe } from "../tensor/describe.ts";
import type { CellTargets, CriticalSet } from "./critical_set.ts";

/**
 * The moves of the cells at `indices` to `values`.
 *
 * @throws {TypeError} If these are no lists of numbers, or differ in length.
 * @throws {RangeError} If an index is no place, or a value is not finite.
 */
export function checkedMoves(
  action: string,
  indices: Uint32Array | readonly number[],
  values: Float64Array | readonly number[],
): CellTargets {
  for (const [name, list] of Object.entries({ indices, values })) {
    if (!(Array.isArray(list) || list instanceof Uint32Array || list instanceof Float64Array)) {
      throw new TypeError(`Cannot ${action}: ${name} must be a list of numbers, but is ${describe(list)}`);
    }
  }
  if (indices.length !== values.length) {
    throw new TypeError(
      `Cannot ${action}: a value for each index was expected, but there are ${indices.length} indices and ` +
        `${values.length} values`,
    );
  }
  for (const index of indices) checkIndex(action, index);
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`Cannot ${action}: finite values were expected, but ${String(value)} was found`);
    }
  }
  return { indices: Uint32Array.from(indices), values: Float64Array.from(values) };
}

/** Checks that `index` can be a place. */
function checkIndex(action: string, index: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= 2 ** 32) {
    throw new RangeError(`Cannot ${action}: places of cells were expected, but ${String(index)} was found`);
  }
}

/** Checks that `set`, the `k`-th of several, is a critical set. */
export function checkSet(action: string, set: CriticalSet, k: number): void {
  if (typeof set?.target !== "number" || !(set.indices instanceof Uint32Array)) {
    throw new TypeError(
      `Cannot ${action}: sets with a target and a Uint32Array of indices were expected, but set ${k} is ${
        describe(set)
      }`,
    );
  }
  if (!Number.isFinite(set.target)) {
    throw new RangeError(`Cannot ${action}: finite targets were expected, but that of set ${k} is ${set.target}`);
  }
}

/** Checks that `values`, given for each cell, are finite, and that none is before that of a facet. */
export function checkMonotone(
  action: string,
  values: Float64Array,
  cells: OrderedCells,
): void {
  const { starts, facets } = cells.boundary(values.length), { negate } = cells;
  const stray = values.findIndex((value) => !Number.isFinite(value));
  if (stray >= 0) {
    throw new RangeError(
      `Cannot ${action}: finite values were expected, but that of cell ${stray} is ${values[stray]}`,
    );
  }
  for (let cell = 0; cell < values.length; cell++) {
    for (let k = starts[cell]; k < starts[cell + 1]; k++) {
      const facet = facets[k];
      if (negate ? values[cell] > values[facet] : values[cell] < values[facet]) {
        throw new RangeError(
          `Cannot ${action}: no cell may come before its facets, but cell ${cell} has ${values[cell]} and its facet ` +
            `${facet} ${values[facet]}`,
        );
      }
    }
  }
}
