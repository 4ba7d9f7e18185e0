/**
 * The cells of a Vietoris–Rips filtration, listed by the definition of their order.
 *
 * @module
 */
import type { RipsInput } from "../../core/kernels.ts";
import type { Cell } from "./reduction.ts";

/** A cell with its critical edge, `[v, v]` for a vertex. */
export interface RipsCell extends Cell {
  /** The longest edge, the lexicographically first of several. */
  readonly edge: readonly [number, number];
}

/**
 * The cells of dimensions 0 to `maxDim`, dimension after dimension.
 *
 * Edges are ordered by (length, u, v). A higher cell comes behind its earliest facet with the same critical edge; behind one
 * facet, by the added vertex: above the top vertex, between the two top vertices, below, ascending in each.
 */
export function ripsCells(input: RipsInput, maxDim: number, maxDiameter?: number): RipsCell[] {
  const { count } = input;
  const vertices = Array.from({ length: count }, (_, v) => v);
  const value = (u: number, v: number) => input.kind === "points" ? Math.sqrt(key(input, u, v)) : key(input, u, v);
  const cutoff = maxDiameter ??
    1.00001 * Math.min(...vertices.map((u) => Math.max(...vertices.map((v) => value(u, v)))));
  const near = (u: number, v: number) => value(u, v) <= cutoff;

  let level: RipsCell[] = vertices.map((v) => ({ vertices: [v], value: 0, edge: [v, v] }));
  const all = [...level];
  for (let dim = 1; dim <= maxDim; dim++) {
    const next = new Map<string, RipsCell>();
    for (const parent of level) {
      for (const w of additions(parent.vertices, count)) {
        if (!parent.vertices.every((x) => near(x, w))) continue;
        const cell = [...parent.vertices, w].sort((a, b) => a - b);
        const edge = criticalEdge(input, cell);
        const own = dim === 1 || (edge[0] === parent.edge[0] && edge[1] === parent.edge[1]);
        if (own && !next.has(cell.join())) next.set(cell.join(), { vertices: cell, value: value(...edge), edge });
      }
    }
    level = [...next.values()];
    if (dim === 1) level.sort((a, b) => key(input, ...a.edge) - key(input, ...b.edge) || compare(a.edge, b.edge));
    all.push(...level);
  }
  return all;
}

/** What edges are ordered by: the square of the length for points, the length for distances. */
function key({ values, kind, count, dimension }: RipsInput, u: number, v: number): number {
  if (kind === "distances") return values[u * count + v];
  let sum = 0;
  for (let k = 0; k < dimension; k++) sum += (values[u * dimension + k] - values[v * dimension + k]) ** 2;
  return sum;
}

function criticalEdge(input: RipsInput, cell: readonly number[]): [number, number] {
  const edges = cell.flatMap((u, place) => cell.slice(place + 1).map((v): [number, number] => [u, v]));
  return edges.reduce((best, edge) => key(input, ...edge) > key(input, ...best) ? edge : best);
}

function additions(parent: readonly number[], count: number): number[] {
  const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
  const top = parent[parent.length - 1], second = parent[parent.length - 2] ?? -1;
  return [...range(top + 1, count), ...range(second + 1, top), ...range(0, second)].filter((w) => !parent.includes(w));
}

function compare(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}
