/**
 * Where numbers are many: a sum of Gaussians around them.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkOptions, checkPositive, found } from "../checks.ts";
import { fill } from "../marks/fill.ts";
import type { LineOptions } from "../marks/line.ts";
import { readValues, type Values } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart } from "./chart_axes.ts";
import { estimateDensity, scottBandwidth } from "./kernel_density.ts";

/** Options of {@linkcode plotDensity1d}. */
export interface PlotDensity1dOptions extends ChartOptions, Omit<LineOptions, "marker" | "markersize"> {
  /** Weights of the values, `[n]`; default all equal. */
  weights?: Values;
  /** Width σ of the Gaussians, or `"scott"` for Scott's rule; default `"scott"`. */
  bandwidth?: number | "scott";
  /** Number of places at which the density is computed; default 256. */
  resolution?: number;
  /** Whether the area under the line is filled; default `true`. */
  fill?: boolean;
}

const ACTION = "plot the density";
const LINE_OPTIONS = ["color", "linewidth", "linestyle", "alpha", "label", "zorder"];
const AREA_ALPHA = 0.25;
/** The line begins and ends this many widths beyond the outermost values. */
const REACH = 3;

/**
 * Draws the density of numbers, estimated with Gaussians: `Σ_i w_i N(x; x_i, σ²)` over `Σ_i w_i`.
 *
 * `values: [n]` in any unit; the density is per that unit, the area 1. Scott's rule takes `σ = s n^(−1/5)` with the standard
 * deviation `s`; with weights, `n` is `(Σ w)² / Σ w²`. Values that are not finite are left out, and without any there is no line.
 *
 * **Cost:** `O(n r)` for `r` places; more than 20,000 values are counted in 4096 bins first.
 *
 * @throws {TypeError} If `values` or `weights` are not lists of equal length.
 * @throws {RangeError} If a weight is negative, or `bandwidth` or `resolution` is not positive.
 *
 * @example Two heaps
 * ```ts
 * import { plotDensity1d } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const ax = plotDensity1d([0, 0.1, 0.2, 2, 2.1], { bandwidth: 0.2, label: "heaps" });
 * assert(ax.figure.toSVG().includes("heaps"));
 * ```
 *
 * See [Scott92].
 */
export function plotDensity1d(values: Values, options: PlotDensity1dOptions = {}): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, "weights", "bandwidth", "resolution", "fill", ...LINE_OPTIONS]);
  checkChart(ACTION, options);
  const { ax: _ax, title: _title, weights, bandwidth = "scott", resolution = 256, fill: filled = true, ...style } =
    options;
  checkFlag(ACTION, "fill", filled);
  checkPositive(ACTION, "resolution", resolution);
  if (bandwidth !== "scott") checkPositive(ACTION, "bandwidth", bandwidth);
  const sample = readSample(values, weights);
  const width = bandwidth === "scott" ? scottBandwidth(sample.values, sample.weights) : bandwidth;
  const { places, heights } = estimateDensity(sample.values, sample.weights, width, Math.ceil(resolution), REACH);

  const ax = chartAxes(options), color = style.color ?? ax.nextFillColor();
  if (filled && places.length > 0) {
    const ends = [places[0], ...places, places[places.length - 1]];
    const area = { color, alpha: AREA_ALPHA * (style.alpha ?? 1), linewidth: 0, zorder: style.zorder ?? 1 };
    ax.add(fill(ends, [0, ...heights, 0], area, () => color));
  }
  ax.plot(places, heights, { ...style, color }).setYlabel("density");
  return style.label === undefined ? ax : ax.legend();
}

/** The finite values with their weights. */
function readSample(values: Values, weights: Values | undefined): { values: Float64Array; weights: Float64Array } {
  const all = readValues(ACTION, "the values", values);
  const own = weights === undefined ? new Float64Array(all.length).fill(1) : readValues(ACTION, "weights", weights);
  if (own.length !== all.length) {
    throw new TypeError(`Cannot ${ACTION}: weights must be one per value, but are ${own.length} for ${all.length}`);
  }
  const bad = own.find((weight) => !(weight >= 0 && weight < Infinity));
  if (bad !== undefined) throw new RangeError(`Cannot ${ACTION}: weights must be at least 0, but one is ${found(bad)}`);
  const kept = [...all.keys()].filter((i) => Number.isFinite(all[i]) && own[i] > 0);
  return { values: Float64Array.from(kept, (i) => all[i]), weights: Float64Array.from(kept, (i) => own[i]) };
}
