/**
 * The points of a diagram, drawn dimension by dimension.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkChoice, checkOptions } from "../checks.ts";
import { COLORMAPS } from "../colormaps.ts";
import { parseColor } from "../colors.ts";
import { line, type LineOptions } from "../marks/line.ts";
import { type RuleOptions, rules } from "../marks/rules.ts";
import { scatterMark } from "../marks/scatter.ts";
import type { DiagramFrame } from "./diagram_frame.ts";
import type { DiagramRows } from "./diagram_input.ts";
import { multiplicityMark } from "./multiplicity_mark.ts";
import { groupsOf, lifeOf } from "./point_groups.ts";
import { colorOf, POINT_OPTIONS, type PointStyles, styleOf } from "./point_styles.ts";

/** Reads every style once before anything is drawn, so that a call that fails has drawn nothing. */
export function checkPointStyles(
  action: string,
  diagrams: readonly DiagramRows[],
  options: PointStyles & { diagonalStyle?: LineOptions; infLineStyle?: RuleOptions },
): void {
  for (const style of [options.pointStyle, options.infPointStyle]) checkOptions(action, style ?? {}, POINT_OPTIONS);
  if (options.cmap !== undefined) checkChoice(action, "cmap", options.cmap, COLORMAPS);
  line([], [], options.diagonalStyle ?? {}, () => "k");
  rules("horizontal", [], null, null, options.infLineStyle ?? {});
  if (typeof options.color === "string" && diagrams.length > 1) {
    parseColor(action, "color", options.color);
    console.warn(`Warning: ${diagrams.length} dimensions are drawn in one colour`);
  }
  diagrams.forEach((rows, i) => {
    const color = colorOf(action, options, rows.dimension, i, diagrams.length) ?? "k";
    parseColor(action, "color", color);
    for (const group of groupsOf(rows, false)) styleOf(action, group, rows, color, options);
  });
}

/** Draws the points of one dimension. */
export function drawPoints(
  action: string,
  ax: Axes,
  frame: DiagramFrame,
  rows: DiagramRows,
  color: string,
  options: PointStyles & { infLineStyle?: RuleOptions; isShaped: boolean },
): void {
  const { coordinates } = frame;
  for (const group of groupsOf(rows, options.multiplicity ?? false)) {
    const { sign, births, deaths, times } = group, x = births.map((birth) => coordinates.x(birth));
    const y = sign === 0
      ? deaths.map((death, i) => coordinates.y(births[i], death))
      : frame.atInfinity(births.length, sign, options.infLineStyle ?? {});
    const mark = scatterMark(x, y, styleOf(action, group, rows, color, options));
    ax.add({ ...mark, summary: mark.summary + lifeOf(group) });
    if (times.some((count) => count > 1)) ax.add(multiplicityMark(x, y, times));
  }
}
