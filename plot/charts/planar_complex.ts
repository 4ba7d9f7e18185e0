/**
 * Simplices of points of the plane at a radius.
 *
 * @module
 */
import Delaunator from "delaunator";

/** Edges and triangles, by the numbers of their points. */
export interface PlanarComplex {
  /** Pairs of points. */
  readonly edges: readonly (readonly number[])[];
  /** Triples of points. */
  readonly triangles: readonly (readonly number[])[];
}

/** More triangles than this no picture shows. */
export const MOST_TRIANGLES = 200_000;

/** The alpha complex: simplices of the Delaunay triangulation whose balls, cut to Voronoi cells, meet at `radius`. */
export function alphaComplex(x: Float64Array, y: Float64Array, radius: number): PlanarComplex {
  const { triangles, halfedges } = new Delaunator(
    Float64Array.from({ length: 2 * x.length }, (_, k) => (k % 2 ? y : x)[k >> 1]),
  );
  if (triangles.length === 0) return { edges: lineEdges(x, y, radius), triangles: [] };
  const limit = radius ** 2, kept: number[][] = [], edges: number[][] = [];
  const radii = Float64Array.from({ length: triangles.length / 3 }, (_, t) => {
    const corners = [...triangles.subarray(3 * t, 3 * t + 3)], value = circumradius(x, y, corners);
    if (value <= limit) kept.push(corners);
    return value;
  });
  triangles.forEach((a, e) => {
    // Each inner edge is seen from two sides, and taken from the first.
    const twin = halfedges[e];
    if (twin >= 0 && twin < e) return;
    const b = triangles[next(e)], sides = twin < 0 ? [e] : [e, twin];
    const half = ((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2) / 4;
    const isFree = sides.every((side) => {
      const c = triangles[next(next(side))];
      return (x[c] - (x[a] + x[b]) / 2) ** 2 + (y[c] - (y[a] + y[b]) / 2) ** 2 >= half;
    });
    const value = isFree ? half : Math.min(...sides.map((side) => radii[Math.floor(side / 3)]));
    if (value <= limit) edges.push([a, b]);
  });
  return { edges, triangles: kept };
}

/** The Vietoris–Rips complex: simplices whose points are no farther apart than twice the radius. */
export function ripsComplex(x: Float64Array, y: Float64Array, radius: number): PlanarComplex {
  const edges: number[][] = [],
    triangles: number[][] = [],
    near = (i: number, j: number) => Math.hypot(x[i] - x[j], y[i] - y[j]) <= 2 * radius;
  for (let i = 0; i < x.length; i++) {
    const later: number[] = [];
    for (let j = i + 1; j < x.length; j++) if (near(i, j)) later.push(j);
    later.forEach((j, k) => {
      edges.push([i, j]);
      for (const l of later.slice(k + 1)) {
        if (triangles.length < MOST_TRIANGLES && near(j, l)) triangles.push([i, j, l]);
      }
    });
  }
  return { edges, triangles };
}

/** The next edge of the same triangle. */
function next(edge: number): number {
  return edge % 3 === 2 ? edge - 2 : edge + 1;
}

/** Points on a line have no triangles: each is joined to its neighbours. */
function lineEdges(x: Float64Array, y: Float64Array, radius: number): number[][] {
  const order = [...x.keys()].sort((i, j) => x[i] - x[j] || y[i] - y[j]);
  return order.slice(1).map((i, k) => [order[k], i])
    .filter(([i, j]) => Math.hypot(x[i] - x[j], y[i] - y[j]) <= 2 * radius);
}

/** The squared radius of the circle through three points. */
function circumradius(x: Float64Array, y: Float64Array, [a, b, c]: readonly number[]): number {
  const [bx, by, cx, cy] = [x[b] - x[a], y[b] - y[a], x[c] - x[a], y[c] - y[a]];
  const area = 2 * (bx * cy - by * cx), [b2, c2] = [bx * bx + by * by, cx * cx + cy * cy];
  return ((cy * b2 - by * c2) ** 2 + (bx * c2 - cx * b2) ** 2) / area ** 2;
}
