/**
 * Points: filled or hollow markers, of one size or several.
 *
 * @module
 */
import {
  checkChoice,
  checkFinite,
  checkFraction,
  checkNonNegative,
  checkOptions,
  checkText,
  found,
} from "../checks.ts";
import { type Paint, parseColor } from "../colors.ts";
import { fillAttributes, strokeAttributes } from "../line_style.ts";
import { isLineMarker, type Marker, markerNode, MARKERS } from "../markers.ts";
import { element, type SvgAttributes, type SvgNode } from "../svg.ts";
import { readPair, readValues, type Values } from "../values.ts";
import { countOf, type Mark, pointAnchors, pointExtent, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.scatter}. */
export interface ScatterOptions {
  /** Colour of all points, or one per point; default the next of the cycle. */
  color?: string | readonly string[];
  /** Another name for `color`. */
  c?: string | readonly string[];
  /** Area in square points, one for all or one per point; default 36, a marker 6 points wide. */
  s?: number | Values;
  /** Opacity; default 1. */
  alpha?: number;
  /** Colour of the rim, or `"face"` for that of the inside; default `"face"`. */
  edgecolor?: string;
  /** Another name for `edgecolor`. */
  edgecolors?: string;
  /** Width of the rim in points; default 1, and 1.5 for the markers `"+"` and `"x"`, which are nothing but lines. */
  linewidth?: number;
  /** Another name for `linewidth`. */
  linewidths?: number;
  /** Colour of the inside; `"none"` gives hollow markers whose rim has the colour. Default `color`. */
  facecolors?: string;
  /** Shape; default `"o"`. */
  marker?: Marker;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 1. */
  zorder?: number;
  /** Text that appears when the pointer rests on a point, one per point; default none. */
  tooltips?: readonly string[];
}

/** What a scatter draws, read and checked. */
export interface ScatterStyle {
  /** One colour for all, or one per point. */
  readonly fills: readonly Paint[];
  /** One rim for all, or one per point. */
  readonly rims: readonly Paint[];
  /** One area for all, or one per point. */
  readonly areas: ArrayLike<number>;
  /** Opacity. */
  readonly alpha: number;
  /** Width of the rim. */
  readonly linewidth: number;
  /** Shape. */
  readonly marker: Marker;
  /** Text in the legend. */
  readonly label: string | null;
  /** Drawing order. */
  readonly zorder: number;
  /** Texts for the pointer. */
  readonly tooltips: readonly string[] | null;
}

const ACTION = "draw the scatter";
/** The names of the options. */
export const SCATTER_OPTIONS: readonly (keyof ScatterOptions)[] = [
  "color",
  "c",
  "s",
  "alpha",
  "edgecolor",
  "edgecolors",
  "linewidth",
  "linewidths",
  "facecolors",
  "marker",
  "label",
  "zorder",
  "tooltips",
];

/** Reads a scatter; `nextColor` gives the colour when none is named. */
export function scatter(x: Values, y: Values, options: ScatterOptions, nextColor: () => string): Mark {
  checkOptions(ACTION, options, SCATTER_OPTIONS);
  const [xs, ys] = readPair(ACTION, x, y);
  return scatterMark(xs, ys, readStyle(xs.length, options, nextColor));
}

/** A scatter of checked data, which is kept, not copied. */
export function scatterMark(x: Float64Array, y: Float64Array, style: ScatterStyle): Mark {
  const { label, zorder } = style;
  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(countOf(x, y, "point", "points"), label),
    extent: () => pointExtent(x, y),
    anchors: (projection) => pointAnchors(x, y, projection),
    draw(projection) {
      const nodes: SvgNode[] = [];
      const shared = style.fills.length === 1;
      for (let i = 0; i < x.length; i++) {
        if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue;
        const title = style.tooltips === null ? [] : [element("title", {}, [style.tooltips[i]])];
        const attributes = shared ? {} : paintAttributes(style, i);
        nodes.push(
          markerNode(style.marker, projection.x(x[i]), projection.y(y[i]), sizeOf(style, i), attributes, title),
        );
      }
      return [element("g", shared ? paintAttributes(style, 0) : {}, nodes)];
    },
    key(box) {
      const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
      return [markerNode(style.marker, cx, cy, sizeOf(style, 0), paintAttributes(style, 0))];
    },
  };
}

