/**
 * Marker shapes by matplotlib's names.
 *
 * @module
 */
import { element, formatNumber, type SvgAttributes, type SvgNode } from "./svg.ts";

/**
 * Circle, dot, triangles, squares, diamonds, pentagon, hexagons, octagon, star, thick plus and cross; plus, cross and
 * strokes of lines alone.
 */
export type Marker =
  | "o"
  | "."
  | "^"
  | "v"
  | "<"
  | ">"
  | "s"
  | "D"
  | "d"
  | "p"
  | "h"
  | "H"
  | "8"
  | "*"
  | "P"
  | "X"
  | "+"
  | "x"
  | "|"
  | "_";

type Corner = readonly [number, number];

/** Corners, y upwards, of the outlines that fit a square of side 1; circles and lines have none. */
const CORNERS: Partial<Readonly<Record<Marker, readonly Corner[]>>> = {
  "^": [[0, 0.5], [-0.5, -0.5], [0.5, -0.5]],
  v: [[0, -0.5], [0.5, 0.5], [-0.5, 0.5]],
  "<": [[-0.5, 0], [0.5, -0.5], [0.5, 0.5]],
  ">": [[0.5, 0], [-0.5, 0.5], [-0.5, -0.5]],
  s: [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]],
  D: [[0, -Math.SQRT1_2], [Math.SQRT1_2, 0], [0, Math.SQRT1_2], [-Math.SQRT1_2, 0]],
  d: [[0, -Math.SQRT1_2], [0.6 * Math.SQRT1_2, 0], [0, Math.SQRT1_2], [-0.6 * Math.SQRT1_2, 0]],
  p: ring(5, 0.5, 0.5),
  h: ring(6, 0.5, 0.5),
  H: turned(ring(6, 0.5, 0.5), Math.PI / 6),
  "8": turned(ring(8, 0.5, 0.5), Math.PI / 8),
  // The inner radius at which the edges of the star are straight lines from tip to tip.
  "*": ring(10, 0.5, 0.5 * (3 - Math.sqrt(5)) / 2),
  P: thickPlus(),
  // As large a plus as fits the square when it stands on its tips.
  X: turned(thickPlus(), Math.PI / 4).map(([u, v]): Corner => [u * 3 / Math.sqrt(8), v * 3 / Math.sqrt(8)]),
};

/** Ends of the lines of markers that are nothing else. */
const LINES: Partial<Readonly<Record<Marker, readonly (readonly [Corner, Corner])[]>>> = {
  "+": [[[-0.5, 0], [0.5, 0]], [[0, -0.5], [0, 0.5]]],
  x: [[[-0.5, -0.5], [0.5, 0.5]], [[-0.5, 0.5], [0.5, -0.5]]],
  "|": [[[0, -0.5], [0, 0.5]]],
  _: [[[-0.5, 0], [0.5, 0]]],
};

/** All markers, for error messages. */
export const MARKERS: readonly Marker[] = ["o", ".", ...Object.keys(CORNERS), ...Object.keys(LINES)] as Marker[];

/** Whether a marker has no inside to fill. */
export function isLineMarker(marker: Marker): boolean {
  return LINES[marker] !== undefined;
}

/** A marker of the given size (side of its square, in points) centred on a point. */
export function markerNode(
  marker: Marker,
  x: number,
  y: number,
  size: number,
  attributes: SvgAttributes,
  children: readonly SvgNode[] = [],
): SvgNode {
  const radius = radiusOf(marker, size);
  if (radius !== null) return element("circle", { cx: x, cy: y, r: radius, ...attributes }, children);
  return element("path", { d: markerOutline(marker, x, y, size), ...joinOf(marker), ...attributes }, children);
}

/** How the corners of a marker are drawn: mitred, the sharp tips of a star would reach far beyond its size. */
export function joinOf(marker: Marker): SvgAttributes {
  return marker === "*" ? { "stroke-linejoin": "bevel" } : {};
}

/** The outline of a marker, as part of a path. */
export function markerOutline(marker: Marker, x: number, y: number, size: number): string {
  const radius = radiusOf(marker, size);
  if (radius !== null) {
    const r = formatNumber(radius), across = formatNumber(2 * radius);
    return `M${formatNumber(x - radius)},${formatNumber(y)}a${r},${r} 0 1 0 ${across},0a${r},${r} 0 1 0 -${across},0`;
  }
  const at = ([u, v]: Corner) => `${formatNumber(x + u * size)},${formatNumber(y - v * size)}`;
  const lines = LINES[marker];
  if (lines !== undefined) return lines.map(([start, end]) => `M${at(start)}L${at(end)}`).join("");
  return `M${CORNERS[marker]!.map(at).join("L")}Z`;
}

/** The radius of a round marker, or `null`. */
function radiusOf(marker: Marker, size: number): number | null {
  return marker === "o" ? size / 2 : marker === "." ? size / 4 : null;
}

/** Corners on a circle, or on two in turn, the first at the top. */
function ring(count: number, outer: number, inner: number): Corner[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = Math.PI / 2 + 2 * Math.PI * i / count, radius = i % 2 === 0 || outer === inner ? outer : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function turned(corners: readonly Corner[], angle: number): Corner[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return corners.map(([u, v]) => [u * cos - v * sin, u * sin + v * cos]);
}

/** A plus whose arms are a third as broad as it is long. */
function thickPlus(): Corner[] {
  const [a, b] = [1 / 6, 1 / 2];
  return [[a, b], [a, a], [b, a], [b, -a], [a, -a], [a, -b], [-a, -b], [-a, -a], [-b, -a], [-b, a], [-a, a], [-a, b]];
}
