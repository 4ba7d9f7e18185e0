/**
 * Where births and deaths stand on the axes: as they are, as lifetimes, or shifted so that a logarithm shows them.
 *
 * @module
 */
import { finiteExtent } from "../marks/mark.ts";
import type { DiagramRows } from "./diagram_input.ts";

/** What the axes of diagrams are asked to be. */
export interface CoordinateOptions {
  /** Whether the vertical axis shows death − birth; default `false`. */
  lifetime?: boolean;
  /** Whether the horizontal axis is logarithmic; default `false`. What is not positive is shifted, and the label says so. */
  logX?: boolean;
  /** The same for the vertical axis. */
  logY?: boolean;
}

/** The names of {@linkcode CoordinateOptions}. */
export const COORDINATE_OPTIONS: readonly (keyof CoordinateOptions)[] = ["lifetime", "logX", "logY"];

/** From births and deaths to places on the axes. */
export class DiagramCoordinates {
  /** Whether the vertical axis shows lifetimes. */
  readonly lifetime: boolean;
  /** Whether the axes are logarithmic. */
  readonly log: readonly [boolean, boolean];
  /** What is added so that all is positive where an axis is logarithmic, otherwise 0. */
  readonly shift: readonly [number, number];

  /** The coordinates that show `diagrams`. */
  constructor({ lifetime = false, logX = false, logY = false }: CoordinateOptions, diagrams: readonly DiagramRows[]) {
    this.lifetime = lifetime;
    this.log = [logX, logY];
    const columns = [
      diagrams.map(({ births }) => births),
      diagrams.map(({ births, deaths }) => lifetime ? deaths.map((death, i) => death - births[i]) : deaths),
    ];
    const [x, y] = columns.map((lists) => Math.min(...lists.map((list) => finiteExtent(list)[0])));
    // One shift for both, where there are two, keeps the diagonal straight.
    const least = logX && logY && !lifetime ? [Math.min(x, y), Math.min(x, y)] : [x, y];
    this.shift = [logX ? shiftOf(least[0]) : 0, logY ? shiftOf(least[1]) : 0];
  }

  /** Whether both axes show the same range in the same way. */
  get isSquare(): boolean {
    return !this.lifetime && this.log[0] === this.log[1];
  }

  /** Whether options ask for these coordinates. */
  fits({ lifetime = false, logX = false, logY = false }: CoordinateOptions): boolean {
    return lifetime === this.lifetime && logX === this.log[0] && logY === this.log[1];
  }

  /** Horizontal place. */
  x(birth: number): number {
    return birth + this.shift[0];
  }

  /** Vertical place. */
  y(birth: number, death: number): number {
    return (this.lifetime && Number.isFinite(death) ? death - birth : death) + this.shift[1];
  }

  /** What stands along the axes. */
  labels(): [string, string] {
    const names = ["birth", this.lifetime ? "lifetime" : "death"];
    const [x, y] = names.map((name, axis) => {
      const shift = this.shift[axis];
      return shift === 0 ? name : `${name} + ${Number(shift.toPrecision(4))}`;
    });
    return [x, y];
  }
}

/** Upstream's shift: the least value becomes 1. */
function shiftOf(least: number): number {
  return least > 0 ? 0 : 1 - least;
}
