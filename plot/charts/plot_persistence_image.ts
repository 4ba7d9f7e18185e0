/**
 * A persistence image as a heat map.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkOptions, found } from "../checks.ts";
import { image, type ImageOptions } from "../marks/image.ts";
import { type MatrixValues, readMatrix } from "../values.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart } from "./chart_axes.ts";

/** Options of {@linkcode plotPersistenceImage}. */
export interface PlotPersistenceImageOptions
  extends ChartOptions, Pick<ImageOptions, "cmap" | "vmin" | "vmax" | "alpha" | "interpolation"> {
  /**
   * `[xMin, xMax, yMin, yMax]`: births at the first and the last column, persistences at the first and the last row, as
   * `persistenceImage` was given them; default the numbers of columns and rows.
   */
  imRange?: readonly [number, number, number, number];
}

const ACTION = "plot the persistence image";

/**
 * Draws a persistence image: births to the right, persistences upwards, a pixel around each sample.
 *
 * `pixels: [rows, columns]` is what `persistenceImage` gives.
 *
 * @throws {TypeError} If `pixels` has another shape.
 * @throws {RangeError} If `imRange` does not ascend.
 *
 * @example A point
 * ```ts
 * import { persistenceImage, plotPersistenceImage } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const imRange = [0, 2, 0, 3] as const;
 * const ax = plotPersistenceImage(persistenceImage([[1, 3]], { bandwidth: 0.5, imRange }), { imRange });
 * assert(ax.figure.toSVG().includes("<image"));
 * ```
 */
export function plotPersistenceImage(pixels: MatrixValues, options: PlotPersistenceImageOptions = {}): Axes {
  checkOptions(ACTION, options, [...CHART_OPTIONS, "imRange", "cmap", "vmin", "vmax", "alpha", "interpolation"]);
  checkChart(ACTION, options);
  const { ax: _ax, title: _title, imRange, ...colors } = options;
  const { data, rows, columns } = readMatrix(ACTION, "the image", pixels);
  const range = imRange ?? [0, columns - 1, 0, rows - 1];
  if (!Array.isArray(range) || range.length !== 4 || !range.every(Number.isFinite)) {
    throw new TypeError(`Cannot ${ACTION}: imRange must be [xMin, xMax, yMin, yMax], but is ${found(imRange)}`);
  }
  const [left, right, bottom, top] = range;
  if (left > right || bottom > top) {
    throw new RangeError(`Cannot ${ACTION}: imRange must ascend, but is ${found(imRange)}`);
  }
  // Samples are in the middle of their pixels.
  const halfX = columns > 1 ? (right - left) / (columns - 1) / 2 : 0.5;
  const halfY = rows > 1 ? (top - bottom) / (rows - 1) / 2 : 0.5;
  const extent = [
    left - (halfX || 0.5),
    right + (halfX || 0.5),
    bottom - (halfY || 0.5),
    top + (halfY || 0.5),
  ] as const;
  const mark = image({ data, shape: [rows, columns] }, { ...colors, origin: "lower", extent });
  return chartAxes(options, { figsize: [5, 4.4] }).add(mark).setXlabel("birth").setYlabel("persistence");
}
