/**
 * Two diagrams, and which point of one goes to which of the other.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkChoice, checkFlag, checkNonNegative, checkOptions, checkPositive, checkText } from "../checks.ts";
import { parseColor } from "../colors.ts";
import { checkChart } from "./chart_axes.ts";
import { checkMatching } from "./check_matching.ts";
import { type DiagramPoints, type DiagramRows, readDiagrams } from "./diagram_input.ts";
import { edgeOf, type MatchEdge, matchEdges, type MatchingInput, strongest } from "./matching_edges.ts";
import { drawDiagrams, drawEdges, drawEssential, drawProjections } from "./matching_marks.ts";
import { MATCHING_FLAGS, MATCHING_OPTIONS, type PlotMatchingOptions } from "./matching_options.ts";
import { diagramAxes } from "./plot_diagram.ts";

const ACTION = "plot the matching";
/** How many edges are drawn of too many. */
const OVERLAY = 200;

/**
 * Draws two diagrams of one dimension and a matching of their points, edges to the diagonal among them.
 *
 * `dgmA: [n, 2]`, `dgmB: [m, 2]`; `matching` is what `wassersteinMatching` or `bottleneckMatching` gave for them. Of a
 * bottleneck matching the longest edges, whose length is the distance, are red.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`, or `matching` is none.
 * @throws {RangeError} If `matching` names a row that a diagram does not have.
 *
 * @example The longest edge
 * ```ts
 * import { bottleneckMatching, plotMatching } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const a = [[0, 2], [1, 1.2]], b = [[0, 1.5]];
 * const ax = plotMatching(a, b, bottleneckMatching(a, b));
 * assert(ax.figure.toSVG().includes("longest edge"));
 * ```
 */
export function plotMatching(
  dgmA: DiagramPoints,
  dgmB: DiagramPoints,
  matching: MatchingInput,
  options: PlotMatchingOptions = {},
): Axes {
  checkOptions(ACTION, options, MATCHING_OPTIONS);
  checkChart(ACTION, options);
  for (const name of MATCHING_FLAGS) checkFlag(ACTION, name, options[name] ?? false);
  const [a] = readDiagrams(ACTION, dgmA), [b] = readDiagrams(ACTION, dgmB);
  checkMatching(ACTION, matching, a, b);
  const { matchColor = "0.45", labelA = "Diagram A", labelB = "Diagram B" } = options;
  for (const label of [labelA, labelB]) checkText(ACTION, "a label", label);
  const edges = chosen(a, b, matching, options), longest = longestOf(matching, options);
  for (const color of [matchColor, options.colorA ?? "k", options.colorB ?? "k"]) parseColor(ACTION, "color", color);

  const ax = options.ax ?? diagramAxes(options.axisBounds);
  if (options.plotPoints ?? true) drawDiagrams(ax, [dgmA, dgmB], [labelA, labelB], options);
  if (options.title !== undefined) ax.setTitle(options.title);
  drawEdges(ax, edges, { linewidth: 0.8, alpha: 0.8, zorder: 0.9, ...options.edgeStyle, color: matchColor });
  if (options.plotEssential ?? false) drawEssential(ax, a, b, matching, matchColor);
  if (options.plotDiagonalProjections ?? false) drawProjections(ax, a, b, matching, matchColor);
  drawEdges(ax, longest, { color: "tab:red", linewidth: 1.6, zorder: 0.95, label: "longest edge" });
  return ax.legend();
}

/** The edges that the options ask for, and not too many of them. */
function chosen(a: DiagramRows, b: DiagramRows, matching: MatchingInput, options: PlotMatchingOptions): MatchEdge[] {
  const toDiagonal = matching.longest === undefined, { topKPairs, pairOverlayThreshold = 1000 } = options;
  const pairFilter = checkChoice(ACTION, "pairFilter", options.pairFilter ?? "either", ["either", "both"]);
  checkPositive(ACTION, "pairOverlayThreshold", pairOverlayThreshold);
  if (topKPairs !== undefined) checkNonNegative(ACTION, "topKPairs", topKPairs);
  const edges = matchEdges(a, b, matching, {
    finite: options.plotFiniteToFinite ?? true,
    a: options.plotAToDiagonal ?? toDiagonal,
    b: options.plotBToDiagonal ?? toDiagonal,
    least: checkNonNegative(ACTION, "minPersistence", options.minPersistence ?? 0),
    both: pairFilter === "both",
  });
  if (topKPairs !== undefined) return strongest(edges, topKPairs);
  if (edges.length < pairOverlayThreshold) return edges;
  console.warn(
    `Warning: of ${edges.length} edges the ${OVERLAY} with the most persistent ends are drawn; set topKPairs for more`,
  );
  return strongest(edges, OVERLAY);
}

function longestOf({ longest }: MatchingInput, { highlightLongest = true }: PlotMatchingOptions): MatchEdge[] {
  return highlightLongest ? (longest?.finite ?? []).map(({ pointA, pointB }) => edgeOf(pointA, pointB)) : [];
}
