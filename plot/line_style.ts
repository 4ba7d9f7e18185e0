/**
 * Line styles by matplotlib's names.
 *
 * @module
 */
import type { Paint } from "./colors.ts";
import type { SvgAttributes } from "./svg.ts";

/** Solid, dashed, dotted, dash and dot. */
export type LineStyle = "-" | "--" | ":" | "-." | "none";

/** All line styles, for error messages. */
export const LINE_STYLES: readonly LineStyle[] = ["-", "--", ":", "-.", "none"];

/** Lengths of dashes and gaps, in widths of the line. */
const DASHES: Readonly<Record<LineStyle, readonly number[]>> = {
  "-": [],
  "--": [3.7, 1.6],
  ":": [1, 1.65],
  "-.": [6.4, 1.6, 1, 1.6],
  none: [],
};

/** How a stroke is drawn. */
export interface Stroke {
  /** Colour, or `null` for no stroke. */
  readonly paint: Paint;
  /** Width in points. */
  readonly width: number;
  /** Dashes; default solid. */
  readonly style?: LineStyle;
  /** Opacity on top of the colour's own; default 1. */
  readonly alpha?: number;
}

/** The attributes of a stroke. */
export function strokeAttributes({ paint, width, style = "-", alpha = 1 }: Stroke): SvgAttributes {
  if (paint === null || width === 0 || style === "none") return {};
  const dashes = DASHES[style].map((length) => Math.round(length * width * 1000) / 1000);
  return {
    stroke: paint.hex,
    "stroke-opacity": opacity(paint.opacity * alpha),
    "stroke-width": width,
    "stroke-dasharray": dashes.length > 0 ? dashes.join(" ") : null,
  };
}

/** The attributes of a filled area; `fill="none"` for none. */
export function fillAttributes(paint: Paint, alpha: number): SvgAttributes {
  if (paint === null) return { fill: "none" };
  return { fill: paint.hex, "fill-opacity": opacity(paint.opacity * alpha) };
}

function opacity(value: number): number | null {
  return value === 1 ? null : value;
}
