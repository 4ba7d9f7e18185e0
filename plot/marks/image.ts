/**
 * Matrices as coloured squares.
 *
 * @module
 */
import { checkChoice, checkFinite, checkFraction, checkOptions, found } from "../checks.ts";
import {
  COLOR_OPTIONS,
  type ColorOptions,
  type ColorScale,
  describeColors,
  levelsOf,
  readColors,
} from "../color_scale.ts";
import { pngUri } from "../png_uri.ts";
import { bilinear } from "../resample.ts";
import { element } from "../svg.ts";
import { type Matrix, type MatrixValues, readMatrix } from "../values.ts";
import type { Mark } from "./mark.ts";

/** What stands between the entries of a matrix. */
export type Interpolation = "nearest" | "bilinear";

/** Options of {@linkcode Axes.imshow}. */
export interface ImageOptions extends ColorOptions {
  /** Opacity; default 1. */
  alpha?: number;
  /** Whether row 0 is at the top or at the bottom; default `"upper"`. */
  origin?: "upper" | "lower";
  /**
   * Left, right, bottom and top in data units; default such that entry `[i, j]` is centred at x = j, y = i, with y downwards
   * for `origin: "upper"`.
   */
  extent?: readonly [number, number, number, number];
  /**
   * What stands between entries, by matplotlib's names: `"nearest"` makes a square of one colour of each entry,
   * `"bilinear"` goes straight from value to value before colours are taken, at the resolution of the figure, and leaves
   * empty what lies beside an entry that is not finite. Default `"nearest"`, as matplotlib shows enlarged matrices.
   */
  interpolation?: Interpolation;
  /** Drawing order; default 0, below all other marks. */
  zorder?: number;
}

/** An image, which also tells in which direction the axes run. */
export interface ImageMark extends Mark {
  /** Left, right, bottom and top in data units. */
  readonly bounds: readonly [number, number, number, number];
}

const ACTION = "show the matrix";
/** An image along whose side there are more pixels than this is enlarged no further. */
const MOST_PIXELS = 2000;
const OPTIONS: readonly (keyof ImageOptions)[] = [
  ...COLOR_OPTIONS,
  "alpha",
  "origin",
  "extent",
  "interpolation",
  "zorder",
];

/** Reads a matrix to be shown. Entries that are not finite stay empty. */
export function image(values: MatrixValues, options: ImageOptions): ImageMark {
  checkOptions(ACTION, options, OPTIONS);
  const matrix = readMatrix(ACTION, "the matrix", values), { rows, columns } = matrix;
  const colors = readColors(ACTION, matrix.data, options);
  const alpha = checkFraction(ACTION, "alpha", options.alpha ?? 1);
  const origin = checkChoice(ACTION, "origin", options.origin ?? "upper", ["upper", "lower"]);
  const interpolation = checkChoice(ACTION, "interpolation", options.interpolation ?? "nearest", [
    "nearest",
    "bilinear",
  ]);
  const zorder = checkFinite(ACTION, "zorder", options.zorder ?? 0);
  const [bottom, top] = origin === "upper" ? [rows - 0.5, -0.5] : [-0.5, rows - 0.5];
  const bounds = checkExtent(options.extent ?? [-0.5, columns - 0.5, bottom, top]);
  return {
    zorder,
    label: null,
    clipped: true,
    tight: true,
    bounds,
    summary: `an image of ${rows} × ${columns} values, ${describeColors(colors)}`,
    colors,
    extent: () => ({ x: sorted(bounds[0], bounds[1]), y: sorted(bounds[2], bounds[3]) }),
    anchors: () => [],
    draw(projection) {
      const first = origin === "upper" ? bounds[3] : bounds[2], last = bounds[2] + bounds[3] - first;
      const [left, right] = [projection.x(bounds[0]), projection.x(bounds[1])];
      const [start, end] = [projection.y(first), projection.y(last)];
      const width = Math.abs(right - left), height = Math.abs(end - start);
      const shown = interpolation === "nearest" ? matrix : enlarged(matrix, width, height, projection.dpi);
      return [element("image", {
        x: Math.min(left, right),
        y: Math.min(start, end),
        width,
        height,
        preserveAspectRatio: "none",
        opacity: alpha === 1 ? null : alpha,
        // As the renderer of PNG files knows it; the figure's style sheet says the same to browsers.
        "image-rendering": "optimizeSpeed",
        href: dataUri(shown, colors, { x: right < left, y: end < start }),
      })];
    },
    key: () => [],
  };
}

function checkExtent(extent: ImageOptions["extent"] & object): readonly [number, number, number, number] {
  if (!Array.isArray(extent) || extent.length !== 4) {
    throw new TypeError(`Cannot ${ACTION}: extent must be [left, right, bottom, top], but is ${found(extent)}`);
  }
  for (const side of extent) checkFinite(ACTION, "a side of extent", side);
  const [left, right, bottom, top] = extent;
  if (left === right || bottom === top) {
    throw new RangeError(`Cannot ${ACTION}: opposite sides of extent must differ, but it is ${found(extent)}`);
  }
  return [left, right, bottom, top];
}

/** The matrix with an entry for each pixel of the page, up to a limit, or more where it has more. */
function enlarged(matrix: Matrix, width: number, height: number, dpi: number): Matrix {
  const count = (points: number, least: number) =>
    Math.max(least, Math.min(MOST_PIXELS, Math.round(points * dpi / 72)));
  return bilinear(matrix, count(height, matrix.rows), count(width, matrix.columns));
}

/** The image as it stands on the page, as a PNG file in an address. */
function dataUri(
  { data, rows, columns }: Matrix,
  colors: ColorScale,
  turned: { x: boolean; y: boolean },
): string {
  const { table } = colors, levels = levelsOf(colors, data), pixels = new Uint8Array(4 * rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += 4) {
      const [i, j] = [turned.y ? rows - 1 - row : row, turned.x ? columns - 1 - column : column];
      const level = levels[i * columns + j];
      if (level < 0) continue;
      pixels.set(table.subarray(3 * level, 3 * level + 3), at);
      pixels[at + 3] = 255;
    }
  }
  return pngUri(columns, rows, pixels);
}

function sorted(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}
