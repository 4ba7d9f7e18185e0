/**
 * The frame of axes: limits, scales, ticks, titles, grid, spines and legend, whatever is drawn inside.
 *
 * @module
 */
import { type Adjustable, type AxesState, checkSpines, type Spines } from "./axes_state.ts";
import {
  checkChoice,
  checkFinite,
  checkFlag,
  checkFraction,
  checkNonNegative,
  checkOptions,
  checkPositive,
  checkText,
  found,
} from "./checks.ts";
import { type ColorbarOptions, readColorbar } from "./colorbar_style.ts";
import { parseColor } from "./colors.ts";
import type { DisplayBundle, FigureHandle } from "./display.ts";
import { AXES_LOCATIONS, type LegendOptions, readLegend } from "./legend_style.ts";
import { LINE_STYLES, type LineStyle } from "./line_style.ts";
import { readScale, type ScaleName, type ScaleOptions } from "./scales.ts";
import { readFormat, readTicks, type TickFormat, type TickOptions } from "./tick_choice.ts";
import type { Values } from "./values.ts";

/** Options of {@linkcode Axes.grid}. */
export interface GridOptions {
  /** Colour; default `"#b0b0b0"`. */
  color?: string;
  /** Width in points; default 0.8. */
  linewidth?: number;
  /** Dashes; default `"-"`. */
  linestyle?: LineStyle;
  /** Opacity; default 1. */
  alpha?: number;
  /** Drawing order; default 0.5, below all marks. */
  zorder?: number;
}

/** Options of {@linkcode Axes.setAspect}. */
export interface AspectOptions {
  /** What gives way: the `"box"`, or the limits, `"datalim"`. Default `"box"`. */
  adjustable?: Adjustable;
}

let remembered: (axes: AxesFrame) => AxesState;

/** What axes remember until they are drawn. */
export function stateOf(axes: AxesFrame): AxesState {
  return remembered(axes);
}

/** What stays of axes when all marks are taken out; {@linkcode Axes} adds the marks. */
export class AxesFrame {
  /** The figure that the axes belong to. */
  readonly figure: FigureHandle;
  readonly #state: AxesState;

  static {
    remembered = (axes) => axes.#state;
  }

  /** Empty axes of `figure`; {@linkcode subplots} makes them. */
  constructor(figure: FigureHandle, state: AxesState) {
    this.figure = figure;
    this.#state = state;
  }

  /** Shows the labelled marks, also those added later; marks with the same label share one entry. */
  legend(options: LegendOptions = {}): this {
    this.#state.legend = readLegend("draw the legend", options, AXES_LOCATIONS);
    return this;
  }

  /**
   * Draws which value has which colour, for the mark drawn last that has colours by value: an image, points, arrows or
   * contours. The axes make room for it.
   */
  colorbar(options: ColorbarOptions = {}): this {
    this.#state.colorbar = readColorbar(this.#state.marks, options);
    return this;
  }

  /** Whether a legend was asked for. */
  get hasLegend(): boolean {
    return this.#state.legend !== null;
  }

  /** Writes a title above the axes. */
  setTitle(title: string): this {
    this.#state.title = checkText("set the title", "the title", title);
    return this;
  }

  /** Writes a label along the horizontal axis. */
  setXlabel(label: string): this {
    this.#state.x.label = checkText("set the x label", "the label", label);
    return this;
  }

  /** Writes a label along the vertical axis. */
  setYlabel(label: string): this {
    this.#state.y.label = checkText("set the y label", "the label", label);
    return this;
  }

  /** Sets the horizontal limits, `undefined` or `null` to follow the data; `setXlim([0, 1])` is `setXlim(0, 1)`. */
  setXlim(left?: number | null | readonly [number, number], right?: number | null): this {
    return this.#setLimits("x", left, right);
  }

  /** Sets the vertical limits, `undefined` or `null` to follow the data; `setYlim([0, 1])` is `setYlim(0, 1)`. */
  setYlim(bottom?: number | null | readonly [number, number], top?: number | null): this {
    return this.#setLimits("y", bottom, top);
  }

  /** The horizontal limits as drawn. */
  getXlim(): [number, number] {
    const [left, right] = this.figure.placementOf(this).xLimits;
    return [left, right];
  }

  /** The vertical limits as drawn. */
  getYlim(): [number, number] {
    const [bottom, top] = this.figure.placementOf(this).yLimits;
    return [bottom, top];
  }

  /** The rectangle between the spines as drawn, in shares of the figure, from its lower left corner. */
  getPosition(): { left: number; bottom: number; width: number; height: number } {
    return this.figure.placementOf(this).position;
  }

  /** Turns the horizontal axis round. */
  invertXaxis(): this {
    return this.#invert("x");
  }

  /** Turns the vertical axis round. */
  invertYaxis(): this {
    return this.#invert("y");
  }

  /**
   * Spreads values evenly (`"linear"`), by their logarithm (`"log"`), or by that of both signs with a linear part around
   * zero (`"symlog"`). On a `"log"` axis values that are not positive, and such limits, are out of sight.
   */
  setXscale(scale: ScaleName, options: ScaleOptions = {}): this {
    this.#state.x.limits.scale = readScale("set the x scale", scale, options);
    return this;
  }

  /** {@linkcode AxesFrame.setXscale} for the vertical axis. */
  setYscale(scale: ScaleName, options: ScaleOptions = {}): this {
    this.#state.y.limits.scale = readScale("set the y scale", scale, options);
    return this;
  }

