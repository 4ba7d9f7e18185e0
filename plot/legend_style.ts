/**
 * What legends are told: where they stand, and how they look.
 *
 * @module
 */
import { checkChoice, checkFinite, checkFlag, checkOptions, checkPositive, checkText, found } from "./checks.ts";

/** Where a legend stands; `"best"` covers the fewest data. */
export type LegendLocation =
  | "best"
  | "upper right"
  | "upper left"
  | "lower left"
  | "lower right"
  | "center left"
  | "center right"
  | "lower center"
  | "upper center"
  | "center"
  | `outside ${"left" | "right"} ${"upper" | "center" | "lower"}`
  | `outside ${"upper" | "lower"} ${"left" | "center" | "right"}`;

/** A place within a box. */
export type InsideLocation = Exclude<LegendLocation, "best" | `outside ${string}`>;

/** Options that all legends have. */
export interface LegendLook {
  /** Number of columns; default 1. */
  ncols?: number;
  /** Whether there is a box around; default `true`. */
  frameon?: boolean;
  /** Size of the text in points; default 10. */
  fontsize?: number;
  /** Text above the entries; default none. */
  title?: string;
}

/** Options of {@linkcode Axes.legend}. */
export interface LegendOptions extends LegendLook {
  /**
   * Where it stands; `"best"` covers the fewest data. `"outside right upper"` and the like stand beyond what is written
   * around the axes, which make room. Default `"best"`.
   */
  loc?: LegendLocation;
  /**
   * A point in shares of the axes, `[0, 0]` at the lower left corner, at which the legend hangs by the corner or side
   * that `loc` names; default the axes themselves.
   */
  bboxToAnchor?: readonly [number, number];
}

/** Options of {@linkcode Figure.legend}. */
export interface FigureLegendOptions extends LegendLook {
  /**
   * Where it stands: `"outside right upper"` and the like beyond what is written around all axes, which make room;
   * `"upper right"` and the like in the figure, whatever is there. Default `"outside right upper"`.
   */
  loc?: Exclude<LegendLocation, "best">;
  /**
   * A point in shares of the figure, `[0, 0]` at the lower left corner, at which the legend hangs by the corner or side
   * that `loc` names; default the figure itself.
   */
  bboxToAnchor?: readonly [number, number];
}

/** How a legend looks. */
export interface LegendStyle {
  /** Location. */
  readonly location: LegendLocation;
  /** The point at which it hangs, in shares of the axes or the figure from the lower left corner, or `null`. */
  readonly anchor: readonly [number, number] | null;
  /** Number of columns. */
  readonly columns: number;
  /** Whether there is a box around. */
  readonly framed: boolean;
  /** Size of the text in points; the distances follow it. */
  readonly fontsize: number;
  /** Text above the entries, or `""`. */
  readonly title: string;
}

/** The places within a box in the order in which they are tried. */
const INSIDE: readonly InsideLocation[] = [
  "upper right",
  "upper left",
  "lower left",
  "lower right",
  "center left",
  "center right",
  "lower center",
  "upper center",
  "center",
];
const OUTSIDE = [
  ...(["left", "right"] as const).flatMap((side) =>
    (["upper", "center", "lower"] as const).map((end) => `outside ${side} ${end}` as const)
  ),
  ...(["upper", "lower"] as const).flatMap((side) =>
    (["left", "center", "right"] as const).map((end) => `outside ${side} ${end}` as const)
  ),
];

/** The locations of a legend in axes. */
export const AXES_LOCATIONS: readonly LegendLocation[] = ["best", ...INSIDE, ...OUTSIDE];
/** The locations of a legend in a figure; the first is the default of each. */
export const FIGURE_LOCATIONS: readonly LegendLocation[] = [
  "outside right upper",
  ...INSIDE,
  ...OUTSIDE.filter((location) => location !== "outside right upper"),
];

/** Reads the style of a legend that stands in one of `locations`, by default in the first. */
export function readLegend(
  action: string,
  options: LegendOptions,
  locations: readonly LegendLocation[],
): LegendStyle {
  checkOptions(action, options, ["loc", "bboxToAnchor", "ncols", "frameon", "fontsize", "title"]);
  const { bboxToAnchor: anchor = null, ncols = 1 } = options;
  if (anchor !== null && (!Array.isArray(anchor) || anchor.length !== 2)) {
    throw new TypeError(
      `Cannot ${action}: bboxToAnchor must be [x, y] in shares of what it stands in, but is ${found(anchor)}`,
    );
  }
  anchor?.forEach((side) => checkFinite(action, "bboxToAnchor", side));
  if (!Number.isInteger(ncols) || ncols < 1) {
    throw new RangeError(`Cannot ${action}: ncols must be a positive integer, but is ${found(ncols)}`);
  }
  return {
    location: checkChoice(action, "loc", options.loc ?? locations[0], locations),
    anchor: anchor === null ? null : [anchor[0], anchor[1]],
    columns: ncols,
    framed: checkFlag(action, "frameon", options.frameon ?? true),
    fontsize: checkPositive(action, "fontsize", options.fontsize ?? 10),
    title: checkText(action, "title", options.title ?? ""),
  };
}

/** Whether a legend takes room beyond the spines of its axes. */
export function standsOutside({ location, anchor }: LegendStyle): boolean {
  return anchor !== null || location.startsWith("outside");
}
