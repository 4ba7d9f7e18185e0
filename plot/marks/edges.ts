/**
 * Edges between points: many line segments in one mark.
 *
 * @module
 */
import { type CellRows, type Cells, eachRun, readCells } from "../cells.ts";
import { checkChoice, checkFinite, checkFraction, checkNonNegative, checkOptions, checkText } from "../checks.ts";
import { LINE_STYLES, type LineStyle, strokeAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import type { Values } from "../values.ts";
import { cellCount, type Mark, pointExtent, type Projection, stretchAnchors, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.edges}. */
export interface EdgeOptions {
  /** Colour of all edges, or one per edge; default the next of the cycle of lines. */
  color?: string | readonly string[];
  /** Width in points; default 1.5. */
  linewidth?: number;
  /** Dashes; default `"-"`. */
  linestyle?: LineStyle;
  /** Opacity; default 1. Where edges of one colour cross, they do not add up. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 2. */
  zorder?: number;
}

const KIND = { action: "draw the edges", name: "edges", corners: 2 };
const OPTIONS: readonly (keyof EdgeOptions)[] = ["color", "linewidth", "linestyle", "alpha", "label", "zorder"];

/** Reads edges between points; `nextColor` gives the colour when none is named. */
export function edges(x: Values, y: Values, rows: CellRows, options: EdgeOptions, nextColor: () => string): Mark {
  const { action } = KIND;
  checkOptions(action, options, OPTIONS);
  const width = checkNonNegative(action, "linewidth", options.linewidth ?? 1.5);
  const style = checkChoice(action, "linestyle", options.linestyle ?? "-", LINE_STYLES);
  const alpha = checkFraction(action, "alpha", options.alpha ?? 1);
  const label = options.label === undefined ? null : checkText(action, "label", options.label);
  const zorder = checkFinite(action, "zorder", options.zorder ?? 2);
  const cells = readCells(KIND, x, y, rows, options.color ?? nextColor());
  const path = (d: string, paint: Cells["paints"][number]): SvgNode =>
    element("path", {
      d,
      fill: "none",
      ...strokeAttributes({ paint, width, style, alpha }),
      "stroke-linecap": style === "-" ? "round" : null,
    });
  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(cellCount(cells.paints.length, cells.skipped, "edge", "edges"), label),
    extent: () => pointExtent(cells.x, cells.y),
    anchors: (projection) => ends(cells, projection).flatMap((points) => stretchAnchors(...points)),
    draw(projection) {
      const all = ends(cells, projection), nodes: SvgNode[] = [];
      eachRun(cells.paints, (paint, start, end) => {
        if (paint === null || width === 0 || style === "none") return;
        const steps = all.slice(start, end).map((points) => {
          const [x0, y0, x1, y1] = points.map(formatNumber);
          return `M${x0},${y0}L${x1},${y1}`;
        });
        nodes.push(path(steps.join(""), paint));
      });
      return nodes;
    },
    key(box) {
      const y = formatNumber(box.y + box.height / 2);
      return [path(`M${formatNumber(box.x)},${y}L${formatNumber(box.x + box.width)},${y}`, cells.paints[0] ?? null)];
    },
  };
}

/** Where the edges begin and end on the page. */
function ends({ x, y, paints }: Cells, projection: Projection): [number, number, number, number][] {
  return paints.map((_, k) => [
    projection.x(x[2 * k]),
    projection.y(y[2 * k]),
    projection.x(x[2 * k + 1]),
    projection.y(y[2 * k + 1]),
  ]);
}
