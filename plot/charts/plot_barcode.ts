/**
 * Persistence diagrams as bars from birth to death.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkFraction, checkNonNegative, checkOptions, checkPositive, found } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { barsMark } from "./bars.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart } from "./chart_axes.ts";
import { type DiagramInput, type DiagramRows, readDiagrams } from "./diagram_input.ts";

/** Options of {@linkcode plotBarcode}. */
export interface PlotBarcodeOptions extends ChartOptions {
  /** Dimensions to draw; default all. */
  dims?: readonly number[];
  /** Colours of the dimensions, one for all or one each; default the cycle. */
  color?: string | readonly string[];
  /** Opacity; default 0.6. */
  alpha?: number;
  /** How far bars without an end reach beyond all others, as a share of the range; default 0.1. */
  infDelta?: number;
  /** The longest bars of all dimensions that are drawn; default 20,000. */
  maxIntervals?: number;
  /** Whether there is a legend; default for several dimensions only. */
  legend?: boolean;
}

const ACTION = "plot the barcode";
const OPTIONS = [...CHART_OPTIONS, "dims", "color", "alpha", "infDelta", "maxIntervals", "legend"];

/**
 * Draws persistence diagrams as barcodes: one bar per point from birth to death, by dimension, then birth, then length.
 *
 * Bars without an end run to the spine. Points with a NaN are left out, as are those on the diagonal, which have no length.
 * `dgms` is read as by {@linkcode plotDiagram}; the horizontal axis is in the unit of the filtration.
 *
 * @throws {TypeError} For a diagram that is not `[n, 2]`.
 * @throws {RangeError} For an unknown colour or a dimension in `dims` that is not there.
 *
 * @example Two dimensions
 * ```ts
 * import { plotBarcode } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const ax = plotBarcode({ 0: [[0, 0.4], [0, Infinity]], 1: [[0.5, 1.7]] });
 * assert(ax.figure.toSVG().includes("persistence 1.2000"));
 * ```
 *
 * See [GUDHI] for the defaults.
 */
export function plotBarcode(dgms: DiagramInput, options: PlotBarcodeOptions = {}): Axes {
  checkOptions(ACTION, options, OPTIONS);
  checkChart(ACTION, options);
  const { infDelta = 0.1, alpha = 0.6, maxIntervals = 20_000, color } = options;
  checkNonNegative(ACTION, "infDelta", infDelta);
  checkFraction(ACTION, "alpha", alpha);
  checkPositive(ACTION, "maxIntervals", maxIntervals);
  const diagrams = longest(readDiagrams(ACTION, dgms, options.dims), maxIntervals);
  const legend = checkFlag(ACTION, "legend", options.legend ?? diagrams.length > 1);
  const named = typeof color === "string" ? diagrams.map(() => color) : color;
  if (named !== undefined && (!Array.isArray(named) || named.length !== diagrams.length)) {
    throw new TypeError(`Cannot ${ACTION}: color must be one, or one per dimension, but is ${found(color)}`);
  }
  named?.forEach((one) => parseColor(ACTION, "color", one));

  const ax = chartAxes(options);
  let first = 0;
  diagrams.forEach(({ dimension, births, deaths, skipped }, k) => {
    const paint = parseColor(ACTION, "color", named?.[k] ?? ax.nextFillColor());
    ax.add(barsMark({ births, deaths, first, paint, alpha, infDelta, skipped, label: `H${dimension}` }));
    first += births.length;
  });
  // The first bar is on top.
  ax.setYlim(Math.max(1, first) - 0.25, -0.75).setYticks([]).setXlabel("filtration value");
  return legend ? ax.legend() : ax;
}

/** The longest bars of all, each dimension by birth, then death. */
function longest(
  diagrams: readonly DiagramRows[],
  most: number,
): (Omit<DiagramRows, "source"> & { readonly skipped: number })[] {
  const lengths = diagrams.flatMap(({ births, deaths }) =>
    Array.from(deaths, (death, i) => Math.abs(death - births[i]))
  );
  const known = lengths.filter((length) => length > 0).sort((a, b) => b - a);
  const least = known.length > most ? known[Math.floor(most) - 1] : 0;
  let room = most;
  return diagrams.map(({ dimension, births, deaths }) => {
    const rows = [...births.keys()].filter((i) => {
      const length = Math.abs(deaths[i] - births[i]);
      return Number.isFinite(births[i]) && length > 0 && length >= least && room-- > 0;
    });
    rows.sort((i, j) => births[i] - births[j] || deaths[i] - deaths[j] || i - j);
    return {
      dimension,
      births: Float64Array.from(rows, (i) => births[i]),
      deaths: Float64Array.from(rows, (i) => deaths[i]),
      skipped: births.filter((birth, i) => !Number.isFinite(birth) || Number.isNaN(deaths[i])).length,
    };
  });
}
