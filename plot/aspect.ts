/**
 * The box and the limits of axes, with equal units where they are asked for.
 *
 * @module
 */
import { type AxesState, type AxisState, dataExtent } from "./axes_state.ts";
import { type Mark, NO_EXTENT, unionExtent } from "./marks/mark.ts";
import { autoLimits, type Interval, type Scale } from "./scales.ts";
import type { Box } from "./text.ts";

/** Where axes stand and what they show. */
export interface Placement {
  /** The rectangle between the spines, in points. */
  readonly box: Box;
  /** Limits of the horizontal axis. */
  readonly xLimits: Interval;
  /** Limits of the vertical axis. */
  readonly yLimits: Interval;
}

/** Relative difference of the two units that nobody sees: matplotlib leaves such limits as they are. */
const UNNOTICED = 0.005;
/** How much wider than the data an axis must stay for being narrowed. */
const ROOM = 1.05;

/** Fits axes into the room they are given. */
export function place(state: AxesState, room: Box): Placement {
  const xLimits = limitsOf(state.x, "x"), yLimits = limitsOf(state.y, "y");
  if (state.aspect === null) return { box: room, xLimits, yLimits };
  const { ratio, adjustable } = state.aspect;
  // Units are compared as lengths along the axes: decades where these are logarithmic.
  const [x, y] = [state.x.limits.scale, state.y.limits.scale];
  const lengths = { x: along(x, xLimits), y: along(y, yLimits) };
  if (adjustable === "box") return { box: fitBox(room, ratio * span(lengths.y) / span(lengths.x)), xLimits, yLimits };
  const fitted = fitLimits(state, room, lengths.x, lengths.y, ratio);
  return {
    box: room,
    xLimits: fitted.xLimits === lengths.x ? xLimits : back(x, fitted.xLimits),
    yLimits: fitted.yLimits === lengths.y ? yLimits : back(y, fitted.yLimits),
  };
}

/** The limits set by hand, completed by what the data of all sharing axes ask for. */
function limitsOf({ limits }: AxisState, side: "x" | "y"): Interval {
  const { scale, turned } = limits;
  const data = limits.members.map(dataExtent).reduce(unionExtent, NO_EXTENT);
  const edges = limits.members.flatMap(({ marks }) => marks.flatMap((mark) => edgesOf(mark, side)));
  const [lower, upper] = autoLimits(data[side], edges, scale, data.least?.[side === "x" ? 0 : 1]);
  // A logarithm cannot show a limit that is not positive: the data decide, as if it were not set.
  const shown = (limit: number | null) => scale.name === "log" && limit !== null && limit <= 0 ? null : limit;
  const [first, last] = [shown(limits.lower), shown(limits.upper)];
  const [start, end] = turned ? [first ?? upper, last ?? lower] : [first ?? lower, last ?? upper];
  if (start !== end) return [start, end];
  // One end was set where the data have the other.
  if (scale.name === "log") return first === null ? [start / scale.base, end] : [start, end * scale.base];
  return first === null ? [start - 1, end] : [start, end + 1];
}

/** Where limits that follow the data leave no free room for the sake of a mark. */
function edgesOf(mark: Mark, side: "x" | "y"): readonly number[] {
  return [...mark.feet?.[side] ?? [], ...mark.tight ? mark.extent()[side] : []];
}

function along(scale: Scale, [start, end]: Interval): Interval {
  return [scale.forward(start), scale.forward(end)];
}

function back(scale: Scale, [start, end]: Interval): Interval {
  return [scale.inverse(start), scale.inverse(end)];
}

/** The largest box with the given height per width, in the middle of the room. */
function fitBox(room: Box, heightPerWidth: number): Box {
  const width = Math.min(room.width, room.height / heightPerWidth), height = width * heightPerWidth;
  return { x: room.x + (room.width - width) / 2, y: room.y + (room.height - height) / 2, width, height };
}

/** Widens or narrows one axis about its middle. Narrows only where the data keep some room; shared axes stay if possible. */
function fitLimits(
  state: AxesState,
  room: Box,
  xLimits: Interval,
  yLimits: Interval,
  ratio: number,
): { xLimits: Interval; yLimits: Interval } {
  const [width, height] = [span(xLimits), span(yLimits)];
  const heightPerWidth = room.height / room.width / ratio;
  const wantedHeight = width * heightPerWidth, wantedWidth = height / heightPerWidth;
  const excess = wantedHeight / height - 1;
  if (Math.abs(excess) < UNNOTICED) return { xLimits, yLimits };
  return movesY(state, excess, { width, height, wantedWidth, wantedHeight })
    ? { xLimits, yLimits: around(yLimits, wantedHeight) }
    : { xLimits: around(xLimits, wantedWidth), yLimits };
}

interface Spans {
  readonly width: number;
  readonly height: number;
  readonly wantedWidth: number;
  readonly wantedHeight: number;
}

function movesY(state: AxesState, excess: number, { width, height, wantedWidth, wantedHeight }: Spans): boolean {
  const sharedX = state.x.limits.members.length > 1, sharedY = state.y.limits.members.length > 1;
  if (sharedX !== sharedY) return sharedX;
  const { x, y } = dataExtent(state);
  const extent = (side: "x" | "y", [low, high]: Interval) => {
    const [start, end] = along(state[side].limits.scale, [low, high]);
    return ROOM * (start < end && Number.isFinite(start) ? end - start : 0);
  };
  const dataWidth = extent("x", x), dataHeight = extent("y", y);
  // Limits that already cut the data are only ever widened.
  if (width <= dataWidth || height <= dataHeight) return excess > 0;
  return excess < 0 ? wantedHeight > dataHeight : wantedWidth < dataWidth;
}

/** An interval of the given length and direction about the middle of another. */
function around([start, end]: Interval, length: number): Interval {
  const middle = (start + end) / 2, half = Math.sign(end - start) * length / 2;
  return [middle - half, middle + half];
}

function span([start, end]: Interval): number {
  return Math.abs(end - start);
}
