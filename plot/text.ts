/**
 * Text in figures: how much room it takes, and the element that draws it.
 *
 * @module
 */
import { ADVANCES, UNITS_PER_EM } from "./advances.gen.ts";
import { element, formatNumber, type SvgNode } from "./svg.ts";

/** Fonts in order of preference; all but the last are as wide as the embedded one. */
export const FONT_FAMILY = "DejaVu Sans, Bitstream Vera Sans, Verdana, sans-serif";
/** Reach of the letter l above the baseline, in ems. */
export const ASCENT = 0.76;
/** Reach of the letter p below the baseline, in ems. */
export const DESCENT = 0.24;
/** Distance of baselines, in ems: matplotlib's 1.2 times the height of a line. */
const LINE_PITCH = 1.2;
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
  const width = Math.max(...lines.map((line) => advance(line))) * size / UNITS_PER_EM;
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
  if (lines.length === 1) return element("text", attributes, [text]);
  const spans = lines.map((line, i) =>
    element("tspan", { x: attributes.x, dy: i === 0 ? null : LINE_PITCH * style.size }, [line])
  );
  return element("text", attributes, spans);
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
