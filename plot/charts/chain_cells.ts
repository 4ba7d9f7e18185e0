/**
 * The cells of a chain: read from a filtration, and drawn.
 *
 * @module
 */
import type { Axes } from "../axes.ts";
import { found } from "../checks.ts";
import { OKABE_ITO } from "../colors.ts";
import type { EdgeOptions } from "../marks/edges.ts";
import type { ScatterOptions } from "../marks/scatter.ts";
import type { TriangleOptions } from "../marks/triangles.ts";
import type { Seen } from "./camera.ts";

/** What is read of a filtration. */
export interface ChainCells {
  /** Number of cells. */
  readonly size: number;
  /** The cell at a place of the filtration order. */
  cell(i: number): { readonly dimension: number; readonly vertices: readonly number[] };
}

/** One of its cells. */
export type ChainCell = ReturnType<ChainCells["cell"]>;

/** Options that say how cells look. */
export interface CellStyles {
  /** Colour of the cells, one for all or by dimension; default orange. */
  chainColor?: string | Readonly<Record<number, string>>;
  /** Look of the edges. */
  edgeStyle?: Omit<EdgeOptions, "color">;
  /** Look of the triangles and squares. */
  triangleStyle?: Omit<TriangleOptions, "color">;
  /** Look of the vertices that are cells themselves. */
  vertexStyle?: Omit<ScatterOptions, "color">;
}

/** Triangles between the corners of simplices, squares and cubes, corners in the order of their places in the grid. */
const TRIANGLE = [[0, 1, 2]], TETRAHEDRON = [[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]];
const SQUARE = [[0, 1, 2], [1, 3, 2]];
const CUBE = [[0, 1, 2, 3], [4, 5, 6, 7], [0, 1, 4, 5], [2, 3, 6, 7], [0, 2, 4, 6], [1, 3, 5, 7]]
  .flatMap((side) => SQUARE.map((triangle) => triangle.map((k) => side[k])));

/** The cells of a chain, given by their places. */
export function readChain(
  action: string,
  filtration: ChainCells,
  chain: ArrayLike<number>,
  dualize: boolean,
): ChainCell[] {
  if (typeof filtration?.cell !== "function") {
    throw new TypeError(`Cannot ${action}: filtration must list cells, but is ${found(filtration)}`);
  }
  if (typeof chain !== "object" || chain === null || typeof chain.length !== "number") {
    throw new TypeError(`Cannot ${action}: chain must be a list of places, but is ${found(chain)}`);
  }
  const { size } = filtration;
  return Array.from(chain, (place) => {
    if (!Number.isInteger(place) || place < 0 || place >= size) {
      throw new RangeError(`Cannot ${action}: places must be whole numbers below ${size}, but one is ${found(place)}`);
    }
    return filtration.cell(dualize ? size - 1 - place : place);
  });
}

/** Draws cells between points of the page. */
export function drawCells(ax: Axes, { x, y }: Seen, cells: readonly ChainCell[], options: CellStyles): void {
  const { chainColor = OKABE_ITO.orange, triangleStyle, edgeStyle, vertexStyle } = options;
  const color = (dimension: number) =>
    typeof chainColor === "string" ? chainColor : chainColor[dimension] ?? OKABE_ITO.orange;
  const rows = (dimension: number) =>
    cells.filter((cell) => cell.dimension === dimension).map(({ vertices }) => vertices);
  for (const dimension of [3, 2]) {
    const faces = rows(dimension).flatMap((vertices) =>
      trianglesOf(dimension, vertices.length).map((face) => face.map((k) => vertices[k]))
    );
    if (faces.length > 0) {
      ax.triangles(x, y, faces, { alpha: 0.35, zorder: 1, ...triangleStyle, color: color(dimension) });
    }
  }
  const edges = rows(1), vertices = rows(0).map(([v]) => v);
  if (edges.length > 0) ax.edges(x, y, edges, { linewidth: 2, zorder: 2, ...edgeStyle, color: color(1) });
  if (vertices.length > 0) {
    const at = (values: Float64Array) => vertices.map((v) => values[v]);
    ax.scatter(at(x), at(y), { s: 30, zorder: 3, ...vertexStyle, color: color(0) });
  }
}

/** The triangles around a cell of dimension 2 or 3 with so many corners. */
function trianglesOf(dimension: number, corners: number): readonly (readonly number[])[] {
  if (dimension === 2) return corners === 4 ? SQUARE : TRIANGLE;
  return corners === 8 ? CUBE : TETRAHEDRON;
}
