/**
 * Balls around points, and the simplices that are there at a radius.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkChoice, checkFlag, checkNonNegative, checkOptions } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { fillAttributes } from "../line_style.ts";
import { cellCount, type Mark, pointAnchors, pointExtent } from "../marks/mark.ts";
import type { ScatterOptions } from "../marks/scatter.ts";
import { element } from "../svg.ts";
import type { MatrixValues } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart, readCloud } from "./chart_axes.ts";
import { alphaComplex, MOST_TRIANGLES, ripsComplex } from "./planar_complex.ts";

/** Options of {@linkcode plotFiltration}. */
export interface PlotFiltrationOptions extends ChartOptions {
  /** Which simplices: `"alpha"`, those of the Delaunay triangulation, or `"rips"`, all that are small enough. Default `"alpha"`. */
  complex?: "alpha" | "rips";
  /** Whether the balls are drawn; default `true`. */
  balls?: boolean;
  /** Colour of edges and triangles; default `"tab:blue"`. */
  color?: string;
  /** Look of the points; default small and dark. */
  pointStyle?: ScatterOptions;
}

const ACTION = "plot the filtration";
const BALL_COLOR = "0.92";

/**
 * Draws points of the plane with balls of a radius around them, and the simplices that are there at this radius.
 *
 * An alpha simplex is there when the balls of its points, each within its Voronoi cell, have a point in common; a Rips simplex
 * when they meet in pairs, which is at distances up to `2 radius`. `points: [n, 2]`, `radius` in their unit; points that are
 * not finite are left out.
 *
 * **Cost:** `O(n log n)` for alpha, `O(n²)` and the triangles there are for Rips, of which 200,000 are drawn at most.
 *
 * @throws {TypeError} If `points` has another shape.
 * @throws {RangeError} If `radius` is negative, or `complex` unknown.
 *
 * @example A triangle that closes
 * ```ts
 * import { plotFiltration } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const points = [[0, 0], [1, 0], [0.5, 0.8]];
 * assert(plotFiltration(points, 0.5).figure.toSVG().includes("3 edges"));
 * assert(plotFiltration(points, 0.6).figure.toSVG().includes("1 triangle"));
 * ```
 *
 * See [EKS83].
 */
export function plotFiltration(points: MatrixValues, radius: number, options: PlotFiltrationOptions = {}): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, "complex", "balls", "color", "pointStyle"]);
  checkChart(ACTION, options);
  const { complex = "alpha", balls = true, color = "tab:blue", pointStyle } = options;
  checkChoice(ACTION, "complex", complex, ["alpha", "rips"]);
  checkFlag(ACTION, "balls", balls);
  checkNonNegative(ACTION, "the radius", radius);
  parseColor(ACTION, "color", color);
  const { columns: [allX, allY] } = readCloud(ACTION, "the points", points, [2]);
  const kept = [...allX.keys()].filter((i) => Number.isFinite(allX[i]) && Number.isFinite(allY[i]));
  const [x, y] = [allX, allY].map((column) => Float64Array.from(kept, (i) => column[i]));
  const { edges, triangles } = (complex === "alpha" ? alphaComplex : ripsComplex)(x, y, radius);
  if (triangles.length >= MOST_TRIANGLES) console.warn(`Warning: only ${MOST_TRIANGLES} triangles are drawn`);

  const ax = chartAxes(options, { figsize: [5, 5] });
  if (balls && radius > 0) ax.add(ballsMark(x, y, radius));
  return ax.triangles(x, y, triangles, { color, alpha: 0.3 })
    .edges(x, y, edges, { color, linewidth: 0.9 })
    .scatter(allX, allY, { s: 10, color: "0.15", zorder: 3, ...pointStyle }).setAspect("equal");
}

/** Balls as one grey area. */
function ballsMark(x: Float64Array, y: Float64Array, radius: number): Mark {
  return {
    zorder: 0.5,
    label: null,
    clipped: true,
    summary: `${cellCount(x.length, 0, "ball", "balls")} of radius ${Number(radius.toPrecision(4))}`,
    extent: () => {
      const grown = ([low, high]: readonly [number, number]) => [low - radius, high + radius] as const;
      const { x: across, y: up } = pointExtent(x, y);
      return { x: grown(across), y: grown(up) };
    },
    anchors: (projection) => pointAnchors(x, y, projection),
    draw(projection) {
      const nodes = Array.from(x, (u, i) => {
        const [cx, cy] = [projection.x(u), projection.y(y[i])];
        const [rx, ry] = [Math.abs(projection.x(u + radius) - cx), Math.abs(projection.y(y[i] + radius) - cy)];
        return element("ellipse", { cx, cy, rx, ry });
      });
      return [element("g", fillAttributes(parseColor(ACTION, "color", BALL_COLOR), 1), nodes)];
    },
    key: () => [],
  };
}
