/**
 * Marker shapes by matplotlib's names.
 *
 * @module
 */
import { element, formatNumber, type SvgAttributes, type SvgNode } from "./svg.ts";

/** Circle, dot, triangles, squares, diamonds, pentagon, star, plus and cross. */
export type Marker = "o" | "." | "^" | "v" | "<" | ">" | "s" | "D" | "d" | "p" | "*" | "+" | "x";

/** All markers, for error messages. */
export const MARKERS: readonly Marker[] = ["o", ".", "^", "v", "<", ">", "s", "D", "d", "p", "*", "+", "x"];

/** Corners, y upwards, of the outlines that fit a square of side 1; circles have none. */
const CORNERS: Partial<Readonly<Record<Marker, readonly (readonly [number, number])[]>>> = {
  "^": [[0, 0.5], [-0.5, -0.5], [0.5, -0.5]],
  v: [[0, -0.5], [0.5, 0.5], [-0.5, 0.5]],
  "<": [[-0.5, 0], [0.5, -0.5], [0.5, 0.5]],
  ">": [[0.5, 0], [-0.5, 0.5], [-0.5, -0.5]],
  s: [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]],
  D: [[0, -Math.SQRT1_2], [Math.SQRT1_2, 0], [0, Math.SQRT1_2], [-Math.SQRT1_2, 0]],
  d: [[0, -Math.SQRT1_2], [0.6 * Math.SQRT1_2, 0], [0, Math.SQRT1_2], [-0.6 * Math.SQRT1_2, 0]],
  p: ring(5, 0.5, 0.5),
  // The inner radius at which the edges of the star are straight lines from tip to tip.
  "*": ring(10, 0.5, 0.5 * (3 - Math.sqrt(5)) / 2),
};

/** Whether a marker has no inside to fill. */
export function isLineMarker(marker: Marker): boolean {
  return marker === "+" || marker === "x";
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
  if (marker === "o" || marker === ".") {
    return element("circle", { cx: x, cy: y, r: marker === "o" ? size / 2 : size / 4, ...attributes }, children);
  }
  // Mitred, the sharp tips of a star would reach far beyond its size.
  const join = marker === "*" ? { "stroke-linejoin": "bevel" } : {};
  return element("path", { d: outline(marker, x, y, size), ...join, ...attributes }, children);
}

function outline(marker: Marker, x: number, y: number, size: number): string {
  const at = (u: number, v: number) => `${formatNumber(x + u * size)},${formatNumber(y - v * size)}`;
  if (marker === "+") return `M${at(-0.5, 0)}L${at(0.5, 0)}M${at(0, -0.5)}L${at(0, 0.5)}`;
  if (marker === "x") return `M${at(-0.5, -0.5)}L${at(0.5, 0.5)}M${at(-0.5, 0.5)}L${at(0.5, -0.5)}`;
  return `M${CORNERS[marker]!.map(([u, v]) => at(u, v)).join("L")}Z`;
}

/** Corners on a circle, or on two in turn, the first at the top. */
function ring(count: number, outer: number, inner: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const angle = Math.PI / 2 + 2 * Math.PI * i / count, radius = i % 2 === 0 || outer === inner ? outer : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}
