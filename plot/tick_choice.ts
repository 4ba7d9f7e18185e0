/**
 * Which ticks an axis has: those that its scale asks for, or those that were set by hand.
 *
 * @module
 */
import { checkFinite, checkOptions, checkText, found } from "./checks.ts";
import { format as d3Format } from "./d3.ts";
import { logTicks, symlogTicks } from "./log_ticks.ts";
import type { Interval, Scale } from "./scales.ts";
import { type Fits, type Ticks, ticks } from "./ticks.ts";
import { readValues, type Values } from "./values.ts";

/** How numbers at ticks are written: one of d3's formats, such as `".2f"` or `".0%"`, or a function. */
export type TickFormat = string | ((value: number) => string);

/** Options of {@linkcode Axes.setXticks} and {@linkcode Axes.setYticks}. */
export interface TickOptions {
  /** Counter-clockwise turn of the texts in degrees; default 0. */
  rotation?: number;
}

/** What an axis remembers of its ticks. */
export interface TickChoice {
  /** Where they are, or `null` where the scale asks for them. */
  readonly values: Float64Array | null;
  /** What is written beside them, or `null` for their numbers. */
  readonly labels: readonly string[] | null;
  /** How numbers are written, or `null` for the usual way. */
  readonly format: ((value: number) => string) | null;
  /** Turn of the texts in degrees. */
  readonly rotation: number;
  /** Whether there are small ticks in between, or `null` where the scale decides. */
  readonly minor: boolean | null;
}

/** Ticks that the scale asks for. */
export const AUTOMATIC: TickChoice = { values: null, labels: null, format: null, rotation: 0, minor: null };

/** Reads ticks set by hand. */
export function readTicks(
  action: string,
  values: Values,
  labels: readonly string[] | undefined,
  options: TickOptions,
): Pick<TickChoice, "values" | "labels" | "rotation"> {
  checkOptions(action, options, ["rotation"]);
  const at = readValues(action, "the ticks", values);
  at.forEach((value) => checkFinite(action, "a tick", value));
  if (labels !== undefined && (!Array.isArray(labels) || labels.length !== at.length)) {
    throw new TypeError(
      `Cannot ${action}: labels must be one per tick, but are ${found(labels)} for ${at.length} ticks`,
    );
  }
  labels?.forEach((label) => checkText(action, "a label", label));
  const rotation = checkFinite(action, "rotation", options.rotation ?? 0);
  return { values: at, labels: labels === undefined ? null : [...labels], rotation };
}

/** Reads a format of numbers. */
export function readFormat(action: string, format: TickFormat | null): TickChoice["format"] {
  if (format === null || typeof format === "function") return format;
  checkText(action, "the format", format);
  try {
    return d3Format(format);
  } catch {
    throw new RangeError(
      `Cannot ${action}: the format must be one of d3's, such as ".2f", ".1e" or ".0%", but is ${found(format)}`,
    );
  }
}

/** The ticks of an axis: at most `most` that the scale asks for, such that `fits` holds, or all that were set. */
export function chooseTicks(choice: TickChoice, scale: Scale, limits: Interval, most: number, fits: Fits): Ticks {
  const { values, labels, format, minor } = choice;
  if (values !== null) return { marks: written(values, labels, format ?? shortest, limits), unit: "", minor: [] };
  const rewritten: Fits = (marks) => fits(format === null ? marks : marks.map(({ value }) => at(value, format)));
  const chosen = automatic(scale, limits, most, rewritten);
  const marks = format === null ? chosen.marks : chosen.marks.map(({ value }) => at(value, format));
  // Only even steps can be parted evenly.
  const isParted = minor === true && scale.name === "linear";
  const small = minor === false ? [] : isParted ? between(chosen, limits) : chosen.minor;
  return { marks, unit: format === null ? chosen.unit : "", minor: small };
}

function automatic(scale: Scale, limits: Interval, most: number, fits: Fits): Ticks {
  switch (scale.name) {
    case "linear":
      return ticks(limits, most, fits);
    case "log":
      return logTicks(scale, limits, most, fits);
    case "symlog":
      return symlogTicks(scale, limits, most, fits);
  }
}

function at(value: number, format: (value: number) => string): { value: number; label: string } {
  return { value, label: String(format(value)) };
}

function written(
  values: Float64Array,
  labels: readonly string[] | null,
  format: (value: number) => string,
  [start, end]: Interval,
): Ticks["marks"] {
  const [low, high] = [Math.min(start, end), Math.max(start, end)];
  // What rounding takes from a tick at the very end must not take the tick.
  const slack = 1e-9 * (high - low);
  return [...values].map((value, i) => labels === null ? at(value, format) : { value, label: labels[i] })
    .filter(({ value }) => value >= low - slack && value <= high + slack);
}

function shortest(value: number): string {
  return String(Number(value.toPrecision(12))).replace("-", "−");
}

/** Four or five parts of each step between labelled ticks, as their first digit asks for. */
function between({ marks }: Ticks, [start, end]: Interval): number[] {
  if (marks.length < 2) return [];
  const step = Math.abs(marks[1].value - marks[0].value), [low, high] = [Math.min(start, end), Math.max(start, end)];
  const parts = /^[15]/.test(step.toExponential(6)) ? 5 : 4, pitch = step / parts;
  const first = Math.ceil((low - marks[0].value) / pitch), last = Math.floor((high - marks[0].value) / pitch);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((k) => k % parts !== 0)
    .map((k) => marks[0].value + k * pitch);
}
