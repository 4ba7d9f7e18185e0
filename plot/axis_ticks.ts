/**
 * How many ticks an axis of some length has room for.
 *
 * @module
 */
import { axisMap, type Interval, type Scale } from "./scales.ts";
import { measureText } from "./text.ts";
import { chooseTicks, type TickChoice } from "./tick_choice.ts";
import type { Ticks } from "./ticks.ts";

/** Size of the numbers in points. */
export const FONT_SIZE = 10;
/** Ticks are counted so that each has this many font sizes of the axis, matplotlib's rule, but not more than `MOST_TICKS`. */
const TICK_ROOM = { x: 3, y: 2 };
const MOST_TICKS = 9;

/** The ticks of an axis `length` points long; `side` says whether it lies or stands. */
export function ticksAlong(
  choice: TickChoice,
  scale: Scale,
  limits: Interval,
  length: number,
  side: "x" | "y",
): Ticks {
  const most = Math.max(1, Math.min(MOST_TICKS, Math.floor(length / (TICK_ROOM[side] * FONT_SIZE))));
  const map = axisMap(scale, limits, [0, length]);
  return chooseTicks(choice, scale, limits, most, (candidates) => {
    const places = candidates.map(({ value, label }) => {
      const { width, height } = measureText(label, FONT_SIZE), half = (side === "x" ? width : height) / 2;
      return [map(value) - half, map(value) + half];
    }).sort((a, b) => a[0] - b[0]);
    return places.every(([start], i) => i === 0 || start - places[i - 1][1] >= 0.4 * FONT_SIZE);
  });
}
