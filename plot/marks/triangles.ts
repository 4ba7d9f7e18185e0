/**
 * Triangles between points: many filled areas in one mark.
 *
 * @module
 */
import { type CellRows, type Cells, eachRun, readCells } from "../cells.ts";
import { checkFinite, checkFraction, checkOptions, checkText } from "../checks.ts";
import { fillAttributes } from "../line_style.ts";
import { element, formatNumber, type SvgNode } from "../svg.ts";
import type { Values } from "../values.ts";
import { cellCount, type Mark, pointAnchors, pointExtent, type Projection, withLabel } from "./mark.ts";

/** Options of {@linkcode Axes.triangles}. */
export interface TriangleOptions {
  /** Colour of all triangles, or one per triangle; default the next of the cycle of areas. */
  color?: string | readonly string[];
  /** Opacity; default 1. Where triangles of one colour overlap, they do not add up. */
  alpha?: number;
  /** Text in the legend; default none. */
  label?: string;
  /** Drawing order; default 1. */
  zorder?: number;
}

const KIND = { action: "draw the triangles", name: "triangles", corners: 3 };
const OPTIONS: readonly (keyof TriangleOptions)[] = ["color", "alpha", "label", "zorder"];

/** Reads triangles between points; `nextColor` gives the colour when none is named. */
export function triangles(
  x: Values,
  y: Values,
  rows: CellRows,
  options: TriangleOptions,
  nextColor: () => string,
): Mark {
  const { action } = KIND;
  checkOptions(action, options, OPTIONS);
  const alpha = checkFraction(action, "alpha", options.alpha ?? 1);
  const label = options.label === undefined ? null : checkText(action, "label", options.label);
  const zorder = checkFinite(action, "zorder", options.zorder ?? 1);
  const cells = readCells(KIND, x, y, rows, options.color ?? nextColor());
  return {
    zorder,
    label,
    clipped: true,
    summary: withLabel(cellCount(cells.paints.length, cells.skipped, "triangle", "triangles"), label),
    extent: () => pointExtent(cells.x, cells.y),
    anchors: (projection) => pointAnchors(cells.x, cells.y, projection),
    draw(projection) {
      const nodes: SvgNode[] = [];
      eachRun(cells.paints, (paint, start, end) => {
        if (paint === null) return;
        const d = cells.paints.slice(start, end).map((_, k) => outline(cells, start + k, projection)).join("");
        nodes.push(element("path", { d, ...fillAttributes(paint, alpha) }));
      });
      return nodes;
    },
    key: ({ x, y, width, height }) => [
      element("rect", { x, y, width, height, ...fillAttributes(cells.paints[0] ?? null, alpha) }),
    ],
  };
}

/** One triangle of a path. All run the same way round, so that none cuts a hole into another. */
function outline({ x, y }: Cells, k: number, projection: Projection): string {
  const [a, b, c] = [3 * k, 3 * k + 1, 3 * k + 2].map((i) => [projection.x(x[i]), projection.y(y[i])]);
  const turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const corners = turn < 0 ? [a, c, b] : [a, b, c];
  return `M${corners.map(([u, v]) => `${formatNumber(u)},${formatNumber(v)}`).join("L")}Z`;
}