  /** Sets the ticks of the horizontal axis, and what is written beside them; `[]` removes them. */
  setXticks(values: Values, labels?: readonly string[], options: TickOptions = {}): this {
    return this.#setTicks("x", values, labels, options);
  }

  /** Sets the ticks of the vertical axis, and what is written beside them; `[]` removes them. */
  setYticks(values: Values, labels?: readonly string[], options: TickOptions = {}): this {
    return this.#setTicks("y", values, labels, options);
  }

  /** Sets how numbers are written at the horizontal axis, such as `".0%"`, or by a function; `null` for the usual way. */
  setXformat(format: TickFormat | null): this {
    return this.#setFormat("x", format);
  }

  /** Sets how numbers are written at the vertical axis, such as `".0%"`, or by a function; `null` for the usual way. */
  setYformat(format: TickFormat | null): this {
    return this.#setFormat("y", format);
  }

  /** Shows or hides small ticks between those with numbers; logarithmic axes have them unless told otherwise. */
  minorTicks(shown = true): this {
    checkFlag("show small ticks", "the argument", shown);
    for (const { limits } of [this.#state.x, this.#state.y]) limits.ticks = { ...limits.ticks, minor: shown };
    return this;
  }

  /**
   * Makes a unit of y as long on the page as one of x (`"equal"`), or `aspect` times as long; `"auto"` undoes it.
   *
   * `adjustable: "box"` shrinks the axes in the middle of their room, `"datalim"` moves the limits of one axis.
   */
  setAspect(aspect: "equal" | "auto" | number, options: AspectOptions = {}): this {
    const action = "set the aspect";
    checkOptions(action, options, ["adjustable"]);
    const adjustable = checkChoice(action, "adjustable", options.adjustable ?? "box", ["box", "datalim"]);
    if (typeof aspect === "string") checkChoice(action, "aspect", aspect, ["equal", "auto"]);
    else checkPositive(action, "aspect", aspect);
    const shared = [this.#state.x, this.#state.y].every(({ limits }) => limits.members.length > 1);
    if (shared && adjustable === "datalim") {
      throw new RangeError(`Cannot ${action}: adjustable must be "box" where both axes are shared, but is "datalim"`);
    }
    this.#state.aspect = aspect === "auto" ? null : { ratio: aspect === "equal" ? 1 : aspect, adjustable };
    return this;
  }

  /** Shows or hides spines, ticks and axis labels. */
  axis(shown: "on" | "off"): this {
    this.#state.framed = checkChoice("set the axis", "the argument", shown, ["on", "off"]) === "on";
    return this;
  }

  /** Draws lines at the ticks; `false` removes them. */
  grid(shown: boolean | GridOptions = true, options: GridOptions = typeof shown === "object" ? shown : {}): this {
    const action = "draw the grid";
    checkOptions(action, options, ["color", "linewidth", "linestyle", "alpha", "zorder"]);
    const grid = {
      paint: parseColor(action, "color", options.color ?? "#b0b0b0"),
      width: checkNonNegative(action, "linewidth", options.linewidth ?? 0.8),
      style: checkChoice(action, "linestyle", options.linestyle ?? "-", LINE_STYLES),
      alpha: checkFraction(action, "alpha", options.alpha ?? 1),
      zorder: checkFinite(action, "zorder", options.zorder ?? 0.5),
    };
    const isShown = typeof shown === "object" || checkFlag(action, "the argument", shown);
    this.#state.grid = isShown ? grid : null;
    return this;
  }

  /** Shows or hides single spines; those not named stay as they are. */
  setSpines(spines: Partial<Spines>): this {
    checkSpines("set the spines", spines);
    Object.assign(this.#state.spines, spines);
    return this;
  }

  /** Shows the whole figure where the axes are the last value of a cell. */
  [Symbol.for("Jupyter.display")](): Promise<DisplayBundle> {
    return this.figure.display();
  }

  #invert(side: "x" | "y"): this {
    const { limits } = this.#state[side];
    [limits.lower, limits.upper, limits.turned] = [limits.upper, limits.lower, !limits.turned];
    return this;
  }

  #setTicks(side: "x" | "y", values: Values, labels: readonly string[] | undefined, options: TickOptions): this {
    const { limits } = this.#state[side];
    limits.ticks = { ...limits.ticks, ...readTicks(`set the ${side} ticks`, values, labels, options) };
    return this;
  }

  #setFormat(side: "x" | "y", format: TickFormat | null): this {
    const { limits } = this.#state[side];
    limits.ticks = { ...limits.ticks, format: readFormat(`set the ${side} format`, format) };
    return this;
  }

  #setLimits(side: "x" | "y", lower?: number | null | readonly [number, number], upper?: number | null): this {
    const action = `set the ${side} limits`;
    if (Array.isArray(lower) && lower.length !== 2) {
      throw new TypeError(`Cannot ${action}: limits must be two numbers, but are ${found(lower)}`);
    }
    const [start, end] = Array.isArray(lower) ? lower as [number, number] : [lower as number | null | undefined, upper];
    for (const limit of [start, end]) if (limit !== undefined && limit !== null) checkFinite(action, "a limit", limit);
    if (start === end && typeof start === "number") {
      throw new RangeError(`Cannot ${action}: the two must differ, but both are ${found(start)}`);
    }
    const { limits } = this.#state[side];
    if (start !== undefined) limits.lower = start;
    if (end !== undefined) limits.upper = end;
    return this;
  }
}
