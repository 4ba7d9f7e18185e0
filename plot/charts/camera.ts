/**
 * A fixed camera: points of space on the plane of a figure, as an orthographic view shows them.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFinite } from "../checks.ts";
import { finiteExtent } from "../marks/mark.ts";
import type { Cloud } from "./chart_axes.ts";

/** Where the camera stands. */
export interface CameraOptions {
  /** Height of the camera above the ground in degrees, of points in space; default 30. */
  elev?: number;
  /** Direction of the camera on the ground in degrees, counter-clockwise from the first axis; default −60. */
  azim?: number;
}

/** The names of {@linkcode CameraOptions}. */
export const CAMERA_OPTIONS: readonly (keyof CameraOptions)[] = ["elev", "azim"];

/** What the camera sees: horizontal and vertical place of each point, and how near it is. */
export interface Seen {
  /** To the right. */
  readonly x: Float64Array;
  /** Upwards. */
  readonly y: Float64Array;
  /** Towards the camera. */
  readonly near: Float64Array;
}

/** Edges of a box by its corners, whose bits say which end of each axis they are at. */
const BOX_EDGES = [[0, 1], [0, 2], [0, 4], [1, 3], [1, 5], [2, 3], [2, 6], [3, 7], [4, 5], [4, 6], [5, 7], [6, 7]];

/** The view of points `[n, 3]`; points `[n, 2]` are seen as they are. */
export function view(action: string, { size, columns }: Cloud, options: CameraOptions): Seen {
  const elevation = checkFinite(action, "elev", options.elev ?? 30) * Math.PI / 180;
  const azimuth = checkFinite(action, "azim", options.azim ?? -60) * Math.PI / 180;
  if (columns.length === 2) return { x: columns[0], y: columns[1], near: new Float64Array(size) };
  const [cosE, sinE, cosA, sinA] = [elevation, azimuth].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]);
  const along = (a: number, b: number, c: number) =>
    Float64Array.from({ length: size }, (_, i) => a * columns[0][i] + b * columns[1][i] + c * columns[2][i]);
  return {
    x: along(-sinA, cosA, 0),
    y: along(-sinE * cosA, -sinE * sinA, cosE),
    near: along(cosE * cosA, cosE * sinA, sinE),
  };
}

/** Draws the box around points of space, its edges named after the axes and their ends. */
export function drawBox(action: string, ax: Axes, { size, columns }: Cloud, options: CameraOptions): void {
  if (size === 0 || columns.length < 3) return;
  const ends = columns.map((column) => finiteExtent(column)).map(([low, high]) => low <= high ? [low, high] : [0, 1]);
  const corner = (k: number) => ends.map((end, axis) => end[k >> axis & 1]);
  const corners = Array.from({ length: 8 }, (_, k) => corner(k));
  const box = { size: 8, columns: [0, 1, 2].map((axis) => Float64Array.from(corners, (point) => point[axis])) };
  const seen = view(action, box, options), farthest = seen.near.indexOf(Math.min(...seen.near));
  const behind = BOX_EDGES.filter((edge) => edge.includes(farthest));
  const others = BOX_EDGES.filter((edge) => !edge.includes(farthest) && !edge.includes(7 - farthest));
  ax.edges(seen.x, seen.y, behind, { color: "0.85", linewidth: 0.8, zorder: 0 });
  ax.edges(seen.x, seen.y, others, { color: "0.7", linewidth: 0.8, zorder: 0 });
  ["x", "y", "z"].forEach((name, axis) => nameEdge(ax, seen, ends[axis], name, others, axis));
}

/** Writes the name of an axis, and the ends of it, beside the lowest of its edges on the rim, the leftmost for the upright. */
function nameEdge(ax: Axes, { x, y }: Seen, end: number[], name: string, rim: number[][], axis: number): void {
  const own = rim.filter(([a, b]) => (a ^ b) === 1 << axis);
  const rank = ([a, b]: number[]) => axis === 2 ? x[a] + x[b] : y[a] + y[b];
  const [a, b] = own.reduce((best, edge) => rank(edge) < rank(best) ? edge : best);
  const middle = [(Math.min(...x) + Math.max(...x)) / 2, (Math.min(...y) + Math.max(...y)) / 2];
  const push = (
    u: number,
    v: number,
    by: number,
  ): [number, number] => [u + by * (u - middle[0]), v + by * (v - middle[1])];
  const style = { ha: "center", va: "center", fontsize: 8, color: "0.35" } as const;
  const digits = (value: number) => String(Number(value.toPrecision(2))).replace("-", "−");
  // A little away from the corners, where the ends of other axes stand.
  const along = (share: number) => [x[a] + share * (x[b] - x[a]), y[a] + share * (y[b] - y[a])] as const;
  [0.1, 0.9].forEach((share, i) => ax.text(...push(...along(share), 0.09), digits(end[i]), style));
  ax.text(...push(...along(0.5), 0.16), name, { ...style, fontsize: 10, color: "k" });
}
