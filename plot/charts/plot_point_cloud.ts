/**
 * Points of the plane, or of space before a fixed camera.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkOptions } from "../checks.ts";
import { SCATTER_OPTIONS, type ScatterOptions } from "../marks/scatter.ts";
import type { MatrixValues } from "../values.ts";
import { CAMERA_OPTIONS, type CameraOptions, drawBox, view } from "./camera.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart, readCloud } from "./chart_axes.ts";
import { densityMark, MOST_POINTS, warnOfDensity } from "./density.ts";

/** Options of {@linkcode plotPointCloud}: those of a scatter, and of the camera. */
export interface PlotPointCloudOptions extends ChartOptions, CameraOptions, ScatterOptions {
  /** Whether the box around points of space is drawn; default `true`. */
  box?: boolean;
}

const ACTION = "plot the points";
const OPTIONS = [...CHART_OPTIONS, ...CAMERA_OPTIONS, "box", ...SCATTER_OPTIONS];
/** How much larger the nearest points of space are drawn than those in the middle, and the farthest smaller. */
const DEPTH = 0.35;

/**
 * Draws points of the plane in equal units, or points of space as a fixed camera sees them, the nearer ones larger.
 *
 * `points: [n, 2]` or `[n, 3]`. Points with a coordinate that is not finite are left out; beyond 200,000 points their density
 * is drawn, and a warning says so. Drawing into the same axes again adds to what is there.
 *
 * @throws {TypeError} If `points` has another shape.
 *
 * @example A helix
 * ```ts
 * import { plotPointCloud } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const points = Array.from({ length: 60 }, (_, i) => [Math.cos(i / 5), Math.sin(i / 5), i / 30]);
 * const ax = plotPointCloud(points, { elev: 20, color: "tab:purple" });
 * assert(ax.figure.toSVG().includes("60 points"));
 * ```
 */
export function plotPointCloud(points: MatrixValues, options: PlotPointCloudOptions = {}): Axes {
  checkOptions(ACTION, options, OPTIONS);
  const { ax: _ax, title: _title, elev, azim, box = true, ...style } = options;
  checkChart(ACTION, options);
  checkFlag(ACTION, "box", box);
  const cloud = readCloud(ACTION, "the points", points, [2, 3]), { x, y, near } = view(ACTION, cloud, { elev, azim });
  const isCrowd = cloud.size > MOST_POINTS, isSpace = cloud.columns.length === 3;

  const ax = chartAxes(options, { figsize: [5, 5] });
  if (isCrowd) {
    warnOfDensity(ACTION, cloud.size);
    const mark = densityMark(ACTION, x, y, {});
    if (mark !== null) ax.add(mark);
  } else if (isSpace) {
    const order = [...near.keys()].sort((i, j) => near[i] - near[j]);
    const sorted = (values: Float64Array) => Float64Array.from(order, (i) => values[i]);
    ax.scatter(sorted(x), sorted(y), { ...depthStyle(style, sorted(near), order), zorder: style.zorder ?? 2 });
  } else ax.scatter(x, y, { s: 12, ...style });
  if (isSpace) {
    ax.axis("off");
    if (box) drawBox(ACTION, ax, cloud, { elev, azim });
  }
  return ax.setAspect("equal");
}

/** The style of points in another order, sizes by depth where there is one size for all. */
function depthStyle(style: ScatterOptions, near: Float64Array, order: readonly number[]): ScatterOptions {
  const low = near[0], high = near[near.length - 1], { s = 14 } = style;
  const own = Object.fromEntries(
    Object.entries(style).map(([name, value]) => [
      name,
      typeof value === "object" && "length" in value ? order.map((i) => value[i]) : value,
    ]),
  );
  if (typeof s !== "number" || !(high > low)) return { s: 14, ...own };
  const share = (depth: number) => 1 + DEPTH * (2 * (depth - low) / (high - low) - 1);
  return { ...own, s: near.map((depth) => s * share(depth) ** 2) };
}
