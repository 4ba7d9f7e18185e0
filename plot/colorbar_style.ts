/**
 * What colour bars are told: on which side they stand, and how they are numbered.
 *
 * @module
 */
import { checkChoice, checkFraction, checkNonNegative, checkOptions, checkPositive, checkText } from "./checks.ts";
import type { Mark } from "./marks/mark.ts";
import { AUTOMATIC, readFormat, readTicks, type TickChoice, type TickFormat } from "./tick_choice.ts";
import type { Values } from "./values.ts";

/** Options of {@linkcode Axes.colorbar}. */
export interface ColorbarOptions {
  /** Side of the axes; default `"right"`. */
  location?: "right" | "left" | "top" | "bottom";
  /** Text along the bar; default none. */
  label?: string;
  /** Values with ticks; default round ones. */
  ticks?: Values;
  /** How numbers are written; default the usual way. */
  format?: TickFormat;
  /** Length of the bar as a share of that of the axes; default 1. */
  shrink?: number;
  /** Length over thickness; default 20. */
  aspect?: number;
  /** Distance from what is written around the axes, as a share of their width, or of their height; default 0.05. */
  pad?: number;
}

/** What axes remember of their colour bar. */
export interface ColorbarStyle {
  /** Side of the axes. */
  readonly location: "right" | "left" | "top" | "bottom";
  /** Text along it, or `""`. */
  readonly label: string;
  /** Its ticks. */
  readonly ticks: TickChoice;
  /** Length as a share. */
  readonly shrink: number;
  /** Length over thickness. */
  readonly aspect: number;
  /** Distance as a share. */
  readonly pad: number;
  /** The mark whose colours it explains. */
  readonly mark: Mark;
}

/** What fails, for error messages. */
export const COLORBAR_ACTION = "draw the colour bar";
/** The names of the options. */
export const COLORBAR_OPTIONS: readonly (keyof ColorbarOptions)[] = [
  "location",
  "label",
  "ticks",
  "format",
  "shrink",
  "aspect",
  "pad",
];

/** Reads the style of a colour bar for the last of `marks` that has colours by value. */
export function readColorbar(marks: readonly Mark[], options: ColorbarOptions): ColorbarStyle {
  checkOptions(COLORBAR_ACTION, options, COLORBAR_OPTIONS);
  const location = checkChoice(COLORBAR_ACTION, "location", options.location ?? "right", [
    "right",
    "left",
    "top",
    "bottom",
  ]);
  const style = {
    location,
    label: checkText(COLORBAR_ACTION, "the label", options.label ?? ""),
    ticks: {
      ...AUTOMATIC,
      ...(options.ticks === undefined ? {} : readTicks(COLORBAR_ACTION, options.ticks, undefined, {})),
      format: readFormat(COLORBAR_ACTION, options.format ?? null),
    },
    shrink: checkShrink(options.shrink ?? 1),
    aspect: checkPositive(COLORBAR_ACTION, "aspect", options.aspect ?? 20),
    pad: checkNonNegative(COLORBAR_ACTION, "pad", options.pad ?? 0.05),
  };
  const mark = marks.findLast(({ colors }) => colors !== undefined);
  if (mark === undefined) {
    throw new TypeError(`Cannot ${COLORBAR_ACTION}: a mark with colours by value must come first, but there is none`);
  }
  return { ...style, mark };
}

function checkShrink(shrink: number): number {
  return checkFraction(COLORBAR_ACTION, "shrink", checkPositive(COLORBAR_ACTION, "shrink", shrink));
}
