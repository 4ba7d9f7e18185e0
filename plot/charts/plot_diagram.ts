/**
 * The persistence diagram as a picture.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import type { GridOptions } from "../axes_frame.ts";
import { checkNonNegative, checkOptions, checkText, found } from "../checks.ts";
import { darken, parseColor } from "../colors.ts";
import { line, type LineOptions } from "../marks/line.ts";
import { type RuleOptions, rules } from "../marks/rules.ts";
import { readStyle, SCATTER_OPTIONS, scatterMark, type ScatterOptions } from "../marks/scatter.ts";
import type { ScatterStyle } from "../marks/scatter_points.ts";
import { subplots } from "../subplots.ts";
import { checkAxes } from "./chart_axes.ts";
import { type AxisBounds, DiagramFrame } from "./diagram_frame.ts";
import { type DiagramInput, type DiagramRows, readDiagrams } from "./diagram_input.ts";
import { describePoint } from "./point_text.ts";

/** Options of {@linkcode plotDiagram}. */
export interface PlotDiagramOptions {
  /** Axes to draw in; default those of a new figure of 5 × 5 inches with equal units. */
  ax?: Axes;
  /** Colour of the points: one for all, one per dimension drawn, or by dimension. Default the next of the cycle. */
  color?: string | readonly string[] | { readonly [dimension: number]: string };
  /** Limits of the axes; default so that all points and the diagonal are seen. */
  axisBounds?: AxisBounds;
  /** Text above the axes; default none. */
  title?: string;
  /** Dimensions to draw; default all. */
  dims?: readonly number[];
  /** Text in the legend, `{dim}` standing for the dimension; default `"H{dim}"`. Naming it asks for a legend. */
  dimLabelFmt?: string;
  /** Look of the points; default small discs with a darker rim. */
  pointStyle?: Omit<ScatterOptions, "label" | "tooltips">;
  /** Look of the points at infinity; default triangles pointing there. */
  infPointStyle?: Omit<ScatterOptions, "label" | "tooltips">;
  /** Look of the diagonal; default thin and grey. Counts for the first diagram on the axes. */
  diagonalStyle?: LineOptions;
  /** Look of the lines at infinity; default thin and dashed. Counts for the first diagram on the axes. */
  infLineStyle?: RuleOptions;
  /** How far the lines at infinity stand beyond the deaths, as a share of their range; default 0.05. */
  infLineMargin?: number;
  /** Look of the grid, or `false` for none; default thin and dotted. */
  gridStyle?: GridOptions | false;
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
];
const POINT_OPTIONS = SCATTER_OPTIONS.filter((name) => name !== "label" && name !== "tooltips");
const POINT_STYLE: ScatterOptions = { s: 8, alpha: 0.85, linewidth: 0.45 };
const INFINITE_STYLE: ScatterOptions = { s: 36, alpha: 0.95, linewidth: 0.5 };
const RIM_SHADE = 0.55;

/**
 * Draws persistence diagrams as points (birth, death) above the diagonal, one colour per dimension.
 *
 * Points that never die stand on a dashed line above all others. Points whose birth is not finite, or that have a NaN,
 * are left out. Drawing into the same axes again adds to what is there: the diagonal appears once, the limits grow, the
 * legends merge. A legend appears for several dimensions, or where `dimLabelFmt` is named.
 * Shapes: one `[n, 2]` tensor of (birth, death) rows per dimension.
 *
 * @throws {TypeError} For a diagram that is not `[n, 2]`.
 * @throws {RangeError} For an unknown colour or a dimension in `dims` that is not there.
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
  checkOptions(ACTION, options, DIAGRAM_OPTIONS);
  const { axisBounds, title, infLineMargin = 0.05, gridStyle = {} } = options;
  checkText(ACTION, "dimLabelFmt", options.dimLabelFmt ?? "");
  checkText(ACTION, "the title", title ?? "");
  checkNonNegative(ACTION, "infLineMargin", infLineMargin);
  checkBounds(ACTION, axisBounds);
  checkAxes(ACTION, options.ax);
  for (const style of [options.pointStyle, options.infPointStyle]) checkOptions(ACTION, style ?? {}, POINT_OPTIONS);
  const diagrams = readDiagrams(ACTION, dgms, options.dims);
  checkStyles(diagrams, options);

  const ax = options.ax ?? diagramAxes(axisBounds);
  if (gridStyle !== false) ax.grid({ color: "0.85", linewidth: 0.5, linestyle: ":", zorder: 0, ...gridStyle });
  const frame = DiagramFrame.of(ax);
  for (const { births, deaths } of diagrams) frame.include(births, deaths, infLineMargin);
  frame.drawDiagonal(options.diagonalStyle ?? {});
  diagrams.forEach((rows, i) => {
    drawPoints(ax, rows, colorOf(options, rows.dimension, i, diagrams.length) ?? ax.nextFillColor(), options);
  });
  if (axisBounds !== undefined) frame.bound(axisBounds);
  ax.setXlabel("birth").setYlabel("death");
  if (title !== undefined) ax.setTitle(title);
  if (!ax.hasLegend && (diagrams.length > 1 || options.dimLabelFmt !== undefined)) {
    ax.legend(options.dimLabelFmt === undefined ? { title: "dimension" } : {});
  }
  return ax;
}

/** Axes for diagrams, in a figure of their own. */
export function diagramAxes(bounds?: AxisBounds): Axes {
  const [, ax] = subplots(1, 1, { figsize: [5, 5] });
  // Bounds may ask for another shape than a square.
  return bounds === undefined ? ax.setAspect("equal") : ax;
}

