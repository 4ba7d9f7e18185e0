/**
 * The persistence diagram as a picture.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import type { GridOptions } from "../axes_frame.ts";
import { checkFlag, checkFraction, checkNonNegative, checkOptions, checkText, found } from "../checks.ts";
import type { LineOptions } from "../marks/line.ts";
import type { RuleOptions } from "../marks/rules.ts";
import { subplots } from "../subplots.ts";
import { checkAxes } from "./chart_axes.ts";
import { checkBounds } from "./check_bounds.ts";
import type { DensityStyle } from "./density.ts";
import { COORDINATE_OPTIONS, type CoordinateOptions, DiagramCoordinates } from "./diagram_coordinates.ts";
import { type Crowd, crowdOf, drawCrowd, isFar } from "./diagram_crowd.ts";
import { type AxisBounds, DiagramFrame } from "./diagram_frame.ts";
import { type DiagramInput, type DiagramRows, readDiagrams } from "./diagram_input.ts";
import { checkPointStyles, colorOf, drawPoints, type PointStyles } from "./diagram_points.ts";

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

const ACTION = "plot the diagram";
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

/**
 * Draws persistence diagrams as points (birth, death) above the diagonal, one colour per dimension, and where there are
 * several a shape too.
 *
 * Points that never die stand on a dashed line above all others. Points whose birth is not finite, or that have a NaN,
 * are left out, and counted in the description. Drawing into the same axes again adds to what is there: the diagonal appears
 * once, the limits grow, the legends merge. A legend appears for several dimensions, or where `dimLabelFmt` is named. From
 * 20,000 points on those near the diagonal, where nobody can tell them apart, become a density.
 * Shapes: one `[n, 2]` tensor of (birth, death) rows per dimension.
 *
 * @throws {TypeError} For a diagram that is not `[n, 2]`.
 * @throws {RangeError} For an unknown colour or a dimension in `dims` that is not there, or where diagrams with other
 * coordinates (`lifetime`, `logX`, `logY`) are on the axes already.
 *
 * @example Two dimensions
 * ```ts
 * import { plotDiagram } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const ax = plotDiagram({ 0: [[0, 0.4], [0, Infinity]], 1: [[0.5, 1.7]] }, { title: "Circle" });
 * assert(ax.figure.toSVG().includes("H1"));
 * ```
 */
export function plotDiagram(dgms: DiagramInput, options: PlotDiagramOptions = {}): Axes {
  checkPlain(options);
  const all = readDiagrams(ACTION, dgms, options.dims), { maxDimension = Infinity } = options;
  const diagrams = all.filter(({ dimension }) => dimension <= maxDimension);
  checkPointStyles(ACTION, diagrams, options);
  const known = options.ax === undefined ? undefined : DiagramFrame.find(options.ax);
  checkCoordinates(known, options);
  const coordinates = known?.coordinates ?? new DiagramCoordinates(options, diagrams);
  const crowd = crowdOf(ACTION, diagrams, options);

  const ax = options.ax ?? diagramAxes(options.axisBounds, coordinates);
  const frame = drawFrame(ax, diagrams, coordinates, options);
  drawCrowd(ACTION, ax, diagrams, crowd, coordinates, options.densityStyle ?? {});
  diagrams.forEach((rows, i) => {
    const color = colorOf(ACTION, options, rows.dimension, i, diagrams.length) ?? ax.nextFillColor();
    const kept = crowd === null ? rows : farRows(rows, crowd);
    drawPoints(ACTION, ax, frame, kept, color, { ...options, isShaped: all.length > 1 });
  });
  if (options.axisBounds !== undefined) frame.bound(options.axisBounds);
  if (!ax.hasLegend && (diagrams.length > 1 || options.dimLabelFmt !== undefined)) {
    ax.legend(options.dimLabelFmt === undefined ? { title: "dimension" } : {});
  }
  return ax;
}

/** Axes for diagrams, in a figure of their own. */
export function diagramAxes(bounds?: AxisBounds, coordinates?: DiagramCoordinates): Axes {
  const [, ax] = subplots(1, 1, { figsize: [5, 5] });
  // Bounds may ask for another shape than a square, and so do axes that differ.
  return bounds === undefined && (coordinates?.isSquare ?? true) ? ax.setAspect("equal") : ax;
}

function checkPlain(options: PlotDiagramOptions): void {
  checkOptions(ACTION, options, DIAGRAM_OPTIONS);
  checkText(ACTION, "dimLabelFmt", options.dimLabelFmt ?? "");
  checkText(ACTION, "the title", options.title ?? "");
  checkText(ACTION, "the suptitle", options.suptitle ?? "");
  checkNonNegative(ACTION, "infLineMargin", options.infLineMargin ?? 0);
  checkNonNegative(ACTION, "band", options.band ?? 0);
  checkNonNegative(ACTION, "maxDimension", options.maxDimension ?? 0);
  checkNonNegative(ACTION, "densityThreshold", options.densityThreshold ?? 0);
  checkFraction(ACTION, "nearDiagonalFraction", options.nearDiagonalFraction ?? 0);
  for (const name of ["lifetime", "logX", "logY", "greyblock", "scatterOnly", "multiplicity"] as const) {
    checkFlag(ACTION, name, options[name] ?? false);
  }
  checkBounds(ACTION, options.axisBounds);
  checkAxes(ACTION, options.ax);
}

function checkCoordinates(frame: DiagramFrame | undefined, options: CoordinateOptions): void {
  if (frame === undefined || frame.coordinates.fits(options)) return;
  const { lifetime, log: [logX, logY] } = frame.coordinates;
  throw new RangeError(
    `Cannot ${ACTION}: lifetime, logX and logY must be those of the diagrams on the axes, ${lifetime}, ${logX} and ` +
      `${logY}, but are ${found([options.lifetime ?? false, options.logX ?? false, options.logY ?? false])}`,
  );
}

/** All but the points: limits, grid, diagonal, areas, labels. */
function drawFrame(
  ax: Axes,
  diagrams: readonly DiagramRows[],
  coordinates: DiagramCoordinates,
  options: PlotDiagramOptions,
): DiagramFrame {
  const { gridStyle = {}, infLineMargin = 0.05, band, greyblock = false, title, suptitle } = options;
  if (gridStyle !== false) ax.grid({ color: "0.85", linewidth: 0.5, linestyle: ":", zorder: 0, ...gridStyle });
  if (coordinates.log[0]) ax.setXscale("log");
  if (coordinates.log[1]) ax.setYscale("log");
  const frame = DiagramFrame.of(ax, coordinates);
  for (const { births, deaths } of diagrams) {
    const x = births.map((birth) => coordinates.x(birth));
    frame.include(x, deaths.map((death, i) => coordinates.y(births[i], death)), infLineMargin);
  }
  frame.drawDiagonal(options.diagonalStyle ?? {});
  if (greyblock) frame.drawBlock();
  if (band !== undefined && band > 0) frame.drawBand(band);
  const [xLabel, yLabel] = coordinates.labels();
  ax.setXlabel(xLabel).setYlabel(yLabel);
  if (title !== undefined) ax.setTitle(title);
  if (suptitle !== undefined) ax.figure.suptitle(suptitle);
  return frame;
}

/** The points that are drawn one by one. */
function farRows(rows: DiagramRows, crowd: Crowd): DiagramRows {
  const kept = [...rows.births.keys()].filter((i) => isFar(rows.births[i], rows.deaths[i], crowd));
  return {
    ...rows,
    births: Float64Array.from(kept, (i) => rows.births[i]),
    deaths: Float64Array.from(kept, (i) => rows.deaths[i]),
  };
}
