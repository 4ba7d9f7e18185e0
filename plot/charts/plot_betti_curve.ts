/**
 * How many classes live at each filtration value.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkOptions } from "../checks.ts";
import type { LineOptions } from "../marks/line.ts";
import { readValues, type Values } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart } from "./chart_axes.ts";
import { readGrid } from "./sampled.ts";

/** Options of {@linkcode plotBettiCurve}: those of a line, and where the curve was sampled. */
export interface PlotBettiCurveOptions extends ChartOptions, LineOptions {
  /** Where the curve was sampled, `[resolution]`; default 0, 1, 2, ... */
  grid?: Values;
}

const ACTION = "plot the Betti curve";
const LINE_OPTIONS = ["color", "linewidth", "linestyle", "marker", "markersize", "alpha", "label", "zorder"];

/**
 * Draws a Betti curve as steps: each value holds up to the next place of the grid.
 *
 * `curve: [resolution]` is what `bettiCurve` gives, `grid: [resolution]` what `sampleGrid` gave. Drawing into the same axes
 * again adds a curve; a `label` asks for a legend.
 *
 * @throws {TypeError} If `curve` has more than one axis, or `grid` another length.
 *
 * @example Up and down
 * ```ts
 * import { bettiCurve, plotBettiCurve } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const grid = [0, 1, 2, 3], curve = bettiCurve([[0, 2], [1, 3]], { predefinedGrid: grid });
 * assert(plotBettiCurve(curve, { grid, label: "H_1" }).figure.toSVG().includes("Betti number"));
 * ```
 */
export function plotBettiCurve(curve: Values, options: PlotBettiCurveOptions = {}): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, "grid", ...LINE_OPTIONS]);
  checkChart(ACTION, options);
  const { ax: _ax, title: _title, grid, ...style } = options;
  const values = readValues(ACTION, "the curve", curve), places = readGrid(ACTION, grid, values.length);
  // Each step is two corners: before and after the jump.
  const count = Math.max(0, 2 * values.length - 1);
  const x = Float64Array.from({ length: count }, (_, i) => places[(i + 1) >> 1]);
  const y = Float64Array.from({ length: count }, (_, i) => values[i >> 1]);
  const ax = chartAxes(options).plot(x, y, style).setXlabel("filtration value").setYlabel("Betti number");
  return style.label === undefined ? ax : ax.legend();
}
