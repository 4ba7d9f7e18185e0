/**
 * Points with the ranges in which they may lie.
 *
 * @module
 */
import { checkNonNegative, checkOptions, found } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { strokeAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { readPair, readSome, type Values } from "../values.ts";
import { line, LINE_OPTIONS, type LineOptions } from "./line.ts";
import { type Mark, pointAnchors, pointExtent, type Projection, unionExtent } from "./mark.ts";

/** How far a point may lie off, both ways alike or [below, above]: one for all or one per point. */
export type ErrorRange = number | Values | readonly [number | Values, number | Values];

/** Options of {@linkcode Axes.errorbar}. */
export interface ErrorBarOptions extends LineOptions {
  /** Vertical ranges; default none. Two numbers in an array are the ranges of two points. */
  yerr?: ErrorRange;
  /** Horizontal ranges; default none. */
  xerr?: ErrorRange;
  /** Colour of the ranges; default that of the line. */
  ecolor?: string;
  /** Width of the ranges in points; default `linewidth`. */
  elinewidth?: number;
  /** Half the length of the strokes at their ends, in points; default 0, none. */
  capsize?: number;
}

const ACTION = "draw the error bars";
const OPTIONS: readonly string[] = [...LINE_OPTIONS, "yerr", "xerr", "ecolor", "elinewidth", "capsize"];

/** Reads points with ranges; `nextColor` gives the colour when none is named. */
export function errorBars(x: Values, y: Values, options: ErrorBarOptions, nextColor: () => string): Mark {
  checkOptions(ACTION, options, OPTIONS);
  const { yerr, xerr, ecolor, elinewidth, capsize, ...rest } = options;
  const [xs, ys] = readPair(ACTION, x, y), color = options.color ?? nextColor();
  const main = line(xs, ys, { ...rest, color }, nextColor);
  const cap = checkNonNegative(ACTION, "capsize", capsize ?? 0);
  const width = checkNonNegative(ACTION, "elinewidth", elinewidth ?? options.linewidth ?? 1.5);
  const paint = parseColor(ACTION, "ecolor", ecolor ?? color);
  const attributes = strokeAttributes({ paint, width, alpha: options.alpha });
  const [left, right] = readRange("xerr", xerr, xs), [below, above] = readRange("yerr", yerr, ys);
  const segments = ({ x: px, y: py }: Projection): SvgNode[] => {
    const across = pathOf(xs.keys(), (i) => [px(left[i]), py(ys[i]), px(right[i]), py(ys[i])], cap);
    const upright = pathOf(xs.keys(), (i) => [px(xs[i]), py(below[i]), px(xs[i]), py(above[i])], cap);
    const d = (xerr === undefined ? "" : across) + (yerr === undefined ? "" : upright);
    return d === "" ? [] : [element("path", { d, fill: "none", ...attributes })];
  };
  return {
    ...main,
    summary: main.summary.replace("a line through", "error bars at"),
    extent: () =>
      [pointExtent(left, ys), pointExtent(right, ys), pointExtent(xs, below), pointExtent(xs, above)]
        .reduce(unionExtent, main.extent()),
    anchors: (projection) => [
      ...main.anchors(projection),
      ...[[left, ys], [right, ys], [xs, below], [xs, above]].flatMap(([u, v]) => pointAnchors(u, v, projection)),
    ],
    draw: (projection) => [...segments(projection), ...main.draw(projection)],
    key(box) {
      const [u, v] = [box.x + box.width / 2, box.y + box.height / 2], reach = box.height;
      const d = (xerr === undefined ? "" : pathOf([0], () => [u - reach, v, u + reach, v], cap)) +
        (yerr === undefined ? "" : pathOf([0], () => [u, v - reach, u, v + reach], cap));
      return [...d === "" ? [] : [element("path", { d, fill: "none", ...attributes })], ...main.key(box)];
    },
  };
}

/** Where ranges begin and end. */
function readRange(name: string, range: ErrorRange | undefined, at: Float64Array): [Float64Array, Float64Array] {
  const isPair = Array.isArray(range) && range.length === 2 && range.some((side) => typeof side !== "number");
  const [low, high] = (isPair ? range : [range ?? 0, range ?? 0]) as [number | Values, number | Values];
  const sides = [low, high].map((side) => readSome(ACTION, name, side, at.length));
  for (const side of sides) {
    const bad = side.find((reach) => reach < 0);
    if (bad !== undefined) throw new RangeError(`Cannot ${ACTION}: ${name} must be at least 0, but is ${found(bad)}`);
  }
  return [at.map((value, i) => value - sides[0][i]), at.map((value, i) => value + sides[1][i])];
}

/** Segments with caps across their ends; those that are not finite are left out. */
function pathOf(indices: Iterable<number>, ends: (i: number) => number[], cap: number): string {
  let d = "";
  for (const i of indices) {
    const [x0, y0, x1, y1] = ends(i);
    if (![x0, y0, x1, y1].every(Number.isFinite)) continue;
    const [dx, dy] = y0 === y1 ? [0, cap] : [cap, 0];
    d += stroke(x0, y0, x1, y1);
    if (cap > 0) d += stroke(x0 - dx, y0 - dy, x0 + dx, y0 + dy) + stroke(x1 - dx, y1 - dy, x1 + dx, y1 + dy);
  }
  return d;
}

function stroke(...ends: number[]): string {
  const [x0, y0, x1, y1] = ends.map(formatNumber);
  return `M${x0},${y0}L${x1},${y1}`;
}
