/**
 * Ranges of which some ends are found from diagrams, and evenly spaced places in them.
 *
 * @module
 */
import { describe } from "../tensor/describe.ts";

/** The ends of a range; `undefined`, or NaN as in GUDHI, for those to be found. */
export type RangeEnds = readonly [number | undefined, number | undefined];

/** Whether an end is to be found. */
export function isOpen(end: number | undefined): boolean {
  return end === undefined || Number.isNaN(end);
}

/** Checks a list of ends called `name`: `count` finite numbers, or what says that one is to be found. */
export function checkEnds(action: string, name: string, ends: readonly (number | undefined)[], count: number): void {
  if (!Array.isArray(ends) || ends.length !== count) {
    const found = Array.isArray(ends) ? `a list of ${ends.length}` : describe(ends);
    throw new TypeError(`Cannot ${action}: ${name} must be a list of ${count} numbers, but is ${found}`);
  }
  for (const end of ends) {
    if (end !== undefined && typeof end !== "number") {
      throw new TypeError(`Cannot ${action}: ${name} must hold numbers, but has ${describe(end)}`);
    }
    if (!isOpen(end) && !Number.isFinite(end)) {
      throw new RangeError(`Cannot ${action}: ${name} must hold finite numbers, but has ${end}`);
    }
  }
}

/**
 * The range with the ends that are given, the others those of the `values`; where there are none, the other end, or 0.
 *
 * A given range must ascend; one that is found may be a single number.
 */
export function completed(
  action: string,
  name: string,
  [start, end]: RangeEnds,
  low: number,
  high: number,
): [number, number] {
  const given = [start, end].filter((side) => !isOpen(side)) as number[];
  const found = (value: number) => Number.isFinite(value) ? value + 0 : given[0] ?? 0; // −0 becomes 0
  const range: [number, number] = [isOpen(start) ? found(low) : start!, isOpen(end) ? found(high) : end!];
  if (range[0] > range[1] || (given.length === 2 && range[0] === range[1])) {
    const how = given.length === 1 ? " with the end that the diagrams have" : "";
    throw new RangeError(`Cannot ${action}: ${name} must ascend, but is [${range.join(", ")}]${how}`);
  }
  return range;
}

/** The least number in one column of several lists of points, infinite if there is none. */
export function least(lists: readonly Float64Array[], of: (birth: number, death: number) => number): number {
  let low = Infinity;
  for (const points of lists) {
    for (let i = 0; i < points.length; i += 2) low = Math.min(low, of(points[i], points[i + 1]));
  }
  return low;
}

/** `count` evenly spaced numbers, the ends included, as NumPy's `linspace`. */
export function spaced([start, end]: readonly [number, number], count: number): Float64Array {
  const step = count > 1 ? (end - start) / (count - 1) : 0;
  const places = Float64Array.from({ length: count }, (_, i) => start + i * step);
  if (count > 1) places[count - 1] = end;
  return places;
}

/** Checks that a resolution called `name` is an integer from 1 to 2^24. */
export function checkResolution(action: string, name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= 2 ** 24)) {
    const found = typeof value === "number" ? value : describe(value);
    throw new RangeError(`Cannot ${action}: ${name} must be an integer from 1 to 2^24, but is ${found}`);
  }
}
