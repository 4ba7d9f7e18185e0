/**
 * How the points of diagrams look: their colours, shapes and rims.
 *
 * @module
 */
import { found } from "../checks.ts";
import { type Colormap, colorTable, LEVELS } from "../colormaps.ts";
import { darken, parseColor } from "../colors.ts";
import type { Marker } from "../markers.ts";
import { readStyle, SCATTER_OPTIONS, type ScatterOptions } from "../marks/scatter.ts";
import type { ScatterStyle } from "../marks/scatter_points.ts";
import type { DiagramRows } from "./diagram_input.ts";
import type { PointGroup } from "./point_groups.ts";
import { describePoint } from "./point_text.ts";

/** Options that say how points look. */
export interface PointStyles {
  /** Colour of the points: one for all, one per dimension drawn, or by dimension. Default the next of the cycle. */
  color?: string | readonly string[] | { readonly [dimension: number]: string };
  /** Colour map from which the dimensions take their colours, where `color` says none; default none. */
  cmap?: Colormap;
  /** Text in the legend, `{dim}` standing for the dimension; default `"H{dim}"`. Naming it asks for a legend. */
  dimLabelFmt?: string;
  /** Look of the points; default small with a darker rim, and where there are several dimensions a shape for each. */
  pointStyle?: Omit<ScatterOptions, "label" | "tooltips">;
  /** Look of the points at infinity; default triangles pointing there. */
  infPointStyle?: Omit<ScatterOptions, "label" | "tooltips">;
  /** Whether points at one place are drawn once, with their number beside; default `false`. */
  multiplicity?: boolean;
}

/** The names of what may be said of points. */
export const POINT_OPTIONS = SCATTER_OPTIONS.filter((name) => name !== "label" && name !== "tooltips");
const POINT_STYLE: ScatterOptions = { s: 8, alpha: 0.85, linewidth: 0.45 };
const INFINITE_STYLE: ScatterOptions = { s: 36, alpha: 0.95, linewidth: 0.5 };
const RIM_SHADE = 0.55;
/** Shapes of the dimensions 0, 1, 2, ...: readers who see no colours tell them apart. */
const SHAPES: readonly Marker[] = ["o", "s", "D", "p", "*"];
/** More points than this have no tooltips. */
const MOST_TOOLTIPS = 5000;

/** The colour of a dimension, the `index`-th of `count`; `undefined` for the next of the cycle. */
export function colorOf(
  action: string,
  { color, cmap, pointStyle = {} }: PointStyles,
  dimension: number,
  index: number,
  count: number,
): string | undefined {
  if (color === undefined) {
    const own = pointStyle.color ?? pointStyle.c;
    if (typeof own === "string" || cmap === undefined) return typeof own === "string" ? own : undefined;
    const level = Math.round((LEVELS - 1) * index / Math.max(1, count - 1));
    return `rgb(${colorTable(cmap).subarray(3 * level, 3 * level + 3).join(",")})`;
  }
  if (typeof color === "string") return color;
  if (typeof color !== "object" || color === null) {
    throw new TypeError(`Cannot ${action}: color must be one, or one per dimension, but is ${found(color)}`);
  }
  if (!Array.isArray(color)) return (color as { readonly [dimension: number]: string })[dimension];
  if (color.length !== count) {
    throw new TypeError(`Cannot ${action}: color must be one per dimension, but has ${color.length} for ${count}`);
  }
  return color[index];
}

/** The look of one group of points, the tooltips that tell their numbers included. */
export function styleOf(
  action: string,
  group: PointGroup,
  { dimension }: DiagramRows,
  color: string,
  options: PointStyles & { isShaped?: boolean },
): ScatterStyle {
  const { sign, births, deaths, times } = group,
    { pointStyle = {}, infPointStyle = {}, dimLabelFmt = "H{dim}" } = options;
  const label = dimLabelFmt.replaceAll("{dim}", String(dimension));
  const marker = options.isShaped ? SHAPES[dimension % SHAPES.length] : "o";
  const style = sign === 0
    ? pointOptions(action, color, { ...POINT_STYLE, marker }, pointStyle)
    : pointOptions(action, color, { ...INFINITE_STYLE, marker: sign > 0 ? "^" : "v" }, infPointStyle);
  const tooltips = births.length > MOST_TOOLTIPS
    ? undefined
    : Array.from(births, (birth, i) => describePoint(label, birth, deaths[i], times[i]));
  return readStyle(births.length, { ...style, label, ...(tooltips === undefined ? {} : { tooltips }) }, () => color);
}

/** The defaults, a darker rim among them, under what the user gave. */
function pointOptions(
  action: string,
  color: string,
  defaults: ScatterOptions,
  given: ScatterOptions,
): ScatterOptions {
  const { c: _c, edgecolors, linewidths, ...rest } = given;
  const paint = darken(parseColor(action, "color", color), RIM_SHADE);
  const edge = rest.edgecolor ?? edgecolors ?? (rest.facecolors !== undefined || paint === null ? "face" : paint.hex);
  return {
    ...defaults,
    ...rest,
    color,
    edgecolor: edge,
    linewidth: rest.linewidth ?? linewidths ?? defaults.linewidth,
  };
}
