/**
 * The box and the limits of axes, with equal units where they are asked for.
 *
 * @module
 */
import { type AxesState, type AxisState, dataExtent } from "./axes_state.ts";
import { autoLimits, EMPTY, type Interval, union } from "./scales.ts";
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
  return adjustable === "box"
    ? { box: fitBox(room, ratio * span(yLimits) / span(xLimits)), xLimits, yLimits }
    : { box: room, ...fitLimits(state, room, xLimits, yLimits, ratio) };
}

/** The limits set by hand, completed by what the data of all sharing axes ask for. */
function limitsOf({ limits }: AxisState, side: "x" | "y"): Interval {
  const data = limits.members.reduce<Interval>((all, member) => union(all, dataExtent(member)[side]), EMPTY);
  const edges = limits.members.flatMap(({ marks }) => marks.flatMap((mark) => mark.tight ? mark.extent()[side] : []));
  const [lower, upper] = autoLimits(data, edges);
  const [start, end] = limits.turned
    ? [limits.lower ?? upper, limits.upper ?? lower]
    : [limits.lower ?? lower, limits.upper ?? upper];
  if (start !== end) return [start, end];
  // One end was set where the data have the other.
  return limits.lower === null ? [start - 1, end] : [start, end + 1];
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
  const dataWidth = ROOM * Math.max(0, x[1] - x[0]), dataHeight = ROOM * Math.max(0, y[1] - y[0]);
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
