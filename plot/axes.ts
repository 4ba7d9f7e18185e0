/**
 * Axes: what a figure is drawn in.
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
import type { CellRows } from "./cells.ts";
import { parseColor, TAB10 } from "./colors.ts";
import type { DisplayBundle, FigureHandle } from "./display.ts";
import { type LegendLocation, LOCATIONS } from "./legend.ts";
import { LINE_STYLES, type LineStyle } from "./line_style.ts";
import { type EdgeOptions, edges } from "./marks/edges.ts";
import { fill, type FillOptions } from "./marks/fill.ts";
import { image, type ImageOptions } from "./marks/image.ts";
import { line, type LineOptions } from "./marks/line.ts";
import type { Mark } from "./marks/mark.ts";
import { quiver, type QuiverOptions } from "./marks/quiver.ts";
import { type RuleOptions, rules } from "./marks/rules.ts";
import { scatter, type ScatterOptions } from "./marks/scatter.ts";
import { text, type TextOptions } from "./marks/text.ts";
import { type TriangleOptions, triangles } from "./marks/triangles.ts";
import type { MatrixValues, Values } from "./values.ts";

/** Options of {@linkcode Axes.legend}. */
export interface LegendOptions {
  /** Where it stands; `"best"` covers the fewest data. Default `"best"`. */
  loc?: LegendLocation;
  /** Whether there is a box around; default `true`. */
  frameon?: boolean;
  /** Size of the text in points; default 10. */
  fontsize?: number;
  /** Text above the entries; default none. */
  title?: string;
}

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

/**
 * A box with two axes, drawn into by calls that can be chained; made by {@linkcode subplots}.
 *
 * Names, defaults and drawing order are matplotlib's. Points with a coordinate that is not finite are left out.
 *
 * @example Two clouds
 * ```ts
 * import { subplots } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const [fig, ax] = subplots();
 * ax.scatter([0, 1], [0, 1], { color: "tab:red", label: "clean" })
 *   .scatter([0, 1], [1, 0], { facecolors: "none", label: "noisy" })
 *   .setAspect("equal")
 *   .legend({ loc: "upper left" });
 * assert(fig.toSVG().includes("clean"));
 * ```
 */
export class Axes {
  /** The figure that the axes belong to. */
  readonly figure: FigureHandle;
  readonly #state: AxesState;
  #lineColors = 0;
  #fillColors = 0;

  /** Empty axes of `figure`; {@linkcode subplots} makes them. */
  constructor(figure: FigureHandle, state: AxesState) {
    this.figure = figure;
    this.#state = state;
  }

  /** Draws points at (`x[i]`, `y[i]`). Throws a `TypeError` for different lengths, a `RangeError` for unknown names. */
  scatter(x: Values, y: Values, options: ScatterOptions = {}): this {
    return this.add(scatter(x, y, options, () => this.nextFillColor()));
  }

  /** Draws a line through (`x[i]`, `y[i]`), broken where a point is not finite. */
  plot(x: Values, y: Values, options: LineOptions = {}): this {
    return this.add(line(x, y, options, () => this.#nextLineColor()));
  }

  /** Draws arrows (`u[i]`, `v[i]`) that start at (`x[i]`, `y[i]`). */
  quiver(x: Values, y: Values, u: Values, v: Values, options: QuiverOptions = {}): this {
    return this.add(quiver(x, y, u, v, options));
  }

  /** Draws horizontal segments at heights `y`, from `xmin` to `xmax` (one for all, or one each). */
  hlines(y: number | Values, xmin: number | Values, xmax: number | Values, options: RuleOptions = {}): this {
    return this.add(rules("horizontal", y, xmin, xmax, options));
  }

  /** Draws vertical segments at `x`, from `ymin` to `ymax` (one for all, or one each). */
  vlines(x: number | Values, ymin: number | Values, ymax: number | Values, options: RuleOptions = {}): this {
    return this.add(rules("vertical", x, ymin, ymax, options));
  }

  /** Fills the polygon with corners (`x[i]`, `y[i]`). */
  fill(x: Values, y: Values, options: FillOptions = {}): this {
    return this.add(fill(x, y, options, () => this.nextFillColor()));
  }

  /** Draws the edges between points (`x[i]`, `y[i]`) whose indices are the rows of `rows`. */
  edges(x: Values, y: Values, rows: CellRows, options: EdgeOptions = {}): this {
    return this.add(edges(x, y, rows, options, () => this.#nextLineColor()));
  }

  /** Fills the triangles between points (`x[i]`, `y[i]`) whose indices are the rows of `rows`. */
  triangles(x: Values, y: Values, rows: CellRows, options: TriangleOptions = {}): this {
    return this.add(triangles(x, y, rows, options, () => this.nextFillColor()));
  }

  /**
   * Shows a matrix, one coloured square per entry, row 0 at the top; units become equally long on both axes.
   *
   * Entries that are not finite stay empty. Limits that follow the data end at the image.
   */
  imshow(values: MatrixValues, options: ImageOptions = {}): this {
    const mark = image(values, options), [left, right, bottom, top] = mark.bounds;
    this.#state.x.limits.turned = left > right;
    this.#state.y.limits.turned = bottom > top;
    return this.add(mark).setAspect("equal");
  }

  /** Writes text at a point in data units; it does not change the limits. */
  text(x: number, y: number, content: string, options: TextOptions = {}): this {
    return this.add(text(x, y, content, options));
  }

  /** Adds a mark: the way in for charts that draw more than the calls above. */
  add(mark: Mark): this {
    this.#state.marks.push(mark);
    return this;
  }

  /** Takes the next colour of the cycle for areas and points. */
  nextFillColor(): string {
    return TAB10[this.#fillColors++ % TAB10.length];
  }

  /** Shows the labelled marks, also those added later; marks with the same label share one entry. */
  legend(options: LegendOptions = {}): this {
    const action = "draw the legend";
    checkOptions(action, options, ["loc", "frameon", "fontsize", "title"]);
    this.#state.legend = {
      location: checkChoice(action, "loc", options.loc ?? "best", LOCATIONS),
      framed: checkFlag(action, "frameon", options.frameon ?? true),
      fontsize: checkPositive(action, "fontsize", options.fontsize ?? 10),
      title: checkText(action, "title", options.title ?? ""),
    };
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

  #nextLineColor(): string {
    return TAB10[this.#lineColors++ % TAB10.length];
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
