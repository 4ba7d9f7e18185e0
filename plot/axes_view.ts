/**
 * From the memory of axes to elements: limits, ticks, the room for labels, and the drawing.
 *
 * @module
 */
import { place, type Placement } from "./aspect.ts";
import { type AxesState, dataExtent, type GridLines } from "./axes_state.ts";
import { drawLegend, layoutLegend } from "./legend.ts";
import { strokeAttributes } from "./line_style.ts";
import type { Projection } from "./marks/mark.ts";
import { type Interval, linearMap, type Tick, ticks } from "./scales.ts";
import { element, IDENTIFIER, type SvgNode } from "./svg.ts";
import { type Box, measureText, textBox, textNode, type TextStyle } from "./text.ts";

/** Axes as they will be drawn. */
export interface AxesView extends Placement {
  /** What was remembered. */
  readonly state: AxesState;
  /** From data to the page. */
  readonly projection: Projection;
  /** Ticks of the horizontal axis. */
  readonly xTicks: readonly Tick[];
  /** Ticks of the vertical axis. */
  readonly yTicks: readonly Tick[];
  /** Ticks, numbers, labels and title with their places. */
  readonly texts: readonly PlacedText[];
}

/** A text and its place on the page. */
export interface PlacedText {
  /** What is written. */
  readonly text: string;
  /** Horizontal place. */
  readonly x: number;
  /** Vertical place. */
  readonly y: number;
  /** How it is set. */
  readonly style: TextStyle;
}

// matplotlib's sizes in points.
const FONT_SIZE = 10;
const TITLE_SIZE = 12;
const TITLE_PAD = 6;
const TICK_LENGTH = 3.5;
const TICK_PAD = 3.5;
const LABEL_PAD = 4;
const FRAME_WIDTH = 0.8;
const FRAME_ZORDER = 2.5;
/** Ticks are counted so that each has this many font sizes of the axis, matplotlib's rule, but not more than `MOST_TICKS`. */
const TICK_ROOM = { x: 3, y: 2 };
const MOST_TICKS = 9;

/** Lays axes out in the room they are given. */
export function viewAxes(state: AxesState, room: Box, dpi: number): AxesView {
  const placement = place(state, room), { box, xLimits, yLimits } = placement;
  const projection: Projection = {
    x: linearMap(xLimits, [box.x, box.x + box.width]),
    y: linearMap(yLimits, [box.y + box.height, box.y]),
    xLimits,
    yLimits,
    extent: dataExtent(state),
    box,
    dpi,
  };
  const xTicks = state.framed ? ticksAlong(xLimits, box.width, "x") : [];
  const yTicks = state.framed ? ticksAlong(yLimits, box.height, "y") : [];
  return { ...placement, state, projection, xTicks, yTicks, texts: placeTexts(state, projection, xTicks, yTicks) };
}

