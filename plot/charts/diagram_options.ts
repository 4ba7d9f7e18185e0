/**
 * What `plotDiagram` is told, and the checks of that.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import type { GridOptions } from "../axes_frame.ts";
import { checkFlag, checkFraction, checkNonNegative, checkOptions, checkText, found } from "../checks.ts";
import type { LineOptions } from "../marks/line.ts";
import type { RuleOptions } from "../marks/rules.ts";
import { checkAxes } from "./chart_axes.ts";
import { checkBounds } from "./check_bounds.ts";
import type { DensityStyle } from "./density.ts";
import { COORDINATE_OPTIONS, type CoordinateOptions } from "./diagram_coordinates.ts";
import type { AxisBounds, DiagramFrame } from "./diagram_frame.ts";
import type { PointStyles } from "./point_styles.ts";

/** Options of {@linkcode plotDiagram}. */
export interface PlotDiagramOptions extends CoordinateOptions, PointStyles {
  /** Axes to draw in; default those of a new figure of 5 × 5 inches with equal units. */
  ax?: Axes;
  /** Limits of the axes; default so that all points and the diagonal are seen. */
  axisBounds?: AxisBounds;
  /** Text above the axes; default none. */
  title?: string;
  /** Text above the figure; default none. */
  suptitle?: string;
  /** Dimensions to draw; default all. */
  dims?: readonly number[];
  /** The highest dimension to draw; default all. */
  maxDimension?: number;
  /** Look of the diagonal; default thin and grey. Counts for the first diagram on the axes. */
  diagonalStyle?: LineOptions;
  /** Look of the lines at infinity; default thin and dashed. Counts for the first diagram on the axes. */
  infLineStyle?: RuleOptions;
  /** How far the lines at infinity stand beyond the deaths, as a share of their range; default 0.05. */
  infLineMargin?: number;
  /** Look of the grid, or `false` for none; default thin and dotted. */
  gridStyle?: GridOptions | false;
  /** Height of a red band above the diagonal, in the unit of the filtration: points there may be noise. Default none. */
  band?: number;
  /** Whether the area below the diagonal is grey; default `false`. */
  greyblock?: boolean;
  /** Whether each point is drawn, however many there are, up to 200,000; default `false`. */
  scatterOnly?: boolean;
  /** From so many finite points on, those near the diagonal are drawn as a density; default 20,000. */
  densityThreshold?: number;
  /** How near that is, as a share of the range; default 0.03. */
  nearDiagonalFraction?: number;
  /** Look of the density. */
  densityStyle?: DensityStyle;
}

/** The names of the options, for error messages. */
export const DIAGRAM_OPTIONS: readonly (keyof PlotDiagramOptions)[] = [
  "ax",
  "color",
  "axisBounds",
  "title",
  "dims",
  "dimLabelFmt",
  "pointStyle",
  "infPointStyle",
  "diagonalStyle",
  "infLineStyle",
  "infLineMargin",
  "gridStyle",
  "cmap",
  "suptitle",
  "maxDimension",
  "multiplicity",
  "band",
  "greyblock",
  "scatterOnly",
  "densityThreshold",
  "nearDiagonalFraction",
  "densityStyle",
  ...COORDINATE_OPTIONS,
];

/** Passes when all options are known and are what they should be. */
export function checkDiagramOptions(action: string, options: PlotDiagramOptions): void {
  checkOptions(action, options, DIAGRAM_OPTIONS);
  checkText(action, "dimLabelFmt", options.dimLabelFmt ?? "");
  checkText(action, "the title", options.title ?? "");
  checkText(action, "the suptitle", options.suptitle ?? "");
  checkNonNegative(action, "infLineMargin", options.infLineMargin ?? 0);
  checkNonNegative(action, "band", options.band ?? 0);
  checkNonNegative(action, "maxDimension", options.maxDimension ?? 0);
  checkNonNegative(action, "densityThreshold", options.densityThreshold ?? 0);
  checkFraction(action, "nearDiagonalFraction", options.nearDiagonalFraction ?? 0);
  for (const name of ["lifetime", "logX", "logY", "greyblock", "scatterOnly", "multiplicity"] as const) {
    checkFlag(action, name, options[name] ?? false);
  }
  checkBounds(action, options.axisBounds);
  checkAxes(action, options.ax);
}

/** Passes when the options ask for the coordinates of the diagrams that are on the axes already. */
export function checkCoordinates(
  action: string,
  frame: DiagramFrame | undefined,
  options: CoordinateOptions,
): void {
  if (frame === undefined || frame.coordinates.fits(options)) return;
  const { lifetime, log: [logX, logY] } = frame.coordinates;
  throw new RangeError(
    `Cannot ${action}: lifetime, logX and logY must be those of the diagrams on the axes, ${lifetime}, ${logX} and ` +
      `${logY}, but are ${found([options.lifetime ?? false, options.logX ?? false, options.logY ?? false])}`,
  );
}
