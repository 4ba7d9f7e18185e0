/**
 * Where functions of a filtration value were sampled.
 *
 * @module
 */
import { readValues, type Values } from "../values.ts";

/** `count` places: those given, or 0, 1, 2, ... */
export function readGrid(action: string, grid: Values | undefined, count: number): Float64Array {
  if (grid === undefined) return Float64Array.from({ length: count }, (_, i) => i);
  const places = readValues(action, "grid", grid);
  if (places.length !== count) {
    throw new TypeError(`Cannot ${action}: grid must have one place per value, but has ${places.length} for ${count}`);
  }
  return places;
}
