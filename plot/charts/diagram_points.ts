/**
 * The points of a diagram: their groups, looks and numbers.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkChoice, checkOptions, found } from "../checks.ts";
import { type Colormap, COLORMAPS, colorTable, LEVELS } from "../colormaps.ts";
import { darken, parseColor } from "../colors.ts";
import type { Marker } from "../markers.ts";
import { line, type LineOptions } from "../marks/line.ts";
import { type Mark, NO_EXTENT } from "../marks/mark.ts";
import { type RuleOptions, rules } from "../marks/rules.ts";
import { readStyle, SCATTER_OPTIONS, scatterMark, type ScatterOptions } from "../marks/scatter.ts";
import type { ScatterStyle } from "../marks/scatter_points.ts";
import { textNode } from "../text.ts";
import type { DiagramFrame } from "./diagram_frame.ts";
import type { DiagramRows } from "./diagram_input.ts";
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

/** Points of one dimension that share a look: the finite ones (sign 0), or those at plus or minus infinity. */
interface PointGroup {
  readonly sign: 0 | 1 | -1;
  readonly births: Float64Array;
  readonly deaths: Float64Array;
  /** How many points stand at each place. */
  readonly times: Uint32Array;
}

const POINT_OPTIONS = SCATTER_OPTIONS.filter((name) => name !== "label" && name !== "tooltips");
const POINT_STYLE: ScatterOptions = { s: 8, alpha: 0.85, linewidth: 0.45 };
const INFINITE_STYLE: ScatterOptions = { s: 36, alpha: 0.95, linewidth: 0.5 };
const RIM_SHADE = 0.55;
/** Shapes of the dimensions 0, 1, 2, ...: readers who see no colours tell them apart. */
const SHAPES: readonly Marker[] = ["o", "s", "D", "p", "*"];
/** More points than this have no tooltips. */
const MOST_TOOLTIPS = 5000;
/** Distance of a number from its point, and its size, in points. */
const NUMBER_PAD = 4, NUMBER_SIZE = 7;

/** Reads every style once before anything is drawn, so that a call that fails has drawn nothing. */
export function checkPointStyles(
  action: string,
  diagrams: readonly DiagramRows[],
  options: PointStyles & { diagonalStyle?: LineOptions; infLineStyle?: RuleOptions },
): void {
  for (const style of [options.pointStyle, options.infPointStyle]) checkOptions(action, style ?? {}, POINT_OPTIONS);
  if (options.cmap !== undefined) checkChoice(action, "cmap", options.cmap, COLORMAPS);
  line([], [], options.diagonalStyle ?? {}, () => "k");
  rules("horizontal", [], null, null, options.infLineStyle ?? {});
  if (typeof options.color === "string" && diagrams.length > 1) {
    parseColor(action, "color", options.color);
    console.warn(`Warning: ${diagrams.length} dimensions are drawn in one colour`);
  }
  diagrams.forEach((rows, i) => {
    const color = colorOf(action, options, rows.dimension, i, diagrams.length) ?? "k";
    parseColor(action, "color", color);
    for (const group of groupsOf(rows, false)) styleOf(action, group, rows, color, options);
  });
}

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

/** Draws the points of one dimension. */
export function drawPoints(
  action: string,
  ax: Axes,
  frame: DiagramFrame,
  rows: DiagramRows,
  color: string,
  options: PointStyles & { infLineStyle?: RuleOptions; isShaped: boolean },
): void {
  const { coordinates } = frame;
  for (const group of groupsOf(rows, options.multiplicity ?? false)) {
    const { sign, births, deaths, times } = group, x = births.map((birth) => coordinates.x(birth));
    const y = sign === 0
      ? deaths.map((death, i) => coordinates.y(births[i], death))
      : frame.atInfinity(births.length, sign, options.infLineStyle ?? {});
    const mark = scatterMark(x, y, styleOf(action, group, rows, color, options));
    ax.add({ ...mark, summary: mark.summary + lifeOf(group) });
    if (times.some((count) => count > 1)) ax.add(numbersMark(x, y, times));
  }
}

/** How long the points live, for the description. */
function lifeOf({ sign, births, deaths }: PointGroup): string {
  if (sign !== 0) return sign > 0 ? " at infinity" : " at minus infinity";
  let best = -1;
  births.forEach((birth, i) => {
    const life = Math.abs(deaths[i] - birth);
    if (life < Infinity && (best < 0 || life > Math.abs(deaths[best] - births[best]))) best = i;
  });
  const digits = (value: number) => String(Number(value.toPrecision(3))).replace("-", "−");
  return best < 0 ? "" : `, most persistent from ${digits(births[best])} to ${digits(deaths[best])}`;
}

function groupsOf({ births, deaths }: DiagramRows, merge: boolean): PointGroup[] {
  const signs = [0, 1, -1] as const;
  return signs.map((sign) => {
    // What cannot be drawn is among the finite ones, which count it.
    const rows = [...births.keys()].filter((i) => (Number.isFinite(births[i]) && signOf(deaths[i]) || 0) === sign);
    const times = new Map<string | number, { readonly first: number; count: number }>();
    for (const i of rows) {
      const place = merge ? `${births[i]},${deaths[i]}` : i, known = times.get(place);
      if (known === undefined) times.set(place, { first: i, count: 1 });
      else known.count++;
    }
    const places = [...times.values()];
    return {
      sign,
      births: Float64Array.from(places, ({ first }) => births[first]),
      deaths: Float64Array.from(places, ({ first }) => deaths[first]),
      times: Uint32Array.from(places, ({ count }) => count),
    };
    // An empty diagram keeps its entry in the legend.
  }).filter((group) => group.births.length > 0 || group.sign === 0 && births.length === 0);
}

function styleOf(
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

/** Numbers beside the points that stand for several. */
function numbersMark(x: Float64Array, y: Float64Array, times: Uint32Array): Mark {
  const several = [...times.keys()].filter((i) => times[i] > 1 && Number.isFinite(x[i]));
  return {
    zorder: 3,
    label: null,
    clipped: true,
    summary: `${several.length} ${several.length === 1 ? "place" : "places"} with several points`,
    extent: () => NO_EXTENT,
    anchors: () => [],
    draw: (projection) =>
      several.map((i) => {
        const style = { size: NUMBER_SIZE, valign: "center_baseline", fill: "#404040" } as const;
        return textNode(`×${times[i]}`, projection.x(x[i]) + NUMBER_PAD, projection.y(y[i]), style);
      }),
    key: () => [],
  };
}

/** Whether a death is finite (0) or at infinity, and at which; `NaN` for none of these. */
function signOf(death: number): number {
  return Number.isFinite(death) ? 0 : Math.sign(death);
}
