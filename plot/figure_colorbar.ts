/**
 * What a figure is told of a colour bar for several of its axes.
 *
 * @module
 */
import type { Axes } from "./axes.ts";
import { stateOf } from "./axes_frame.ts";
import { type SharedColorbar, spanOf } from "./beside.ts";
import { checkOptions, found } from "./checks.ts";
import { COLORBAR_ACTION, COLORBAR_OPTIONS, type ColorbarOptions, readColorbar } from "./colorbar_style.ts";

/** Options of {@linkcode Figure.colorbar}; lengths and distances are shares of all its axes together. */
export interface FigureColorbarOptions extends ColorbarOptions {
  /** The axes that the bar stands beside, with all between them; default those that have the colours. */
  ax?: Axes | readonly Axes[];
}

/** Reads a colour bar for the colours of `source`, one of the axes of a figure that are given row by row. */
export function readSharedColorbar(
  all: readonly Axes[],
  columns: number,
  source: Axes,
  options: FigureColorbarOptions,
): SharedColorbar {
  checkOptions(COLORBAR_ACTION, options, ["ax", ...COLORBAR_OPTIONS]);
  const { ax = source, ...look } = options;
  const beside = Array.isArray(ax) ? ax as readonly Axes[] : [ax as Axes];
  const isOwn = (one: Axes) => all.includes(one);
  if (!isOwn(source)) {
    throw new TypeError(`Cannot ${COLORBAR_ACTION}: axes of the figure must have the colours, but have not`);
  }
  if (beside.length === 0 || !beside.every(isOwn)) {
    throw new TypeError(`Cannot ${COLORBAR_ACTION}: ax must be axes of the figure, but is ${found(ax)}`);
  }
  const style = readColorbar(stateOf(source).marks, look);
  return { style, members: spanOf(beside.map((one) => all.indexOf(one)), columns) };
}
