/**
 * What the pictures of filtrations share: a complex at a value, and its diagram with the classes that live there.
 *
 * @module
 */
import { type Axes, type DiffFiltration, persistenceDiagram, plotDiagram, type Tensor } from "../../mod.ts";

/** Colours of all pictures. */
export const COLORS = {
  cells: "tab:blue",
  points: "0.15",
  balls: "0.92",
  birth: "tab:green",
  death: "tab:red",
  late: "tab:orange",
} as const;

/** Horizontal and vertical coordinates. */
export type Plane = readonly [readonly number[], readonly number[]];

/** The columns of points of the plane. */
export function columnsOf(points: Tensor): Plane {
  const column = (c: number) => Array.from({ length: points.shape[0] }, (_, i) => points.data[2 * i + c]);
  return [column(0), column(1)];
}

/** The vertices of the cells of a dimension that are there at `value`. */
export function cellsAt(filtration: DiffFiltration, dimension: number, value: number): (readonly number[])[] {
  return filtration.cellsInDimension(dimension).filter((cell) => cell.value <= value).map(({ vertices }) => vertices);
}

/** Squares, given by four ascending vertices of a grid, as two triangles each. */
export function halves(squares: readonly (readonly number[])[]): number[][] {
  return squares.flatMap(([a, b, c, d]) => [[a, b, c], [b, d, c]]);
}

/** Draws the vertices, edges and areas of a filtration of the plane that are there at `value`. */
export function drawComplex(ax: Axes, [x, y]: Plane, filtration: DiffFiltration, value: number, size = 12): void {
  const areas = cellsAt(filtration, 2, value), triangles = areas[0]?.length === 4 ? halves(areas) : areas;
  const vertices = cellsAt(filtration, 0, value).map(([v]) => v);
  ax.triangles(x, y, triangles, { color: COLORS.cells, alpha: 0.3 })
    .edges(x, y, cellsAt(filtration, 1, value), { color: COLORS.cells, linewidth: 0.9 })
    .scatter(vertices.map((v) => x[v]), vertices.map((v) => y[v]), { s: size, color: COLORS.points, zorder: 3 });
}

/** Draws the diagrams; the shaded corner holds the classes that live at `value`. */
export function drawDiagram(ax: Axes, filtration: DiffFiltration, value: number, dims: readonly number[]): void {
  const colors: Record<number, string> = { 0: "tab:gray", 1: "tab:orange" };
  plotDiagram(persistenceDiagram(filtration, { dims }), {
    ax,
    color: dims.map((d) => colors[d]),
    dimLabelFmt: "H{dim}",
    pointStyle: { s: 30 },
  });
  const [[left, right], [bottom, top]] = [ax.getXlim(), ax.getYlim()];
  ax.setXlim(left, right).setYlim(bottom, top)
    .fill([left, value, value, left], [value, value, top, top], {
      color: COLORS.cells,
      alpha: 0.12,
      linewidth: 0,
      zorder: 0,
    })
    .legend({ loc: "lower right" });
}

/** Shortens a number for a title. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