/** Reads the style of `count` points. */
export function readStyle(count: number, options: ScatterOptions, nextColor: () => string): ScatterStyle {
  const named = options.color ?? options.c;
  const colors = named === undefined ? null : typeof named === "string" ? [named] : named;
  if (colors !== null && (!Array.isArray(colors) || colors.length !== 1 && colors.length !== count)) {
    throw new TypeError(
      `Cannot ${ACTION}: color must be one colour or one per point, but is ${found(colors)} for ${count} points`,
    );
  }
  const areas = typeof options.s === "object" ? readValues(ACTION, "s", options.s) : [options.s ?? 36];
  if (areas.length !== 1 && areas.length !== count) {
    throw new TypeError(
      `Cannot ${ACTION}: s must be one size or one per point, but has ${areas.length} for ${count} points`,
    );
  }
  Array.from(areas, (area) => checkNonNegative(ACTION, "s", area));
  const tooltips = options.tooltips ?? null;
  if (tooltips !== null && tooltips.length !== count) {
    throw new TypeError(
      `Cannot ${ACTION}: tooltips must be one per point, but are ${tooltips.length} for ${count} points`,
    );
  }
  for (const tooltip of tooltips ?? []) checkText(ACTION, "a tooltip", tooltip);
  const marker = checkChoice(ACTION, "marker", options.marker ?? "o", MARKERS);
  const alpha = checkFraction(ACTION, "alpha", options.alpha ?? 1);
  const usual = isLineMarker(marker) ? 1.5 : 1;
  const linewidth = checkNonNegative(ACTION, "linewidth", options.linewidth ?? options.linewidths ?? usual);
  const zorder = checkFinite(ACTION, "zorder", options.zorder ?? 1);
  const label = options.label === undefined ? null : checkText(ACTION, "label", options.label);
  const edge = options.edgecolor ?? options.edgecolors ?? "face";
  const rim = edge === "face" ? null : parseColor(ACTION, "edgecolor", edge);
  const face = options.facecolors === undefined ? undefined : parseColor(ACTION, "facecolors", options.facecolors);
  const inks = (colors ?? (face ? [] : [nextColor()])).map((color) => parseColor(ACTION, "color", color));
  const fills = face === undefined ? inks : [face];
  // A marker that has no inside, or whose inside is left empty, shows its colour on the rim.
  const rims = edge !== "face" ? [rim] : face === null ? inks : fills;
  const broad = fills.length > 1 || rims.length > 1 || areas.length > 1 ? count : 1;
  return {
    fills: spread(isLineMarker(marker) ? [null] : fills, broad),
    rims: spread(isLineMarker(marker) && edge !== "face" && inks.length > 0 ? inks : rims, broad),
    areas,
    alpha,
    linewidth,
    marker,
    label,
    zorder,
    tooltips,
  };
}

function spread<T>(values: readonly T[], count: number): readonly T[] {
  return values.length === 1 && count !== 1 ? new Array<T>(count).fill(values[0]) : values;
}

function sizeOf({ areas }: ScatterStyle, i: number): number {
  return Math.sqrt(areas.length === 1 ? areas[0] : areas[i] ?? 36);
}

function paintAttributes(style: ScatterStyle, i: number): SvgAttributes {
  return {
    ...fillAttributes(style.fills[i] ?? null, style.alpha),
    ...strokeAttributes({ paint: style.rims[i] ?? null, width: style.linewidth, alpha: style.alpha }),
  };
}