/** The rectangle around everything that the axes draw outside their spines, or the spines themselves. */
export function outerBox(view: AxesView): Box {
  const { box } = view;
  const boxes = view.texts.map(({ text, x, y, style }) => textBox(text, x, y, style));
  if (view.state.framed) {
    const reach = TICK_LENGTH;
    boxes.push({ x: box.x - reach, y: box.y, width: box.width + reach, height: box.height + reach });
  }
  for (const mark of view.state.marks) boxes.push(...mark.boxes?.(view.projection) ?? []);
  const x0 = Math.min(box.x, ...boxes.map((b) => b.x)), y0 = Math.min(box.y, ...boxes.map((b) => b.y));
  const x1 = Math.max(box.x + box.width, ...boxes.map((b) => b.x + b.width));
  const y1 = Math.max(box.y + box.height, ...boxes.map((b) => b.y + b.height));
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

/** Draws axes; `index` tells them apart within the figure. */
export function drawAxes(view: AxesView, index: number): SvgNode {
  const { state, projection, box } = view;
  const clip = `${IDENTIFIER}-clip-${index}`;
  const layers: { zorder: number; nodes: readonly SvgNode[] }[] = state.marks.map((mark) => {
    const nodes = mark.draw(projection);
    return {
      zorder: mark.zorder,
      nodes: mark.clipped && nodes.length > 0 ? [element("g", { "clip-path": `url(#${clip})` }, nodes)] : nodes,
    };
  });
  if (state.grid !== null && state.framed) {
    layers.unshift({ zorder: state.grid.zorder, nodes: [drawGrid(view, state.grid)] });
  }
  if (state.framed) layers.push({ zorder: FRAME_ZORDER, nodes: [drawFrame(view)] });
  const legend = state.legend === null ? null : layoutLegend(state.marks, state.legend, projection);
  const { x, y, width, height } = box;
  return element("g", {}, [
    element("clipPath", { id: clip }, [element("rect", { x, y, width, height })]),
    ...layers.sort((a, b) => a.zorder - b.zorder).flatMap(({ nodes }) => nodes),
    ...view.texts.map((placed) => textNode(placed.text, placed.x, placed.y, placed.style)),
    ...(legend === null ? [] : [element("g", {}, drawLegend(legend))]),
  ]);
}

function ticksAlong(limits: Interval, length: number, side: "x" | "y"): readonly Tick[] {
  const most = Math.max(1, Math.min(MOST_TICKS, Math.floor(length / (TICK_ROOM[side] * FONT_SIZE))));
  const map = linearMap(limits, [0, length]);
  return ticks(limits, most, (candidates) => {
    const places = candidates.map(({ value, label }) => {
      const { width, height } = measureText(label, FONT_SIZE), half = (side === "x" ? width : height) / 2;
      return [map(value) - half, map(value) + half];
    }).sort((a, b) => a[0] - b[0]);
    return places.every(([start], i) => i === 0 || start - places[i - 1][1] >= 0.4 * FONT_SIZE);
  });
}

function placeTexts(
  state: AxesState,
  { x, y, box }: Projection,
  xTicks: readonly Tick[],
  yTicks: readonly Tick[],
): PlacedText[] {
  const texts: PlacedText[] = [];
  const [bottom, middleX, middleY] = [box.y + box.height, box.x + box.width / 2, box.y + box.height / 2];
  let [below, beside] = [bottom, box.x];
  if (state.framed) {
    const gap = TICK_LENGTH + TICK_PAD;
    [below, beside] = [bottom + gap, box.x - gap];
    if (state.x.tickLabels && xTicks.length > 0) {
      const style: TextStyle = { size: FONT_SIZE, align: "center", valign: "top" };
      for (const { value, label } of xTicks) texts.push({ text: label, x: x(value), y: below, style });
      below += FONT_SIZE;
    }
    if (state.y.tickLabels && yTicks.length > 0) {
      const style: TextStyle = { size: FONT_SIZE, align: "right", valign: "center" };
      for (const { value, label } of yTicks) texts.push({ text: label, x: beside, y: y(value), style });
      beside -= Math.max(...yTicks.map(({ label }) => measureText(label, FONT_SIZE).width));
    }
    if (state.x.label !== "") {
      const style: TextStyle = { size: FONT_SIZE, align: "center", valign: "top" };
      texts.push({ text: state.x.label, x: middleX, y: below + LABEL_PAD, style });
    }
    if (state.y.label !== "") {
      const style: TextStyle = { size: FONT_SIZE, align: "center", valign: "bottom", rotation: 90 };
      texts.push({ text: state.y.label, x: beside - LABEL_PAD, y: middleY, style });
    }
  }
  if (state.title !== "") texts.push(placeTitle(state.title, middleX, box.y));
  return texts;
}

/** The last line stands 6 points above the spine, the others above it. */
function placeTitle(title: string, x: number, top: number): PlacedText {
  const rise = measureText(title, TITLE_SIZE).height - TITLE_SIZE;
  return { text: title, x, y: top - TITLE_PAD - rise, style: { size: TITLE_SIZE, align: "center" } };
}

function drawFrame({ state, box, projection, xTicks, yTicks }: AxesView): SvgNode {
  const { x, y, width, height } = box, [right, bottom] = [x + width, y + height];
  const { spines } = state;
  const lines: [boolean, number, number, number, number][] = [
    [spines.top, x, y, right, y],
    [spines.right, right, y, right, bottom],
    [spines.bottom, x, bottom, right, bottom],
    [spines.left, x, y, x, bottom],
  ];
  const marks = [
    ...xTicks.map(({ value }) => [projection.x(value), bottom, projection.x(value), bottom + TICK_LENGTH]),
    ...yTicks.map(({ value }) => [x, projection.y(value), x - TICK_LENGTH, projection.y(value)]),
  ];
  const node = ([x1, y1, x2, y2]: number[], cap: string | null) =>
    element("line", { x1, y1, x2, y2, "stroke-linecap": cap });
  return element("g", { stroke: "#000000", "stroke-width": FRAME_WIDTH }, [
    ...lines.filter(([drawn]) => drawn).map(([, ...ends]) => node(ends, "square")),
    ...marks.map((ends) => node(ends, null)),
  ]);
}

function drawGrid({ box, projection, xTicks, yTicks }: AxesView, { paint, width, style, alpha }: GridLines): SvgNode {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return element("g", strokeAttributes({ paint, width, style, alpha }), [
    ...xTicks.map(({ value }) => projection.x(value)).map((x) =>
      element("line", { x1: x, y1: box.y, x2: x, y2: bottom })
    ),
    ...yTicks.map(({ value }) => projection.y(value)).map((y) =>
      element("line", { x1: box.x, y1: y, x2: right, y2: y })
    ),
  ]);
}
