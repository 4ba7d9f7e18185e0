/**
 * Axes: what a figure is drawn in.
 *
 * @module
 */
import { AxesFrame, stateOf } from "./axes_frame.ts";
import type { CellRows } from "./cells.ts";
import { annotation, type AnnotationOptions } from "./marks/annotation.ts";
import { type BarhOptions, type BarOptions, bars, readPositions } from "./marks/bars.ts";
import { contour, type ContourOptions } from "./marks/contour.ts";
import { type EdgeOptions, edges } from "./marks/edges.ts";
import { type ErrorBarOptions, errorBars } from "./marks/error_bars.ts";
import { fill, type FillOptions } from "./marks/fill.ts";
import { fillBetween, type FillBetweenOptions } from "./marks/fill_between.ts";
import { histogram, type HistogramOptions } from "./marks/histogram.ts";
import { image, type ImageOptions } from "./marks/image.ts";
import { line, type LineOptions } from "./marks/line.ts";
import type { Mark } from "./marks/mark.ts";
import { quiver, type QuiverMark, type QuiverOptions } from "./marks/quiver.ts";
import { quiverKey, type QuiverKeyOptions } from "./marks/quiver_key.ts";
import { type RuleOptions, rules } from "./marks/rules.ts";
import { scatter, type ScatterOptions } from "./marks/scatter.ts";
import { span, type SpanOptions } from "./marks/span.ts";
import { step, type StepOptions } from "./marks/step.ts";
import { text, type TextOptions } from "./marks/text.ts";
import { type TriangleOptions, triangles } from "./marks/triangles.ts";
import type { MatrixValues, Values } from "./values.ts";

/**
 * A box with two axes, drawn into by calls that can be chained; made by {@linkcode subplots}.
 *
 * Names, defaults and drawing order are matplotlib's [Hunter07]. Points with a coordinate that is not finite are left out.
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
export class Axes extends AxesFrame {
  #lineColors = 0;
  #fillColors = 0;

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

  /**
   * Draws the key of the arrows drawn last: one that stands for `size` units of (u, v), and `label`.
   *
   * `x` and `y` are shares of the axes, 0 at the lower left corner; they may lie beyond.
   */
  quiverKey(x: number, y: number, size: number, label: string, options: QuiverKeyOptions = {}): this {
    const arrows = stateOf(this).marks.findLast((mark): mark is QuiverMark => "sample" in mark);
    if (arrows === undefined) throw new TypeError("Cannot draw the key of the arrows: quiver() must come first");
    return this.add(quiverKey(arrows, x, y, size, label, options));
  }

  /** Draws horizontal segments at heights `y`, from `xmin` to `xmax` (one for all, or one each). */
  hlines(y: number | Values, xmin: number | Values, xmax: number | Values, options: RuleOptions = {}): this {
    return this.add(rules("horizontal", y, xmin, xmax, options));
  }

  /** Draws vertical segments at `x`, from `ymin` to `ymax` (one for all, or one each). */
  vlines(x: number | Values, ymin: number | Values, ymax: number | Values, options: RuleOptions = {}): this {
    return this.add(rules("vertical", x, ymin, ymax, options));
  }

  /** Draws horizontal lines from spine to spine. */
  axhline(y: number | Values = 0, options: RuleOptions = {}): this {
    return this.add(rules("horizontal", y, null, null, options));
  }

  /** Draws vertical lines from spine to spine. */
  axvline(x: number | Values = 0, options: RuleOptions = {}): this {
    return this.add(rules("vertical", x, null, null, options));
  }

  /** Fills the band between two heights, from spine to spine. */
  axhspan(ymin: number, ymax: number, options: SpanOptions = {}): this {
    return this.add(span("horizontal", ymin, ymax, options, () => this.nextFillColor()));
  }

  /** Fills the band between two places of the horizontal axis, from spine to spine. */
  axvspan(xmin: number, xmax: number, options: SpanOptions = {}): this {
    return this.add(span("vertical", xmin, xmax, options, () => this.nextFillColor()));
  }

  /** Draws stairs through (`x[i]`, `y[i]`). */
  step(x: Values, y: Values, options: StepOptions = {}): this {
    return this.add(step(x, y, options, () => this.#nextLineColor()));
  }

  /** Draws points at (`x[i]`, `y[i]`) with the ranges `xerr` and `yerr` around them. */
  errorbar(x: Values, y: Values, options: ErrorBarOptions = {}): this {
    return this.add(errorBars(x, y, options, () => this.#nextLineColor()));
  }

  /** Draws upright bars at `x`, `height` long; names in the place of numbers stand below the bars. */
  bar(x: Values | readonly string[], height: Values, options: BarOptions = {}): this {
    const { at, names } = readPositions(x);
    this.add(bars(at, height, options, () => this.nextFillColor()));
    return names === null ? this : this.setXticks(at, names);
  }

  /** Draws lying bars at `y`, `width` long; names in the place of numbers stand beside the bars. */
  barh(y: Values | readonly string[], width: Values, options: BarhOptions = {}): this {
    const { at, names } = readPositions(y);
    this.add(bars(at, width, options, () => this.nextFillColor(), true));
    return names === null ? this : this.setYticks(at, names);
  }

  /** Counts values in bins, and draws a bar for each bin. */
  hist(values: Values, options: HistogramOptions = {}): this {
    return this.add(histogram(values, options, () => this.nextFillColor()));
  }

  /** Fills the area between the heights `y1` and `y2` over `x`. */
  fillBetween(x: Values, y1: number | Values, y2: number | Values = 0, options: FillBetweenOptions = {}): this {
    return this.add(fillBetween(x, y1, y2, options, () => this.nextFillColor()));
  }

  /** Fills the area between the places `x1` and `x2` of the horizontal axis, beside `y`. */
  fillBetweenx(y: Values, x1: number | Values, x2: number | Values = 0, options: FillBetweenOptions = {}): this {
    return this.add(fillBetween(y, x1, x2, options, () => this.nextFillColor(), true));
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
    stateOf(this).x.limits.turned = left > right;
    stateOf(this).y.limits.turned = bottom > top;
    return this.add(mark).setAspect("equal");
  }

  /** Draws lines along which a matrix has equal values; row i is at y = i, column j at x = j, or where `y` and `x` say. */
  contour(values: MatrixValues, options: ContourOptions = {}): this {
    return this.add(contour(values, options, false));
  }

  /** Fills the areas between lines of equal values. */
  contourf(values: MatrixValues, options: ContourOptions = {}): this {
    return this.add(contour(values, options, true));
  }

  /** Writes text at a point in data units; it does not change the limits. */
  text(x: number, y: number, content: string, options: TextOptions = {}): this {
    return this.add(text(x, y, content, options));
  }

  /** Writes text about the point (x, y), with an arrow to it where `arrowprops` says how it looks. */
  annotate(content: string, point: readonly [number, number], options: AnnotationOptions = {}): this {
    return this.add(annotation(content, point, options));
  }

  /** Adds a mark: the way in for charts that draw more than the calls above. */
  add(mark: Mark): this {
    stateOf(this).marks.push(mark);
    return this;
  }

  /** Takes the next colour of the cycle for areas and points. */
  nextFillColor(): string {
    const { cycle } = stateOf(this);
    return cycle[this.#fillColors++ % cycle.length];
  }

  #nextLineColor(): string {
    const { cycle } = stateOf(this);
    return cycle[this.#lineColors++ % cycle.length];
  }
}
