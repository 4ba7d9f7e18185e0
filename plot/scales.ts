/**
 * Linear scales: the limits that data ask for, ticks, and their labels.
 *
 * @module
 */
import { scaleLinear } from "./d3.ts";

/** Lower and upper end; the lower may be the greater, which turns the axis round. */
export type Interval = readonly [number, number];

/** The range of nothing: any number widens it. */
export const EMPTY: Interval = [Infinity, -Infinity];

/** A tick: where, and what is written there. */
export interface Tick {
  /** Position in data units. */
  readonly value: number;
  /** Text beside the tick. */
  readonly label: string;
}

/** Share of the data's range that is left free at each end. */
const MARGIN = 0.05;

/** The smallest interval around both. */
export function union(a: Interval, b: Interval): Interval {
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

/** The limits of an axis that shows `data`: 5 % free at each end; a single value is widened by 5 % of itself first. */
export function autoLimits(data: Interval): Interval {
  let [lower, upper] = data;
  if (!(lower <= upper)) return [0, 1];
  // A range that rounding would swallow is no range: an axis there could not be told from a point.
  if (upper - lower <= Math.max(Math.abs(lower), Math.abs(upper)) * 1e-13) {
    [lower, upper] = lower === 0 && upper === 0
      ? [-MARGIN, MARGIN]
      : [lower - MARGIN * Math.abs(lower), upper + MARGIN * Math.abs(upper)];
  }
  const margin = (upper - lower) * MARGIN;
  return [lower - margin, upper + margin];
}

/** The map from `limits` to `range`. */
export function linearMap(limits: Interval, range: Interval): (value: number) => number {
  return scaleLinear().domain(limits).range(range);
}

/**
 * At most `most` ticks at round numbers (1, 2 or 5 times a power of ten apart) such that `fits` holds, with one number
 * of decimals for all; none if nothing fits.
 */
export function ticks(limits: Interval, most: number, fits: (ticks: readonly Tick[]) => boolean): readonly Tick[] {
  const scale = scaleLinear().domain(limits);
  for (let count = most; count >= 1; count--) {
    const values = scale.ticks(count);
    if (values.length === 0 || values.length > most + 1) continue;
    const candidates = labelled(values, scale.tickFormat(count, specifier(limits, values)));
    if (fits(candidates)) return candidates;
  }
  return [];
}

/** Plain decimals where they are short, powers of ten elsewhere. */
function specifier(limits: Interval, values: readonly number[]): string {
  const largest = Math.max(Math.abs(limits[0]), Math.abs(limits[1]));
  const step = values.length > 1 ? Math.abs(values[1] - values[0]) : largest;
  return largest >= 1e6 || largest < 1e-4 || step < 1e-6 * largest && largest > 1e3 ? "e" : "f";
}

function labelled(values: readonly number[], format: (value: number) => string): Tick[] {
  return values.map((value) => ({ value, label: value === 0 ? zero(format(0)) : powerOfTen(format(value)) }));
}

/** Zero has no power of ten. */
function zero(label: string): string {
  return label.replace(/e.*$/, "").replace(/^−/, "");
}

/** `1.5e−7` as `1.5×10⁻⁷`. */
function powerOfTen(label: string): string {
  const match = /^(.*)e([+−-]?)(\d+)$/.exec(label);
  if (match === null) return label;
  const digits = [...match[3]].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return `${match[1]}×10${match[2] === "+" || match[2] === "" ? "" : "⁻"}${digits}`;
}
