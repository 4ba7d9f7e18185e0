/**
 * Stairs through points.
 *
 * @module
 */
import { checkChoice, checkOptions } from "../checks.ts";
import { readPair, type Values } from "../values.ts";
import { line, LINE_OPTIONS, type LineOptions } from "./line.ts";
import type { Mark } from "./mark.ts";

/** Where stairs rise: before their point (`"pre"`), behind it (`"post"`), or half-way between two (`"mid"`). */
export type StepPlace = "pre" | "post" | "mid";

/** Options of {@linkcode Axes.step}. */
export interface StepOptions extends LineOptions {
  /** Where the line rises; default `"pre"`. */
  where?: StepPlace;
}

const ACTION = "plot the steps";

/** Reads stairs; `nextColor` gives the colour when none is named. */
export function step(x: Values, y: Values, options: StepOptions, nextColor: () => string): Mark {
  checkOptions(ACTION, options, [...LINE_OPTIONS, "where"]);
  const { where = "pre", marker, ...rest } = options;
  checkChoice(ACTION, "where", where, ["pre", "post", "mid"]);
  const [xs, ys] = readPair(ACTION, x, y), style = { ...rest, color: options.color ?? nextColor() };
  const points = line(xs, ys, { ...style, marker, linestyle: "none" }, nextColor);
  const stairs = line(...stepped(xs, ys, where), style, nextColor);
  return {
    ...points,
    summary: points.summary.replace("a line", "steps"),
    anchors: (projection) => stairs.anchors(projection),
    draw: (projection) => [...stairs.draw(projection), ...points.draw(projection)],
    key: (box) => [...stairs.key(box), ...points.key(box)],
  };
}

/** The corners of the stairs through points. */
export function stepped(x: Float64Array, y: Float64Array, where: StepPlace): [Float64Array, Float64Array] {
  if (where === "post") {
    const [u, v] = stepped(x.toReversed(), y.toReversed(), "pre");
    return [u.reverse(), v.reverse()];
  }
  const u: number[] = [], v: number[] = [];
  x.forEach((value, i) => {
    if (i > 0 && where === "pre") u.push(x[i - 1]), v.push(y[i]);
    if (i > 0 && where === "mid") u.push((x[i - 1] + value) / 2, (x[i - 1] + value) / 2), v.push(y[i - 1], y[i]);
    u.push(value), v.push(y[i]);
  });
  return [Float64Array.from(u), Float64Array.from(v)];
}
