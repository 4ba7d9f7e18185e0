/**
 * Horizontal and vertical line segments.
 *
 * @module
 */
import { checkChoice, checkFinite, checkFraction, checkNonNegative, checkOptions, checkText } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { LINE_STYLES, type LineStyle, strokeAttributes } from "../line_style.ts";
import { element } from "../svg.ts";
import { readSome, readValues, type Values } from "../values.ts";
import { type Extent, type Mark, pointExtent, type Projection, unionExtent, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.hlines} and {@linkcode Axes.vlines}. */
export interface RuleOptions {
  /** Colour; default `"C0"`. */
  color?: string;
  /** Width in points; default 1.5. */
  linewidth?: number;
  /** Dashes; default `"-"`. */
  linestyle?: LineStyle;
  /** Opacity; default 1. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 2. */
  zorder?: number;
}

/** Which way the segments run. */
export type RuleDirection = "horizontal" | "vertical";

const OPTIONS: readonly (keyof RuleOptions)[] = ["color", "linewidth", "linestyle", "alpha", "label", "zorder"];

/**
 * Reads segments at `positions`, each from `start` to `end` (one for all or one each); `null` for both lets them run
 * from spine to spine.
 */
export function rules(
  direction: RuleDirection,
  positions: number | Values,
  start: number | Values | null,
  end: number | Values | null,
  options: RuleOptions,
): Mark {
  const action = `draw ${direction} lines`;
  checkOptions(action, options, OPTIONS);
  const at = readValues(action, "the positions", typeof positions === "number" ? [positions] : positions);
  const from = start === null ? null : readSome(action, "the starts", start, at.length);
  const to = end === null ? null : readSome(action, "the ends", end, at.length);
  return rulesMark(direction, at, from, to, readStyle(action, options));
}

interface RuleStyle {
  readonly attributes: ReturnType<typeof strokeAttributes>;
  readonly label: string | null;
  readonly zorder: number;
}

function readStyle(action: string, options: RuleOptions): RuleStyle {
  const paint = parseColor(action, "color", options.color ?? "C0");
  const width = checkNonNegative(action, "linewidth", options.linewidth ?? 1.5);
  const style = checkChoice(action, "linestyle", options.linestyle ?? "-", LINE_STYLES);
  const alpha = checkFraction(action, "alpha", options.alpha ?? 1);
  return {
    attributes: strokeAttributes({ paint, width, style, alpha }),
    label: options.label === undefined ? null : checkText(action, "label", options.label),
    zorder: checkFinite(action, "zorder", options.zorder ?? 2),
  };
}

function rulesMark(
  direction: RuleDirection,
  at: Float64Array,
  from: Float64Array | null,
  to: Float64Array | null,
  { attributes, label, zorder }: RuleStyle,
): Mark {
  const horizontal = direction === "horizontal";
  // The end points of the segments on the page.
  const segments = (projection: Projection): [number, number, number, number][] => {
    const limits = horizontal ? projection.xLimits : projection.yLimits;
    return Array.from(at, (p, i): [number, number, number, number] => {
      const [a, b] = [from?.[i] ?? limits[0], to?.[i] ?? limits[1]];
      const [x1, y1, x2, y2] = horizontal ? [a, p, b, p] : [p, a, p, b];
      return [projection.x(x1), projection.y(y1), projection.x(x2), projection.y(y2)];
    }).filter((ends) => ends.every(Number.isFinite));
  };
  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(`${at.length} ${direction} ${at.length === 1 ? "line" : "lines"}`, label),
    extent(): Extent {
      const across = pointExtent(at, at), none = new Float64Array();
      const along = unionExtent(pointExtent(from ?? none, from ?? none), pointExtent(to ?? none, to ?? none));
      const [x, y] = horizontal ? [along, across] : [across, along];
      return { x: x.x, y: y.y, least: [x.least?.[0] ?? Infinity, y.least?.[1] ?? Infinity] };
    },
    anchors: (projection) => segments(projection).flat(),
    draw: (projection) =>
      segments(projection).map(([x1, y1, x2, y2]) => element("line", { x1, y1, x2, y2, ...attributes })),
    key(box) {
      const y = box.y + box.height / 2;
      return [element("line", { x1: box.x, y1: y, x2: box.x + box.width, y2: y, ...attributes })];
    },
  };
}
