/**
 * Cells of a filtration on the data: a cycle, a chain, a critical set.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { checkChoice, checkFlag, checkOptions } from "../checks.ts";
import { image } from "../marks/image.ts";
import type { ScatterOptions } from "../marks/scatter.ts";
import type { Colormap } from "../colormaps.ts";
import { isShaped, type MatrixValues, readMatrix, shapeOf } from "../values.ts";
import { CAMERA_OPTIONS, type CameraOptions, drawBox, view } from "./camera.ts";
import { type CellStyles, type ChainCells, drawCells, readChain } from "./chain_cells.ts";
import { CHART_OPTIONS, chartAxes, type ChartOptions, checkChart, type Cloud, readCloud } from "./chart_axes.ts";

/** Options of {@linkcode plotChain}. */
export interface PlotChainOptions extends ChartOptions, CameraOptions, CellStyles {
  /** Whether `source` holds points or values on a grid; default points where there are two or three columns. */
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
 * `source` are the points, `[n, 2]` or `[n, 3]`, or the values on a grid, `[rows, columns]`; `chain` lists places of cells in
 * the filtration order, such as a column of V or R. Cells of dimension 0, 1, 2 and 3 are dots, lines, areas, and the areas
 * around them.
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
  const columns = widthOf(source), guess = [undefined, 2, 3].includes(columns) ? "points" : "field";
  const kind = checkChoice(ACTION, "sourceKind", options.sourceKind ?? guess, ["points", "field"]);
  const cells = readChain(ACTION, filtration, chain, checkFlag(ACTION, "dualize", options.dualize ?? false));
  const cloud = kind === "points" ? readCloud(ACTION, "the points", source, [2, 3]) : gridOf(source);
  const highest = cells.reduce((most, { vertices }) => Math.max(most, ...vertices), -1);
  if (highest >= cloud.size) {
    throw new RangeError(
      `Cannot ${ACTION}: vertices must be below ${cloud.size}, the size of the data, but one is ${highest}`,
    );
  }
  const seen = view(ACTION, cloud, options);
  const ax = chartAxes(options, { figsize: [5, 5] }).setAspect("equal");
  if (plotSource && kind === "field") drawField(ax, source, options);
  if (plotSource && kind === "points") {
    ax.scatter(seen.x, seen.y, { s: 10, color: options.pointCloudColor ?? "0.6", zorder: 1.5, ...options.pointStyle });
  }
  if (cloud.columns.length === 3) {
    drawBox(ACTION, ax.axis("off"), cloud, options);
  }
  drawCells(ax, seen, cells, options);
  return ax;
}

function widthOf(source: MatrixValues): number | undefined {
  return isShaped(source) ? shapeOf(ACTION, "source", source)[1] : source?.[0]?.length;
}

/** The vertices of a grid, row by row, as points: columns to the right, rows downwards. */
function gridOf(source: MatrixValues): Cloud {
  const { rows, columns } = readMatrix(ACTION, "the field", source), size = rows * columns;
  const x = Float64Array.from({ length: size }, (_, v) => v % columns);
  return { size, columns: [x, Float64Array.from({ length: size }, (_, v) => Math.floor(v / columns))] };
}

function drawField(ax: Axes, source: MatrixValues, { fieldCmap }: PlotChainOptions): void {
  const { data, rows, columns } = readMatrix(ACTION, "the field", source);
  ax.add(image({ data, shape: [rows, columns] }, fieldCmap === undefined ? {} : { cmap: fieldCmap }));
  if (ax.getYlim()[0] < ax.getYlim()[1]) ax.invertYaxis();
}
