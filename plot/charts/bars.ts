/**
 * Bars that lie under each other, one per class, from birth to death.
 *
 * @module
 */
import type { Paint } from "../colors.ts";
import { fillAttributes } from "../line_style.ts";
import { cellCount, finiteExtent, type Mark, type Projection, stretchAnchors, withLabel } from "../marks/mark.ts";
import { union } from "../scales.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import { describePoint } from "./point_text.ts";

/** What is drawn of one dimension. */
export interface Bars {
  /** Where they begin. */
  readonly births: Float64Array;
  /** Where they end, perhaps at infinity. */
  readonly deaths: Float64Array;
  /** The place of the first bar, counted from above. */
  readonly first: number;
  /** Colour. */
  readonly paint: Paint;
  /** Opacity. */
  readonly alpha: number;
  /** How much room bars without an end have beyond all others, as a share of the range. */
  readonly infDelta: number;
  /** Number of points that cannot be drawn. */
  readonly skipped: number;
  /** Text in the legend. */
  readonly label: string;
}

/** Height of a bar, of the distance to the next. */
const THICKNESS = 0.8;
/** More bars than this are one path, without tooltips. */
const MOST_TOOLTIPS = 2000;

/** The bars of one dimension. */
export function barsMark(bars: Bars): Mark {
  const { births, deaths, first, paint, alpha, infDelta, label, skipped } = bars;
  const look = fillAttributes(paint, alpha);
  const [left, right] = union(finiteExtent(births), finiteExtent(deaths)), room = infDelta * (right - left || 1);
  const reach: [number, number] = [
    left - (deaths.includes(-Infinity) ? room : 0),
    right + (deaths.includes(Infinity) ? room : 0),
  ];
  return {
    zorder: 1,
    label,
    clipped: true,
    summary: withLabel(cellCount(births.length, skipped, "bar", "bars"), label),
    extent: () => ({ x: reach, y: [first, first + births.length] }),
    anchors: (projection) =>
      rectangles(bars, projection).flatMap(({ x, y, width }) => stretchAnchors(x, y, x + width, y)),
    draw(projection): SvgNode[] {
      const all = rectangles(bars, projection);
      if (all.length > MOST_TOOLTIPS) {
        const d = all.map(({ x, y, width, height }) => {
          const [u, v, w, h] = [x, y, width, height].map(formatNumber);
          return `M${u},${v}h${w}v${h}h${formatNumber(-width)}Z`;
        });
        return [element("path", { d: d.join(""), ...look })];
      }
      return [
        element(
          "g",
          look,
          all.map((rectangle, i) =>
            element("rect", rectangle, [element("title", {}, [describePoint(label, births[i], deaths[i])])])
          ),
        ),
      ];
    },
    key: ({ x, y, width, height }) => [element("rect", { x, y, width, height, ...look })],
  };
}

/** The bars on the page. */
function rectangles(
  { births, deaths, first }: Bars,
  { x, y, box }: Projection,
): { x: number; y: number; width: number; height: number }[] {
  const pitch = Math.abs(y(1) - y(0)), height = Math.max(0.2, THICKNESS * pitch);
  return Array.from(births, (birth, i) => {
    const start = x(birth), end = Number.isFinite(deaths[i]) ? x(deaths[i]) : deaths[i] > 0 ? box.x + box.width : box.x;
    return { x: Math.min(start, end), y: y(first + i) - height / 2, width: Math.abs(end - start), height };
  });
}
