/**
 * The points of a scatter: how they look, and the elements that draw them.
 *
 * @module
 */
import type { ColorScale } from "../color_scale.ts";
import type { Paint } from "../colors.ts";
import { fillAttributes, strokeAttributes } from "../line_style.ts";
import { joinOf, type Marker, markerNode, markerOutline } from "../markers.ts";
import { element, formatNumber, type SvgAttributes, type SvgNode } from "../svg.ts";
import type { Projection } from "./mark.ts";

/** What a scatter draws, read and checked. */
export interface ScatterStyle {
  /** One colour for all, or one per point. */
  readonly fills: readonly Paint[];
  /** One rim for all, or one per point. */
  readonly rims: readonly Paint[];
  /** One area for all, or one per point. */
  readonly areas: ArrayLike<number>;
  /** Opacity. */
  readonly alpha: number;
  /** Width of the rim. */
  readonly linewidth: number;
  /** Shape. */
  readonly marker: Marker;
  /** Text in the legend. */
  readonly label: string | null;
  /** Drawing order. */
  readonly zorder: number;
  /** The values that give the points their colours; those without colour are left out. */
  readonly levels: { readonly colors: ColorScale; readonly of: Int16Array } | null;
  /** Texts for the pointer. */
  readonly tooltips: readonly string[] | null;
}

/** Up to here each point is an element of its own; beyond, points of one look are one path where nobody sees it. */
const MOST_ELEMENTS = 2000;

/** Draws the points, from the first to the last. */
export function drawPoints(x: Float64Array, y: Float64Array, style: ScatterStyle, projection: Projection): SvgNode {
  const shared = style.fills.length === 1;
  if (x.length <= MOST_ELEMENTS || style.tooltips !== null || shared && !mayMerge(style, 0)) {
    return drawElements(x, y, style, projection);
  }
  const disc = discWidth(style), nodes: SvgNode[] = [];
  // A line of no length with round ends is a disc in few letters.
  const outline = disc === null
    ? (u: number, v: number, i: number) => markerOutline(style.marker, u, v, sizeOf(style, i))
    : (u: number, v: number) => `M${formatNumber(u)},${formatNumber(v)}h0`;
  const look = disc === null
    ? (i: number) => ({ ...joinOf(style.marker), ...(shared ? {} : paintAttributes(style, i)) })
    : (i: number) => ({ stroke: style.fills[i]?.hex });
  for (let start = 0, end; start < x.length; start = end) {
    end = shared ? x.length : mayMerge(style, start) ? runEnd(style, start) : start + 1;
    let d = "";
    for (let i = start; i < end; i++) {
      if (Number.isFinite(x[i]) && Number.isFinite(y[i])) d += outline(projection.x(x[i]), projection.y(y[i]), i);
    }
    if (d !== "") nodes.push(element("path", { d, ...look(start) }));
  }
  if (disc !== null) return element("g", { fill: "none", "stroke-width": disc, "stroke-linecap": "round" }, nodes);
  return element("g", shared ? paintAttributes(style, 0) : {}, nodes);
}

/** Every point as an element of its own. */
function drawElements(x: Float64Array, y: Float64Array, style: ScatterStyle, projection: Projection): SvgNode {
  const nodes: SvgNode[] = [], shared = style.fills.length === 1;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue;
    const title = style.tooltips === null ? [] : [element("title", {}, [style.tooltips[i]])];
    const own = shared ? {} : paintAttributes(style, i);
    nodes.push(markerNode(style.marker, projection.x(x[i]), projection.y(y[i]), sizeOf(style, i), own, title));
  }
  return element("g", shared ? paintAttributes(style, 0) : {}, nodes);
}

/** The point behind the last of those on end that look like `start`. */
function runEnd({ fills, rims }: ScatterStyle, start: number): number {
  let end = start + 1;
  while (end < fills.length && fills[end] === fills[start] && rims[end] === rims[start]) end++;
  return end;
}

/** Whether points of one look may be one path: where they overlap, nobody sees which is on top. */
function mayMerge({ fills, rims, alpha }: ScatterStyle, i: number): boolean {
  const [fill, rim] = [fills[i], rims[i]];
  const opaque = alpha === 1 && (fill?.opacity ?? 1) === 1 && (rim?.opacity ?? 1) === 1;
  return opaque && (fill === null || rim === null || fill.hex === rim.hex);
}

/** The diameter where all points are equal opaque discs whose rims have the colour of the inside, otherwise `null`. */
function discWidth(style: ScatterStyle): number | null {
  const { marker, areas, fills, rims, alpha, linewidth, levels } = style;
  const isDisc = marker === "o" && areas.length === 1 && fills === rims && alpha === 1 &&
    // Points whose value has no colour are left out before.
    fills.every((paint) => paint === null ? levels !== null : paint.opacity === 1);
  return isDisc ? sizeOf(style, 0) + linewidth : null;
}

/** Width of a point. */
export function sizeOf({ areas }: ScatterStyle, i: number): number {
  return Math.sqrt(areas.length === 1 ? areas[0] : areas[i] ?? 36);
}

/** The attributes of a point. */
export function paintAttributes(style: ScatterStyle, i: number): SvgAttributes {
  return {
    ...fillAttributes(style.fills[i] ?? null, style.alpha),
    ...strokeAttributes({ paint: style.rims[i] ?? null, width: style.linewidth, alpha: style.alpha }),
  };
}
