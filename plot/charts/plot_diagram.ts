/**
 * The persistence diagram as a picture.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { subplots } from "../subplots.ts";
import { DiagramCoordinates } from "./diagram_coordinates.ts";
import { crowdOf, drawCrowd, farRows } from "./diagram_crowd.ts";
import { type AxisBounds, DiagramFrame } from "./diagram_frame.ts";
import { type DiagramInput, type DiagramRows, readDiagrams } from "./diagram_input.ts";
import { checkCoordinates, checkDiagramOptions, type PlotDiagramOptions } from "./diagram_options.ts";
import { checkPointStyles, drawPoints } from "./diagram_points.ts";
import { colorOf } from "./point_styles.ts";

const ACTION = "plot the diagram";

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
  checkDiagramOptions(ACTION, options);
  const all = readDiagrams(ACTION, dgms, options.dims), { maxDimension = Infinity } = options;
  const diagrams = all.filter(({ dimension }) => dimension <= maxDimension);
  checkPointStyles(ACTION, diagrams, options);
  const known = options.ax === undefined ? undefined : DiagramFrame.find(options.ax);
  checkCoordinates(ACTION, known, options);
  const coordinates = known?.coordinates ?? new DiagramCoordinates(options, diagrams);
  const crowd = crowdOf(ACTION, diagrams, options);

  const ax = options.ax ?? diagramAxes(options.axisBounds, coordinates);
  const frame = drawFrame(ax, diagrams, coordinates, options);
  drawCrowd(ACTION, ax, diagrams, crowd, coordinates, options.densityStyle ?? {});
  diagrams.forEach((rows, i) => {
    const color = colorOf(ACTION, options, rows.dimension, i, diagrams.length) ?? ax.nextFillColor();
    drawPoints(ACTION, ax, frame, farRows(rows, crowd), color, { ...options, isShaped: all.length > 1 });
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
