/**
 * What diagrams have besides points: the diagonal, a band above it, and the block below.
 *
 * @module
 */
import { parseColor } from "../colors.ts";
import { fillAttributes } from "../line_style.ts";
import { line, type LineOptions } from "../marks/line.ts";
import { type Extent, type Mark, NO_EXTENT, type Projection } from "../marks/mark.ts";
import { element, formatNumber } from "../svg.ts";
import type { DiagramCoordinates } from "./diagram_coordinates.ts";

/** Drawing order of lines: above the grid, below the points. */
export const DIAGONAL_ZORDER = 0.8;
const AREA_ZORDER = 0.3;
/** The diagonal is a curve where only one axis is logarithmic. */
const CORNERS = 200;

/** The diagonal, as far as the axes show it; `extent` is what it asks to be shown. */
export function diagonalMark(coordinates: DiagramCoordinates, options: LineOptions, extent: () => Extent): Mark {
  const style = { color: "0.55", alpha: 0.85, linewidth: 0.7, zorder: DIAGONAL_ZORDER, ...options };
  const seen = (projection: Projection) => line(...diagonal(coordinates, projection, 0), style, () => "k");
  return {
    ...line([0, 1], [0, 1], style, () => "k"),
    summary: "the diagonal",
    extent,
    anchors: (projection) => seen(projection).anchors(projection),
    draw: (projection) => seen(projection).draw(projection),
  };
}

/** The area between the diagonal and `height` above it, in red: points there may be noise. */
export function bandMark(coordinates: DiagramCoordinates, height: number): Mark {
  return areaMark(`a band of height ${height} above the diagonal`, "red", 0.2, (projection) => {
    const [x, y] = diagonal(coordinates, projection, 0), [topX, topY] = diagonal(coordinates, projection, height);
    return [[...x, ...topX.toReversed()], [...y, ...topY.toReversed()]];
  });
}

/** The area below the diagonal, in grey: no class dies before its birth. */
export function blockMark(coordinates: DiagramCoordinates): Mark {
  return areaMark("a grey block below the diagonal", "lightgrey", 1, (projection) => {
    const [x, y] = diagonal(coordinates, projection, 0), { yLimits: [bottom, top] } = projection;
    const floor = Math.min(bottom, top);
    return [[...x, x[x.length - 1], x[0]], [...y, floor, floor]];
  });
}

function areaMark(
  summary: string,
  color: string,
  alpha: number,
  corners: (projection: Projection) => [number[], number[]],
): Mark {
  return {
    zorder: AREA_ZORDER,
    label: null,
    clipped: true,
    summary,
    extent: () => NO_EXTENT,
    anchors: () => [],
    draw(projection) {
      const [x, y] = corners(projection);
      if (!x.every(Number.isFinite)) return [];
      const path = x.map((u, i) => `${formatNumber(projection.x(u))},${formatNumber(projection.y(y[i]))}`);
      const look = fillAttributes(parseColor("plot the diagram", "color", color), alpha);
      return [element("path", { d: `M${path.join("L")}Z`, ...look })];
    },
    key: () => [],
  };
}

/** The line `height` above the diagonal, over what the axes show of the diagonal itself. */
function diagonal(
  coordinates: DiagramCoordinates,
  { xLimits, yLimits }: Projection,
  height: number,
): [number[], number[]] {
  const { shift: [shiftX, shiftY], lifetime, log } = coordinates;
  const low = (limits: readonly number[], shift: number) => Math.min(...limits) - shift;
  const high = (limits: readonly number[], shift: number) => Math.max(...limits) - shift;
  const births = lifetime ? [low(xLimits, shiftX), high(xLimits, shiftX)] : [
    Math.max(low(xLimits, shiftX), low(yLimits, shiftY)),
    Math.min(high(xLimits, shiftX), high(yLimits, shiftY)),
  ];
  if (!(births[0] < births[1])) return [[NaN, NaN], [NaN, NaN]];
  // Straight where both axes have one scale.
  const count = !lifetime && log[0] === log[1] && height === 0 || !log[0] && !log[1] ? 2 : CORNERS;
  const places = Array.from({ length: count }, (_, k) => along(births[0], births[1], k / (count - 1), log[0], shiftX));
  return [
    places.map((birth) => coordinates.x(birth)),
    places.map((birth) => coordinates.y(birth, birth + height)),
  ];
}

/** Between two births, evenly on the axis. */
function along(from: number, to: number, share: number, isLog: boolean, shift: number): number {
  if (share === 1) return to;
  if (!isLog) return from + share * (to - from);
  return (from + shift) * ((to + shift) / (from + shift)) ** share - shift;
}
