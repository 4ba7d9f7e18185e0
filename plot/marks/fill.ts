/**
 * Filled polygons.
 *
 * @module
 */
import { checkFinite, checkFraction, checkNonNegative, checkOptions, checkText } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { fillAttributes, strokeAttributes } from "../line_style.ts";
import { element, formatNumber } from "../svg.ts";
import { readPair, type Values } from "../values.ts";
import { countOf, lineAnchors, type Mark, pointAnchors, pointExtent, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.fill}. */
export interface FillOptions {
  /** Colour of the inside; default the next of the cycle. */
  color?: string;
  /** Colour of the outline; default that of the inside. */
  edgecolor?: string;
  /** Width of the outline in points; default 1. */
  linewidth?: number;
  /** Opacity; default 1. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 1. */
  zorder?: number;
}

const ACTION = "fill the polygon";
const OPTIONS: readonly (keyof FillOptions)[] = ["color", "edgecolor", "linewidth", "alpha", "label", "zorder"];

/** Reads a polygon by its corners; `nextColor` gives the colour when none is named. */
export function fill(x: Values, y: Values, options: FillOptions, nextColor: () => string): Mark {
  checkOptions(ACTION, options, OPTIONS);
  const [xs, ys] = readPair(ACTION, x, y);
  const width = checkNonNegative(ACTION, "linewidth", options.linewidth ?? 1);
  const alpha = checkFraction(ACTION, "alpha", options.alpha ?? 1);
  const label = options.label === undefined ? null : checkText(ACTION, "label", options.label);
  const zorder = checkFinite(ACTION, "zorder", options.zorder ?? 1);
  const rim = options.edgecolor === undefined ? undefined : parseColor(ACTION, "edgecolor", options.edgecolor);
  const paint = parseColor(ACTION, "color", options.color ?? nextColor());
  const attributes = {
    ...fillAttributes(paint, alpha),
    ...strokeAttributes({ paint: rim === undefined ? paint : rim, width, alpha }),
  };
  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(`a polygon of ${countOf(xs, ys, "corner", "corners")}`, label),
    extent: () => pointExtent(xs, ys),
    anchors: (projection) => lineAnchors(closed(xs), closed(ys), projection),
    draw(projection) {
      const corners = pointAnchors(xs, ys, projection).map(formatNumber);
      if (corners.length === 0) return [];
      const pairs = corners.flatMap((value, i) => i % 2 === 0 ? [`${value},${corners[i + 1]}`] : []);
      return [element("path", { d: `M${pairs.join("L")}Z`, "stroke-linejoin": "miter", ...attributes })];
    },
    key: ({ x, y, width, height }) => [element("rect", { x, y, width, height, ...attributes })],
  };
}

/** The corners with the first again at the end. */
function closed(values: Float64Array): Float64Array {
  return Float64Array.of(...values, ...values.subarray(0, 1));
}
