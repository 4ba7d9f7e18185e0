/**
 * The legend: which mark is which.
 *
 * @module
 */
import type { Mark, Projection } from "./marks/mark.ts";
import { element, type SvgNode } from "./svg.ts";
import { type Box, DESCENT, measureText, textNode } from "./text.ts";

/** Where a legend stands; `"best"` covers the fewest data. */
export type LegendLocation =
  | "best"
  | "upper right"
  | "upper left"
  | "lower left"
  | "lower right"
  | "center left"
  | "center right"
  | "lower center"
  | "upper center"
  | "center";

/** How a legend looks. */
export interface LegendStyle {
  /** Location. */
  readonly location: LegendLocation;
  /** Whether there is a box around. */
  readonly framed: boolean;
  /** Size of the text in points; the distances follow it. */
  readonly fontsize: number;
  /** Text above the entries, or `""`. */
  readonly title: string;
}

/** Share of the width left of the box, share of the height above it: the locations in the order in which they are tried. */
const PLACES: Readonly<Record<Exclude<LegendLocation, "best">, readonly [number, number]>> = {
  "upper right": [1, 0],
  "upper left": [0, 0],
  "lower left": [0, 1],
  "lower right": [1, 1],
  "center left": [0, 0.5],
  "center right": [1, 0.5],
  "lower center": [0.5, 1],
  "upper center": [0.5, 0],
  center: [0.5, 0.5],
};

/** All locations, for error messages. */
export const LOCATIONS: readonly LegendLocation[] = [
  "best",
  ...Object.keys(PLACES) as Exclude<LegendLocation, "best">[],
];

// Distances in multiples of the font size, as matplotlib has them.
const PADDING = 0.4;
const ENTRY_GAP = 0.5;
const KEY_WIDTH = 2;
const KEY_HEIGHT = 0.7;
const KEY_GAP = 0.8;
const AXES_GAP = 0.5;
const CORNER = 0.2;
/** What comes this close counts as covered, in points: markers are as broad, and lines are seen at points 5 apart. */
const TOUCH = 4;

/** A legend whose place is found. */
export interface LegendLayout {
  /** The marks in it, from top to bottom. */
  readonly entries: readonly Mark[];
  /** Its rectangle, in points. */
  readonly box: Box;
  /** How it looks. */
  readonly style: LegendStyle;
}

/** The legend of the labelled marks, the first of each label; `null` where there are none. */
export function layoutLegend(marks: readonly Mark[], style: LegendStyle, projection: Projection): LegendLayout | null {
  const entries = [...new Map(marks.filter((mark) => mark.label).reverse().map((mark) => [mark.label, mark])).values()];
  if (entries.length === 0) return null;
  const order = marks.filter((mark) => entries.includes(mark));
  const em = style.fontsize;
  const widths = order.map((mark) => (KEY_WIDTH + KEY_GAP) * em + measureText(mark.label!, em).width);
  const heights = order.map((mark) => measureText(mark.label!, em).height);
  if (style.title !== "") {
    widths.push(measureText(style.title, em).width);
    heights.push(measureText(style.title, em).height);
  }
  const width = Math.max(...widths) + 2 * PADDING * em;
  const height = heights.reduce((sum, h) => sum + h, 0) + (heights.length - 1) * ENTRY_GAP * em + 2 * PADDING * em;
  return { entries: order, box: findPlace(marks, style, projection, width, height), style };
}

/** The elements of a legend. */
export function drawLegend({ entries, box, style }: LegendLayout): SvgNode[] {
  const em = style.fontsize;
  const nodes: SvgNode[] = style.framed ? [frame(box, em)] : [];
  let y = box.y + PADDING * em;
  if (style.title !== "") {
    nodes.push(textNode(style.title, box.x + box.width / 2, y, { size: em, align: "center", valign: "top" }));
    y += measureText(style.title, em).height + ENTRY_GAP * em;
  }
  for (const mark of entries) {
    const { height } = measureText(mark.label!, em);
    const x = box.x + PADDING * em;
    const middle = y + (height - DESCENT * em) / 2;
    const key = { x, y: middle - KEY_HEIGHT * em / 2, width: KEY_WIDTH * em, height: KEY_HEIGHT * em };
    nodes.push(...mark.key(key));
    nodes.push(textNode(mark.label!, x + (KEY_WIDTH + KEY_GAP) * em, y, { size: em, valign: "top" }));
    y += height + ENTRY_GAP * em;
  }
  return nodes;
}

function frame(box: Box, em: number): SvgNode {
  return element("rect", {
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
    rx: CORNER * em,
    fill: "#ffffff",
    "fill-opacity": 0.8,
    stroke: "#cccccc",
    "stroke-opacity": 0.8,
  });
}

function findPlace(
  marks: readonly Mark[],
  style: LegendStyle,
  projection: Projection,
  width: number,
  height: number,
): Box {
  const gap = AXES_GAP * style.fontsize, { box } = projection;
  const at = ([right, down]: readonly [number, number]): Box => ({
    x: box.x + gap + (box.width - 2 * gap - width) * right,
    y: box.y + gap + (box.height - 2 * gap - height) * down,
    width,
    height,
  });
  if (style.location !== "best") return at(PLACES[style.location]);
  const paths = marks.map((mark) => mark.anchors(projection));
  const candidates = Object.values(PLACES).map(at);
  const covered = candidates.map((candidate) => {
    const touched = grown(candidate, TOUCH);
    return paths.reduce((sum, path) => sum + countInside(path, touched), 0);
  });
  return candidates[covered.indexOf(Math.min(...covered))];
}

/** A box with more room on every side. */
function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function countInside(anchors: readonly number[], { x, y, width, height }: Box): number {
  let count = 0;
  for (let i = 0; i < anchors.length; i += 2) {
    const [u, v] = [anchors[i], anchors[i + 1]];
    if (u >= x && u <= x + width && v >= y && v <= y + height) count++;
  }
  return count;
}
