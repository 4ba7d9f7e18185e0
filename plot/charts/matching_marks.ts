/**
 * The marks of a matching: two diagrams and the edges between them.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { OKABE_ITO } from "../colors.ts";
import type { EdgeOptions } from "../marks/edges.ts";
import { DiagramFrame } from "./diagram_frame.ts";
import type { DiagramPoints, DiagramRows } from "./diagram_input.ts";
import { diagonalOf, type MatchEdge, type MatchingInput } from "./matching_edges.ts";
import type { PlotMatchingOptions } from "./matching_options.ts";
import { plotDiagram } from "./plot_diagram.ts";

/** Draws both diagrams, each in its colour and shape. */
export function drawDiagrams(
  ax: Axes,
  dgms: readonly DiagramPoints[],
  labels: readonly string[],
  options: PlotMatchingOptions,
): void {
  const colors = [options.colorA ?? OKABE_ITO.blue, options.colorB ?? OKABE_ITO.vermillion];
  const { axisBounds, infLineMargin, pointStyle } = options;
  dgms.forEach((points, k) => {
    plotDiagram({ 0: points }, {
      ax,
      color: colors[k],
      dimLabelFmt: labels[k],
      pointStyle: { s: 16, marker: k === 0 ? "o" : "s", ...pointStyle },
      ...(axisBounds === undefined ? {} : { axisBounds }),
      ...(infLineMargin === undefined ? {} : { infLineMargin }),
    });
  });
}

/** Draws edges. */
export function drawEdges(ax: Axes, edges: readonly MatchEdge[], style: EdgeOptions): void {
  if (edges.length === 0) return;
  const ends = edges.flatMap(({ from, to }) => [from, to]);
  ax.edges(
    ends.map(([birth]) => birth),
    ends.map(([, death]) => death),
    edges.map((_, k) => [2 * k, 2 * k + 1]),
    style,
  );
}

/** Edges along the lines at infinity, between the points that never die. */
export function drawEssential(
  ax: Axes,
  a: DiagramRows,
  b: DiagramRows,
  { essential }: MatchingInput,
  color: string,
): void {
  for (const [family, sign] of [["infDeath", 1], ["negInfDeath", -1]] as const) {
    const pairs = essential?.[family] ?? [];
    if (pairs.length === 0) continue;
    const heights = DiagramFrame.of(ax).atInfinity(2 * pairs.length, sign, {});
    const births = Float64Array.from(pairs.flatMap(([i, j]) => [a.births[i], b.births[j]]));
    ax.edges(births, heights, pairs.map((_, k) => [2 * k, 2 * k + 1]), {
      color,
      linewidth: 2.4,
      alpha: 0.6,
      zorder: 0.9,
    });
  }
}

/** Draws where the points go that are matched with the diagonal. */
export function drawProjections(
  ax: Axes,
  a: DiagramRows,
  b: DiagramRows,
  matching: MatchingInput,
  color: string,
): void {
  const ends = [
    ...matching.aToDiagonal.map((i) => [a, i] as const),
    ...matching.bToDiagonal.map((j) => [b, j] as const),
  ].map(([{ births, deaths }, row]) => diagonalOf([births[row], deaths[row]])[0]);
  ax.scatter(ends, ends, { s: 8, color, marker: "x", linewidth: 0.8 });
}
