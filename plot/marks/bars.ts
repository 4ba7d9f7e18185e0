/**
 * Bars, upright or lying, one beside or upon another.
 *
 * @module
 */
import { checkChoice, checkNonNegative, checkOptions, found } from "../checks.ts";
import { type Paint, parseColor } from "../colors.ts";
import { fillAttributes, strokeAttributes } from "../line_style.ts";
import { element } from "../svg.ts";
import { readPair, readSome, readValues, type Values } from "../values.ts";
import { readLook } from "./look.ts";
import { countOf, type Mark, pointExtent, type Projection, withLabel } from "./mark.ts";

/** What upright and lying bars have in common. */
export interface BarLook {
  /** Whether positions are those of the middles or of the lower edges; default `"center"`. */
  align?: "center" | "edge";
  /** Colour of all bars, or one per bar; default the next of the cycle. */
  color?: string | readonly string[];
  /** Colour of the rim; default none. */
  edgecolor?: string;
  /** Width of the rim in points; default 1. */
  linewidth?: number;
  /** Opacity; default 1. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 1. */
  zorder?: number;
}

/** Options of {@linkcode Axes.bar}. */
export interface BarOptions extends BarLook {
  /** Thickness in data units, one for all or one per bar; default 0.8. */
  width?: number | Values;
  /** Heights at which the bars begin, one for all or one per bar; default 0. Bars upon others begin where these end. */
  bottom?: number | Values;
}

/** Options of {@linkcode Axes.barh}. */
export interface BarhOptions extends BarLook {
  /** Thickness in data units, one for all or one per bar; default 0.8. */
  height?: number | Values;
  /** Places at which the bars begin, one for all or one per bar; default 0. Bars beside others begin where these end. */
  left?: number | Values;
}

/** The names of the options that all bars have. */
export const BAR_LOOK: readonly (keyof BarLook)[] = [
  "align",
  "color",
  "edgecolor",
  "linewidth",
  "alpha",
  "label",
  "zorder",
];
/** What the sides of bars are called. */
const UPRIGHT = { at: "x", length: "height", thickness: "width", base: "bottom" } as const;
const LYING = { at: "y", length: "width", thickness: "height", base: "left" } as const;
const ACTION = "draw the bars";

/** Reads bars at `positions`, `lengths` long; `lying` ones run along x. */
export function bars(
  positions: Values,
  lengths: Values,
  options: BarOptions & BarhOptions,
  nextColor: () => string,
  lying = false,
): Mark {
  const names = lying ? LYING : UPRIGHT;
  checkOptions(ACTION, options, [names.thickness, names.base, ...BAR_LOOK]);
  const [at, length] = readPair(ACTION, positions, lengths, [names.at, names.length]);
  const thickness = readSome(ACTION, names.thickness, options[names.thickness] ?? 0.8, at.length);
  const base = readSome(ACTION, names.base, options[names.base] ?? 0, at.length);
  const align = checkChoice(ACTION, "align", options.align ?? "center", ["center", "edge"]);
  const paints = readPaints(options.color ?? nextColor(), at.length);
  const { alpha, label, zorder } = readLook(ACTION, options, 1);
  const width = checkNonNegative(ACTION, "linewidth", options.linewidth ?? 1);
  const rim = options.edgecolor === undefined ? null : parseColor(ACTION, "edgecolor", options.edgecolor);
  const look = (paint: Paint) => ({
    ...fillAttributes(paint, alpha),
    ...strokeAttributes({ paint: rim, width, alpha }),
  });

  const end = base.map((value, i) => value + length[i]);
  // A bar that does not end anywhere has no place either.
  const low = at.map((value, i) => Number.isFinite(end[i]) ? value - (align === "edge" ? 0 : thickness[i] / 2) : NaN);
  const high = low.map((value, i) => value + thickness[i]);
  const ends = (a: Float64Array, b: Float64Array) => lying ? pointExtent(b, a) : pointExtent(a, b);
  return {
    zorder,
    label,
    clipped: true,
    feet: { [lying ? "x" : "y"]: [...base] },
    summary: withLabel(countOf(low, end, "bar", "bars"), label),
    extent: () => ends(Float64Array.of(...low, ...high), Float64Array.of(...end, ...base)),
    anchors: (projection) => boxes(projection).flatMap(corners),
    draw: (projection) =>
      boxes(projection).map(({ i, ...box }) => element("rect", { ...box, ...look(paints[i % paints.length]) })),
    key: ({ x, y, width, height }) => [element("rect", { x, y, width, height, ...look(paints[0] ?? null) })],
  };

  function boxes(projection: Projection): Bar[] {
    const [across, along] = lying ? [projection.y, projection.x] : [projection.x, projection.y];
    return Array.from(at.keys()).flatMap((i) => {
      const sides = [across(low[i]), across(high[i]), along(base[i]), along(end[i])];
      if (!sides.every(Number.isFinite)) return [];
      const [u, v] = [Math.min(sides[0], sides[1]), Math.min(sides[2], sides[3])];
      const [broad, long] = [Math.abs(sides[1] - sides[0]), Math.abs(sides[3] - sides[2])];
      return [lying ? { i, x: v, y: u, width: long, height: broad } : { i, x: u, y: v, width: broad, height: long }];
    });
  }
}

interface Bar {
  readonly i: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the legend should not cover: the corners and the middle. */
function corners({ x, y, width, height }: Bar): number[] {
  return [x, y, x + width, y, x, y + height, x + width, y + height, x + width / 2, y + height / 2];
}

function readPaints(color: string | readonly string[], count: number): Paint[] {
  const colors = typeof color === "string" ? [color] : color;
  if (!Array.isArray(colors) || colors.length !== 1 && colors.length !== count) {
    throw new TypeError(
      `Cannot ${ACTION}: color must be one colour or one per bar, but is ${found(color)} for ${count} bars`,
    );
  }
  return colors.map((one) => parseColor(ACTION, "color", one));
}

/** Names of bars in the place of numbers: their positions are 0, 1, 2 … */
export function readPositions(positions: Values | readonly string[]): { at: Values; names: readonly string[] | null } {
  const isNamed = Array.isArray(positions) && positions.length > 0 &&
    positions.every((position) => typeof position === "string");
  if (!isNamed) return { at: readValues(ACTION, "the positions", positions as Values), names: null };
  return { at: positions.map((_, i) => i), names: positions };
}
