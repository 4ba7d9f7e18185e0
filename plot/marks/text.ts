/**
 * Text at a point of the axes.
 *
 * @module
 */
import { checkChoice, checkFinite, checkFraction, checkOptions, checkPositive, checkText } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { EMPTY } from "../scales.ts";
import {
  ALIGNMENTS,
  type HorizontalAlignment,
  textBox,
  textNode,
  type TextStyle,
  VERTICAL_ALIGNMENTS,
  type VerticalAlignment,
} from "../text.ts";
import type { Mark } from "./mark.ts";

/** Options of {@linkcode Axes.text}. */
export interface TextOptions {
  /** Size in points; default 10. */
  fontsize?: number;
  /** Colour; default black. */
  color?: string;
  /** Opacity; default 1. */
  alpha?: number;
  /** Which part of the text is at `x`; default `"left"`. */
  ha?: HorizontalAlignment;
  /** Which part of the text is at `y`; default `"baseline"`. */
  va?: VerticalAlignment;
  /** Counter-clockwise turn in degrees; default 0. */
  rotation?: number;
  /** Drawing order; default 3. */
  zorder?: number;
}

const ACTION = "write the text";
const OPTIONS: readonly (keyof TextOptions)[] = ["fontsize", "color", "alpha", "ha", "va", "rotation", "zorder"];

/** Reads a text at a point in data units. It asks for no room on the axes, as in matplotlib, and is not cut at the spines. */
export function text(x: number, y: number, content: string, options: TextOptions): Mark {
  checkOptions(ACTION, options, OPTIONS);
  checkFinite(ACTION, "x", x);
  checkFinite(ACTION, "y", y);
  checkText(ACTION, "the text", content);
  const zorder = checkFinite(ACTION, "zorder", options.zorder ?? 3);
  const paint = parseColor(ACTION, "color", options.color ?? "k");
  const style: TextStyle = {
    size: checkPositive(ACTION, "fontsize", options.fontsize ?? 10),
    align: checkChoice(ACTION, "ha", options.ha ?? "left", ALIGNMENTS),
    valign: checkChoice(ACTION, "va", options.va ?? "baseline", VERTICAL_ALIGNMENTS),
    rotation: checkFinite(ACTION, "rotation", options.rotation ?? 0),
    fill: paint?.hex,
    opacity: (paint?.opacity ?? 0) * checkFraction(ACTION, "alpha", options.alpha ?? 1),
  };
  return {
    zorder,
    label: null,
    clipped: false,
    summary: `the text "${content}"`,
    extent: () => ({ x: EMPTY, y: EMPTY }),
    anchors: () => [],
    draw: (projection) => [textNode(content, projection.x(x), projection.y(y), style)],
    key: () => [],
    boxes: (projection) => [textBox(content, projection.x(x), projection.y(y), style)],
  };
}
