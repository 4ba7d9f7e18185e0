/**
 * What all diagrams on the same axes share: the diagonal, the lines at infinity, and the limits that show them.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { line, type LineOptions } from "../marks/line.ts";
import { type Extent, finiteExtent, type Mark, type Projection } from "../marks/mark.ts";
import { type RuleOptions, rules } from "../marks/rules.ts";
import { EMPTY, type Interval, union } from "../scales.ts";

/** Limits set by hand; sides left out follow the data. */
export interface AxisBounds {
  /** Left end. */
  xmin?: number;
  /** Right end. */
  xmax?: number;
  /** Lower end. */
  ymin?: number;
  /** Upper end. */
  ymax?: number;
}

/** Drawing order: above the grid, below the points. */
const DIAGONAL_ZORDER = 0.8;

const frames: WeakMap<Axes, DiagramFrame> = new WeakMap();

/** The part of axes that belongs to diagrams; grows with every diagram drawn there. */
export class DiagramFrame {
  readonly #axes: Axes;
  #births: Interval = EMPTY;
  #deaths: Interval = EMPTY;
  #room: Interval = EMPTY;
  #bounds: AxisBounds = {};
  #margin = 0.05;
  #hasDiagonal = false;
  // Heights of the points at infinity, rewritten whenever the lines there move.
  readonly #above: Float64Array[] = [];
  readonly #below: Float64Array[] = [];

  private constructor(axes: Axes) {
    this.#axes = axes;
  }

  /** The frame of `axes`, made on first use. */
  static of(axes: Axes): DiagramFrame {
    let frame = frames.get(axes);
    if (frame === undefined) frames.set(axes, frame = new DiagramFrame(axes));
    return frame;
  }

  /** Whether diagrams were drawn in `axes`. */
  static has(axes: Axes): boolean {
    return frames.has(axes);
  }

  /** Makes room for points and moves the lines at infinity beyond them. */
  include(births: Float64Array, deaths: Float64Array, margin: number): void {
    this.#births = union(this.#births, finiteExtent(births));
    this.#deaths = union(this.#deaths, finiteExtent(deaths));
    this.#margin = margin;
    this.#move();
  }

  /** Makes room for what belongs to points without being one, such as the tips of arrows; lines at infinity stay. */
  widen(extent: Extent): void {
    this.#room = union(this.#room, union(extent.x, extent.y));
  }

  /** Sets limits by hand. */
  bound(bounds: AxisBounds): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#axes.setXlim(bounds.xmin, bounds.xmax).setYlim(bounds.ymin, bounds.ymax);
    this.#move();
  }

  /** Draws the diagonal, once for all diagrams. */
  drawDiagonal(options: LineOptions): void {
    if (this.#hasDiagonal) return;
    this.#hasDiagonal = true;
    const style = { color: "0.55", alpha: 0.85, linewidth: 0.7, zorder: DIAGONAL_ZORDER, ...options };
    const between = ([lower, upper]: Interval): Mark => line([lower, upper], [lower, upper], style, () => "k");
    this.#axes.add({
      ...between([0, 1]),
      summary: "the diagonal",
      extent: () => ({ x: this.#range(), y: this.#range() }),
      anchors: (projection) => between(visible(projection)).anchors(projection),
      draw: (projection) => between(visible(projection)).draw(projection),
    });
  }

  /** Heights for `count` points at plus or minus infinity; the first of each draws its line. */
  atInfinity(count: number, sign: 1 | -1, options: RuleOptions): Float64Array {
    const heights = sign > 0 ? this.#above : this.#below;
    if (heights.length === 0) this.#drawInfinity(sign, options);
    const ys = new Float64Array(count);
    heights.push(ys);
    this.#move();
    return ys;
  }

  #drawInfinity(sign: 1 | -1, options: RuleOptions): void {
    const style: RuleOptions = { color: "0.30", linestyle: "--", linewidth: 0.7, zorder: DIAGONAL_ZORDER, ...options };
    const current = () => rules("horizontal", this.#infinity(sign), null, null, style);
    this.#axes.add({
      ...current(),
      summary: `a line at ${sign > 0 ? "" : "minus "}infinity`,
      extent: () => current().extent(),
      anchors: (projection) => current().anchors(projection),
      draw: (projection) => current().draw(projection),
    });
  }

  #move(): void {
    for (const ys of this.#above) ys.fill(this.#infinity(1));
    for (const ys of this.#below) ys.fill(this.#infinity(-1));
  }

  /** Height of the line: a little beyond all points, or a little inside a limit set by hand. */
  #infinity(sign: 1 | -1): number {
    const [lower, upper] = this.#points();
    const { ymin = lower, ymax = upper } = this.#bounds;
    const limit = sign > 0 ? this.#bounds.ymax : this.#bounds.ymin;
    const step = this.#margin * (Math.abs(ymax - ymin) || 1);
    return limit === undefined ? (sign > 0 ? upper + step : lower - step) : limit - sign * step;
  }

  /** The range of births and finite deaths together. */
  #points(): Interval {
    const [lower, upper] = union(this.#births, this.#deaths);
    return lower <= upper ? [lower, upper] : [0, 1];
  }

  /** Births, deaths and lines at infinity together: the same range on both axes. */
  #range(): Interval {
    let [lower, upper] = union(this.#room, this.#points());
    if (this.#above.length > 0) upper = Math.max(upper, this.#infinity(1));
    if (this.#below.length > 0) lower = Math.min(lower, this.#infinity(-1));
    return lower === upper ? [lower, lower + 1] : [lower, upper];
  }
}

/** The part of the diagonal between the spines. */
function visible({ xLimits, yLimits }: Projection): Interval {
  const lower = Math.max(Math.min(...xLimits), Math.min(...yLimits));
  const upper = Math.min(Math.max(...xLimits), Math.max(...yLimits));
  return lower < upper ? [lower, upper] : [NaN, NaN];
}
