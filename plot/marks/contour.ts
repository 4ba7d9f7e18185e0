/**
 * Contours of a matrix: lines of equal value, or the areas between them.
 *
 * @module
 */
import { checkChoice, checkNonNegative, checkOptions, found } from "../checks.ts";
import {
  COLOR_OPTIONS,
  type ColorOptions,
  type ColorScale,
  describeColors,
  levelHex,
  levelsOf,
  readColors,
} from "../color_scale.ts";
import { type Paint, parseColor } from "../colors.ts";
import { tickValues } from "../d3.ts";
import { fillAttributes, LINE_STYLES, type LineStyle, strokeAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { type Matrix, type MatrixValues, readMatrix, readValues, type Values } from "../values.ts";
import { areasAbove, type Ring, withoutBorder } from "./isolines.ts";
import { readLook } from "./look.ts";
import { finiteExtent, type Mark, type Projection, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.contour} and {@linkcode Axes.contourf}. */
export interface ContourOptions extends ColorOptions {
  /** Number of levels, roughly, or the levels from the lowest to the highest; default 8. */
  levels?: number | Values;
  /** Place of each column, growing or falling; default 0, 1, 2 … */
  x?: Values;
  /** Place of each row, growing or falling; default 0, 1, 2 … */
  y?: Values;
  /** One colour for all levels, or one per line or area, in the place of a map. */
  colors?: string | readonly string[];
  /** Width of lines in points; default 1.5. */
  linewidth?: number;
  /** Dashes of lines; default `"-"`. */
  linestyle?: LineStyle;
  /** Opacity; default 1. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 2 for lines, 1 for areas. */
  zorder?: number;
}

const ACTION = "draw the contours";
const OPTIONS: readonly (keyof ContourOptions)[] = [
  ...COLOR_OPTIONS,
  "levels",
  "x",
  "y",
  "colors",
  "linewidth",
  "linestyle",
  "alpha",
  "label",
  "zorder",
];

/** Reads contours; entries that are not finite count as below all levels. */
export function contour(values: MatrixValues, options: ContourOptions, filled: boolean): Mark {
  checkOptions(ACTION, options, OPTIONS);
  const matrix = readMatrix(ACTION, "the matrix", values);
  if (matrix.rows < 2 || matrix.columns < 2) {
    throw new RangeError(
      `Cannot ${ACTION}: the matrix must have two rows and columns, but has ${matrix.rows} × ${matrix.columns}`,
    );
  }
  const x = readPlaces("x", options.x, matrix.columns), y = readPlaces("y", options.y, matrix.rows);
  const levels = readLevels(matrix, options.levels ?? 8, filled);
  const { alpha, label, zorder } = readLook(ACTION, options, filled ? 1 : 2);
  const width = checkNonNegative(ACTION, "linewidth", options.linewidth ?? 1.5);
  const style = checkChoice(ACTION, "linestyle", options.linestyle ?? "-", LINE_STYLES);
  const colors: ColorScale = { ...readColors(ACTION, levels, options), bounds: filled ? [...levels] : null };
  const paints = readPaints(options.colors, colors, levels, filled);
  const rings = Array.from(levels, (level) => areasAbove(matrix, level, x, y));
  const look = (paint: Paint) =>
    filled ? fillAttributes(paint, alpha) : { fill: "none", ...strokeAttributes({ paint, width, style, alpha }) };
  const count = filled ? `filled contours between ${levels.length} levels` : `contours at ${levels.length} levels`;
  return {
    zorder,
    label,
    clipped: true,
    tight: true,
    ...(options.colors === undefined ? { colors } : {}),
    summary: withLabel(`${count}, ${describeColors(colors)}`, label),
    extent: () => ({ x: finiteExtent(x), y: finiteExtent(y) }),
    anchors: (projection) => filled ? [] : rings.flat(2).flatMap(([u, v]) => [projection.x(u), projection.y(v)]),
    draw(projection) {
      return paints.flatMap((paint, k): SvgNode[] => {
        // One area upon another leaves no seams; translucent ones must not overlap.
        const ends = filled
          ? [...rings[k], ...rings[alpha === 1 ? rings.length - 1 : k + 1]]
          : rings[k].flatMap((ring) => withoutBorder(ring, x, y));
        const d = ends.map((ring) => pathOf(ring, projection, filled)).join("");
        return d === "" ? [] : [element("path", { d, ...look(paint), ...(filled ? { "fill-rule": "evenodd" } : {}) })];
      });
    },
    key({ x, y, width, height }) {
      const paint = paints[Math.floor(paints.length / 2)] ?? null;
      if (filled) return [element("rect", { x, y, width, height, ...look(paint) })];
      return [element("line", { x1: x, y1: y + height / 2, x2: x + width, y2: y + height / 2, ...look(paint) })];
    },
  };
}

function readPlaces(name: string, places: Values | undefined, count: number): Float64Array {
  if (places === undefined) return Float64Array.from({ length: count }, (_, i) => i);
  const at = readValues(ACTION, name, places);
  if (at.length !== count) {
    throw new TypeError(`Cannot ${ACTION}: ${name} must have ${count} places, but has ${at.length}`);
  }
  const sign = Math.sign(at[1] - at[0]);
  if (
    !at.every((value, i) => Number.isFinite(value) && (i === 0 || Math.sign(value - at[i - 1]) === sign)) || sign === 0
  ) {
    throw new RangeError(`Cannot ${ACTION}: ${name} must grow or fall throughout, but is ${found([...at])}`);
  }
  return at;
}

function readLevels({ data }: Matrix, levels: number | Values, filled: boolean): Float64Array {
  if (typeof levels !== "number") {
    const given = readValues(ACTION, "levels", levels);
    if (given.length < (filled ? 2 : 1) || given.some((v, i) => !Number.isFinite(v) || i > 0 && v <= given[i - 1])) {
      throw new RangeError(
        `Cannot ${ACTION}: levels must be ${filled ? "two or more" : "one or more"} growing numbers, but are ${
          found([...given])
        }`,
      );
    }
    return given;
  }
  if (!Number.isInteger(levels) || levels < 1) {
    throw new RangeError(`Cannot ${ACTION}: levels must be a positive integer or levels, but is ${found(levels)}`);
  }
  const [low, high] = finiteExtent(data);
  // A matrix of one value, or none, has no contours; its areas need two levels all the same.
  if (!(low < high)) {
    return filled
      ? Float64Array.of(low <= high ? low : 0, (low <= high ? low : 0) + 1)
      : Float64Array.of(low <= high ? low : 0);
  }
  const round = tickValues(low, high, levels);
  if (!filled) return Float64Array.from(round);
  const step = round.length > 1 ? round[1] - round[0] : high - low;
  const below = round[0] > low ? [round[0] - step] : [], last = round[round.length - 1];
  // The greatest value belongs to the last area.
  return Float64Array.from([...below, ...round, ...(last <= high ? [last + step] : [])]);
}

function readPaints(
  named: ContourOptions["colors"],
  colors: ColorScale,
  levels: Float64Array,
  filled: boolean,
): Paint[] {
  const count = filled ? levels.length - 1 : levels.length;
  if (named === undefined) {
    const at = filled ? levels.subarray(1).map((level, i) => (level + levels[i]) / 2) : levels;
    return Array.from(levelsOf(colors, at), (level) => ({ hex: levelHex(colors, Math.max(0, level)), opacity: 1 }));
  }
  const list = typeof named === "string" ? [named] : named;
  if (!Array.isArray(list) || list.length !== 1 && list.length !== count) {
    throw new TypeError(`Cannot ${ACTION}: colors must be one or ${count}, but is ${found(named)}`);
  }
  const paints = list.map((name) => parseColor(ACTION, "a colour", name));
  return Array.from({ length: count }, (_, k) => paints[k % paints.length]);
}

function pathOf(ring: Ring, projection: Projection, filled: boolean): string {
  const points = ring.map(([x, y]) => `${formatNumber(projection.x(x))},${formatNumber(projection.y(y))}`);
  return `M${points.join("L")}${filled ? "Z" : ""}`;
}
