/**
 * Arrows, as matplotlib draws them.
 *
 * @module
 */
import { checkChoice, checkFinite, checkFraction, checkOptions, checkPositive, checkText } from "../checks.ts";
import { type Paint, parseColor } from "../colors.ts";
import { fillAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { readPair, readValues, type Values } from "../values.ts";
import { countOf, type Mark, pointExtent, type Projection, stretchAnchors, withLabel } from "./mark.ts";

/** What lengths of arrows are measured in: the axes' width or height, a data unit, a dot, an inch. */
export type QuiverUnits = "width" | "height" | "x" | "y" | "xy" | "dots" | "inches";

/** Options of {@linkcode Axes.quiver}. */
export interface QuiverOptions {
  /** Colour; default black. */
  color?: string;
  /** Opacity; default 1. */
  alpha?: number;
  /** Width of the shaft as a share of the width of the axes; default 0.06 divided by √n, taken between 8 and 25. */
  width?: number;
  /** How many units of (u, v) make an arrow one `scaleUnits` long; default so that arrows do not crowd. */
  scale?: number;
  /** What `scale` refers to; default `"width"`. `"xy"` with `angles: "xy"` puts the tip at (x + u/scale, y + v/scale). */
  scaleUnits?: QuiverUnits;
  /** `"uv"`: direction of (u, v) on the page; `"xy"`: from (x, y) to (x + u, y + v); or degrees. Default `"uv"`. */
  angles?: "uv" | "xy" | Values;
  /** Width of the head, in widths of the shaft; default 3. */
  headwidth?: number;
  /** Length of the head, in widths of the shaft; default 5. */
  headlength?: number;
  /** Length of the head along the shaft, in widths of the shaft; default 4.5. */
  headaxislength?: number;
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
  readonly paint: Paint;
  readonly alpha: number;
  readonly width: number | null;
  readonly scale: number | null;
  readonly scaleUnits: QuiverUnits | null;
  readonly angles: "uv" | "xy" | Float64Array;
  readonly head: Head;
  readonly label: string | null;
  readonly zorder: number;
}

interface Head {
  readonly width: number;
  readonly length: number;
  readonly axisLength: number;
}

const ACTION = "draw the arrows";
const UNITS: readonly QuiverUnits[] = ["width", "height", "x", "y", "xy", "dots", "inches"];
const OPTIONS: readonly (keyof QuiverOptions)[] = [
  "color",
  "alpha",
  "width",
  "scale",
  "scaleUnits",
  "angles",
  "headwidth",
  "headlength",
  "headaxislength",
  "label",
  "zorder",
];
/** Arrows shorter than this, in widths of the shaft, are drawn as a dot of that diameter. */
const SHORTEST = 1;

/** Reads arrows (u, v) at (x, y). */
export function quiver(x: Values, y: Values, u: Values, v: Values, options: QuiverOptions): Mark {
  checkOptions(ACTION, options, OPTIONS);
  const [xs, ys] = readPair(ACTION, x, y);
  const [us, vs] = readPair(ACTION, u, v, ["u", "v"]);
  if (us.length !== xs.length) {
    throw new TypeError(`Cannot ${ACTION}: x and u must have the same length, but have ${xs.length} and ${us.length}`);
  }
  // An arrow that is not finite has no place: leaving out its tail leaves it out everywhere.
  for (let i = 0; i < us.length; i++) if (!Number.isFinite(us[i]) || !Number.isFinite(vs[i])) xs[i] = NaN;
  return quiverMark({ x: xs, y: ys, u: us, v: vs }, readStyle(options, xs.length));
}

function quiverMark(field: Field, style: QuiverStyle): Mark {
  const { x, y } = field;
  const attributes = fillAttributes(style.paint, style.alpha);
  return {
    zorder: style.zorder,
    label: style.label,
    clipped: true,
    summary: withLabel(countOf(x, y, "arrow", "arrows"), style.label),
    extent: () => pointExtent(x, y),
    draw: (projection) => [element("g", attributes, arrows(field, style, projection))],
    anchors: (projection) => vectors(field, style, projection).flatMap(shaftAnchors),
    key(box) {
      const shaft = box.height / style.head.width / 1.2;
      return [arrow(box.x, box.y + box.height / 2, box.width, 0, shaft, style.head, attributes)];
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
  const units = options.scaleUnits;
  return {
    paint: parseColor(ACTION, "color", options.color ?? "k"),
    alpha: checkFraction(ACTION, "alpha", options.alpha ?? 1),
    width: positive("width"),
    scale: positive("scale"),
    scaleUnits: units === undefined ? null : checkChoice(ACTION, "scaleUnits", units, UNITS),
    angles,
    head: {
      width: positive("headwidth") ?? 3,
      length: positive("headlength") ?? 5,
      axisLength: positive("headaxislength") ?? 4.5,
    },
    label: options.label === undefined ? null : checkText(ACTION, "label", options.label),
    zorder: checkFinite(ACTION, "zorder", options.zorder ?? 1),
  };
}

function arrows(field: Field, style: QuiverStyle, projection: Projection): SvgNode[] {
  const shaft = shaftWidth(field, style, projection);
  return vectors(field, style, projection).map(([x, y, length, angle]) =>
    arrow(x, y, length, angle, shaft, style.head, {})
  );
}

/** An arrow as the legend sees it: points from its tail to its tip. */
function shaftAnchors([x, y, length, angle]: readonly [number, number, number, number]): number[] {
  const [tipX, tipY] = [x + length * Math.cos(angle), y - length * Math.sin(angle)];
  return [...stretchAnchors(x, y, tipX, tipY), tipX, tipY];
}

/** Tail, length and direction (counter-clockwise) of each arrow on the page, in points. */
export function vectors(
  field: Field,
  style: Pick<QuiverStyle, "scale" | "scaleUnits" | "angles">,
  projection: Projection,
): [number, number, number, number][] {
  const { x, y, u, v } = field;
  // Points on the page per data unit, signed: inverted axes turn arrows round.
  const stretchX = projection.box.width / (projection.xLimits[1] - projection.xLimits[0]);
  const stretchY = projection.box.height / (projection.yLimits[1] - projection.yLimits[0]);
  const byData = style.scaleUnits === "xy";
  const kept = [...x.keys()].filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  const sizes = kept.map((i) => byData ? Math.hypot(u[i] * stretchX, v[i] * stretchY) : Math.hypot(u[i], v[i]));
  const unit = style.scaleUnits === null ? projection.box.width : unitLength(style.scaleUnits, projection);
  const scale = style.scale ?? automaticScale(sizes) * unit / projection.box.width;
  return kept.map((i, k) => {
    const angle = style.angles === "xy"
      ? Math.atan2(v[i] * stretchY, u[i] * stretchX)
      : style.angles === "uv"
      ? Math.atan2(v[i], u[i])
      : style.angles[i] * Math.PI / 180;
    return [projection.x(x[i]), projection.y(y[i]), sizes[k] * unit / scale, angle];
  });
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

function shaftWidth({ x }: Field, { width }: QuiverStyle, { box }: Projection): number {
  return (width ?? 0.06 / Math.min(25, Math.max(8, Math.sqrt(x.length)))) * box.width;
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
  if (relative < SHORTEST) return element("circle", { cx: x, cy: y, r: SHORTEST * shaft / 2, ...attributes });
  // An arrow that is shorter than its head becomes a smaller one of the same form.
  const shrink = Math.min(1, relative / head.length), width = shaft * shrink;
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
