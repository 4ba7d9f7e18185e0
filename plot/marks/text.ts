/**
 * Text at a point of the axes.
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
} from "../checks.ts";
import { parseColor } from "../colors.ts";
import { fillAttributes, strokeAttributes } from "../line_style.ts";
import { element, type SvgAttributes, type SvgNode } from "../svg.ts";
import {
  ALIGNMENTS,
  type HorizontalAlignment,
  textBox,
  textNode,
  type TextStyle,
  VERTICAL_ALIGNMENTS,
  type VerticalAlignment,
} from "../text.ts";
import { type Mark, NO_EXTENT } from "./mark.ts";

/** A box behind text. */
export interface TextBoxOptions {
  /** Colour of the inside; default white. */
  facecolor?: string;
  /** Colour of the rim; default black. */
  edgecolor?: string;
  /** Width of the rim in points; default 1. */
  linewidth?: number;
  /** Room around the text in points; default 4. */
  pad?: number;
  /** Opacity; default 1. */
  alpha?: number;
}

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
  /** A box behind the text; default none. */
  bbox?: TextBoxOptions;
  /** Drawing order; default 3. */
  zorder?: number;
}

/** How a text is written, read and checked. */
export interface WrittenStyle {
  /** Size, alignment and colour. */
  readonly text: TextStyle;
  /** The box behind it, or `null`. */
  readonly box: { readonly pad: number; readonly attributes: SvgAttributes } | null;
  /** Drawing order. */
  readonly zorder: number;
}

const ACTION = "write the text";
/** The names of the options. */
export const TEXT_OPTIONS: readonly (keyof TextOptions)[] = [
  "fontsize",
  "color",
  "alpha",
  "ha",
  "va",
  "rotation",
  "bbox",
  "zorder",
];

/** Reads a text at a point in data units. It asks for no room on the axes, as in matplotlib, and is not cut at the spines. */
export function text(x: number, y: number, content: string, options: TextOptions): Mark {
  checkOptions(ACTION, options, TEXT_OPTIONS);
  checkFinite(ACTION, "x", x);
  checkFinite(ACTION, "y", y);
  const style = readTextStyle(ACTION, content, options);
  return {
    zorder: style.zorder,
    label: null,
    clipped: false,
    summary: `the text "${content}"`,
    extent: () => NO_EXTENT,
    anchors: () => [],
    draw: (projection) => writeText(content, projection.x(x), projection.y(y), style),
    key: () => [],
    boxes: (projection) => [textBox(content, projection.x(x), projection.y(y), style.text)],
  };
}

/** Reads how `content` is written. */
export function readTextStyle(action: string, content: string, options: TextOptions): WrittenStyle {
  checkText(action, "the text", content);
  const paint = parseColor(action, "color", options.color ?? "k");
  return {
    zorder: checkFinite(action, "zorder", options.zorder ?? 3),
    box: options.bbox === undefined ? null : readBox(action, options.bbox),
    text: {
      size: checkPositive(action, "fontsize", options.fontsize ?? 10),
      align: checkChoice(action, "ha", options.ha ?? "left", ALIGNMENTS),
      valign: checkChoice(action, "va", options.va ?? "baseline", VERTICAL_ALIGNMENTS),
      rotation: checkFinite(action, "rotation", options.rotation ?? 0),
      fill: paint?.hex,
      opacity: (paint?.opacity ?? 0) * checkFraction(action, "alpha", options.alpha ?? 1),
    },
  };
}

/** Writes a text at a point on the page. */
export function writeText(content: string, x: number, y: number, { text, box }: WrittenStyle): SvgNode[] {
  const node = textNode(content, x, y, text);
  if (box === null) return [node];
  const around = textBox(content, x, y, text), { pad } = box;
  return [
    element("rect", {
      x: around.x - pad,
      y: around.y - pad,
      width: around.width + 2 * pad,
      height: around.height + 2 * pad,
      rx: pad / 2,
      ...box.attributes,
    }),
    node,
  ];
}

function readBox(action: string, options: TextBoxOptions): WrittenStyle["box"] {
  checkOptions(action, options, ["facecolor", "edgecolor", "linewidth", "pad", "alpha"]);
  const face = parseColor(action, "facecolor", options.facecolor ?? "w");
  const paint = parseColor(action, "edgecolor", options.edgecolor ?? "k");
  const width = checkNonNegative(action, "linewidth", options.linewidth ?? 1);
  const alpha = checkFraction(action, "alpha", options.alpha ?? 1);
  const pad = checkNonNegative(action, "pad", options.pad ?? 4);
  return { pad, attributes: { ...fillAttributes(face, alpha), ...strokeAttributes({ paint, width, alpha }) } };
}
