/**
 * A transport plan as lines between two clouds.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkFraction, checkOptions, checkPositive } from "../checks.ts";
import { OKABE_ITO, parseColor } from "../colors.ts";
import type { ScatterOptions } from "../marks/scatter.ts";
import { type MatrixValues, readMatrix } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart, readCloud } from "./chart_axes.ts";

/** Options of {@linkcode plotTransport}. */
export interface PlotTransportOptions extends ChartOptions {
  /** Entries up to this share of the largest are not drawn; default 0.01. */
  threshold?: number;
  /** The heaviest lines that are drawn; default 10,000. */
  topK?: number;
  /** Colour of the lines; default grey. */
  color?: string;
  /** Opacity of the heaviest line; the others fade with their mass. Default 0.8. */
  alpha?: number;
  /** Width of the lines in points; default 0.8. */
  linewidth?: number;
  /** Whether the points are drawn too; default `true`. */
  plotPoints?: boolean;
  /** Look of the first cloud; default blue. */
  sourceStyle?: ScatterOptions;
  /** Look of the second cloud; default vermillion. */
  targetStyle?: ScatterOptions;
}

const ACTION = "plot the transport";
const OPTIONS = ["threshold", "topK", "color", "alpha", "linewidth", "plotPoints", "sourceStyle", "targetStyle"];
/** Lines of similar mass share an opacity. */
const LEVELS = 12;

/**
 * Draws a transport plan: a line from `x[i]` to `y[j]` for each large entry `plan[i, j]`, the more opaque the more mass it has.
 *
 * `x: [n, 2]`, `y: [m, 2]`, `plan: [n, m]` with entries of at least 0; entries that are not finite are left out.
 *
 * @throws {TypeError} If a shape is another, or that of `plan` does not fit.
 * @throws {RangeError} If an option is out of range.
 *
 * @example Two points to two
 * ```ts
 * import { plotTransport } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const ax = plotTransport([[0, 0], [0, 1]], [[1, 0], [1, 1]], [[0.5, 0], [0.1, 0.4]]);
 * assert(ax.figure.toSVG().includes("1 edge"));
 * ```
 */
export function plotTransport(
  x: MatrixValues,
  y: MatrixValues,
  plan: MatrixValues,
  options: PlotTransportOptions = {},
): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, ...OPTIONS]);
  checkChart(ACTION, options);
  const { threshold = 0.01, topK = 10_000, color = "0.35", alpha = 0.8, linewidth = 0.8, plotPoints = true } = options;
  checkFraction(ACTION, "threshold", threshold);
  checkPositive(ACTION, "topK", topK);
  checkFraction(ACTION, "alpha", alpha);
  checkFlag(ACTION, "plotPoints", plotPoints);
  parseColor(ACTION, "color", color);
  const from = readCloud(ACTION, "x", x, [2]), to = readCloud(ACTION, "y", y, [2]);
  const lines = heaviest(readPlan(plan, from.size, to.size), to.size, threshold, topK);

  const ax = chartAxes(options, { figsize: [5, 5] }).setAspect("equal");
  const corners = [0, 1].map((c) => Float64Array.of(...from.columns[c], ...to.columns[c]));
  for (let level = 1; level <= LEVELS; level++) {
    const rows = lines.filter(({ share }) => Math.ceil(share * LEVELS) === level);
    if (rows.length === 0) continue;
    const edges = rows.map(({ i, j }) => [i, from.size + j]);
    ax.edges(corners[0], corners[1], edges, { color, linewidth, alpha: alpha * level / LEVELS, zorder: 1 });
  }
  if (plotPoints) {
    const draw = ({ columns }: typeof from, own: string, style: ScatterOptions = {}) =>
      ax.scatter(columns[0], columns[1], { s: 16, color: own, zorder: 2, ...style });
    draw(from, OKABE_ITO.blue, options.sourceStyle);
    draw(to, OKABE_ITO.vermillion, options.targetStyle);
  }
  return ax;
}

function readPlan(plan: MatrixValues, rows: number, columns: number): Float64Array {
  if (rows === 0 || columns === 0) return new Float64Array();
  const matrix = readMatrix(ACTION, "the plan", plan);
  if (matrix.rows === rows && matrix.columns === columns) return matrix.data;
  throw new TypeError(
    `Cannot ${ACTION}: the plan must have shape [${rows}, ${columns}], but its shape is [${matrix.rows}, ${matrix.columns}]`,
  );
}

/** The entries above the threshold, heaviest first, as shares of the largest. */
function heaviest(plan: Float64Array, columns: number, threshold: number, most: number) {
  const largest = plan.reduce((best, mass) => mass > best && mass < Infinity ? mass : best, 0);
  const places = [...plan.keys()].filter((k) => plan[k] > threshold * largest && plan[k] < Infinity);
  return places.sort((a, b) => plan[b] - plan[a]).slice(0, most)
    .map((k) => ({ i: Math.floor(k / columns), j: k % columns, share: plan[k] / largest }));
}
