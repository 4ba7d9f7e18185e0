/**
 * Cells of a filtration on the data: a cycle, a chain, a critical set.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkFlag, checkOptions } from "../checks.ts";
import type { ScatterOptions } from "../marks/scatter.ts";
import type { Colormap } from "../colormaps.ts";
import type { MatrixValues } from "../values.ts";
import { CAMERA_OPTIONS, type CameraOptions, drawBox, view } from "./camera.ts";
import { type CellStyles, type ChainCells, drawCells, readChain } from "./chain_cells.ts";
import { drawField, readSource } from "./chain_source.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart } from "./chart_axes.ts";

/** Options of {@linkcode plotChain}. */
export interface PlotChainOptions extends ChartOptions, CameraOptions, CellStyles {
  /** Whether `source` holds points or values on a grid; default points where it is a matrix of two or three columns. */
  sourceKind?: "points" | "field";
  /** Whether `chain` counts places from the end, as rows of coboundary matrices do elsewhere; default `false`. */
  dualize?: boolean;
  /** Colour of the points; default grey. */
  pointCloudColor?: string;
  /** Look of the points. */
  pointStyle?: Omit<ScatterOptions, "color">;
  /** Whether the data are drawn; default `true`. */
  plotSource?: boolean;
  /** Colours of a field; default `"viridis"`. */
  fieldCmap?: Colormap;
}

const ACTION = "plot the chain";
const OPTIONS = [
  ...CHART_OPTIONS,
  ...CAMERA_OPTIONS,
  "sourceKind",
  "dualize",
  "chainColor",
  "pointCloudColor",
  "edgeStyle",
  "triangleStyle",
  "vertexStyle",
  "pointStyle",
  "plotSource",
  "fieldCmap",
];

/**
 * Draws cells of a filtration on the data that it was made of.
 *
 * `source` are the points, `[n, 2]` or `[n, 3]`, or the values on a grid, `[rows, columns]` or with a third axis; what is in
 * space is seen by a fixed camera at `elev` and `azim`, in a box, without the values of a grid there. `chain` lists places of
 * cells in the filtration order, such as a column of V or R. Cells of dimension 0, 1, 2 and 3 are dots, lines, areas, and the
 * areas around them.
 *
 * @throws {TypeError} If `source` has another shape, or `filtration` no cells.
 * @throws {RangeError} If `chain` names no cell.
 *
 * @example The loop of a square
 * ```ts
 * import { plotChain, reduce, vrFiltration } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const points = [[0, 0], [1, 0], [1, 1], [0, 1]], filtration = vrFiltration(points, { maxDim: 2 });
 * using decomposition = reduce(filtration);
 * const { deaths } = decomposition.pairs(1);
 * const ax = plotChain(points, filtration, decomposition.columnOfR(deaths[0]));
 * assert(ax.figure.toSVG().includes("4 edges"));
 * ```
 */
export function plotChain(
  source: MatrixValues,
  filtration: ChainCells,
  chain: ArrayLike<number>,
  options: PlotChainOptions = {},
): Axes {
  checkOptions(ACTION, options, OPTIONS);
  checkChart(ACTION, options);
  const plotSource = checkFlag(ACTION, "plotSource", options.plotSource ?? true);
  const { kind, cloud } = readSource(ACTION, source, options.sourceKind);
  const cells = readChain(ACTION, filtration, chain, checkFlag(ACTION, "dualize", options.dualize ?? false));
  const highest = cells.reduce((most, { vertices }) => Math.max(most, ...vertices), -1);
  if (highest >= cloud.size) {
    throw new RangeError(
      `Cannot ${ACTION}: vertices must be below ${cloud.size}, the size of the data, but one is ${highest}`,
    );
  }
  const seen = view(ACTION, cloud, options), isSpace = cloud.columns.length === 3;
  const ax = chartAxes(options, { figsize: [5, 5] }).setAspect("equal");
  if (plotSource && kind === "field" && !isSpace) drawField(ACTION, ax, source, options.fieldCmap);
  if (plotSource && kind === "points") {
    ax.scatter(seen.x, seen.y, { s: 10, color: options.pointCloudColor ?? "0.6", zorder: 1.5, ...options.pointStyle });
  }
  if (isSpace) drawBox(ACTION, ax.axis("off"), cloud, options);
  drawCells(ax, seen, cells, options);
  return ax;
}
