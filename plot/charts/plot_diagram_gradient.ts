/**
 * The gradient of a loss on the points of a diagram, as arrows.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkNonNegative, checkOptions, checkText } from "../checks.ts";
import { OKABE_ITO } from "../colors.ts";
import { union } from "../scales.ts";
import { checkAxes } from "./chart_axes.ts";
import { checkBounds } from "./check_bounds.ts";
import { DiagramCoordinates } from "./diagram_coordinates.ts";
import { DiagramFrame } from "./diagram_frame.ts";
import { readGradients } from "./diagram_gradients.ts";
import { type DiagramInput, type DiagramRows, readDiagrams } from "./diagram_input.ts";
import type { PlotDiagramOptions } from "./diagram_options.ts";
import { arrowsMark, finiteArrows, type GradientArrows, strongestArrows, tipExtent } from "./gradient_arrows.ts";
import { GRADIENT_OPTIONS, type PlotDiagramGradientOptions, QUIVER_STYLE } from "./gradient_options.ts";
import { diagramAxes, plotDiagram } from "./plot_diagram.ts";

const ACTION = "plot the diagram's gradient";
/** How many arrows are drawn of too many. */
const OVERLAY = 200;

/**
 * Draws a diagram and, at each of its points, the gradient of a loss as an arrow.
 *
 * `grads` has the form of `dgms`; without it, each tensor's own `grad` is taken, which `backward()` fills where
 * `retainGrad()` was called before. Points or gradients that are not finite are left out. The other options are those of
 * {@linkcode plotDiagram}, and drawing into the same axes again adds to what is there.
 * Shapes: `[n, 2]` per dimension, for points and gradients alike.
 *
 * @throws {TypeError} Where there is no gradient, or its shape is not that of the points.
 *
 * @example The way down
 * ```ts
 * import { plotDiagramGradient } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const ax = plotDiagramGradient({ 1: [[0.4, 1.6]] }, { 1: [[0.5, -0.2]] }, {
 *   descent: true,
 *   quiverStyle: { label: "descent direction" },
 * });
 * assert(ax.figure.toSVG().includes("descent direction"));
 * ```
 */
export function plotDiagramGradient(
  dgms: DiagramInput,
  grads?: DiagramInput | null,
  options: PlotDiagramGradientOptions = {},
): Axes {
  checkOptions(ACTION, options, GRADIENT_OPTIONS);
  const { descent = false, plotPoints = true, diagramColor, quiverStyle = {}, ...others } = options;
  const { minPersistence, topKArrows, arrowOverlayThreshold, ...shared } = others;
  checkFlag(ACTION, "descent", descent);
  checkFlag(ACTION, "plotPoints", plotPoints);
  checkAxes(ACTION, shared.ax);
  checkText(ACTION, "the title", shared.title ?? "");
  checkNonNegative(ACTION, "minPersistence", minPersistence ?? 0);
  checkNonNegative(ACTION, "topKArrows", topKArrows ?? 0);
  checkNonNegative(ACTION, "arrowOverlayThreshold", arrowOverlayThreshold ?? 0);
  const diagrams = readDiagrams(ACTION, dgms, shared.dims);
  const gradients = readGradients(ACTION, diagrams, grads ?? null);
  const style = { ...QUIVER_STYLE, ...quiverStyle };
  const arrows = diagrams.map((rows, i) =>
    chosen(finiteArrows(rows, gradients[i], descent ? -1 : 1, minPersistence ?? 0), topKArrows, arrowOverlayThreshold)
  );
  checkBounds(ACTION, shared.axisBounds);
  const known = shared.ax === undefined ? undefined : DiagramFrame.find(shared.ax);
  const coordinates = known?.coordinates ?? new DiagramCoordinates(shared, diagrams);
  // Arrows first, so that a style they refuse leaves the axes untouched.
  const marks = arrows.map((field, i) =>
    arrowsMark(field, i === 0 ? style : { ...style, label: undefined }, coordinates)
  );

  const ax = drawDiagram(diagrams, plotPoints, diagramColor, shared, coordinates);
  marks.forEach((mark, i) => {
    const tips = tipExtent(arrows[i], style, coordinates), tails = mark.extent();
    DiagramFrame.find(ax)?.widen(tips);
    ax.add({ ...mark, extent: () => ({ x: union(tails.x, tips.x), y: union(tails.y, tips.y) }) });
  });
  if (style.label !== undefined && !ax.hasLegend) ax.legend();
  return ax;
}

/** The arrows that are asked for, and not too many of them. */
function chosen(field: GradientArrows, most: number | undefined, threshold = 1000): GradientArrows {
  if (most !== undefined) return strongestArrows(field, most);
  if (field.x.length < threshold) return field;
  console.warn(`Warning: of ${field.x.length} arrows the ${OVERLAY} longest are drawn; set topKArrows for more`);
  return strongestArrows(field, OVERLAY);
}

function drawDiagram(
  diagrams: readonly DiagramRows[],
  plotPoints: boolean,
  diagramColor: PlotDiagramOptions["color"],
  options: Omit<PlotDiagramOptions, "color">,
  coordinates: DiagramCoordinates,
): Axes {
  if (plotPoints) {
    const color = diagramColor ?? (diagrams.length === 1 ? OKABE_ITO.blue : undefined);
    return plotDiagram(new Map(diagrams.map(({ dimension, source }) => [dimension, source])), { ...options, color });
  }
  const { ax = diagramAxes(options.axisBounds, coordinates), axisBounds = {}, title } = options;
  if (coordinates.log[0]) ax.setXscale("log");
  if (coordinates.log[1]) ax.setYscale("log");
  ax.setXlim(axisBounds.xmin, axisBounds.xmax).setYlim(axisBounds.ymin, axisBounds.ymax);
  return title === undefined ? ax : ax.setTitle(title);
}
