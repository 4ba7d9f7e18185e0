/**
 * What all diagrams on the same axes share: the coordinates, the diagonal, the lines at infinity, and the limits that show them.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import type { LineOptions } from "../marks/line.ts";
import { type Extent, finiteExtent } from "../marks/mark.ts";
import type { RuleOptions } from "../marks/rules.ts";
import { EMPTY, type Interval, union } from "../scales.ts";
import { bandMark, blockMark, diagonalMark } from "./diagram_areas.ts";
import { DiagramCoordinates } from "./diagram_coordinates.ts";
import { infinityMark, infinitySign } from "./infinity_marks.ts";

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

const frames: WeakMap<Axes, DiagramFrame> = new WeakMap();

/** The part of axes that belongs to diagrams; grows with every diagram drawn there. */
export class DiagramFrame {
  /** From births and deaths to places on the axes. */
  readonly coordinates: DiagramCoordinates;
  readonly #axes: Axes;
  #births: Interval = EMPTY;
  #deaths: Interval = EMPTY;
  #room: Extent = { x: EMPTY, y: EMPTY };
  #bounds: AxisBounds = {};
  #margin = 0.05;
  #hasDiagonal = false;
  // Heights of the points at infinity, rewritten whenever the lines there move.
  readonly #above: Float64Array[] = [];
  readonly #below: Float64Array[] = [];

  private constructor(axes: Axes, coordinates: DiagramCoordinates) {
    this.#axes = axes;
    this.coordinates = coordinates;
  }

  /** The frame of `axes`, made on first use. */
  static of(axes: Axes, coordinates: DiagramCoordinates = new DiagramCoordinates({}, [])): DiagramFrame {
    let frame = frames.get(axes);
    if (frame === undefined) frames.set(axes, frame = new DiagramFrame(axes, coordinates));
    return frame;
  }

  /** The frame of `axes`, where diagrams were drawn. */
  static find(axes: Axes): DiagramFrame | undefined {
    return frames.get(axes);
  }

  /** Makes room for points, given by their places, and moves the lines at infinity beyond them. */
  include(x: Float64Array, y: Float64Array, margin: number): void {
    this.#births = union(this.#births, finiteExtent(x));
    this.#deaths = union(this.#deaths, finiteExtent(y));
    this.#margin = margin;
    this.#move();
  }

  /** Makes room for what belongs to points without being one, such as the tips of arrows; lines at infinity stay. */
  widen({ x, y }: Extent): void {
    this.#room = { x: union(this.#room.x, x), y: union(this.#room.y, y) };
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
    this.#axes.add(diagonalMark(this.coordinates, options, () => this.#range()));
  }

  /** Draws a band of a height above the diagonal. */
  drawBand(height: number): void {
    this.#axes.add(bandMark(this.coordinates, height));
  }

  /** Draws a grey block below the diagonal. */
  drawBlock(): void {
    this.#axes.add(blockMark(this.coordinates));
  }

  /** Heights for `count` points at plus or minus infinity; the first of each draws its line. */
  atInfinity(count: number, sign: 1 | -1, options: RuleOptions): Float64Array {
    const heights = sign > 0 ? this.#above : this.#below;
    if (heights.length === 0) {
      const height = () => this.#infinity(sign);
      this.#axes.add(infinityMark(sign, height, options)).add(infinitySign(sign, height));
    }
    const ys = new Float64Array(count);
    heights.push(ys);
    this.#move();
    return ys;
  }

  #move(): void {
    for (const ys of this.#above) ys.fill(this.#infinity(1));
    for (const ys of this.#below) ys.fill(this.#infinity(-1));
  }

  /** Height of the line: a little beyond all points, or a little inside a limit set by hand. */
  #infinity(sign: 1 | -1): number {
    const [lower, upper] = this.#points("y"), isLog = this.coordinates.log[1];
    const { ymin = lower, ymax = upper } = this.#bounds;
    const limit = sign > 0 ? this.#bounds.ymax : this.#bounds.ymin;
    const end = limit ?? (sign > 0 ? upper : lower), outwards = limit === undefined ? sign : -sign;
    // A share of the axis, which is a ratio where that is logarithmic.
    if (isLog && ymin > 0) return end * (ymax > ymin ? ymax / ymin : 10) ** (outwards * this.#margin);
    return end + outwards * this.#margin * (Math.abs(ymax - ymin) || 1);
  }

  /** The range of births, or of finite deaths; of both together where the axes are alike. */
  #points(axis: "x" | "y"): Interval {
    const own = axis === "x" ? this.#births : this.#deaths;
    // Points on the diagonal have no lifetime.
    const zero: Interval = this.coordinates.lifetime && !this.coordinates.log[1] && axis === "y" ? [0, 0] : EMPTY;
    const [lower, upper] = this.coordinates.isSquare ? union(this.#births, this.#deaths) : union(own, zero);
    if (lower <= upper) return [lower, upper];
    return this.coordinates.log[axis === "x" ? 0 : 1] ? [1, 10] : [0, 1];
  }

  /** What the diagonal asks the axes to show: the same range on both, where they are alike. */
  #range(): Extent {
    const { isSquare } = this.coordinates, { x, y } = this.#room;
    const across = union(isSquare ? union(x, y) : x, this.#points("x"));
    let [lower, upper] = union(isSquare ? union(x, y) : y, this.#points("y"));
    if (this.#above.length > 0) upper = Math.max(upper, this.#infinity(1));
    if (this.#below.length > 0) lower = Math.min(lower, this.#infinity(-1));
    const up: Interval = lower === upper ? [lower, lower + 1] : [lower, upper];
    return { x: isSquare ? up : across, y: up };
  }
}
