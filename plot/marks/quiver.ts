/**
 * Arrows, as matplotlib draws them.
 *
 * @module
 */
import {
  checkChoice,
  checkFinite,
  checkFraction,
  checkNonNegative,
  checkOptions,
  checkPositive,
  checkText,
  found,
} from "../checks.ts";
import {
  COLOR_OPTIONS,
  type ColorOptions,
  type ColorScale,
  describeColors,
  levelHex,
  levelsOf,
  readColors,
} from "../color_scale.ts";
import { type Paint, parseColor } from "../colors.ts";
import { fillAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { readPair, readValues, type Values } from "../values.ts";
import { countOf, type Mark, pointExtent, type Projection, stretchAnchors, withLabel } from "./mark.ts";

/** What lengths of arrows are measured in: the axes' width or height, a data unit, a dot, an inch. */
export type QuiverUnits = "width" | "height" | "x" | "y" | "xy" | "dots" | "inches";

/** Options of {@linkcode Axes.quiver}. */
export interface QuiverOptions extends ColorOptions {
  /** Colour of all arrows, or one per arrow; default black. */
  color?: string | readonly string[];
  /** A number per arrow, to which `cmap`, `vmin`, `vmax` and `norm` give the colour; default none. */
  c?: Values;
  /** Opacity; default 1. */
  alpha?: number;
  /** Width of the shaft in `units`; default 0.06 widths of the axes divided by √n, taken between 8 and 25. */
  width?: number;
  /** What `width` is measured in, and lengths where `scaleUnits` is not given; default `"width"`, that of the axes. */
  units?: QuiverUnits;
  /** How many units of (u, v) make an arrow one `scaleUnits` long; default so that arrows do not crowd. */
  scale?: number;
  /** What `scale` refers to; default `units`. `"xy"` with `angles: "xy"` puts the tip at (x + u/scale, y + v/scale). */
  scaleUnits?: QuiverUnits;
  /** `"uv"`: direction of (u, v) on the page; `"xy"`: from (x, y) to (x + u, y + v); or degrees. Default `"uv"`. */
  angles?: "uv" | "xy" | Values;
  /** Width of the head, in widths of the shaft; default 3. */
  headwidth?: number;
  /** Length of the head, in widths of the shaft; default 5. */
  headlength?: number;
  /** Length of the head along the shaft, in widths of the shaft; default 4.5. */
  headaxislength?: number;
  /** An arrow whose shaft is shorter than this many lengths of the head becomes a smaller one; default 1. */
  minshaft?: number;
  /** Arrows shorter than this, in widths of the shaft, are dots of that diameter; default 1. */
  minlength?: number;
  /** Which part of the arrow is at (x, y); default `"tail"`. */
  pivot?: "tail" | "mid" | "tip";
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 1. */
  zorder?: number;
}

interface Field {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

interface QuiverStyle {
  /** One for all, or one per arrow. */
  readonly paints: readonly Paint[];
  readonly colors: ColorScale | null;
  readonly alpha: number;
  readonly width: number | null;
  readonly units: QuiverUnits;
  readonly scale: number | null;
  readonly scaleUnits: QuiverUnits | null;
  readonly angles: "uv" | "xy" | Float64Array;
  readonly head: Head;
  readonly pivot: number;
  readonly label: string | null;
  readonly zorder: number;
}

interface Head {
  readonly width: number;
  readonly length: number;
  readonly axisLength: number;
  readonly shortestShaft: number;
  readonly shortest: number;
}

/** Arrows, which also draw one of a given length as their key. */
export interface QuiverMark extends Mark {
  /** An arrow to the right for `size` units of (u, v), its tail, middle or tip at a point, and how long it is. */
  sample(projection: Projection, size: number): { readonly length: number; at(x: number, y: number): SvgNode };
}

const ACTION = "draw the arrows";
const UNITS: readonly QuiverUnits[] = ["width", "height", "x", "y", "xy", "dots", "inches"];
const OPTIONS: readonly (keyof QuiverOptions)[] = [
  ...COLOR_OPTIONS,
  "color",
  "c",
  "alpha",
  "width",
  "units",
  "scale",
  "scaleUnits",
  "angles",
  "headwidth",
  "headlength",
  "headaxislength",
  "minshaft",
  "minlength",
  "pivot",
  "label",
  "zorder",
];
const PIVOTS = { tail: 0, mid: 0.5, tip: 1 };

/** Reads arrows (u, v) at (x, y). */
export function quiver(x: Values, y: Values, u: Values, v: Values, options: QuiverOptions): QuiverMark {
  checkOptions(ACTION, options, OPTIONS);
  const [xs, ys] = readPair(ACTION, x, y);
  const [us, vs] = readPair(ACTION, u, v, ["u", "v"]);
  if (us.length !== xs.length) {
    throw new TypeError(`Cannot ${ACTION}: x and u must have the same length, but have ${xs.length} and ${us.length}`);
  }
  // An arrow that is not finite has no place: leaving out its tail leaves it out everywhere.
  for (let i = 0; i < us.length; i++) if (!Number.isFinite(us[i]) || !Number.isFinite(vs[i])) xs[i] = NaN;
  const style = readStyle(options, xs.length);
  style.paints.forEach((paint, i) => {
    if (paint === null && style.colors !== null) xs[i] = NaN;
  });
  return quiverMark({ x: xs, y: ys, u: us, v: vs }, style);
}

function quiverMark(field: Field, style: QuiverStyle): QuiverMark {
  const { x, y } = field, { paints, colors, head } = style;
  const look = (i: number) => fillAttributes(paints[i] ?? paints[0] ?? null, style.alpha);
  const count = countOf(x, y, "arrow", "arrows");
  return {
    zorder: style.zorder,
    label: style.label,
    clipped: true,
    ...(colors === null ? {} : { colors }),
    summary: withLabel(colors === null ? count : `${count}, ${describeColors(colors)}`, style.label),
    extent: () => pointExtent(x, y),
    draw(projection) {
      const shaft = shaftWidth(field, style, projection), shared = paints.length === 1;
      const nodes = vectors(field, style, projection).map(([x, y, length, angle, i]) =>
        arrow(x, y, length, angle, shaft, head, shared ? {} : look(i))
      );
      return [element("g", shared ? look(0) : {}, nodes)];
    },
    anchors: (projection) => vectors(field, style, projection).flatMap(shaftAnchors),
    key(box) {
      const shaft = box.height / head.width / 1.2;
      return [arrow(box.x, box.y + box.height / 2, box.width, 0, shaft, head, look(0))];
    },
    sample(projection, size) {
      const shaft = shaftWidth(field, style, projection);
      const unit = unitLength(style.scaleUnits ?? style.units, projection);
      const length = size * unit / scaleOf(field, style, projection);
      return { length, at: (x, y) => arrow(x, y, length, 0, shaft, head, look(0)) };
    },
  };
}

function readStyle(options: QuiverOptions, count: number): QuiverStyle {
  const given = options.angles ?? "uv";
  const angles = typeof given === "string"
    ? checkChoice(ACTION, "angles", given, ["uv", "xy"])
    : readValues(ACTION, "angles", given);
  if (typeof angles !== "string" && angles.length !== count) {
    throw new TypeError(`Cannot ${ACTION}: angles must be one per arrow, but are ${angles.length} for ${count} arrows`);
  }
  const positive = (name: "width" | "scale" | "headwidth" | "headlength" | "headaxislength") =>
    options[name] === undefined ? null : checkPositive(ACTION, name, options[name]!);
  const units = options.scaleUnits, { paints, colors } = readPaints(options, count);
  return {
    paints,
    colors,
    units: checkChoice(ACTION, "units", options.units ?? "width", UNITS),
    pivot: PIVOTS[checkChoice(ACTION, "pivot", options.pivot ?? "tail", ["tail", "mid", "tip"])],
    alpha: checkFraction(ACTION, "alpha", options.alpha ?? 1),
    width: positive("width"),
    scale: positive("scale"),
    scaleUnits: units === undefined ? null : checkChoice(ACTION, "scaleUnits", units, UNITS),
    angles,
    head: {
      width: positive("headwidth") ?? 3,
      length: positive("headlength") ?? 5,
      axisLength: positive("headaxislength") ?? 4.5,
      shortestShaft: checkNonNegative(ACTION, "minshaft", options.minshaft ?? 1),
      shortest: checkNonNegative(ACTION, "minlength", options.minlength ?? 1),
    },
    label: options.label === undefined ? null : checkText(ACTION, "label", options.label),
    zorder: checkFinite(ACTION, "zorder", options.zorder ?? 1),
  };
}

/** The colours, one for all or one per arrow; arrows whose value has none get `null`. */
function readPaints(options: QuiverOptions, count: number): Pick<QuiverStyle, "paints" | "colors"> {
  if (options.c !== undefined && options.color === undefined) {
    const values = readValues(ACTION, "c", options.c);
    if (values.length !== count) {
      throw new TypeError(
        `Cannot ${ACTION}: c must be one value per arrow, but has ${values.length} for ${count} arrows`,
      );
    }
    const colors = readColors(ACTION, values, options);
    const paints = Array.from(
      levelsOf(colors, values),
      (level) => level < 0 ? null : { hex: levelHex(colors, level), opacity: 1 },
    );
    return { paints, colors };
  }
  const named = options.color ?? "k", list = typeof named === "string" ? [named] : named;
  if (!Array.isArray(list) || list.length !== 1 && list.length !== count) {
    throw new TypeError(
      `Cannot ${ACTION}: color must be one colour or one per arrow, but is ${found(named)} for ${count} arrows`,
    );
  }
  return { paints: list.map((color) => parseColor(ACTION, "color", color)), colors: null };
}

/** An arrow as the legend sees it: points from its tail to its tip. */
function shaftAnchors([x, y, length, angle]: Vector): number[] {
  const [tipX, tipY] = [x + length * Math.cos(angle), y - length * Math.sin(angle)];
  return [...stretchAnchors(x, y, tipX, tipY), tipX, tipY];
}

/** Tail, length and direction (counter-clockwise) of an arrow on the page, in points, and which one it is. */
type Vector = readonly [x: number, y: number, length: number, angle: number, index: number];

function vectors(field: Field, style: QuiverStyle, projection: Projection): Vector[] {
  const { x, y, u, v } = field, unit = unitLength(style.scaleUnits ?? style.units, projection);
  const { kept, sizes, angles } = measure(field, style, projection);
  const scale = style.scale ?? automaticScale(sizes) * unit / projection.box.width;
  return kept.map((i, k) => {
    const angle = typeof style.angles !== "string"
      ? style.angles[i] * Math.PI / 180
      : style.angles === "xy"
      ? angles[k]
      : Math.atan2(v[i], u[i]);
    const length = sizes[k] * unit / scale, back = style.pivot * length;
    const [tailX, tailY] = [projection.x(x[i]) - back * Math.cos(angle), projection.y(y[i]) + back * Math.sin(angle)];
    return [tailX, tailY, length, angle, i];
  });
}

function scaleOf(field: Field, style: QuiverStyle, projection: Projection): number {
  const unit = unitLength(style.scaleUnits ?? style.units, projection);
  return style.scale ?? automaticScale(measure(field, style, projection).sizes) * unit / projection.box.width;
}

/** The arrows that are drawn, their lengths before scaling, and their directions in data units. */
function measure({ x, y, u, v }: Field, style: QuiverStyle, projection: Projection) {
  const kept = [...x.keys()].filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  const byData = style.scaleUnits === "xy";
  // Where only one of length and direction follows the data, it is that of a short step: scales may bend.
  const { x: across, y: upright } = projection.extent;
  const reach = Math.max(...[...across, ...upright].filter(Number.isFinite).map(Math.abs), 0);
  const step = byData && style.angles === "xy" || reach === 0 ? 1 : 1e-3 * reach;
  const moves = kept.map((i) => [
    (projection.x(x[i] + step * u[i]) - projection.x(x[i])) / step,
    (projection.y(y[i]) - projection.y(y[i] + step * v[i])) / step,
  ]);
  return {
    kept,
    sizes: kept.map((i, k) => byData ? Math.hypot(...moves[k]) : Math.hypot(u[i], v[i])),
    angles: moves.map(([dx, dy]) => Math.atan2(dy, dx)),
  };
}

/** A scale at which an average arrow is as long as the pitch of a square field of as many, or a little more. */
function automaticScale(sizes: readonly number[]): number {
  const mean = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length);
  const perSide = Math.max(10, Math.sqrt(sizes.length));
  return mean > 0 ? 1.8 * mean * perSide : 1;
}

/** Length of one unit in points; `"xy"` lengths are in points already. */
function unitLength(units: QuiverUnits, { box, xLimits, yLimits, dpi }: Projection): number {
  const [x, y] = [box.width / Math.abs(xLimits[1] - xLimits[0]), box.height / Math.abs(yLimits[1] - yLimits[0])];
  return { width: box.width, height: box.height, x, y, xy: 1, dots: 72 / dpi, inches: 72 }[units];
}

function shaftWidth({ x }: Field, { width, units }: QuiverStyle, projection: Projection): number {
  const { box, xLimits, yLimits } = projection;
  if (width === null) return 0.06 / Math.min(25, Math.max(8, Math.sqrt(x.length))) * box.width;
  const diagonal = Math.hypot(box.width, box.height) / Math.hypot(xLimits[1] - xLimits[0], yLimits[1] - yLimits[0]);
  return width * (units === "xy" ? diagonal : unitLength(units, projection));
}

function arrow(
  x: number,
  y: number,
  length: number,
  angle: number,
  shaft: number,
  head: Head,
  attributes: Record<string, string | number | null | undefined>,
): SvgNode {
  const relative = length / shaft;
  if (relative < head.shortest) return element("circle", { cx: x, cy: y, r: head.shortest * shaft / 2, ...attributes });
  // An arrow that is shorter than its head becomes a smaller one of the same form.
  const shrink = Math.min(1, relative / Math.max(1e-9, head.shortestShaft * head.length)), width = shaft * shrink;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const outline: [number, number][] = [
    [0, 0.5 * width],
    [length - head.axisLength * width, 0.5 * width],
    [length - head.length * width, 0.5 * head.width * width],
    [length, 0],
  ];
  const corners = [...outline, ...outline.slice(0, 3).reverse().map(([along, across]) => [along, -across])]
    .map(([along, across]) =>
      `${formatNumber(x + along * cos - across * sin)},${formatNumber(y - along * sin - across * cos)}`
    );
  return element("path", { d: `M${corners.join("L")}Z`, ...attributes });
}
