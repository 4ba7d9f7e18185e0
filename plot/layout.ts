/**
 * Where the axes of a figure stand: matplotlib's margins, widened where text needs more, or the tightest that fit.
 *
 * @module
 */
import type { AxesState } from "./axes_state.ts";
import { type AxesView, outerBox, viewAxes } from "./axes_view.ts";
import { type BesideLayout, type FigureParts, placeBeside, type TakenRoom } from "./beside.ts";
import { type Box, measureText, unionBox } from "./text.ts";

/** What a layout is made for. */
export interface FigureSpec extends FigureParts {
  /** Width in points. */
  readonly width: number;
  /** Height in points. */
  readonly height: number;
  /** Dots per inch. */
  readonly dpi: number;
  /** Rows of axes. */
  readonly rows: number;
  /** Columns of axes. */
  readonly columns: number;
  /** Widths of the columns in relation to each other. */
  readonly widths: readonly number[];
  /** Heights of the rows in relation to each other. */
  readonly heights: readonly number[];
  /** Row by row. */
  readonly axes: readonly AxesState[];
  /** Text above all axes, or `""`. */
  readonly suptitle: string;
  /** Whether the margins are the tightest that fit. */
  readonly tight: boolean;
}

/** Size of the figure's title in points. */
export const SUPTITLE_SIZE = 12;
/** Distance of the figure's title from the upper edge, as a share of the height. */
export const SUPTITLE_TOP = 0.02;

/** matplotlib's default margins, as shares of the figure, and gaps, as shares of the average axes. */
const DEFAULT = { left: 0.125, right: 0.1, bottom: 0.11, top: 0.12, gap: 0.2 };
/** Free room around everything in a tight layout, in points: 1.08 font sizes, as in matplotlib. */
const TIGHT_PAD = 10.8;
/** Free room that the default layout keeps to the edges and between axes, in points. */
const LEAST_PAD = 3;
/** The room for text changes the ticks, and they the room; after this many rounds it has long settled. */
const ROUNDS = 4;

type Side = "left" | "right" | "top" | "bottom";

interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly gapX: number;
  readonly gapY: number;
}

/** Where everything in a figure stands. */
export interface FigureLayout extends BesideLayout {
  /** The axes, row by row. */
  readonly views: readonly AxesView[];
}

/** Lays out the axes of a figure, and what stands beside them. */
export function layoutFigure(spec: FigureSpec): FigureLayout {
  const start = defaultMargins(spec);
  let layout = viewAll(spec, start);
  for (let round = 0; round < ROUNDS; round++) {
    const needed = neededMargins(spec, layout);
    layout = viewAll(spec, spec.tight ? needed : widest(start, needed));
  }
  return layout;
}

/** The box between the spines as shares of the figure, y upwards, as matplotlib gives positions. */
export function fractionsOf(
  { x, y, width, height }: Box,
  spec: FigureSpec,
): { left: number; bottom: number; width: number; height: number } {
  return {
    left: x / spec.width,
    bottom: 1 - (y + height) / spec.height,
    width: width / spec.width,
    height: height / spec.height,
  };
}

function viewAll(spec: FigureSpec, { left, right, top, bottom, gapX, gapY }: Margins): FigureLayout {
  const across = parts(spec.widths, left, spec.width - right, gapX);
  const upright = parts(spec.heights, top, spec.height - bottom, gapY);
  const views = spec.axes.map((state, i) => {
    const [x, width] = across[i % spec.columns], [y, height] = upright[Math.floor(i / spec.columns)];
    return viewAxes(state, { x, y, width, height }, spec.dpi);
  });
  return { views, ...placeBeside(spec, views, { x: 0, y: 0, width: spec.width, height: spec.height }) };
}

/** Where parts in the given proportions begin, and how long they are, at least a point. */
function parts(ratios: readonly number[], start: number, end: number, gap: number): [number, number][] {
  const room = end - start - gap * (ratios.length - 1), whole = ratios.reduce((sum, ratio) => sum + ratio, 0);
  let at = start;
  return ratios.map((ratio): [number, number] => {
    const length = Math.max(1, room * ratio / whole), begin = at;
    at += length + gap;
    return [begin, length];
  });
}

function defaultMargins({ width, height, rows, columns }: FigureSpec): Margins {
  const [left, right] = [DEFAULT.left * width, DEFAULT.right * width];
  const [top, bottom] = [DEFAULT.top * height, DEFAULT.bottom * height];
  const gap = (room: number, count: number) => DEFAULT.gap * room / (count + DEFAULT.gap * (count - 1));
  return { left, right, top, bottom, gapX: gap(width - left - right, columns), gapY: gap(height - top - bottom, rows) };
}

/** The margins that hold the text of all axes and what stands beside them, with a little free room. */
function neededMargins(
  { rows, columns, height, suptitle, tight }: FigureSpec,
  { views, taken }: FigureLayout,
): Margins {
  const pad = tight ? TIGHT_PAD : LEAST_PAD;
  const overhangs = views.map((view, i) => overhang(view, sidesOf(taken, i, columns)));
  const at = (row: number, column: number) => overhangs[row * columns + column];
  const most = (count: number, value: (i: number) => number) =>
    Math.max(0, ...Array.from({ length: count }, (_, i) => value(i)));
  const above = suptitle === "" ? 0 : SUPTITLE_TOP * height + measureText(suptitle, SUPTITLE_SIZE).height;
  return {
    left: pad + most(rows, (row) => at(row, 0).left),
    right: pad + most(rows, (row) => at(row, columns - 1).right),
    top: pad + most(columns, (column) => at(0, column).top) + above,
    bottom: pad + most(columns, (column) => at(rows - 1, column).bottom),
    gapX: pad + most(rows, (row) => most(columns - 1, (c) => at(row, c).right + at(row, c + 1).left)),
    gapY: pad + most(columns, (column) => most(rows - 1, (r) => at(r, column).bottom + at(r + 1, column).top)),
  };
}

/** The rooms taken on each side of one of the axes: only where it stands at the rim of those that the room belongs to. */
function sidesOf(taken: readonly TakenRoom[], index: number, columns: number): Record<Side, Box[]> {
  const rooms = taken.filter(({ members }) => members.includes(index));
  const at = (i: number) => ({ row: Math.floor(i / columns), column: i % columns }), own = at(index);
  const rim = (isInside: (other: { row: number; column: number }) => boolean) =>
    rooms.filter(({ members }) => members.map(at).every(isInside)).map(({ box }) => box);
  return {
    left: rim(({ column }) => column >= own.column),
    right: rim(({ column }) => column <= own.column),
    top: rim(({ row }) => row >= own.row),
    bottom: rim(({ row }) => row <= own.row),
  };
}

/** How far text, and the rooms on each side, reach beyond the spines. */
function overhang(view: AxesView, rooms: Record<Side, Box[]>): Record<Side, number> {
  const { box } = view, reach = (side: Side) => unionBox([outerBox(view), ...rooms[side]]);
  const [right, bottom] = [reach("right"), reach("bottom")];
  return {
    left: box.x - reach("left").x,
    right: right.x + right.width - box.x - box.width,
    top: box.y - reach("top").y,
    bottom: bottom.y + bottom.height - box.y - box.height,
  };
}

function widest(a: Margins, b: Margins): Margins {
  return {
    left: Math.max(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    gapX: Math.max(a.gapX, b.gapX),
    gapY: Math.max(a.gapY, b.gapY),
  };
}
