/**
 * From the memory of axes to elements: limits, ticks, the room for labels, and the drawing.
 *
 * @module
 */
import { place, type Placement } from "./aspect.ts";
import { type AxesState, dataExtent, type GridLines } from "./axes_state.ts";
import { ticksAlong } from "./axis_ticks.ts";
import { boxOf, type PlacedText, placeTexts, TICK_LENGTH } from "./axis_texts.ts";
import { type ColorbarLayout, drawColorbar, layoutColorbar } from "./colorbar.ts";
import { drawLegend, layoutLegend, type LegendLayout } from "./legend.ts";
import { standsOutside } from "./legend_style.ts";
import { strokeAttributes } from "./line_style.ts";
import type { Projection } from "./marks/mark.ts";
import { snap } from "./pixels.ts";
import { axisMap } from "./scales.ts";
import { element, IDENTIFIER, type SvgNode } from "./svg.ts";
import { type Box, textNode, unionBox } from "./text.ts";
import { NO_TICKS, type Ticks } from "./ticks.ts";

/** Axes as they will be drawn. */
export interface AxesView extends Placement {
  /** What was remembered. */
  readonly state: AxesState;
  /** From data to the page. */
  readonly projection: Projection;
  /** Ticks of the horizontal axis. */
  readonly xTicks: Ticks;
  /** Ticks of the vertical axis. */
  readonly yTicks: Ticks;
  /** Ticks, numbers, labels and title with their places. */
  readonly texts: readonly PlacedText[];
  /** The colour bar, or `null`. */
  readonly colorbar: ColorbarLayout | null;
  /** The legend where it stands outside, otherwise `null`. */
  readonly legend: LegendLayout | null;
}

/** Width of spines and ticks in points. */
const FRAME_WIDTH = 0.8;
/** Length and width of the ticks without text, in points. */
const MINOR_LENGTH = 2, MINOR_WIDTH = 0.6;
const FRAME_ZORDER = 2.5;

/** Lays axes out in the room they are given. */
export function viewAxes(state: AxesState, room: Box, dpi: number): AxesView {
  const placement = place(state, room), { box, xLimits, yLimits } = placement;
  const x = state.x.limits, y = state.y.limits;
  const projection: Projection = {
    x: axisMap(x.scale, xLimits, [box.x, box.x + box.width]),
    y: axisMap(y.scale, yLimits, [box.y + box.height, box.y]),
    xLimits,
    yLimits,
    extent: dataExtent(state),
    box,
    dpi,
  };
  const xTicks = state.framed ? ticksAlong(x.ticks, x.scale, xLimits, box.width, "x") : NO_TICKS;
  const yTicks = state.framed ? ticksAlong(y.ticks, y.scale, yLimits, box.height, "y") : NO_TICKS;
  const texts = placeTexts(state, projection, xTicks, yTicks);
  const view: AxesView = { ...placement, state, projection, xTicks, yTicks, texts, colorbar: null, legend: null };
  const colors = state.colorbar?.mark.colors;
  const colorbar = colors === undefined ? null : layoutColorbar(state.colorbar!, colors, box, outerBox(view));
  // A legend outside takes room of its own; one inside waits until the axes stand.
  if (state.legend === null || !standsOutside(state.legend)) return { ...view, colorbar };
  return {
    ...view,
    colorbar,
    legend: layoutLegend(state.marks, state.legend, projection, outerBox({ ...view, colorbar })),
  };
}

/** The rectangle around everything that the axes draw outside their spines, or the spines themselves. */
export function outerBox(view: AxesView): Box {
  const { box } = view;
  const boxes = view.texts.map(boxOf);
  if (view.state.framed) {
    const reach = TICK_LENGTH;
    boxes.push({ x: box.x - reach, y: box.y, width: box.width + reach, height: box.height + reach });
  }
  if (view.colorbar !== null) boxes.push(view.colorbar.bar, ...view.colorbar.texts.map(boxOf));
  if (view.legend !== null) boxes.push(view.legend.box);
  for (const mark of view.state.marks) boxes.push(...mark.boxes?.(view.projection) ?? []);
  return unionBox([box, ...boxes]);
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
  const legend = view.legend ??
    (state.legend === null ? null : layoutLegend(state.marks, state.legend, projection, box));
  const { x, y, width, height } = box;
  return element("g", {}, [
    element("clipPath", { id: clip }, [element("rect", { x, y, width, height })]),
    ...layers.sort((a, b) => a.zorder - b.zorder).flatMap(({ nodes }) => nodes),
    ...view.texts.map((placed) => textNode(placed.text, placed.x, placed.y, placed.style)),
    ...(view.colorbar === null ? [] : [drawColorbar(view.colorbar, projection.dpi)]),
    ...(legend === null ? [] : [element("g", {}, drawLegend(legend))]),
  ]);
}

function drawFrame({ state, box, projection, xTicks, yTicks }: AxesView): SvgNode {
  const sharp = (position: number) => snap(position, projection.dpi);
  const [x, y, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height].map(sharp);
  const { spines } = state;
  const lines: [boolean, number, number, number, number][] = [
    [spines.top, x, y, right, y],
    [spines.right, right, y, right, bottom],
    [spines.bottom, x, bottom, right, bottom],
    [spines.left, x, y, x, bottom],
  ];
  const marks = [
    ...xTicks.marks.map(({ value }) => sharp(projection.x(value))).map((at) => [at, bottom, at, bottom + TICK_LENGTH]),
    ...yTicks.marks.map(({ value }) => sharp(projection.y(value))).map((at) => [x, at, x - TICK_LENGTH, at]),
  ];
  const node = ([x1, y1, x2, y2]: number[], cap: string | null) =>
    element("line", { x1, y1, x2, y2, "stroke-linecap": cap });
  const small = [
    ...xTicks.minor.map((value) => sharp(projection.x(value))).map((at) => [at, bottom, at, bottom + MINOR_LENGTH]),
    ...yTicks.minor.map((value) => sharp(projection.y(value))).map((at) => [x, at, x - MINOR_LENGTH, at]),
  ];
  return element("g", { stroke: "#000000", "stroke-width": FRAME_WIDTH }, [
    ...lines.filter(([drawn]) => drawn).map(([, ...ends]) => node(ends, "square")),
    ...marks.map((ends) => node(ends, null)),
    ...(small.length === 0
      ? []
      : [element("g", { "stroke-width": MINOR_WIDTH }, small.map((ends) => node(ends, null)))]),
  ]);
}

function drawGrid({ box, projection, xTicks, yTicks }: AxesView, { paint, width, style, alpha }: GridLines): SvgNode {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const sharp = (position: number) => snap(position, projection.dpi);
  return element("g", strokeAttributes({ paint, width, style, alpha }), [
    ...xTicks.marks.map(({ value }) => sharp(projection.x(value))).map((x) =>
      element("line", { x1: x, y1: box.y, x2: x, y2: bottom })
    ),
    ...yTicks.marks.map(({ value }) => sharp(projection.y(value))).map((y) =>
      element("line", { x1: box.x, y1: y, x2: right, y2: y })
    ),
  ]);
}
