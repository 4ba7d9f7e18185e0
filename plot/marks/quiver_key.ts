/**
 * The key of arrows: how long one of a given size is.
 *
 * @module
 */
import { checkChoice, checkFinite, checkOptions, checkPositive, checkText } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { type HorizontalAlignment, measureText, textBox, textNode, type VerticalAlignment } from "../text.ts";
import { type Mark, NO_EXTENT, type Projection } from "./mark.ts";
import type { QuiverMark } from "./quiver.ts";

/** Options of {@linkcode Axes.quiverKey}. */
export interface QuiverKeyOptions {
  /** Where the text stands from the arrow; default `"N"`, above. */
  labelpos?: "N" | "S" | "E" | "W";
  /** Distance of text and arrow in points; default 7.2. */
  labelsep?: number;
  /** Colour of the text; default black. */
  labelcolor?: string;
  /** Size of the text in points; default 10. */
  fontsize?: number;
  /** Whether `x` and `y` are shares of the axes or data; default `"axes"`. */
  coordinates?: "axes" | "data";
}

const ACTION = "draw the key of the arrows";
const OPTIONS: readonly (keyof QuiverKeyOptions)[] = ["labelpos", "labelsep", "labelcolor", "fontsize", "coordinates"];
const ZORDER = 5;

/** Reads a key for `arrows`: one that stands for `size` units, its middle at (x, y), and its text. */
export function quiverKey(
  arrows: QuiverMark,
  x: number,
  y: number,
  size: number,
  label: string,
  options: QuiverKeyOptions,
): Mark {
  checkOptions(ACTION, options, OPTIONS);
  checkFinite(ACTION, "x", x);
  checkFinite(ACTION, "y", y);
  checkPositive(ACTION, "the size", size);
  checkText(ACTION, "the label", label);
  const side = checkChoice(ACTION, "labelpos", options.labelpos ?? "N", ["N", "S", "E", "W"]);
  const gap = checkFinite(ACTION, "labelsep", options.labelsep ?? 7.2);
  const fontsize = checkPositive(ACTION, "fontsize", options.fontsize ?? 10);
  const fill = parseColor(ACTION, "labelcolor", options.labelcolor ?? "k")?.hex ?? "none";
  const coordinates = checkChoice(ACTION, "coordinates", options.coordinates ?? "axes", ["axes", "data"]);
  const [align, valign] = ({
    N: ["center", "bottom"],
    S: ["center", "top"],
    E: ["left", "center_baseline"],
    W: ["right", "center_baseline"],
  } as const)[side];
  const style: { size: number; align: HorizontalAlignment; valign: VerticalAlignment; fill: string } = {
    size: fontsize,
    align,
    valign,
    fill,
  };

  const place = (projection: Projection) => {
    const { box } = projection, { length, at } = arrows.sample(projection, size);
    const [u, v] = coordinates === "axes"
      ? [box.x + x * box.width, box.y + (1 - y) * box.height]
      : [projection.x(x), projection.y(y)];
    const aside = length / 2 + gap;
    const [dx, dy] = { N: [0, -gap], S: [0, gap], E: [aside, 0], W: [-aside, 0] }[side];
    return { arrow: at(u - length / 2, v), u, v, length, text: [u + dx, v + dy] as const };
  };
  return {
    zorder: ZORDER,
    label: null,
    clipped: false,
    summary: `a key: the arrow of size ${size} "${label}"`,
    extent: () => NO_EXTENT,
    anchors: (projection) => {
      const { u, v, length, text: [x, y] } = place(projection);
      return [u - length / 2, v, u, v, u + length / 2, v, x, y - measureText(label, fontsize).height / 2];
    },
    draw: (projection) => {
      const { arrow, text: [x, y] } = place(projection);
      return [arrow, textNode(label, x, y, style)];
    },
    key: () => [],
    boxes: (projection) => {
      const { u, v, length, text: [x, y] } = place(projection);
      return [textBox(label, x, y, style), { x: u - length / 2, y: v, width: length, height: 0 }];
    },
  };
}
