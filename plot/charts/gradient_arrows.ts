/**
 * Gradients at the points of a diagram as arrows, on whatever axes the diagram has.
 *
 * @module
 */
import { type Extent, type Mark, NO_EXTENT, pointExtent, type Projection } from "../marks/mark.ts";
import { quiver, type QuiverOptions } from "../marks/quiver.ts";
import type { DiagramCoordinates } from "./diagram_coordinates.ts";
import type { DiagramRows } from "./diagram_input.ts";

/** Arrows at births and deaths. */
export interface GradientArrows {
  /** Births. */
  readonly x: Float64Array;
  /** Deaths. */
  readonly y: Float64Array;
  /** Along births. */
  readonly u: Float64Array;
  /** Along deaths. */
  readonly v: Float64Array;
}

/** The finite arrows at points of at least some persistence. */
export function finiteArrows(
  { births, deaths }: DiagramRows,
  [u, v]: readonly [Float64Array, Float64Array],
  sign: number,
  minPersistence: number,
): GradientArrows {
  const kept = [...births.keys()].filter((i) =>
    [births[i], deaths[i], u[i], v[i]].every(Number.isFinite) && Math.abs(deaths[i] - births[i]) >= minPersistence
  );
  const pick = (values: Float64Array, factor: number) => Float64Array.from(kept, (i) => factor * values[i]);
  return { x: pick(births, 1), y: pick(deaths, 1), u: pick(u, sign), v: pick(v, sign) };
}

/** The longest of the arrows. */
export function strongestArrows({ x, y, u, v }: GradientArrows, count: number): GradientArrows {
  const order = [...x.keys()].sort((i, j) => Math.hypot(u[j], v[j]) - Math.hypot(u[i], v[i])).slice(0, count);
  const pick = (values: Float64Array) => Float64Array.from(order.sort((i, j) => i - j), (i) => values[i]);
  return { x: pick(x), y: pick(y), u: pick(u), v: pick(v) };
}

/** The arrows as a mark. */
export function arrowsMark(field: GradientArrows, style: QuiverOptions, coordinates: DiagramCoordinates): Mark {
  const { x, y, u, v } = field, scale = dataScale(style);
  const tails = [x.map((birth) => coordinates.x(birth)), y.map((death, i) => coordinates.y(x[i], death))];
  const plain = quiver(tails[0], tails[1], u, v, style);
  if (scale === null || coordinates.isSquare && !coordinates.log[0]) return plain;
  // Elsewhere a step in data units has another length at every point: arrows are measured on the page.
  const tips = tipsOf(field, scale, coordinates);
  const onPage = (projection: Projection) => {
    const [px, py] = [tails[0].map(projection.x), tails[1].map(projection.y)];
    const [du, dv] = [
      tips[0].map((tip, i) => projection.x(tip) - px[i]),
      tips[1].map((tip, i) => projection.y(tip) - py[i]),
    ];
    return quiver(px, py, du, dv, { ...style, scale: 1 });
  };
  return {
    ...plain,
    anchors: (projection) => onPage(projection).anchors(pageProjection(projection)),
    draw: (projection) => onPage(projection).draw(pageProjection(projection)),
  };
}

/** The tips of arrows, where they are known in data units. */
export function tipExtent(field: GradientArrows, style: QuiverOptions, coordinates: DiagramCoordinates): Extent {
  const scale = dataScale(style);
  return scale === null ? NO_EXTENT : pointExtent(...tipsOf(field, scale, coordinates));
}

/** The scale in data units, or `null` where lengths are others. */
function dataScale({ angles, scaleUnits, scale }: QuiverOptions): number | null {
  return angles === "xy" && scaleUnits === "xy" ? scale ?? null : null;
}

function tipsOf(
  { x, y, u, v }: GradientArrows,
  scale: number,
  coordinates: DiagramCoordinates,
): [Float64Array, Float64Array] {
  const births = x.map((birth, i) => birth + u[i] / scale), deaths = y.map((death, i) => death + v[i] / scale);
  return [births.map((birth) => coordinates.x(birth)), deaths.map((death, i) => coordinates.y(births[i], death))];
}

/** The projection under which data units are points of the page. */
function pageProjection(projection: Projection): Projection {
  const { box: { x, y, width, height } } = projection, same = (value: number) => value;
  return { ...projection, x: same, y: same, xLimits: [x, x + width], yLimits: [y + height, y] };
}
