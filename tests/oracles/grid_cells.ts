/**
 * The cells of a grid, listed by their definition.
 *
 * @module
 */

/** A function on a grid, and what the cells are. */
export interface GridProblem {
  /** The values, row-major. */
  readonly values: readonly number[];
  /** Their shape. */
  readonly shape: readonly number[];
  /** Freudenthal simplices or cubes. */
  readonly cells: "simplices" | "cubes";
  /** Whether the values are those of vertices, or of cubes of full dimension. */
  readonly valuesOn: "vertices" | "cells";
  /** Whether large values come first. */
  readonly negate: boolean;
  /** Whether opposite sides are glued. */
  readonly wrap: boolean;
}

/** A cell with its facets as positions in the list. */
export interface GridCell {
  /** Its dimension. */
  readonly dimension: number;
  /** Its vertices, ascending. */
  readonly vertices: readonly number[];
  /** Its value. */
  readonly value: number;
  /** Which entry gives the value. */
  readonly source: number;
  /** Positions of its facets. */
  readonly facets: readonly number[];
}

type Point = readonly number[];

/** The cells of dimensions 0 to `maxDim` by dimension, then value; cells that tie are in no particular order. */
export function gridCells(problem: GridProblem, maxDim: number = problem.shape.length): GridCell[] {
  const { values, shape, negate, wrap, valuesOn } = problem;
  const lengths = valuesOn === "cells" ? shape.map((length) => length + 1) : shape;
  const listed: Omit<GridCell, "facets">[] = [];
  for (const anchor of points(lengths)) {
    for (const displacements of cellsAtOrigin(problem.cells, shape.length)) {
      const raw = displacements.map((by) => anchor.map((x, axis) => x + by[axis]));
      const corners = wrap ? raw.map((point) => point.map((x, axis) => x % lengths[axis])) : raw;
      if (corners.some((point) => point.some((x, axis) => x >= lengths[axis]))) continue;
      const dimension = problem.cells === "cubes" ? Math.log2(corners.length) : corners.length - 1;
      if (dimension > maxDim) continue;
      const source = valuesOn === "vertices"
        ? furthest(corners.map((point) => indexOf(point, lengths)), values, negate ? -1 : 1)
        : furthest(cubesAround(corners, shape).map((point) => indexOf(point, shape)), values, negate ? 1 : -1);
      const vertices = corners.map((point) => indexOf(point, lengths)).sort((a, b) => a - b);
      listed.push({ dimension, vertices, value: values[source], source });
    }
  }
  listed.sort((a, b) => a.dimension - b.dimension || (negate ? b.value - a.value : a.value - b.value));
  return listed.map((cell) => ({ ...cell, facets: facetsOf(cell, listed) }));
}

/** All points of a grid, in C order. */
function points(lengths: readonly number[]): Point[] {
  return lengths.reduce<Point[]>(
    (found, length) => found.flatMap((point) => Array.from({ length }, (_, x) => [...point, x])),
    [[]],
  );
}

function indexOf(point: Point, lengths: readonly number[]): number {
  return point.reduce((index, x, axis) => index * lengths[axis] + x, 0);
}

/** The vertices of all cells whose first vertex is the origin, as vectors of zeros and ones. */
function cellsAtOrigin(cells: GridProblem["cells"], axes: number): Point[][] {
  const corners = points(Array.from({ length: axes }, () => 2));
  const isWithin = (a: Point, b: Point) => a.every((x, axis) => x <= b[axis]);
  if (cells === "cubes") return corners.map((top) => corners.filter((corner) => isWithin(corner, top)));
  const climb = (chain: Point[]): Point[][] => {
    const last = chain.at(-1)!;
    return [
      chain,
      ...corners.filter((c) => c !== last && isWithin(last, c)).flatMap((next) => climb([...chain, next])),
    ];
  };
  return climb([corners[0]]);
}

/** The cubes of full dimension that have all these corners. */
function cubesAround(corners: readonly Point[], shape: readonly number[]): Point[] {
  return points(shape).filter((cube) =>
    corners.every((corner) => corner.every((x, axis) => x === cube[axis] || x === cube[axis] + 1))
  );
}

/** The one with the largest value, or smallest if `sign` is −1; the first of several. */
function furthest(indices: readonly number[], values: readonly number[], sign: number): number {
  const best = Math.max(...indices.map((index) => sign * values[index]));
  return Math.min(...indices.filter((index) => sign * values[index] === best));
}

function facetsOf(cell: Omit<GridCell, "facets">, listed: readonly Omit<GridCell, "facets">[]): number[] {
  return listed.flatMap(({ dimension, vertices }, position) =>
    dimension === cell.dimension - 1 && vertices.every((vertex) => cell.vertices.includes(vertex)) ? [position] : []
  );
}
