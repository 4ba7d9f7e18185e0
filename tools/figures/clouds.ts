/**
 * Pictures of the filtrations of points and of distances.
 *
 * @module
 */
import {
  alphaFiltration,
  type Axes,
  cechDelaunayFiltration,
  type DiffFiltration,
  type Figure,
  numpyRng,
  persistenceDiagram,
  subplots,
  type Tensor,
  tensor,
  vrFiltration,
  weakAlphaFiltration,
} from "../../mod.ts";
import { cellsAt, COLORS, columnsOf, drawComplex, drawDiagram, type Plane, short } from "./panels.ts";

const CORNERS = 40;

/** A large and a small loop, a little noisy. */
function twoLoops(): Tensor {
  const noise = numpyRng(6).normal(0, 0.1, [34, 2]);
  const angle = (i: number, count: number) => 2 * Math.PI * (i + 0.5) / count;
  const large = Array.from({ length: 22 }, (_, i) => [Math.cos(angle(i, 22)), Math.sin(angle(i, 22))]);
  const small = Array.from(
    { length: 12 },
    (_, i) => [1.6 + 0.6 * Math.cos(angle(i, 12)), 0.6 * Math.sin(angle(i, 12))],
  );
  return tensor([...large, ...small]).add(noise);
}

const POINTS = twoLoops(), PLANE = columnsOf(POINTS);
/** The radius at which all pictures of the cloud are drawn. */
const RADIUS = 0.3;

/** Axes with the cloud's complex at `value` on the left, its diagram on the right. */
function cloudFigure(filtration: DiffFiltration, value: number, title: string, more: (ax: Axes) => void): Figure {
  const [figure, [left, right]] = subplots(1, 2, { figsize: [8, 3.4] });
  more(left);
  drawComplex(left, PLANE, filtration, value);
  left.setXlim(-1.45, 2.6).setYlim(-1.4, 1.4).setAspect("equal").axis("off").setTitle(title);
  drawDiagram(right, filtration, value, [1]);
  right.setAspect("equal").setTitle("Loops; shaded: those that live then");
  return figure.tightLayout();
}

/** Balls around the points, as one grey area. */
function drawBalls(ax: Axes, [x, y]: Plane, radius: number): void {
  const turns = Array.from({ length: CORNERS }, (_, k) => 2 * Math.PI * k / CORNERS);
  x.forEach((u, i) =>
    ax.fill(turns.map((t) => u + radius * Math.cos(t)), turns.map((t) => y[i] + radius * Math.sin(t)), {
      color: COLORS.balls,
      zorder: 0.5,
    })
  );
}

/** Vietoris–Rips of points. */
export function rips(): Figure {
  const value = 2 * RADIUS;
  const filtration = vrFiltration(POINTS, { maxDim: 2, eps: 0 });
  return cloudFigure(filtration, value, `Edges up to length ${short(value)}`, () => {});
}

/** Alpha. */
export function alpha(): Figure {
  return cloudFigure(
    alphaFiltration(POINTS),
    RADIUS ** 2,
    `Balls of radius ${RADIUS}, value ${short(RADIUS ** 2)}`,
    (ax) => drawBalls(ax, PLANE, RADIUS),
  );
}

/** Čech–Delaunay, with the cells that alpha does not have yet. */
export function cechDelaunay(): Figure {
  const filtration = cechDelaunayFiltration(POINTS), value = RADIUS ** 2, late = alphaFiltration(POINTS);
  return cloudFigure(filtration, value, `Value ${short(value)}; orange: not yet in alpha`, (ax) => {
    const missing = (d: number) => {
      const there = new Set(cellsAt(late, d, value).map(String));
      return cellsAt(filtration, d, value).filter((vertices) => !there.has(String(vertices)));
    };
    ax.triangles(...PLANE, missing(2), { color: COLORS.late, alpha: 0.6, zorder: 1.5 })
      .edges(...PLANE, missing(1), { color: COLORS.late, linewidth: 1.8, zorder: 2.5 });
  });
}

/** Weak alpha, with the longer Delaunay edges. */
export function weakAlpha(): Figure {
  const value = (2 * RADIUS) ** 2, filtration = weakAlphaFiltration(POINTS);
  return cloudFigure(
    filtration,
    value,
    `Value ${short(value)}: Delaunay edges up to ${short(2 * RADIUS)}`,
    (ax) => ax.edges(...PLANE, cellsAt(filtration, 1, Infinity), { color: "0.85", linewidth: 0.7, zorder: 0.8 }),
  );
}

/** Vietoris–Rips of distances: hours of the day, compared round the clock. */
export function distances(): Figure {
  const count = 24, noise = numpyRng(1).uniform(0.9, 1.1, [count, count]);
  const matrix = Array.from({ length: count }, (_, i) =>
    Array.from({ length: count }, (_, j) => {
      const hours = Math.abs(i - j), [a, b] = [Math.min(i, j), Math.max(i, j)];
      return Math.min(hours, count - hours) * noise.data[a * count + b];
    }));
  const filtration = vrFiltration(tensor(matrix), { fromPwdists: true, maxDim: 2 });
  const diagrams = persistenceDiagram(filtration, { dims: [1] }), [pair] = diagrams[1].toArray() as number[][];
  const [figure, [left, right]] = subplots(1, 2, { figsize: [8, 3.4] });
  left.imshow(matrix).setXlabel("hour").setYlabel("hour").setTitle("Distances between hours of the day");
  for (const [value, name] of [[pair[0], "birth"], [pair[1], "death"]] as const) {
    const at = matrix.flatMap((row, i) => row.flatMap((entry, j) => entry === value ? [[i, j]] : []));
    left.scatter(at.map(([, j]) => j), at.map(([i]) => i), { s: 40, color: COLORS[name], edgecolor: "w", label: name });
  }
  left.legend({ loc: "upper right" });
  drawDiagram(right, filtration, (pair[0] + pair[1]) / 2, [1]);
  right.setAspect("equal").setTitle("The loop of the clock");
  return figure.tightLayout();
}
