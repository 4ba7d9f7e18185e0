/**
 * The way to begin: a figure and its axes.
 *
 * @module
 */
import type { Axes } from "./axes.ts";
import { type AxesState, checkSpines, emptyAxes, type Spines } from "./axes_state.ts";
import { checkFlag, checkOptions, checkPositive, found } from "./checks.ts";
import { type ColorCycle, readCycle } from "./colors.ts";
import { Figure } from "./figure.ts";

/** Options of {@linkcode subplots}. */
export interface SubplotsOptions {
  /** Width and height in inches; default `[6.4, 4.8]`. */
  figsize?: readonly [number, number];
  /** Dots per inch; default 120. */
  dpi?: number;
  /** Whether all axes have the same horizontal limits, numbered in the last row only; default `false`. */
  sharex?: boolean;
  /** Whether all axes have the same vertical limits, numbered in the first column only; default `false`. */
  sharey?: boolean;
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
  checkOptions(ACTION, options, ["figsize", "dpi", "sharex", "sharey", "cycle", "spines"]);
  checkCount("rows", rows);
  checkCount("columns", columns);
  const { figsize = [6.4, 4.8], dpi = 120, spines = {} } = options;
  if (!Array.isArray(figsize) || figsize.length !== 2) {
    throw new TypeError(`Cannot ${ACTION}: figsize must be [width, height] in inches, but is ${found(figsize)}`);
  }
  for (const side of figsize) checkPositive(ACTION, "figsize", side);
  checkPositive(ACTION, "dpi", dpi);
  checkSpines(ACTION, spines);
  const sharex = checkFlag(ACTION, "sharex", options.sharex ?? false);
  const sharey = checkFlag(ACTION, "sharey", options.sharey ?? false);

  const cycle = readCycle(ACTION, options.cycle ?? "tab10");
  const around: Spines = { top: true, right: true, bottom: true, left: true, ...spines };
  const states = Array.from({ length: rows * columns }, () => emptyAxes(around, cycle));
  if (sharex) share(states, "x", (i) => i >= (rows - 1) * columns);
  if (sharey) share(states, "y", (i) => i % columns === 0);
  const figure = new Figure({ figsize: [figsize[0], figsize[1]], dpi, rows, columns, states });
  return [figure, squeeze(figure.axes, rows, columns)];
}

function checkCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`Cannot ${ACTION}: ${name} must be a positive integer, but is ${found(count)}`);
  }
}

function share(states: readonly AxesState[], side: "x" | "y", isNumbered: (index: number) => boolean): void {
  const limits = { ...states[0][side].limits, members: [...states] };
  states.forEach((state, i) => {
    state[side].limits = limits;
    state[side].tickLabels = isNumbered(i);
  });
}

function squeeze(axes: readonly Axes[], rows: number, columns: number): Axes | Axes[] | Axes[][] {
  if (rows === 1 && columns === 1) return axes[0];
  if (rows === 1 || columns === 1) return [...axes];
  return Array.from({ length: rows }, (_, row) => axes.slice(row * columns, (row + 1) * columns));
}
