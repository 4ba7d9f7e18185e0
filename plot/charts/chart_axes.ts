/**
 * What every chart begins with: axes to draw in, and points to draw.
 *
 * @module
 */
import { Axes } from "../axes.ts";
import { checkText, found } from "../checks.ts";
import { subplots, type SubplotsOptions } from "../subplots.ts";
import { isShaped, type MatrixValues, readMatrix, shapeOf } from "../values.ts";

/** Options that every chart has. */
export interface ChartOptions {
  /** Axes to draw in; default those of a new figure. */
  ax?: Axes;
  /** Text above the axes; default none. */
  title?: string;
}

/** The names of {@linkcode ChartOptions}. */
export const CHART_OPTIONS: readonly (keyof ChartOptions)[] = ["ax", "title"];

/** Points as columns. */
export interface Cloud {
  /** Number of points. */
  readonly size: number;
  /** One array per coordinate. */
  readonly columns: readonly Float64Array[];
}

/** Passes when there are axes, or none are named. */
export function checkAxes(action: string, ax: Axes | undefined): void {
  if (ax !== undefined && !(ax instanceof Axes)) {
    throw new TypeError(`Cannot ${action}: ax must be axes of a figure, but is ${found(ax)}`);
  }
}

/** Passes when axes and title are what they should be. */
export function checkChart(action: string, { ax, title }: ChartOptions): void {
  checkAxes(action, ax);
  checkText(action, "the title", title ?? "");
}

/** The axes that were given, or those of a new figure, with the title. */
export function chartAxes({ ax, title }: ChartOptions, figure: SubplotsOptions = {}): Axes {
  const axes = ax ?? subplots(1, 1, figure)[1];
  return title === undefined ? axes : axes.setTitle(title);
}

/** Points `[n, d]` with `d` one of `dimensions`; none at all are fine. */
export function readCloud(action: string, name: string, points: MatrixValues, dimensions: readonly number[]): Cloud {
  const wanted = `Cannot ${action}: ${name} must have shape ${dimensions.map((d) => `[n, ${d}]`).join(" or ")}`;
  const empty = { size: 0, columns: Array.from({ length: dimensions[0] }, () => new Float64Array()) };
  if (isShaped(points)) {
    const shape = shapeOf(action, name, points);
    if (shape.length !== 2 || !dimensions.includes(shape[1])) {
      throw new TypeError(`${wanted}, but its shape is [${shape.join(", ")}]`);
    }
    if (shape[0] === 0) return { size: 0, columns: Array.from({ length: shape[1] }, () => new Float64Array()) };
  } else {
    if (typeof points !== "object" || points === null || typeof points.length !== "number") {
      throw new TypeError(`${wanted}, but is ${found(points)}`);
    }
    if (points.length === 0) return empty;
  }
  const { data, rows, columns } = readMatrix(action, name, points);
  if (!dimensions.includes(columns)) throw new TypeError(`${wanted}, but its shape is [${rows}, ${columns}]`);
  const column = (c: number) => Float64Array.from({ length: rows }, (_, i) => data[i * columns + c]);
  return { size: rows, columns: Array.from({ length: columns }, (_, c) => column(c)) };
}
