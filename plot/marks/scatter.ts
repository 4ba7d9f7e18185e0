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
import { COLOR_OPTIONS, type ColorOptions, describeColors, levelHex, levelsOf, readColors } from "../color_scale.ts";
import { LEVELS } from "../colormaps.ts";
import { type Paint, parseColor } from "../colors.ts";
import { isLineMarker, type Marker, markerNode, MARKERS } from "../markers.ts";
import { isShaped, readPair, readValues, type Values } from "../values.ts";
import { countOf, type Mark, pointAnchors, pointExtent, withLabel } from "./mark.ts";
import { drawPoints, paintAttributes, type ScatterStyle, sizeOf } from "./scatter_points.ts";

/** Options of {@linkcode Axes.scatter}. */
export interface ScatterOptions extends ColorOptions {
  /** Colour of all points, or one per point; default the next of the cycle. */
  color?: string | readonly string[];
  /** Colours as `color` has them, or a number per point, to which `cmap`, `vmin`, `vmax` and `norm` give the colour. */
  c?: string | readonly string[] | Values;
  /** Area in square points, one for all or one per point; default 36, a marker 6 points wide. */
  s?: number | Values;
  /** Opacity; default 1. */
  alpha?: number;
  /** Colour of the rim, one for all or one per point, or `"face"` for that of the inside; default `"face"`. */
  edgecolor?: string | readonly string[];
  /** Another name for `edgecolor`. */
  edgecolors?: string | readonly string[];
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

const ACTION = "draw the scatter";
/** The names of the options. */
export const SCATTER_OPTIONS: readonly (keyof ScatterOptions)[] = [
  "color",
  "c",
  "s",
  ...COLOR_OPTIONS,
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
  const [xs, ys] = readPair(ACTION, x, y), style = readStyle(xs.length, options, nextColor);
  style.levels?.of.forEach((level, i) => {
    if (level < 0) xs[i] = NaN;
  });
  return scatterMark(xs, ys, style);
}

/** A scatter of checked data, which is kept, not copied. */
export function scatterMark(x: Float64Array, y: Float64Array, style: ScatterStyle): Mark {
  const { label, zorder, levels } = style;
  const count = countOf(x, y, "point", "points");
  return {
    zorder,
    label,
    clipped: true,
    ...(levels === null ? {} : { colors: levels.colors }),
    summary: withLabel(levels === null ? count : `${count}, ${describeColors(levels.colors)}`, label),
    extent: () => pointExtent(x, y),
    anchors: (projection) => pointAnchors(x, y, projection),
    draw: (projection) => [drawPoints(x, y, style, projection)],
    key(box) {
      const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
      return [markerNode(style.marker, cx, cy, sizeOf(style, 0), paintAttributes(style, 0))];
    },
  };
}

/** Reads the style of `count` points. */
export function readStyle(count: number, options: ScatterOptions, nextColor: () => string): ScatterStyle {
  const named = options.color ?? options.c, levels = readLevels(count, named, options);
  const colors = named === undefined || levels !== null
    ? null
    : typeof named === "string"
    ? [named]
    : named as readonly string[];
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
  const face = options.facecolors === undefined ? undefined : parseColor(ACTION, "facecolors", options.facecolors);
  const inks = levels === null ? parseColors("color", colors ?? (face ? [] : [nextColor()])) : paletteOf(levels);
  const edge = options.edgecolor ?? options.edgecolors ?? "face", rim = readRims(edge, count);
  const fills = face === undefined ? inks : [face];
  // A marker that has no inside, or whose inside is left empty, shows its colour on the rim.
  const rims = rim ?? (face === null ? inks : fills);
  const broad = fills.length > 1 || rims.length > 1 || areas.length > 1 ? count : 1;
  return {
    fills: spread(isLineMarker(marker) ? [null] : fills, broad),
    rims: spread(isLineMarker(marker) && rim !== null && inks.length > 0 ? inks : rims, broad),
    areas,
    alpha,
    linewidth,
    marker,
    label,
    zorder,
    levels,
    tooltips,
  };
}

/** The levels of values that stand in the place of colours, or `null` where colours are named. */
function readLevels(count: number, named: ScatterOptions["c"], options: ScatterOptions): ScatterStyle["levels"] {
  const isNumeric = typeof named === "object" && named !== null &&
    (isShaped(named) || named.length === 0 && count === 0 || typeof named[0] === "number");
  if (!isNumeric || options.color !== undefined) return null;
  const values = readValues(ACTION, "c", named as Values);
  if (values.length !== count) {
    throw new TypeError(
      `Cannot ${ACTION}: c must be one value per point, but has ${values.length} for ${count} points`,
    );
  }
  const colors = readColors(ACTION, values, options);
  return { colors, of: levelsOf(colors, values) };
}

/** The colour of each point. Equal levels share one object, so that equal looks are found at once. */
function paletteOf({ colors, of }: ScatterStyle["levels"] & object): Paint[] {
  const palette = Array.from({ length: LEVELS }, (_, level): Paint => ({ hex: levelHex(colors, level), opacity: 1 }));
  return Array.from(of, (level) => palette[level] ?? null);
}

/** The colours of the rims, or `null` where they are those of the insides. */
function readRims(edge: string | readonly string[], count: number): readonly Paint[] | null {
  if (edge === "face") return null;
  const rims = parseColors("edgecolor", typeof edge === "string" ? [edge] : edge);
  if (rims.length !== 1 && rims.length !== count) {
    throw new TypeError(
      `Cannot ${ACTION}: edgecolor must be one colour or one per point, but is ${found(edge)} for ${count} points`,
    );
  }
  return rims;
}

/** Reads colours, each of them once: equal names give one object. */
function parseColors(name: string, colors: readonly string[]): readonly Paint[] {
  const known = new Map<string, Paint>();
  return colors.map((color) => {
    if (!known.has(color)) known.set(color, parseColor(ACTION, name, color));
    return known.get(color)!;
  });
}

function spread<T>(values: readonly T[], count: number): readonly T[] {
  return values.length === 1 && count !== 1 ? new Array<T>(count).fill(values[0]) : values;
}
