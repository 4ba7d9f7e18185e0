/**
 * The data under a chain: points, or the vertices of a grid of values.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkChoice } from "../checks.ts";
import type { Colormap } from "../colormaps.ts";
import { image } from "../marks/image.ts";
import { isShaped, type MatrixValues, readMatrix, shapeOf } from "../values.ts";
import { type Cloud, readCloud } from "./chart_axes.ts";

/** What a source holds. */
export type SourceKind = "points" | "field";

/** Reads what `source` holds; without `kind`, a matrix with two or three columns holds points. */
export function readSource(
  action: string,
  source: MatrixValues,
  kind: SourceKind | undefined,
): { kind: SourceKind; cloud: Cloud } {
  const shape = isShaped(source) ? shapeOf(action, "source", source) : [source?.length, source?.[0]?.length];
  const guess = shape.length < 3 && [undefined, 2, 3].includes(shape[1]) ? "points" : "field";
  const known = checkChoice(action, "sourceKind", kind ?? guess, ["points", "field"]);
  if (known === "points") return { kind: known, cloud: readCloud(action, "the points", source, [2, 3]) };
  return { kind: known, cloud: shape.length === 3 ? spaceOf(shape) : planeOf(action, source) };
}

/** Draws the values of a matrix. */
export function drawField(action: string, ax: Axes, source: MatrixValues, cmap: Colormap = "viridis"): void {
  const { data, rows, columns } = readMatrix(action, "the field", source);
  ax.add(image({ data, shape: [rows, columns] }, { cmap }));
  if (ax.getYlim()[0] < ax.getYlim()[1]) ax.invertYaxis();
}

/** The vertices of a grid, row by row, as points: columns to the right, rows downwards. */
function planeOf(action: string, source: MatrixValues): Cloud {
  const { rows, columns } = readMatrix(action, "the field", source), size = rows * columns;
  const x = Float64Array.from({ length: size }, (_, v) => v % columns);
  return { size, columns: [x, Float64Array.from({ length: size }, (_, v) => Math.floor(v / columns))] };
}

/** The vertices of a grid with three axes as points whose coordinates are their indices. */
function spaceOf([rows, columns, layers]: readonly number[]): Cloud {
  const size = rows * columns * layers;
  const axis = (length: number, stride: number) =>
    Float64Array.from({ length: size }, (_, v) => Math.floor(v / stride) % length);
  return { size, columns: [axis(rows, columns * layers), axis(columns, layers), axis(layers, 1)] };
}
