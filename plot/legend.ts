/**
 * The legend: which mark is which.
 *
 * @module
 */
import type { InsideLocation, LegendStyle } from "./legend_style.ts";
import type { Mark, Projection } from "./marks/mark.ts";
import { element, type SvgNode } from "./svg.ts";
import { type Box, DESCENT, measureText, textNode } from "./text.ts";

/** Share of the width left of the box, share of the height above it: the locations in the order in which they are tried. */
const PLACES: Readonly<Record<InsideLocation, readonly [number, number]>> = {
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

const SHARES = { left: 0, upper: 0, center: 0.5, right: 1, lower: 1 };

// Distances in multiples of the font size, as matplotlib has them.
const PADDING = 0.4;
const ENTRY_GAP = 0.5;
const KEY_WIDTH = 2;
const KEY_HEIGHT = 0.7;
const KEY_GAP = 0.8;
const AXES_GAP = 0.5;
const COLUMN_GAP = 2;
const CORNER = 0.2;
/** What comes this close counts as covered, in points: markers are as broad, and lines are seen at points 5 apart. */
const TOUCH = 4;

/** A legend whose place is found. */
export interface LegendLayout {
  /** The marks in it, column by column, from top to bottom. */
  readonly columns: readonly (readonly Mark[])[];
  /** Its rectangle, in points. */
  readonly box: Box;
  /** How it looks. */
  readonly style: LegendStyle;
}

/**
 * The legend of the labelled marks, the first of each label; `null` where there are none. `outer` holds all that is
 * written around the axes.
 */
export function layoutLegend(
  marks: readonly Mark[],
  style: LegendStyle,
  projection: Projection,
  outer: Box,
): LegendLayout | null {
  const entries = [...new Map(marks.filter((mark) => mark.label).reverse().map((mark) => [mark.label, mark])).values()];
  if (entries.length === 0) return null;
  const columns = split(marks.filter((mark) => entries.includes(mark)), style.columns), em = style.fontsize;
  const title = style.title === "" ? null : measureText(style.title, em);
  const inner = columns.reduce((sum, column) => sum + columnWidth(column, em), (columns.length - 1) * COLUMN_GAP * em);
  const width = Math.max(inner, title?.width ?? 0) + 2 * PADDING * em;
  const above = title === null ? 0 : title.height + ENTRY_GAP * em;
  const height = Math.max(...columns.map((column) => columnHeight(column, em))) + above + 2 * PADDING * em;
  return { columns, box: findPlace(marks, style, projection, outer, { width, height }), style };
}

/** The elements of a legend. */
export function drawLegend({ columns, box, style }: LegendLayout): SvgNode[] {
  const em = style.fontsize;
  const nodes: SvgNode[] = style.framed ? [frame(box, em)] : [];
  let x = box.x + PADDING * em, top = box.y + PADDING * em;
  if (style.title !== "") {
    nodes.push(textNode(style.title, box.x + box.width / 2, top, { size: em, align: "center", valign: "top" }));
    top += measureText(style.title, em).height + ENTRY_GAP * em;
  }
  for (const column of columns) {
    let y = top;
    for (const mark of column) {
      const { height } = measureText(mark.label!, em);
      const middle = y + (height - DESCENT * em) / 2;
      const key = { x, y: middle - KEY_HEIGHT * em / 2, width: KEY_WIDTH * em, height: KEY_HEIGHT * em };
      nodes.push(...mark.key(key));
      nodes.push(textNode(mark.label!, x + (KEY_WIDTH + KEY_GAP) * em, y, { size: em, valign: "top" }));
      y += height + ENTRY_GAP * em;
    }
    x += columnWidth(column, em) + COLUMN_GAP * em;
  }
  return nodes;
}

/** The entries in columns, the first ones longer by one where the number does not fit. */
function split(entries: readonly Mark[], columns: number): Mark[][] {
  const count = Math.min(columns, entries.length), short = Math.floor(entries.length / count);
  const long = entries.length % count;
  return Array.from({ length: count }, (_, k) => {
    const start = k * short + Math.min(k, long);
    return entries.slice(start, start + short + (k < long ? 1 : 0));
  });
}

function columnWidth(column: readonly Mark[], em: number): number {
  return (KEY_WIDTH + KEY_GAP) * em + Math.max(...column.map((mark) => measureText(mark.label!, em).width));
}

function columnHeight(column: readonly Mark[], em: number): number {
  return column.reduce((sum, mark) => sum + measureText(mark.label!, em).height, (column.length - 1) * ENTRY_GAP * em);
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
  { location, anchor, fontsize }: LegendStyle,
  projection: Projection,
  outer: Box,
  size: { width: number; height: number },
): Box {
  const gap = AXES_GAP * fontsize, { box } = projection, { width, height } = size;
  const outside = /^outside (\w+) (\w+)$/.exec(location);
  if (outside !== null && anchor === null) return placeOutside(outside[1], outside[2], box, outer, size, gap);
  const held = anchor === null
    ? box
    : { x: box.x + anchor[0] * box.width, y: box.y + (1 - anchor[1]) * box.height, width: 0, height: 0 };
  const at = ([right, down]: readonly [number, number]): Box => ({
    x: held.x + gap + (held.width - 2 * gap - width) * right,
    y: held.y + gap + (held.height - 2 * gap - height) * down,
    width,
    height,
  });
  if (location !== "best") return at(PLACES[location as InsideLocation] ?? PLACES["upper left"]);
  if (anchor !== null) return at(PLACES["upper right"]);
  const paths = marks.map((mark) => mark.anchors(projection));
  const candidates = Object.values(PLACES).map(at);
  const covered = candidates.map((candidate) => {
    const touched = grown(candidate, TOUCH);
    return paths.reduce((sum, path) => sum + countInside(path, touched), 0);
  });
  return candidates[covered.indexOf(Math.min(...covered))];
}

/** Beyond all that is written on one side of the axes, at one of their ends. */
function placeOutside(
  side: string,
  end: string,
  box: Box,
  outer: Box,
  { width, height }: { width: number; height: number },
  gap: number,
): Box {
  const share = SHARES[end as keyof typeof SHARES];
  const x = side === "left"
    ? outer.x - gap - width
    : side === "right"
    ? outer.x + outer.width + gap
    : box.x + (box.width - width) * share;
  const y = side === "upper"
    ? outer.y - gap - height
    : side === "lower"
    ? outer.y + outer.height + gap
    : box.y + (box.height - height) * share;
  return { x, y, width, height };
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
