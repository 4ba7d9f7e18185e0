/**
 * Delaunay complexes of points in general position by the definitions: all simplices with an empty circumsphere.
 *
 * @module
 */
import type { DelaunayValue } from "../../core/kernels.ts";
import type { Cell } from "./reduction.ts";

type Point = readonly number[];

/** A sphere. */
interface Sphere {
  readonly centre: Point;
  readonly square: number;
}

/** The faces of the simplices of full dimension without a point inside their circumsphere, by dimension, value and vertices. */
export function delaunayCells(points: readonly Point[], value: DelaunayValue): Cell[] {
  const dimension = Math.min(points[0].length, points.length - 1);
  const top = subsets(points.map((_, v) => v), dimension + 1).filter((cell) => isEmpty(points, cell));
  const faces = new Map<string, number[]>();
  for (let size = 1; size <= dimension + 1; size++) {
    for (const cell of top) for (const face of subsets(cell, size)) faces.set(face.join(), face);
  }
  const vertices = [...faces.values()];
  const valueOf = { alpha: alphaValue, cechDelaunay: enclosingBall, weakAlpha: longestEdge }[value];
  return vertices
    .map((cell) => ({ vertices: cell, value: valueOf(points, cell, vertices) }))
    .sort((a, b) => a.vertices.length - b.vertices.length || a.value - b.value || compare(a.vertices, b.vertices));
}

/** The least squared radius of an empty circumsphere: that of the simplex itself if it is empty, or that of a coface. */
function alphaValue(points: readonly Point[], cell: readonly number[], all: readonly number[][]): number {
  if (cell.length === 1) return 0;
  if (isEmpty(points, cell)) return circumsphere(points, cell).square;
  const cofaces = all.filter((other) => other.length === cell.length + 1 && cell.every((v) => other.includes(v)));
  return Math.min(...cofaces.map((coface) => alphaValue(points, coface, all)));
}

/** The squared radius of the smallest of those circumspheres of faces that hold all vertices. */
function enclosingBall(points: readonly Point[], cell: readonly number[]): number {
  if (cell.length === 1) return 0;
  const faces = Array.from({ length: cell.length - 1 }, (_, k) => subsets(cell, k + 2)).flat();
  const spheres = faces.map((face) => circumsphere(points, face));
  const holding = spheres.filter(({ centre, square }) =>
    cell.every((v) => squaredDistance(points[v], centre) <= square * (1 + 1e-9))
  );
  return Math.min(...holding.map(({ square }) => square));
}

function longestEdge(points: readonly Point[], cell: readonly number[]): number {
  return Math.max(0, ...subsets(cell, 2).map(([u, v]) => squaredDistance(points[u], points[v])));
}

function isEmpty(points: readonly Point[], cell: readonly number[]): boolean {
  const { centre, square } = circumsphere(points, cell);
  return points.every((p, v) => cell.includes(v) || squaredDistance(p, centre) >= square);
}

/** The smallest sphere through points: the centre `p0 + Σ μ_j e_j` has `Σ_j (e_i · e_j) μ_j = |e_i|² / 2`. */
function circumsphere(points: readonly Point[], cell: readonly number[]): Sphere {
  const [base, ...others] = cell.map((v) => points[v]);
  const edges = others.map((p) => p.map((x, c) => x - base[c]));
  const dot = (a: Point, b: Point) => a.reduce((sum, x, c) => sum + x * b[c], 0);
  const weights = solve(edges.map((a) => [...edges.map((b) => dot(a, b)), dot(a, a) / 2]));
  const centre = base.map((x, c) => edges.reduce((sum, edge, j) => sum + weights[j] * edge[c], x));
  return { centre, square: squaredDistance(base, centre) };
}

/** Solves linear equations, each a row that ends with its right side, by elimination with pivots. */
function solve(rows: number[][]): number[] {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const pivot = rows.slice(k).reduce((best, row) => Math.abs(row[k]) > Math.abs(best[k]) ? row : best);
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(k, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[k] / pivot[k];
      for (let j = k; j <= n; j++) row[j] -= factor * pivot[j];
    }
  }
  return rows.map((row, k) => row[n] / row[k]);
}

function subsets(list: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return list.flatMap((x, k) => subsets(list.slice(k + 1), size - 1).map((rest) => [x, ...rest]));
}

function squaredDistance(a: Point, b: Point): number {
  return a.reduce((sum, x, c) => sum + (x - b[c]) ** 2, 0);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((v, c) => v !== b[c]);
  return k < 0 ? 0 : a[k] - b[k];
}
