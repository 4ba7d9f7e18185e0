/**
 * What every mark is: data and style that can say what room they need and draw themselves.
 *
 * @module
 */
import type { ColorScale } from "../color_scale.ts";
import { EMPTY, type Interval, union } from "../scales.ts";
import type { SvgNode } from "../svg.ts";
import type { Box } from "../text.ts";

/** The smallest rectangle around data, in data units. */
export interface Extent {
  /** Horizontally. */
  readonly x: Interval;
  /** Vertically. */
  readonly y: Interval;
  /** The least positive x and y, where a logarithm begins; default the lower ends. */
  readonly least?: Interval;
}

/** The extent of nothing. */
export const NO_EXTENT: Extent = { x: EMPTY, y: EMPTY };

/** From data units to points on the page, y downwards. */
export interface Projection {
  /** Horizontal position of a value. */
  readonly x: (value: number) => number;
  /** Vertical position of a value. */
  readonly y: (value: number) => number;
  /** Limits of the horizontal axis. */
  readonly xLimits: Interval;
  /** Limits of the vertical axis. */
  readonly yLimits: Interval;
  /** The smallest rectangle around the data of all marks. */
  readonly extent: Extent;
  /** The rectangle between the spines, in points. */
  readonly box: Box;
  /** Dots per inch of the PNG. */
  readonly dpi: number;
}

/** Something drawn in axes. */
export interface Mark {
  /** Marks are drawn from the lowest to the highest, in order of their calls where equal. */
  readonly zorder: number;
  /** Text in the legend, or `null` for a mark that stays out of it. */
  readonly label: string | null;
  /** Whether the mark ends at the spines. */
  readonly clipped: boolean;
  /** Whether limits that follow the data end where the mark ends, with no free room beyond; default `false`. */
  readonly tight?: boolean;
  /** Values beyond which limits that follow the data leave no free room, such as the feet of bars; default none. */
  readonly feet?: { readonly x?: readonly number[]; readonly y?: readonly number[] };
  /** The colours that its values have, for a colour bar. */
  readonly colors?: ColorScale;
  /** What it is, for readers who cannot see it. */
  readonly summary: string;
  /** What the axes must show. */
  extent(): Extent;
  /** The elements, back to front. */
  draw(projection: Projection): readonly SvgNode[];
  /** The sample beside the label in the legend, filling `box`. */
  key(box: Box): readonly SvgNode[];
  /** Points on the page that the legend should leave free: x and y in turn. */
  anchors(projection: Projection): readonly number[];
  /** Room taken outside the spines, in points. */
  boxes?(projection: Projection): readonly Box[];
}

/** Distance of the points by which the legend sees a line, in points of length, and how many a stretch has at most. */
const STEP = 5, MOST_STEPS = 200;

/** The range of the finite values. */
export function finiteExtent(values: Float64Array): Interval {
  return pointExtent(values, values).x;
}

/** The extent of points; a point with a coordinate that is not finite counts for nothing. */
export function pointExtent(x: Float64Array, y: Float64Array): Extent {
  let [left, right] = EMPTY, [bottom, top] = EMPTY, [leastX, leastY] = [Infinity, Infinity];
  for (let i = 0; i < x.length; i++) {
    const u = x[i], v = y[i];
    if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < bottom) bottom = v;
    if (v > top) top = v;
    if (u > 0 && u < leastX) leastX = u;
    if (v > 0 && v < leastY) leastY = v;
  }
  return { x: [left, right], y: [bottom, top], least: [leastX, leastY] };
}

/** The extent of two things together. */
export function unionExtent(a: Extent, b: Extent): Extent {
  const least = [a, b].map(leastOf);
  return {
    x: union(a.x, b.x),
    y: union(a.y, b.y),
    least: [Math.min(least[0][0], least[1][0]), Math.min(least[0][1], least[1][1])],
  };
}

function leastOf({ x, y, least }: Extent): Interval {
  const positive = ([lower]: Interval) => lower > 0 ? lower : Infinity;
  return least ?? [positive(x), positive(y)];
}

/** The finite points on the page, x and y in turn. */
export function pointAnchors(x: Float64Array, y: Float64Array, projection: Projection): number[] {
  const anchors: number[] = [];
  for (let i = 0; i < x.length; i++) {
    if (Number.isFinite(x[i]) && Number.isFinite(y[i])) anchors.push(projection.x(x[i]), projection.y(y[i]));
  }
  return anchors;
}

/** {@linkcode pointAnchors} with more in between: points on the line through them. */
export function lineAnchors(x: Float64Array, y: Float64Array, projection: Projection): number[] {
  const anchors: number[] = [];
  for (let i = 1; i < x.length; i++) {
    const [x0, y0, x1, y1] = [projection.x(x[i - 1]), projection.y(y[i - 1]), projection.x(x[i]), projection.y(y[i])];
    if ([x0, y0, x1, y1].every(Number.isFinite)) anchors.push(...stretchAnchors(x0, y0, x1, y1));
  }
  return [...anchors, ...pointAnchors(x.subarray(-1), y.subarray(-1), projection)];
}

/** Points on the page from one to another, without the last. */
export function stretchAnchors(x0: number, y0: number, x1: number, y1: number): number[] {
  const steps = Math.min(MOST_STEPS, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / STEP)), anchors: number[] = [];
  for (let k = 0; k < steps; k++) anchors.push(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps);
  return anchors;
}

/** `"12 points"`, `"1 point"`, with the skipped ones told. */
export function countOf(x: Float64Array, y: Float64Array, one: string, many: string): string {
  let drawn = 0;
  for (let i = 0; i < x.length; i++) if (Number.isFinite(x[i]) && Number.isFinite(y[i])) drawn++;
  return cellCount(drawn, x.length - drawn, one, many);
}

/** {@linkcode countOf} for things already counted. */
export function cellCount(drawn: number, skipped: number, one: string, many: string): string {
  return `${drawn} ${drawn === 1 ? one : many}${skipped === 0 ? "" : ` (${skipped} not finite, left out)`}`;
}

/** `text`, and the label that the reader will look for. */
export function withLabel(text: string, label: string | null): string {
  return label === null ? text : `${text} "${label}"`;
}
