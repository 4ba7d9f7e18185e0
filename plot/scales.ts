/**
 * Linear scales, and the limits that data ask for.
 *
 * @module
 */
import { scaleLinear } from "./d3.ts";

/** Lower and upper end; the lower may be the greater, which turns the axis round. */
export type Interval = readonly [number, number];

/** The range of nothing: any number widens it. */
export const EMPTY: Interval = [Infinity, -Infinity];

/** Share of the data's range that is left free at each end. */
const MARGIN = 0.05;

/** The smallest interval around both. */
export function union(a: Interval, b: Interval): Interval {
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

/**
 * The limits of an axis that shows `data`: 5 % free at each end, except at an end that is one of `edges`; a single value is
 * widened by 5 % of itself first.
 */
export function autoLimits(data: Interval, edges: readonly number[] = []): Interval {
  let [lower, upper] = data;
  if (!(lower <= upper)) return [0, 1];
  const [lowerRoom, upperRoom] = [lower, upper].map((end) => edges.includes(end) ? 0 : MARGIN);
  // A range that rounding would swallow is no range: an axis there could not be told from a point.
  if (upper - lower <= Math.max(Math.abs(lower), Math.abs(upper)) * 1e-13) {
    [lower, upper] = lower === 0 && upper === 0
      ? [-MARGIN, MARGIN]
      : [lower - MARGIN * Math.abs(lower), upper + MARGIN * Math.abs(upper)];
  }
  const length = upper - lower;
  return [lower - length * lowerRoom, upper + length * upperRoom];
}

/** The map from `limits` to `range`. */
export function linearMap(limits: Interval, range: Interval): (value: number) => number {
  return scaleLinear().domain(limits).range(range);
}
