/**
 * Scales: how data units become lengths along an axis, and the limits that data ask for.
 *
 * @module
 */
import { checkChoice, checkFinite, checkOptions, checkPositive } from "./checks.ts";

/** Lower and upper end; the lower may be the greater, which turns the axis round. */
export type Interval = readonly [number, number];

/** How values are spread along an axis. */
export type ScaleName = "linear" | "log" | "symlog";

/** Options of {@linkcode Axes.setXscale} and {@linkcode Axes.setYscale}. */
export interface ScaleOptions {
  /** What one decade multiplies by; default 10. For `"log"` and `"symlog"`. */
  base?: number;
  /** Up to this distance from zero the scale is linear; default 2. For `"symlog"`. */
  linthresh?: number;
  /** Number of decades as long as the linear part on one side of zero; default 1. For `"symlog"`. */
  linscale?: number;
}

/** A scale: a growing map from data to lengths, and back. */
export interface Scale {
  /** Its name. */
  readonly name: ScaleName;
  /** What one decade multiplies by. */
  readonly base: number;
  /** Up to this distance from zero a `"symlog"` scale is linear. */
  readonly linthresh: number;
  /** From data; minus infinity for what a logarithm cannot show. */
  readonly forward: (value: number) => number;
  /** To data. */
  readonly inverse: (length: number) => number;
}

/** Lengths are data units. */
export const LINEAR: Scale = {
  name: "linear",
  base: 10,
  linthresh: 2,
  forward: (value) => value,
  inverse: (length) => length,
};

/** The range of nothing: any number widens it. */
export const EMPTY: Interval = [Infinity, -Infinity];

/** Share of the data's range that is left free at each end. */
const MARGIN = 0.05;
/** Where values stand that a logarithm cannot show, in points beyond the lower end of the axis: out of sight. */
const OUT_OF_SIGHT = 1e4;

/** Reads a scale by its name. */
export function readScale(action: string, name: ScaleName, options: ScaleOptions): Scale {
  checkChoice(action, "the scale", name, ["linear", "log", "symlog"]);
  checkOptions(action, options, { linear: [], log: ["base"], symlog: ["base", "linthresh", "linscale"] }[name]);
  const base = checkFinite(action, "base", options.base ?? 10);
  if (base <= 1) throw new RangeError(`Cannot ${action}: base must be above 1, but is ${base}`);
  const linthresh = checkPositive(action, "linthresh", options.linthresh ?? 2);
  const linscale = checkPositive(action, "linscale", options.linscale ?? 1);
  if (name === "linear") return LINEAR;
  return name === "log" ? logScale(base) : symlogScale(base, linthresh, linscale);
}

function logScale(base: number): Scale {
  const unit = Math.log(base);
  return {
    name: "log",
    base,
    linthresh: 2,
    forward: (value) => value > 0 ? Math.log(value) / unit : value <= 0 ? -Infinity : NaN,
    inverse: (length) => base ** length,
  };
}

/** Linear near zero, logarithmic beyond, and smooth enough in between: matplotlib's. */
function symlogScale(base: number, linthresh: number, linscale: number): Scale {
  const slope = linscale / (1 - 1 / base), unit = Math.log(base);
  return {
    name: "symlog",
    base,
    linthresh,
    forward(value) {
      const size = Math.abs(value);
      if (size <= linthresh) return value * slope;
      return Math.sign(value) * linthresh * (slope + Math.log(size / linthresh) / unit);
    },
    inverse(length) {
      const size = Math.abs(length);
      if (size <= linthresh * slope) return length / slope;
      return Math.sign(length) * linthresh * base ** (size / linthresh - slope);
    },
  };
}

/** The smallest interval around both. */
export function union(a: Interval, b: Interval): Interval {
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

/**
 * The limits of an axis that shows `data`: 5 % free at each end, except at an end that is one of `edges`; a single value is
 * widened by 5 % of itself first. `least` is the smallest positive value, where a logarithm has to start.
 */
export function autoLimits(
  data: Interval,
  edges: readonly number[] = [],
  scale: Scale = LINEAR,
  least: number = data[0],
): Interval {
  if (!(data[0] <= data[1])) return scale.name === "log" ? [1, scale.base] : [0, 1];
  const shown = scale.name === "log" ? positive(data, least, scale.base) : nonsingular(data);
  const [lower, upper] = shown.map(scale.forward), length = upper - lower;
  const [lowerRoom, upperRoom] = shown.map((end) => edges.includes(end) ? 0 : MARGIN);
  if (scale.name === "linear") return [lower - length * lowerRoom, upper + length * upperRoom];
  return [scale.inverse(lower - length * lowerRoom), scale.inverse(upper + length * upperRoom)];
}

/** A range that is one, around `data`. */
function nonsingular([lower, upper]: Interval): Interval {
  // A range that rounding would swallow is no range: an axis there could not be told from a point.
  if (upper - lower > Math.max(Math.abs(lower), Math.abs(upper)) * 1e-13) return [lower, upper];
  return lower === 0 && upper === 0
    ? [-MARGIN, MARGIN]
    : [lower - MARGIN * Math.abs(lower), upper + MARGIN * Math.abs(upper)];
}

/** The part of `data` above zero; the decades around a single value, the first where there is none. */
function positive([lower, upper]: Interval, least: number, base: number): Interval {
  if (!(upper > 0)) return [1, base];
  const start = lower > 0 ? lower : Math.min(least, upper);
  if (start < upper) return [start, upper];
  const exponent = Math.log(start) / Math.log(base);
  return [base ** (Math.ceil(exponent - 1e-9) - 1), base ** (Math.floor(exponent + 1e-9) + 1)];
}

/** The map along `scale` from `limits` to `range`, on the page. What a logarithm cannot show is out of sight. */
export function axisMap(scale: Scale, limits: Interval, range: Interval): (value: number) => number {
  const [start, end] = limits.map(scale.forward), factor = (range[1] - range[0]) / (end - start);
  const [low, high] = start < end ? range : [range[1], range[0]];
  const hidden = low - Math.sign(high - low) * OUT_OF_SIGHT;
  if (scale.name !== "log") return (value) => range[0] + (scale.forward(value) - start) * factor;
  return (value) => value <= 0 ? hidden : range[0] + (scale.forward(value) - start) * factor;
}
