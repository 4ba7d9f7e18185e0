/**
 * Histograms: how many values fall into each of some bins.
 *
 * @module
 */
import { checkFlag, checkOptions, found } from "../checks.ts";
import { readValues, type Values } from "../values.ts";
import { BAR_LOOK, type BarLook, bars } from "./bars.ts";
import { finiteExtent, type Mark, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.hist}. */
export interface HistogramOptions extends Omit<BarLook, "align"> {
  /** Number of equal bins, or their edges from the lowest to the highest; default 10. */
  bins?: number | Values;
  /** Lower and upper end of the bins where `bins` is a number; default the least and greatest value. */
  range?: readonly [number, number];
  /** Whether the area of all bars is 1; default `false`: their heights count values. */
  density?: boolean;
  /** Where the bars begin, one for all or one per bin; default 0. */
  bottom?: number | Values;
  /** Whether bars lie; default `false`. */
  horizontal?: boolean;
}

const ACTION = "draw the histogram";
const OPTIONS: readonly string[] = [
  ...BAR_LOOK.filter((name) => name !== "align"),
  "bins",
  "range",
  "density",
  "bottom",
  "horizontal",
];

/** Reads a histogram; values that are not finite, or lie outside the bins, are not counted. The last bin has both edges. */
export function histogram(values: Values, options: HistogramOptions, nextColor: () => string): Mark {
  checkOptions(ACTION, options, OPTIONS);
  const { bins, range, density = false, horizontal = false, bottom = 0, ...rest } = options;
  checkFlag(ACTION, "density", density);
  checkFlag(ACTION, "horizontal", horizontal);
  const data = readValues(ACTION, "the values", values);
  const edges = readEdges(data, bins ?? 10, range);
  const counts = count(data, edges), total = counts.reduce((sum, n) => sum + n, 0);
  const widths = counts.map((_, i) => edges[i + 1] - edges[i]);
  const heights = density ? counts.map((n, i) => n / (widths[i] * Math.max(1, total))) : counts;
  const sides = horizontal ? { height: widths, left: bottom } : { width: widths, bottom };
  const mark = bars(edges.subarray(0, -1), heights, { ...rest, ...sides, align: "edge" }, nextColor, horizontal);
  const left = data.length - total;
  const text = `a histogram of ${total} values in ${counts.length} bins${left === 0 ? "" : ` (${left} left out)`}`;
  return { ...mark, summary: withLabel(text, mark.label) };
}

function readEdges(data: Float64Array, bins: number | Values, range: HistogramOptions["range"]): Float64Array {
  if (typeof bins !== "number") {
    const edges = readValues(ACTION, "bins", bins);
    if (edges.length < 2 || edges.some((edge, i) => !Number.isFinite(edge) || i > 0 && edge <= edges[i - 1])) {
      throw new RangeError(`Cannot ${ACTION}: bins must be at least two growing edges, but are ${found([...edges])}`);
    }
    return edges;
  }
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`Cannot ${ACTION}: bins must be a positive integer or edges, but is ${found(bins)}`);
  }
  if (range !== undefined && (!Array.isArray(range) || !(range[0] < range[1]) || !range.every(Number.isFinite))) {
    throw new RangeError(`Cannot ${ACTION}: range must be two growing numbers, but is ${found(range)}`);
  }
  let [low, high] = range ?? finiteExtent(data);
  if (!(low <= high)) [low, high] = [0, 1];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  return Float64Array.from({ length: bins + 1 }, (_, i) => low + (high - low) * i / bins);
}

function count(data: Float64Array, edges: Float64Array): Float64Array {
  const last = edges.length - 2, counts = new Float64Array(last + 1);
  for (const value of data) {
    if (!(value >= edges[0] && value <= edges[last + 1])) continue;
    let [low, high] = [0, last + 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value >= edges[middle]) low = middle;
      else high = middle;
    }
    counts[Math.min(low, last)]++;
  }
  return counts;
}
