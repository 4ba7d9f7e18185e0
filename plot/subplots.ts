/**
 * The way to begin: a figure and its axes.
 *
 * @module
 */
import type { Axes } from "./axes.ts";
import { type AxesState, checkSpines, emptyAxes, type Spines } from "./axes_state.ts";
import { checkOptions, checkPositive, found } from "./checks.ts";
import { type ColorCycle, readCycle } from "./colors.ts";
import { Figure } from "./figure.ts";

/** Options of {@linkcode subplots}. */
export interface SubplotsOptions {
  /** Width and height in inches; default `[6.4, 4.8]`. */
  figsize?: readonly [number, number];
  /** Dots per inch; default 120. */
  dpi?: number;
  /**
   * Which axes have the same horizontal limits: all (`true`), those of a row, or those of a column; default `false`. Where
   * columns share them, only the last row is numbered.
   */
  sharex?: boolean | "row" | "col";
  /**
   * Which axes have the same vertical limits: all (`true`), those of a row, or those of a column; default `false`. Where
   * rows share them, only the first column is numbered.
   */
  sharey?: boolean | "row" | "col";
  /** Widths of the columns in relation to each other; default all equal. */
  widthRatios?: readonly number[];
  /** Heights of the rows in relation to each other; default all equal. */
  heightRatios?: readonly number[];
  /** The colours that marks take in turn; default `"tab10"`, matplotlib's. `"C0"` and the like always name these. */
  cycle?: ColorCycle;
  /** Which lines around the data are drawn; default all. */
  spines?: Partial<Spines>;
}

const ACTION = "make the figure";

/**
 * Makes a figure with `rows` × `columns` axes, as matplotlib's `subplots` does: one axes alone, one row or one column
 * as a list, otherwise rows of axes.
 *
 * @throws {RangeError} Where `figsize`, `dpi`, `rows` or `columns` is not positive.
 *
 * @example Two axes side by side
 * ```ts
 * import { subplots } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const [fig, [left, right]] = subplots(1, 2, { figsize: [8, 4] });
 * left.setTitle("before");
 * right.setTitle("after");
 * assertEquals(fig.axes.length, 2);
 * ```
 */
export function subplots(rows?: 1, columns?: 1, options?: SubplotsOptions): [Figure, Axes];
/** A single row of axes. */
export function subplots(rows: 1, columns: number, options?: SubplotsOptions): [Figure, Axes[]];
/** A single column of axes. */
export function subplots(rows: number, columns?: 1, options?: SubplotsOptions): [Figure, Axes[]];
/** Rows of axes. */
export function subplots(rows: number, columns: number, options?: SubplotsOptions): [Figure, Axes[][]];
export function subplots(
  rows = 1,
  columns = 1,
  options: SubplotsOptions = {},
): [Figure, Axes | Axes[] | Axes[][]] {
  checkOptions(ACTION, options, [
    "figsize",
    "dpi",
    "sharex",
    "sharey",
    "widthRatios",
    "heightRatios",
    "cycle",
    "spines",
  ]);
  checkCount("rows", rows);
  checkCount("columns", columns);
  const { figsize = [6.4, 4.8], dpi = 120, spines = {} } = options;
  if (!Array.isArray(figsize) || figsize.length !== 2) {
    throw new TypeError(`Cannot ${ACTION}: figsize must be [width, height] in inches, but is ${found(figsize)}`);
  }
  for (const side of figsize) checkPositive(ACTION, "figsize", side);
  checkPositive(ACTION, "dpi", dpi);
  checkSpines(ACTION, spines);
  const sharex = checkSharing("sharex", options.sharex ?? false);
  const sharey = checkSharing("sharey", options.sharey ?? false);
  const widths = checkRatios("widthRatios", options.widthRatios, columns);
  const heights = checkRatios("heightRatios", options.heightRatios, rows);

  const cycle = readCycle(ACTION, options.cycle ?? "tab10");
  const around: Spines = { top: true, right: true, bottom: true, left: true, ...spines };
  const states = Array.from({ length: rows * columns }, () => emptyAxes(around, cycle));
  share(states, columns, "x", sharex, (i) => sharex === "row" || i >= (rows - 1) * columns);
  share(states, columns, "y", sharey, (i) => sharey === "col" || i % columns === 0);
  const figure = new Figure({ figsize: [figsize[0], figsize[1]], dpi, rows, columns, widths, heights, states });
  return [figure, squeeze(figure.axes, rows, columns)];
}

function checkCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`Cannot ${ACTION}: ${name} must be a positive integer, but is ${found(count)}`);
  }
}

type Sharing = boolean | "row" | "col";

function checkSharing(name: string, value: Sharing): Sharing {
  if (typeof value !== "boolean" && value !== "row" && value !== "col") {
    throw new TypeError(`Cannot ${ACTION}: ${name} must be true, false, "row" or "col", but is ${found(value)}`);
  }
  return value;
}

function checkRatios(name: string, ratios: readonly number[] | undefined, count: number): readonly number[] {
  if (ratios === undefined) return new Array<number>(count).fill(1);
  if (!Array.isArray(ratios) || ratios.length !== count) {
    throw new TypeError(`Cannot ${ACTION}: ${name} must be ${count} numbers, but is ${found(ratios)}`);
  }
  return ratios.map((ratio) => checkPositive(ACTION, name, ratio));
}

/** Gives the axes of each group common limits, with numbers where `isNumbered` says. */
function share(
  states: readonly AxesState[],
  columns: number,
  side: "x" | "y",
  sharing: Sharing,
  isNumbered: (index: number) => boolean,
): void {
  if (sharing === false) return;
  const groupOf = (i: number) => sharing === true ? 0 : sharing === "row" ? Math.floor(i / columns) : i % columns;
  const groups = Map.groupBy(states, (_, i) => groupOf(i));
  for (const members of groups.values()) {
    const limits = { ...members[0][side].limits, members };
    for (const state of members) state[side].limits = limits;
  }
  states.forEach((state, i) => state[side].tickLabels = isNumbered(i));
}

function squeeze(axes: readonly Axes[], rows: number, columns: number): Axes | Axes[] | Axes[][] {
  if (rows === 1 && columns === 1) return axes[0];
  if (rows === 1 || columns === 1) return [...axes];
  return Array.from({ length: rows }, (_, row) => axes.slice(row * columns, (row + 1) * columns));
}
