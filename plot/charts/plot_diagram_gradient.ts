/**
 * The gradient of a loss on the points of a diagram, as arrows.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkNonNegative, checkOptions, checkText, found } from "../checks.ts";
import { OKABE_ITO } from "../colors.ts";
import type { QuiverOptions } from "../marks/quiver.ts";
import { union } from "../scales.ts";
import { isShaped } from "../values.ts";
import { checkAxes } from "./chart_axes.ts";
import { checkBounds } from "./check_bounds.ts";
import { DiagramCoordinates } from "./diagram_coordinates.ts";
import { DiagramFrame } from "./diagram_frame.ts";
import { type DiagramInput, type DiagramPoints, type DiagramRows, readColumns, readDiagrams } from "./diagram_input.ts";
import { arrowsMark, finiteArrows, type GradientArrows, strongestArrows, tipExtent } from "./gradient_arrows.ts";
import { DIAGRAM_OPTIONS, diagramAxes, plotDiagram, type PlotDiagramOptions } from "./plot_diagram.ts";

/** Options of {@linkcode plotDiagramGradient}. */
export interface PlotDiagramGradientOptions extends Omit<PlotDiagramOptions, "color"> {
  /** Whether arrows point the way that a step of gradient descent goes, against the gradient; default `false`. */
  descent?: boolean;
  /** Whether the points are drawn too; default `true`. */
  plotPoints?: boolean;
  /** Colour of the points; default blue for one dimension, the cycle for several. */
  diagramColor?: PlotDiagramOptions["color"];
  /** Draw only arrows at points of at least this persistence; default 0. */
  minPersistence?: number;
  /** Draw only so many arrows of each dimension, the longest; default all up to `arrowOverlayThreshold`. */
  topKArrows?: number;
  /** From so many arrows on, the 200 longest are drawn, with a warning; default 1000. */
  arrowOverlayThreshold?: number;
  /** Look of the arrows; default green, `scale: 4` in data units: an arrow is a quarter of the gradient long. */
  quiverStyle?: QuiverOptions;
}

const ACTION = "plot the diagram's gradient";
const OPTIONS: readonly string[] = [
  ...DIAGRAM_OPTIONS.filter((name) => name !== "color"),
  "descent",
  "plotPoints",
  "diagramColor",
  "quiverStyle",
  "minPersistence",
  "topKArrows",
  "arrowOverlayThreshold",
];
/** How many arrows are drawn of too many. */
const OVERLAY = 200;
const QUIVER_STYLE: QuiverOptions = {
  color: OKABE_ITO.green,
  alpha: 0.95,
  width: 0.0045,
  headwidth: 3.5,
  headlength: 5,
  angles: "xy",
  scaleUnits: "xy",
  scale: 4,
};

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
  checkOptions(ACTION, options, OPTIONS);
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
  const gradients = readGradients(diagrams, grads ?? null);
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

/** The gradient of each diagram, from `grads` or from the tensors themselves. */
function readGradients(diagrams: readonly DiagramRows[], grads: DiagramInput | null): [Float64Array, Float64Array][] {
  const given = grads === null ? null : new Map(readDiagrams(ACTION, grads).map((rows) => [rows.dimension, rows]));
  // One tensor of gradients belongs to the one diagram there is, whatever its dimension.
  const single = grads !== null && isShaped(grads) && diagrams.length === 1 ? [...given!.values()][0] : undefined;
  return diagrams.map(({ dimension, births, source }) => {
    const rows = single ?? given?.get(dimension);
    if (given !== null && rows === undefined) {
      throw new TypeError(
        `Cannot ${ACTION}: grads must have every dimension drawn, but dimension ${dimension} is missing`,
      );
    }
    const name = `the gradient of dimension ${dimension}`;
    const columns: [Float64Array, Float64Array] = rows === undefined
      ? readColumns(ACTION, name, ownGradient(dimension, source))
      : [rows.births, rows.deaths];
    if (columns[0].length !== births.length) {
      throw new TypeError(
        `Cannot ${ACTION}: ${name} must have shape [${births.length}, 2], but its shape is [${columns[0].length}, 2]`,
      );
    }
    return columns;
  });
}

function ownGradient(dimension: number, source: DiagramPoints): DiagramPoints {
  const gradient = isShaped(source) ? source.grad : null;
  if (gradient) return gradient;
  // Without points there is nothing to be missed.
  if (isShaped(source) && source.shape[0] === 0) return [];
  throw new TypeError(
    `Cannot ${ACTION}: the diagram of dimension ${dimension} must have a gradient (call retainGrad() on it before ` +
      `backward(), or pass grads), but its grad is ${found(gradient)}`,
  );
}
