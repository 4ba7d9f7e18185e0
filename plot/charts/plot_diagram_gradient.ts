/**
 * The gradient of a loss on the points of a diagram, as arrows.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkOptions, checkText, found } from "../checks.ts";
import { OKABE_ITO } from "../colors.ts";
import { type Extent, pointExtent } from "../marks/mark.ts";
import { quiver, type QuiverOptions } from "../marks/quiver.ts";
import { EMPTY, union } from "../scales.ts";
import { isShaped } from "../values.ts";
import { checkAxes } from "./chart_axes.ts";
import { DiagramFrame } from "./diagram_frame.ts";
import { type DiagramInput, type DiagramPoints, type DiagramRows, readColumns, readDiagrams } from "./diagram_input.ts";
import { checkBounds, DIAGRAM_OPTIONS, diagramAxes, plotDiagram, type PlotDiagramOptions } from "./plot_diagram.ts";

/** Options of {@linkcode plotDiagramGradient}. */
export interface PlotDiagramGradientOptions extends Omit<PlotDiagramOptions, "color"> {
  /** Whether arrows point the way that a step of gradient descent goes, against the gradient; default `false`. */
  descent?: boolean;
  /** Whether the points are drawn too; default `true`. */
  plotPoints?: boolean;
  /** Colour of the points; default blue for one dimension, the cycle for several. */
  diagramColor?: PlotDiagramOptions["color"];
  /** Look of the arrows; default green, `scale: 4` in data units: an arrow is a quarter of the gradient long. */
  quiverStyle?: QuiverOptions;
}

interface GradientArrows {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

const ACTION = "plot the diagram's gradient";
const OPTIONS: readonly string[] = [
  ...DIAGRAM_OPTIONS.filter((name) => name !== "color"),
  "descent",
  "plotPoints",
  "diagramColor",
  "quiverStyle",
];
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
  const { descent = false, plotPoints = true, diagramColor, quiverStyle = {}, ...shared } = options;
  checkFlag(ACTION, "descent", descent);
  checkFlag(ACTION, "plotPoints", plotPoints);
  checkAxes(ACTION, shared.ax);
  checkText(ACTION, "the title", shared.title ?? "");
  const diagrams = readDiagrams(ACTION, dgms, shared.dims);
  const gradients = readGradients(diagrams, grads ?? null);
  const style = { ...QUIVER_STYLE, ...quiverStyle };
  const arrows = diagrams.map((rows, i) => finiteArrows(rows, gradients[i], descent ? -1 : 1));
  checkBounds(ACTION, shared.axisBounds);
  // Arrows first, so that a style they refuse leaves the axes untouched.
  const marks = arrows.map(({ x, y, u, v }, i) => quiver(x, y, u, v, i === 0 ? style : { ...style, label: undefined }));

  const ax = drawDiagram(diagrams, plotPoints, diagramColor, shared);
  marks.forEach((mark, i) => {
    const tips = tipExtent(arrows[i], style), tails = mark.extent();
    if (DiagramFrame.has(ax)) DiagramFrame.of(ax).widen(tips);
    ax.add({ ...mark, extent: () => ({ x: union(tails.x, tips.x), y: union(tails.y, tips.y) }) });
  });
  if (style.label !== undefined && !ax.hasLegend) ax.legend();
  return ax;
}

function drawDiagram(
  diagrams: readonly DiagramRows[],
  plotPoints: boolean,
  diagramColor: PlotDiagramOptions["color"],
  options: Omit<PlotDiagramOptions, "color">,
): Axes {
  if (plotPoints) {
    const color = diagramColor ?? (diagrams.length === 1 ? OKABE_ITO.blue : undefined);
    return plotDiagram(new Map(diagrams.map(({ dimension, source }) => [dimension, source])), { ...options, color });
  }
  const { ax = diagramAxes(options.axisBounds), axisBounds = {}, title } = options;
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

function finiteArrows(
  { births, deaths }: DiagramRows,
  [u, v]: readonly [Float64Array, Float64Array],
  sign: number,
): GradientArrows {
  const kept = [...births.keys()].filter((i) => [births[i], deaths[i], u[i], v[i]].every(Number.isFinite));
  const pick = (values: Float64Array, factor: number) => Float64Array.from(kept, (i) => factor * values[i]);
  return { x: pick(births, 1), y: pick(deaths, 1), u: pick(u, sign), v: pick(v, sign) };
}

/** The tips of arrows, where they are known in data units. */
function tipExtent({ x, y, u, v }: GradientArrows, { angles, scaleUnits, scale }: QuiverOptions): Extent {
  if (angles !== "xy" || scaleUnits !== "xy" || scale === undefined) return { x: EMPTY, y: EMPTY };
  return pointExtent(x.map((value, i) => value + u[i] / scale), y.map((value, i) => value + v[i] / scale));
}