/** Passes when the bounds are known, finite and not empty. */
export function checkBounds(action: string, bounds: AxisBounds | undefined): void {
  if (bounds === undefined) return;
  checkOptions(action, bounds, ["xmin", "xmax", "ymin", "ymax"]);
  for (const [low, high] of [["xmin", "xmax"], ["ymin", "ymax"]] as const) {
    for (const side of [low, high]) {
      const value = bounds[side];
      if (value !== undefined && !Number.isFinite(value)) {
        throw new RangeError(`Cannot ${action}: ${side} must be a finite number, but is ${found(value)}`);
      }
    }
    if (bounds[low] !== undefined && bounds[high] !== undefined && bounds[low] >= bounds[high]) {
      throw new RangeError(
        `Cannot ${action}: ${low} must be below ${high}, but they are ${bounds[low]} and ${bounds[high]}`,
      );
    }
  }
}

/** Points of one dimension that share a look: the finite ones (sign 0), or those at plus or minus infinity. */
interface PointGroup {
  readonly sign: 0 | 1 | -1;
  readonly births: Float64Array;
  readonly deaths: Float64Array;
}

function groupsOf({ births, deaths }: DiagramRows): PointGroup[] {
  const signs = [0, 1, -1] as const;
  return signs.map((sign) => {
    const rows = [...births.keys()].filter((i) => Number.isFinite(births[i]) && place(deaths[i]) === sign);
    return {
      sign,
      births: Float64Array.from(rows, (i) => births[i]),
      deaths: Float64Array.from(rows, (i) => deaths[i]),
    };
    // An empty diagram keeps its entry in the legend.
  }).filter((group) => group.births.length > 0 || group.sign === 0 && births.length === 0);
}

function styleOf(group: PointGroup, color: string, label: string, options: PlotDiagramOptions): ScatterStyle {
  const { sign, births, deaths } = group, { pointStyle = {}, infPointStyle = {} } = options;
  const style = sign === 0
    ? pointOptions(color, POINT_STYLE, pointStyle)
    : pointOptions(color, { ...INFINITE_STYLE, marker: sign > 0 ? "^" : "v" }, infPointStyle);
  const tooltips = Array.from(births, (birth, i) => describePoint(label, birth, deaths[i]));
  return readStyle(births.length, { ...style, label, tooltips }, () => color);
}

function drawPoints(ax: Axes, rows: DiagramRows, color: string, options: PlotDiagramOptions): void {
  const frame = DiagramFrame.of(ax), label = labelOf(rows, options);
  for (const group of groupsOf(rows)) {
    const { sign, births, deaths } = group;
    const ys = sign === 0 ? deaths : frame.atInfinity(births.length, sign, options.infLineStyle ?? {});
    ax.add(scatterMark(births, ys, styleOf(group, color, label, options)));
  }
}

function labelOf({ dimension }: DiagramRows, { dimLabelFmt = "H{dim}" }: PlotDiagramOptions): string {
  return dimLabelFmt.replaceAll("{dim}", String(dimension));
}

/** Reads every style once before anything is drawn, so that a call that fails has drawn nothing. */
function checkStyles(diagrams: readonly DiagramRows[], options: PlotDiagramOptions): void {
  line([], [], options.diagonalStyle ?? {}, () => "k");
  rules("horizontal", [], null, null, options.infLineStyle ?? {});
  diagrams.forEach((rows, i) => {
    const color = colorOf(options, rows.dimension, i, diagrams.length) ?? "k";
    parseColor(ACTION, "color", color);
    for (const group of groupsOf(rows)) styleOf(group, color, labelOf(rows, options), options);
  });
}

/** The defaults, a darker rim among them, under what the user gave. */
function pointOptions(color: string, defaults: ScatterOptions, given: ScatterOptions): ScatterOptions {
  const { c: _c, edgecolors, linewidths, ...rest } = given;
  const paint = darken(parseColor(ACTION, "color", color), RIM_SHADE);
  const edge = rest.edgecolor ?? edgecolors ?? (rest.facecolors !== undefined || paint === null ? "face" : paint.hex);
  return {
    ...defaults,
    ...rest,
    color,
    edgecolor: edge,
    linewidth: rest.linewidth ?? linewidths ?? defaults.linewidth,
  };
}

/** Whether a death is finite (0) or at infinity, and at which; `NaN` for none of these. */
function place(death: number): number {
  return Number.isFinite(death) ? 0 : Math.sign(death);
}

function colorOf(options: PlotDiagramOptions, dimension: number, index: number, count: number): string | undefined {
  const { color, pointStyle = {} } = options;
  if (color === undefined) {
    const own = pointStyle.color ?? pointStyle.c;
    return typeof own === "string" ? own : undefined;
  }
  if (typeof color === "string") return color;
  if (typeof color !== "object" || color === null) {
    throw new TypeError(`Cannot ${ACTION}: color must be one, or one per dimension, but is ${found(color)}`);
  }
  if (!Array.isArray(color)) return (color as { readonly [dimension: number]: string })[dimension];
  if (color.length !== count) {
    throw new TypeError(`Cannot ${ACTION}: color must be one per dimension, but has ${color.length} for ${count}`);
  }
  return color[index];
}
