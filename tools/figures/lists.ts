/**
 * Pictures of the filtrations of lists of simplices and of those made from others.
 *
 * @module
 */
import {
  type Axes,
  type Figure,
  freudenthalFiltration,
  mappingCylinderFiltration,
  minFiltration,
  simplexFiltration,
  subplots,
} from "../../mod.ts";
import { COLORS, drawComplex, drawDiagram, type Plane } from "./panels.ts";

/** A network of places, with the values of its edges and of one triangle. */
const NETWORK = {
  plane: [[0, 1.1, 2.4, 2.3, 1.0, 0.1], [0.9, 1.6, 1.3, 0.2, 0.1, 0.2]] as Plane,
  edges: [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [0, 5], [1, 4], [0, 4]],
  values: [2, 3, 1, 4, 1, 2, 5, 3],
  triangle: [0, 4, 5],
  filled: 6,
};

/** A list of simplices with a value each. */
export function simplices(): Figure {
  const { plane, edges, values, triangle, filled } = NETWORK, [x, y] = plane, value = 4;
  const vertices = x.map((_, i) => [i]);
  const filtration = simplexFiltration([...vertices, ...edges, triangle], [...x.map(() => 0), ...values, filled]);
  const [figure, [left, right]] = subplots(1, 2, { figsize: [8, 3.4] });
  const later = edges.filter((_, k) => values[k] > value);
  left.triangles(x, y, [triangle], { color: "0.9" }).edges(x, y, later, {
    color: "0.75",
    linestyle: "--",
    linewidth: 1.2,
  });
  drawComplex(left, plane, filtration, value, 40);
  edges.forEach(([a, b], k) => label(left, (x[a] + x[b]) / 2, (y[a] + y[b]) / 2, String(values[k])));
  label(
    left,
    triangle.reduce((sum, v) => sum + x[v] / 3, 0),
    triangle.reduce((sum, v) => sum + y[v] / 3, 0),
    String(filled),
  );
  left.setAspect("equal").axis("off").setTitle("A network with values, at 4");
  drawDiagram(right, filtration, value, [0, 1]);
  right.setAspect("equal").setTitle("Diagram");
  return figure.tightLayout();
}

function label(ax: Axes, x: number, y: number, text: string): void {
  ax.scatter([x], [y], { s: 110, color: "1", zorder: 4 }).text(x, y, text, {
    ha: "center",
    va: "center",
    fontsize: 9,
    zorder: 5,
  });
}

/** The minimum of two filtrations of a grid: two arcs that make a ring. */
export function minimum(): Figure {
  const size = 13, middle = (size - 1) / 2, value = 0.35;
  const arc = (side: number) =>
    Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => {
        const [x, y] = [(j - middle) / middle, (i - middle) / middle];
        return Math.abs(Math.hypot(x, y) - 0.65) + Math.max(0, -side * x);
      }));
  const [a, b] = [1, -1].map((side) => freudenthalFiltration(arc(side)));
  const both = minFiltration(a, b);
  const [figure, axes] = subplots(1, 4, { figsize: [12, 3.2] });
  const flat = Array.from({ length: size * size }, (_, v) => v);
  const plane: Plane = [flat.map((v) => v % size), flat.map((v) => Math.floor(v / size))];
  [a, b, both].forEach((filtration, k) => {
    drawComplex(axes[k], plane, filtration, value, 5);
    axes[k].setXlim(-0.5, size - 0.5).setYlim(size - 0.5, -0.5).setAspect("equal").axis("off");
    axes[k].setTitle(["a at 0.35", "b at 0.35", "minFiltration(a, b)"][k]);
  });
  drawDiagram(axes[3], both, value, [0, 1]);
  axes[3].setAspect("equal").setTitle("Diagram of the minimum");
  return figure.tightLayout();
}

/** The mapping cylinder of the outline of a triangle in the whole. */
export function mappingCylinder(): Figure {
  const outline = [[0], [1], [2], [0, 1], [0, 2], [1, 2]];
  const domain = simplexFiltration(outline, [0, 0, 0, 1, 1, 1]);
  const codomain = simplexFiltration([...outline, [0, 1, 2]], [0, 0, 0, 0, 0, 0, 3]);
  const cylinder = mappingCylinderFiltration(domain, codomain, { codomainValue: 2 });
  // Copies of the domain have numbers 3, 4 and 5; they are drawn below.
  const x = [0, 2, 1.3, 0, 2, 1.3], y = [1.6, 1.6, 2.3, 0, 0, 0.7];
  const [figure, [left, right]] = subplots(1, 2, { figsize: [8, 3.4] });
  const prisms = cylinder.cellsInDimension(2).map(({ vertices }) => vertices).filter(({ length }) => length === 4);
  left.triangles(x, y, [[0, 1, 2]], { color: COLORS.late, alpha: 0.5, label: "codomain" })
    .triangles(x, y, prisms.flatMap(([a, b, c, d]) => [[a, b, c], [b, c, d]]), {
      color: COLORS.cells,
      alpha: 0.2,
      label: "prisms",
    })
    .edges(x, y, cylinder.cellsInDimension(1).map(({ vertices }) => vertices), { color: COLORS.cells, linewidth: 1 })
    .edges(x, y, [[3, 4], [4, 5], [3, 5]], { color: COLORS.birth, linewidth: 2.5, label: "copy of the domain" })
    .scatter(x, y, { s: 24, color: COLORS.points, zorder: 3 });
  left.setXlim(-0.3, 5.4).setYlim(-0.3, 2.6).setAspect("equal").axis("off").legend({ loc: "center right" });
  left.setTitle("The outline below, the triangle above");
  drawDiagram(right, cylinder, 2, [0, 1]);
  right.setAspect("equal").setTitle("Diagram");
  return figure.tightLayout();
}
