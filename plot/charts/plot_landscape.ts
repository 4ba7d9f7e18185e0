/**
 * The functions of a persistence landscape.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkOptions } from "../checks.ts";
import type { LineOptions } from "../marks/line.ts";
import { type MatrixValues, readMatrix, type Values } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart } from "./chart_axes.ts";
import { readGrid } from "./sampled.ts";

/** Options of {@linkcode plotLandscape}. */
export interface PlotLandscapeOptions extends ChartOptions {
  /** Where the functions were sampled, `[resolution]`; default 0, 1, 2, ... */
  grid?: Values;
  /** Text in the legend, `{k}` standing for the number of the function; default `"λ_{k}"`. */
  labelFmt?: string;
  /** Look of the lines. */
  lineStyle?: Omit<LineOptions, "label">;
}

const ACTION = "plot the landscape";

/**
 * Draws the functions of a persistence landscape, the highest first, one colour each.
 *
 * `landscape: [k, resolution]` is what `persistenceLandscape` gives, `grid: [resolution]` what `sampleGrid` gave.
 *
 * @throws {TypeError} If `landscape` has another shape, or `grid` another length.
 *
 * @example Two tents
 * ```ts
 * import { persistenceLandscape, plotLandscape, sampleGrid } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const dgm = [[0, 4], [1, 3]], grid = sampleGrid([dgm], { keepEndpoints: true });
 * const ax = plotLandscape(persistenceLandscape(dgm, { predefinedGrid: grid, numLandscapes: 2 }), { grid });
 * assert(ax.figure.toSVG().includes("<path"));
 * ```
 */
export function plotLandscape(landscape: MatrixValues, options: PlotLandscapeOptions = {}): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, "grid", "labelFmt", "lineStyle"]);
  checkChart(ACTION, options);
  const { data, rows, columns } = readMatrix(ACTION, "the landscape", landscape);
  const grid = readGrid(ACTION, options.grid, columns), { labelFmt = "λ_{{k}}", lineStyle = {} } = options;
  const ax = chartAxes(options);
  for (let k = 0; k < rows; k++) {
    const label = labelFmt.replaceAll("{k}", String(k + 1));
    ax.plot(grid, data.subarray(k * columns, (k + 1) * columns), { ...lineStyle, label });
  }
  return ax.setXlabel("filtration value").setYlabel("landscape").legend();
}
