/**
 * Text in figures: how much room it takes, and the element that draws it.
 *
 * @module
 */
import { ADVANCES, UNITS_PER_EM } from "./advances.gen.ts";
import { parseRuns, type TextRun } from "./rich_text.ts";
import { element, formatNumber, type SvgNode } from "./svg.ts";

/** Fonts in order of preference; all but the last are as wide as the embedded one. */
export const FONT_FAMILY = "DejaVu Sans, Bitstream Vera Sans, Verdana, sans-serif";
/** Reach of the letter l above the baseline, in ems. */
export const ASCENT = 0.76;
/** Reach of the letter p below the baseline, in ems. */
export const DESCENT = 0.24;
/** Distance of baselines, in ems: matplotlib's 1.2 times the height of a line. */
const LINE_PITCH = 1.2;
/** Size of scripts, and how far they stand above or below the line, in ems of the line. */
const SCRIPT_SIZE = 0.7, SCRIPT_RISE = 0.38, SCRIPT_DROP = 0.18;
/** A character that the font lacks: as wide as an ideograph, the widest that browsers will substitute. */
const UNKNOWN_ADVANCE = UNITS_PER_EM;

/** Where a text hangs at its point, horizontally. */
export type HorizontalAlignment = "left" | "center" | "right";
/** Where a text hangs at its point, vertically; `"center_baseline"` is the middle of what stands above the last baseline. */
export type VerticalAlignment = "top" | "center" | "center_baseline" | "baseline" | "bottom";

/** All horizontal alignments, for error messages. */
export const ALIGNMENTS: readonly HorizontalAlignment[] = ["left", "center", "right"];
/** All vertical alignments, for error messages. */
export const VERTICAL_ALIGNMENTS: readonly VerticalAlignment[] = [
  "top",
  "center",
  "center_baseline",
  "baseline",
  "bottom",
];

/** A rectangle in points, y downwards. */
export interface Box {
  /** Left edge. */
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  /** Extent to the right. */
  readonly width: number;
  /** Extent downwards. */
  readonly height: number;
}

/** The smallest rectangle around all. */
export function unionBox(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x)), y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** How a text is set. */
export interface TextStyle {
  /** Size of the em in points. */
  readonly size: number;
  /** Horizontal alignment; default `"left"`. */
  readonly align?: HorizontalAlignment;
  /** Vertical alignment; default `"baseline"`. */
  readonly valign?: VerticalAlignment;
  /** Counter-clockwise turn about the point, in degrees; default 0. */
  readonly rotation?: number;
  /** Colour; default black. */
  readonly fill?: string;
  /** Opacity; default 1. */
  readonly opacity?: number;
}

/** Width and height of a text of one or more lines, in points. */
export function measureText(text: string, size: number): { readonly width: number; readonly height: number } {
  const lines = text.split("\n");
  const width = Math.max(...lines.map((line) => lineWidth(parseRuns(line)))) * size;
  return { width, height: (ASCENT + DESCENT + LINE_PITCH * (lines.length - 1)) * size };
}

/** The rectangle that a text covers when set at a point; turned texts get the box around them. */
export function textBox(text: string, x: number, y: number, style: TextStyle): Box {
  const { width, height } = measureText(text, style.size);
  const left = -width * { left: 0, center: 0.5, right: 1 }[style.align ?? "left"];
  const top = firstBaseline(text, style) - ASCENT * style.size;
  const angle = (style.rotation ?? 0) * Math.PI / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [[left, top], [left + width, top], [left, top + height], [left + width, top + height]];
  const xs = corners.map(([u, v]) => x + u * cos + v * sin), ys = corners.map(([u, v]) => y - u * sin + v * cos);
  const [x0, y0] = [Math.min(...xs), Math.min(...ys)];
  return { x: x0, y: y0, width: Math.max(...xs) - x0, height: Math.max(...ys) - y0 };
}

