/**
 * Text that points at something.
 *
 * @module
 */
import { checkChoice, checkFinite, checkNonNegative, checkOptions, found } from "../checks.ts";
import { type Paint, parseColor } from "../colors.ts";
import { fillAttributes, strokeAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { type Box, textBox } from "../text.ts";
import { type Mark, NO_EXTENT, type Projection, stretchAnchors } from "./mark.ts";
import { readTextStyle, TEXT_OPTIONS, type TextOptions, writeText } from "./text.ts";

/** How the arrow of an annotation looks. */
export interface ArrowOptions {
  /** Head of two strokes, filled head, or none; default `"->"`. */
  arrowstyle?: "->" | "-|>" | "-";
  /** Colour; default black. */
  color?: string;
  /** Width in points; default 1. */
  linewidth?: number;
  /** Distance from the text in points; default 2. */
  shrinkA?: number;
  /** Distance from the point in points; default 2. */
  shrinkB?: number;
  /** How far the arrow bends to its right, as a share of its length; default 0, straight. */
  rad?: number;
}

/** Options of {@linkcode Axes.annotate}. */
export interface AnnotationOptions extends TextOptions {
  /** Where the text stands, in `textcoords`; default at the point itself. */
  xytext?: readonly [number, number];
  /** What `xytext` counts: data units, points on the page from the point, or shares of the axes. Default `"data"`. */
  textcoords?: "data" | "offset points" | "axes fraction";
  /** Look of the arrow from the text to the point; default none. */
  arrowprops?: ArrowOptions;
}

interface Arrow {
  readonly style: "->" | "-|>" | "-";
  readonly paint: Paint;
  readonly width: number;
  readonly shrinkA: number;
  readonly shrinkB: number;
  readonly rad: number;
}

const ACTION = "annotate the point";
const OPTIONS: readonly string[] = [...TEXT_OPTIONS, "xytext", "textcoords", "arrowprops"];
const ARROW_OPTIONS: readonly (keyof ArrowOptions)[] = [
  "arrowstyle",
  "color",
  "linewidth",
  "shrinkA",
  "shrinkB",
  "rad",
];
/** Length of heads and half their width, in points, for a line of one point. */
const HEAD = { length: 5, width: 2.5 };
const PAD = 2;

/** Reads a text, and an arrow from there to a point in data units. It asks for no room on the axes. */
export function annotation(content: string, point: readonly [number, number], options: AnnotationOptions): Mark {
  checkOptions(ACTION, options, OPTIONS);
  const [x, y] = readPoint("the point", point);
  const { xytext, textcoords = "data", arrowprops, ...rest } = options;
  checkChoice(ACTION, "textcoords", textcoords, ["data", "offset points", "axes fraction"]);
  const place = xytext === undefined ? null : readPoint("xytext", xytext);
  const arrow = arrowprops === undefined ? null : readArrow(arrowprops);
  const style = readTextStyle(ACTION, content, rest);

  const textAt = (projection: Projection): [number, number] => {
    const { box } = projection, at = [projection.x(x), projection.y(y)];
    if (place === null) return [at[0], at[1]];
    switch (textcoords) {
      case "offset points":
        return [at[0] + place[0], at[1] - place[1]];
      case "axes fraction":
        return [box.x + place[0] * box.width, box.y + (1 - place[1]) * box.height];
      default:
        return [projection.x(place[0]), projection.y(place[1])];
    }
  };
  const boxAt = (projection: Projection): Box => textBox(content, ...textAt(projection), style.text);
  return {
    zorder: style.zorder,
    label: null,
    clipped: false,
    summary: `the note "${content}"`,
    extent: () => NO_EXTENT,
    anchors(projection) {
      const { x: left, y: top, width, height } = boxAt(projection);
      const [u, v] = [left + width / 2, top + height / 2];
      return [left, top, left + width, top + height, ...stretchAnchors(u, v, projection.x(x), projection.y(y))];
    },
    draw(projection) {
      const [u, v] = textAt(projection), tip: [number, number] = [projection.x(x), projection.y(y)];
      const nodes = writeText(content, u, v, style);
      return arrow === null ? nodes : [...drawArrow(arrow, boxAt(projection), tip), ...nodes];
    },
    key: () => [],
    boxes: (projection) => [boxAt(projection)],
  };
}

function readPoint(name: string, point: readonly [number, number]): [number, number] {
  if (!Array.isArray(point) || point.length !== 2) {
    throw new TypeError(`Cannot ${ACTION}: ${name} must be [x, y], but is ${found(point)}`);
  }
  return [checkFinite(ACTION, `x of ${name}`, point[0]), checkFinite(ACTION, `y of ${name}`, point[1])];
}

function readArrow(options: ArrowOptions): Arrow {
  checkOptions(ACTION, options, ARROW_OPTIONS);
  return {
    style: checkChoice(ACTION, "arrowstyle", options.arrowstyle ?? "->", ["->", "-|>", "-"]),
    paint: parseColor(ACTION, "the arrow's color", options.color ?? "k"),
    width: checkNonNegative(ACTION, "the arrow's linewidth", options.linewidth ?? 1),
    shrinkA: checkNonNegative(ACTION, "shrinkA", options.shrinkA ?? 2),
    shrinkB: checkNonNegative(ACTION, "shrinkB", options.shrinkB ?? 2),
    rad: checkFinite(ACTION, "rad", options.rad ?? 0),
  };
}

/** From the rim of the text towards its point, along a parabola where it bends. */
function drawArrow({ style, paint, width, shrinkA, shrinkB, rad }: Arrow, box: Box, tip: [number, number]): SvgNode[] {
  const middle: [number, number] = [box.x + box.width / 2, box.y + box.height / 2];
  const [dx, dy] = [tip[0] - middle[0], tip[1] - middle[1]];
  const bend: [number, number] = [(middle[0] + tip[0]) / 2 - rad * dy, (middle[1] + tip[1]) / 2 + rad * dx];
  const start = leave(grown(box, PAD + shrinkA), middle, bend), end = back(tip, bend, shrinkB);
  // A point beside its text needs no arrow.
  if (start === null || inside(grown(box, PAD + shrinkA), tip)) return [];
  const line = strokeAttributes({ paint, width }), angle = Math.atan2(end[1] - bend[1], end[0] - bend[0]);
  const size = Math.max(1, Math.sqrt(width)),
    wings = [-1, 1].map((side): [number, number] => [
      end[0] - size * (HEAD.length * Math.cos(angle) - side * HEAD.width * Math.sin(angle)),
      end[1] - size * (HEAD.length * Math.sin(angle) + side * HEAD.width * Math.cos(angle)),
    ]);
  const at = (point: readonly number[]) => point.map(formatNumber).join(",");
  const shaftEnd = style === "-|>" ? back(end, bend, size * HEAD.length * 0.8) : end;
  const nodes = [element("path", { d: `M${at(start)}Q${at(bend)} ${at(shaftEnd)}`, fill: "none", ...line })];
  const head = `M${at(wings[0])}L${at(end)}L${at(wings[1])}`;
  if (style === "->") nodes.push(element("path", { d: head, fill: "none", "stroke-linecap": "round", ...line }));
  if (style === "-|>") nodes.push(element("path", { d: `${head}Z`, ...fillAttributes(paint, 1) }));
  return nodes;
}

/** Where the way from inside a box to a point leaves it; `null` where it does not. */
function leave(box: Box, from: [number, number], to: [number, number]): [number, number] | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const share = Math.min(box.width / 2 / Math.abs(dx), box.height / 2 / Math.abs(dy));
  return Number.isFinite(share) ? [from[0] + share * dx, from[1] + share * dy] : null;
}

/** The point that lies `by` before `tip` on the way from `from`. */
function back(tip: readonly number[], from: readonly number[], by: number): [number, number] {
  const length = Math.hypot(tip[0] - from[0], tip[1] - from[1]), share = length === 0 ? 0 : Math.min(1, by / length);
  return [tip[0] - share * (tip[0] - from[0]), tip[1] - share * (tip[1] - from[1])];
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function inside({ x, y, width, height }: Box, [u, v]: readonly number[]): boolean {
  return u >= x && u <= x + width && v >= y && v <= y + height;
}
