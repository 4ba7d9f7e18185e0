/**
 * Lines through points, with or without markers on them.
 *
 * @module
 */
import { checkChoice, checkFinite, checkFraction, checkNonNegative, checkOptions, checkText } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { fillAttributes, LINE_STYLES, type LineStyle, strokeAttributes } from "../line_style.ts";
import { isLineMarker, type Marker, markerNode, MARKERS } from "../markers.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { readPair, type Values } from "../values.ts";
import { countOf, lineAnchors, type Mark, pointAnchors, pointExtent, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.plot}. */
export interface LineOptions {
  /** Colour; default the next of the cycle. */
  color?: string;
  /** Width in points; default 1.5. */
  linewidth?: number;
  /** Dashes; default `"-"`. */
  linestyle?: LineStyle;
  /** Shape drawn at every point; default none. */
  marker?: Marker;
  /** Width of the markers in points; default 6. */
  markersize?: number;
  /** Colour inside the markers, `"none"` for hollow ones; default `color`. */
  markerfacecolor?: string;
  /** Colour of the rim of the markers; default `color`. */
  markeredgecolor?: string;
  /** Opacity; default 1. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 2. */
  zorder?: number;
}

const ACTION = "plot the line";
/** The names of the options. */
export const LINE_OPTIONS: readonly (keyof LineOptions)[] = [
  "color",
  "linewidth",
  "linestyle",
  "marker",
  "markersize",
  "markerfacecolor",
  "markeredgecolor",
  "alpha",
  "label",
  "zorder",
];
/** Width of the rim of a marker, in points. */
const RIM = 1;

/** Reads a line; `nextColor` gives the colour when none is named. */
export function line(x: Values, y: Values, options: LineOptions, nextColor: () => string): Mark {
  checkOptions(ACTION, options, LINE_OPTIONS);
  const [xs, ys] = readPair(ACTION, x, y);
  const width = checkNonNegative(ACTION, "linewidth", options.linewidth ?? 1.5);
  const style = checkChoice(ACTION, "linestyle", options.linestyle ?? "-", LINE_STYLES);
  const marker = options.marker === undefined ? null : checkChoice(ACTION, "marker", options.marker, MARKERS);
  const size = checkNonNegative(ACTION, "markersize", options.markersize ?? 6);
  const alpha = checkFraction(ACTION, "alpha", options.alpha ?? 1);
  const label = options.label === undefined ? null : checkText(ACTION, "label", options.label);
  const zorder = checkFinite(ACTION, "zorder", options.zorder ?? 2);
  const paint = parseColor(ACTION, "color", options.color ?? nextColor());
  const own = (name: "markerfacecolor" | "markeredgecolor") =>
    options[name] === undefined ? paint : parseColor(ACTION, name, options[name]);
  const face = own("markerfacecolor"), rim = own("markeredgecolor");

  const path = (points: readonly (readonly [number, number])[]): SvgNode[] => {
    const d = lineThrough(points);
    // Nothing is left of a line without a finite point.
    return d === "" ? [] : [element("path", {
      d,
      fill: "none",
      ...strokeAttributes({ paint, width, style, alpha }),
      "stroke-linejoin": "round",
      "stroke-linecap": style === "-" ? "square" : null,
    })];
  };
  const dot = (u: number, v: number): SvgNode =>
    markerNode(marker!, u, v, size, {
      ...fillAttributes(isLineMarker(marker!) ? null : face, alpha),
      ...strokeAttributes({ paint: rim, width: RIM, alpha }),
    });
  const hasLine = style !== "none" && width > 0 && paint !== null;

  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(`a line through ${countOf(xs, ys, "point", "points")}`, label),
    extent: () => pointExtent(xs, ys),
    anchors: (projection) => hasLine ? lineAnchors(xs, ys, projection) : pointAnchors(xs, ys, projection),
    draw(projection) {
      const nodes = hasLine ? path(Array.from(xs, (x, i) => [projection.x(x), projection.y(ys[i])] as const)) : [];
      if (marker === null) return nodes;
      const anchors = pointAnchors(xs, ys, projection);
      for (let i = 0; i < anchors.length; i += 2) nodes.push(dot(anchors[i], anchors[i + 1]));
      return nodes;
    },
    key(box) {
      const middle = box.y + box.height / 2;
      return [
        ...(hasLine ? path([[box.x, middle], [box.x + box.width, middle]]) : []),
        ...(marker === null ? [] : [dot(box.x + box.width / 2, middle)]),
      ];
    },
  };
}

/** The line through points, broken where one is not finite; a point between two breaks is a line of no length. */
function lineThrough(points: readonly (readonly [number, number])[]): string {
  let d = "", length = 0;
  for (const [u, v] of points) {
    if (!Number.isFinite(u) || !Number.isFinite(v)) {
      if (length === 1) d += "Z";
      length = 0;
    } else d += `${length++ === 0 ? "M" : "L"}${formatNumber(u)},${formatNumber(v)}`;
  }
  return length === 1 ? `${d}Z` : d;
}
