/**
 * Bands from spine to spine.
 *
 * @module
 */
import { checkFinite, checkOptions } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { fillAttributes } from "../line_style.ts";
import { element } from "../svg.ts";
import { readLook } from "./look.ts";
import { type Mark, pointExtent, withLabel } from "./mark.ts";
import { EMPTY } from "../scales.ts";
import type { RuleDirection } from "./rules.ts";

/** Options of {@linkcode Axes.axhspan} and {@linkcode Axes.axvspan}. */
export interface SpanOptions {
  /** Colour; default the next of the cycle. */
  color?: string;
  /** Opacity; default 1. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 1. */
  zorder?: number;
}

/** Reads a band between two positions. */
export function span(
  direction: RuleDirection,
  start: number,
  end: number,
  options: SpanOptions,
  nextColor: () => string,
): Mark {
  const action = `draw the ${direction} band`, horizontal = direction === "horizontal";
  checkOptions(action, options, ["color", "alpha", "label", "zorder"]);
  const ends = Float64Array.of(checkFinite(action, "the start", start), checkFinite(action, "the end", end));
  const { alpha, label, zorder } = readLook(action, options, 1);
  const attributes = fillAttributes(parseColor(action, "color", options.color ?? nextColor()), alpha);
  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(`a ${direction} band from ${start} to ${end}`, label),
    extent() {
      const { x: along, least } = pointExtent(ends, ends);
      return horizontal ? { x: EMPTY, y: along, least } : { x: along, y: EMPTY, least };
    },
    anchors: () => [],
    draw({ box, x, y }) {
      const [low, high] = [...ends].map(horizontal ? y : x).sort((a, b) => a - b);
      const place = horizontal ? { ...box, y: low, height: high - low } : { ...box, x: low, width: high - low };
      return [element("rect", { ...place, ...attributes })];
    },
    key: ({ x, y, width, height }) => [element("rect", { x, y, width, height, ...attributes })],
  };
}
