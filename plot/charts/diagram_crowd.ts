/**
 * Diagrams with more points than anybody can tell apart: those near the diagonal become a density.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { densityMark, type DensityStyle, MOST_POINTS, warnOfDensity } from "./density.ts";
import type { DiagramCoordinates } from "./diagram_coordinates.ts";
import type { DiagramRows } from "./diagram_input.ts";

/** How many points make a crowd, and where it is. */
export interface CrowdOptions {
  /** Whether each point is drawn, as long as that is possible. */
  readonly scatterOnly?: boolean;
  /** How many finite points make a crowd. */
  readonly densityThreshold?: number;
  /** How near to the diagonal it is, as a share of the range. */
  readonly nearDiagonalFraction?: number;
}

/** Finite points of at most this persistence are not drawn one by one. */
export interface Crowd {
  /** The persistence. */
  readonly persistence: number;
}

/** More points than this are a crowd also far from the diagonal. */
const MOST_FAR = 20_000;

/** The crowd among the points of all diagrams, or `null` where there is none. */
export function crowdOf(action: string, diagrams: readonly DiagramRows[], options: CrowdOptions): Crowd | null {
  const { scatterOnly = false, densityThreshold = 20_000, nearDiagonalFraction = 0.03 } = options;
  let count = 0, low = Infinity, high = -Infinity;
  eachFinite(diagrams, (birth, death) => {
    count++;
    low = Math.min(low, birth, death);
    high = Math.max(high, birth, death);
  });
  if (count < densityThreshold || scatterOnly && count <= MOST_POINTS) return null;
  const near = nearDiagonalFraction * (high - low);
  let far = 0;
  eachFinite(diagrams, (birth, death) => far += Number(Math.abs(death - birth) > near));
  if (scatterOnly) warnOfDensity(action, count);
  return { persistence: far > Math.max(MOST_FAR, densityThreshold) ? Infinity : near };
}

/** Whether a point is drawn by itself. */
function isFar(birth: number, death: number, { persistence }: Crowd): boolean {
  return !Number.isFinite(birth) || !Number.isFinite(death) || Math.abs(death - birth) > persistence;
}

/** The points of a dimension that are drawn one by one: all where there is no crowd. */
export function farRows(rows: DiagramRows, crowd: Crowd | null): DiagramRows {
  if (crowd === null) return rows;
  const kept = [...rows.births.keys()].filter((i) => isFar(rows.births[i], rows.deaths[i], crowd));
  return {
    ...rows,
    births: Float64Array.from(kept, (i) => rows.births[i]),
    deaths: Float64Array.from(kept, (i) => rows.deaths[i]),
  };
}

/** Draws the density of the crowd. */
export function drawCrowd(
  action: string,
  ax: Axes,
  diagrams: readonly DiagramRows[],
  crowd: Crowd | null,
  coordinates: DiagramCoordinates,
  style: DensityStyle,
): void {
  if (crowd === null) return;
  const x: number[] = [], y: number[] = [];
  eachFinite(diagrams, (birth, death) => {
    if (isFar(birth, death, crowd)) return;
    x.push(coordinates.x(birth));
    y.push(coordinates.y(birth, death));
  });
  const mark = densityMark(action, Float64Array.from(x), Float64Array.from(y), style);
  if (mark !== null) ax.add(mark);
}

function eachFinite(diagrams: readonly DiagramRows[], visit: (birth: number, death: number) => void): void {
  for (const { births, deaths } of diagrams) {
    births.forEach((birth, i) => {
      if (Number.isFinite(birth) && Number.isFinite(deaths[i])) visit(birth, deaths[i]);
    });
  }
}