/** The element that draws a text at a point. */
export function textNode(text: string, x: number, y: number, style: TextStyle): SvgNode {
  const anchor = { left: null, center: "middle", right: "end" }[style.align ?? "left"];
  const offset = firstBaseline(text, style), lines = text.split("\n");
  const turned = (style.rotation ?? 0) !== 0;
  const attributes = {
    x: turned ? 0 : x,
    y: turned ? offset : y + offset,
    "font-size": style.size,
    "text-anchor": anchor,
    fill: style.fill === "#000000" ? null : style.fill,
    "fill-opacity": style.opacity === 1 ? null : style.opacity,
    transform: turned
      ? `translate(${formatNumber(x)} ${formatNumber(y)}) rotate(${formatNumber(-style.rotation!)})`
      : null,
  };
  const set = lines.map((line) => setLine(parseRuns(line), style.size));
  if (lines.length === 1) return element("text", attributes, set[0].nodes);
  const spans = set.map(({ nodes }, i) =>
    element("tspan", { x: attributes.x, dy: i === 0 ? null : LINE_PITCH * style.size - set[i - 1].height }, nodes)
  );
  return element("text", attributes, spans);
}

/** The contents of a line of text, and the height above it at which they leave the pen, in points. */
function setLine(runs: readonly TextRun[], size: number): { nodes: (SvgNode | string)[]; height: number } {
  let height = 0, before: TextRun | null = null, behind = 0;
  const nodes = runs.map((run): SvgNode | string => {
    const target = { "0": 0, "1": SCRIPT_RISE, "-1": -SCRIPT_DROP }[run.level] * size;
    // Two scripts on end stand one above the other; what follows begins behind the longer one.
    const stacked = isStacked(before, run), own = runWidth(run) * size;
    const dx = stacked ? -runWidth(before!) * size : behind;
    behind = stacked ? Math.max(0, runWidth(before!) * size - own) : 0;
    const dy = height - target;
    [height, before] = [target, stacked ? null : run];
    if (run.level === 0 && dy === 0 && dx === 0) return run.text;
    return element("tspan", {
      dx: dx === 0 ? null : dx,
      dy: dy === 0 ? null : dy,
      "font-size": run.level === 0 ? null : SCRIPT_SIZE * size,
    }, [run.text]);
  });
  return { nodes, height };
}

function isStacked(before: TextRun | null, run: TextRun): boolean {
  return before !== null && before.level !== 0 && run.level === -before.level;
}

/** Width of a line in ems. */
function lineWidth(runs: readonly TextRun[]): number {
  let width = 0, before: TextRun | null = null;
  for (const run of runs) {
    const stacked = isStacked(before, run), own = runWidth(run);
    width += stacked ? Math.max(0, own - runWidth(before!)) : own;
    before = stacked ? null : run;
  }
  return width;
}

function runWidth({ text, level }: TextRun): number {
  return advance(text) * (level === 0 ? 1 : SCRIPT_SIZE) / UNITS_PER_EM;
}

/** Distance from the point down to the baseline of the first line. */
function firstBaseline(text: string, { size, valign = "baseline" }: TextStyle): number {
  const { height } = measureText(text, size);
  switch (valign) {
    case "top":
      return ASCENT * size;
    case "center":
      return ASCENT * size - height / 2;
    case "center_baseline":
      return ASCENT * size - (height - DESCENT * size) / 2;
    case "bottom":
      return ASCENT * size - height;
    case "baseline":
      return 0;
  }
}

let advances: Map<number, number> | null = null;

/** How far `line` moves the pen, in font units. */
function advance(line: string): number {
  advances ??= new Map(ADVANCES.flatMap(([first, widths]) => widths.map((width, i) => [first + i, width] as const)));
  let sum = 0;
  for (const character of line) sum += advances.get(character.codePointAt(0)!) ?? UNKNOWN_ADVANCE;
  return sum;
}
